#include "model/task_dates.hpp"

#include <utility>

namespace taqrir {

TaskDates dates_of(const ChartTask& task) {
  TaskDates out;
  if (task.start) out.start = std::chrono::sys_days{*task.start};
  if (task.end) out.end = std::chrono::sys_days{*task.end};
  if (task.kind == ChartTask::Kind::milestone) {
    const auto day = out.end ? out.end : out.start;
    return {day, day};
  }
  if (out.start && out.end && *out.end < *out.start) std::swap(out.start, out.end);
  return out;
}

std::string dates_in_words(const ChartTask& task, const Locale& locale) {
  const TaskDates dates = dates_of(task);
  const bool group = task.kind == ChartTask::Kind::group;
  if (dates.start && dates.end)
    return *dates.start == *dates.end ? locale.date(Date{*dates.start})
                                      : locale.dates(Date{*dates.start}, Date{*dates.end});
  if (dates.start) return locale.word("document.gantt.from", {{"date", locale.date(Date{*dates.start})}});
  if (dates.end) return locale.word("document.gantt.until", {{"date", locale.date(Date{*dates.end})}});
  return group ? std::string() : locale.word("document.gantt.undated");
}

std::string tasks_in_words(const Chart& chart, const Locale& locale) {
  std::string out;
  const auto add = [&](const std::string& name, const std::string& dates) {
    out += (out.empty() ? "" : "; ") + name + (dates.empty() ? "" : ": " + dates);
  };
  for (const auto& task : chart.tasks) add(task.name, dates_in_words(task, locale));
  for (const auto& mark : chart.marks)
    if (mark.date) add(mark.name, locale.date(*mark.date));
  return out;
}

}  // namespace taqrir
