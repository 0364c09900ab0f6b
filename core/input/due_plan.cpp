#include "input/due_plan.hpp"

#include <algorithm>

namespace taqrir::input {

namespace {

std::optional<Date> end_of(const Record& row) {
  return row.date("end") ? row.date("end") : row.date("start");
}

std::optional<Date> latest(const std::vector<Record>& rows, const std::string& deliverable,
                           const std::string& activity) {
  std::optional<Date> out;
  for (const auto& row : rows)
    if (row.text("activity") == activity && row.text("deliverable") == deliverable)
      if (const auto end = end_of(row)) out = out ? std::max(*out, *end) : *end;
  return out;
}

}  // namespace

std::optional<PlanName> plan_name(const std::string& text) {
  const auto dot = text.find('.');
  if (dot == std::string::npos || dot == 0 || dot + 1 == text.size()) return std::nullopt;
  return PlanName{text.substr(0, dot), text.substr(dot + 1)};
}

std::vector<Record> plan_rows(const Record& mission, const PlanName& plan) {
  const auto* deliverables = mission.table("deliverables");
  const auto* table = deliverables ? deliverables->table(plan.type) : nullptr;
  return table ? table->tables(plan.list) : std::vector<Record>{};
}

std::optional<Date> planned_due(const std::vector<Record>& rows, const std::string& deliverable,
                                const std::string& activity, int days_after_end) {
  if (const auto own = latest(rows, deliverable, activity)) return own;
  const auto end = latest(rows, {}, activity);
  return end ? std::optional(add_days(*end, days_after_end)) : std::nullopt;
}

}  // namespace taqrir::input
