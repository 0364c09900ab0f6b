#include "kit/recommendations_view.hpp"

#include "kit/cells.hpp"
#include "model/builder.hpp"

namespace taqrir::kit {

namespace {

std::string priority_word(const Words& kit, Priority priority) { return kit("priority." + key_of(priority)); }
std::string state_word(const Words& kit, ActionState state) { return kit("action." + key_of(state)); }

Tone tone_of(const Recommendation& one, const Date& today) {
  if (one.overdue(today)) return Tone::bad;
  if (one.state == ActionState::done) return Tone::good;
  return one.state == ActionState::rejected ? Tone::muted : Tone::neutral;
}

std::string state_in_words(const Words& kit, const Recommendation& one, const Date& today) {
  const auto state = state_word(kit, one.state);
  return one.overdue(today) ? kit("recommendation.overdue", {{"state", state}}) : state;
}

std::vector<TableCell> tracking_row(Writer& writer, const Recommendation& one) {
  const auto& kit = writer.kit();
  const auto today = writer.context().today();
  std::vector<TableCell> cells{cell(one.code),
                               cell(writer.inlines(one.record, "text")),
                               cell(priority_word(kit, one.priority)),
                               cell(kit.or_missing(one.responsible)),
                               cell(kit.short_date(one.deadline)),
                               toned(cell(state_in_words(kit, one, today)), tone_of(one, today))};
  cells.front().header = true;
  return cells;
}

std::vector<TableCell> activity_row(const Words& kit, Inlines title, const RecommendationCounts& counts) {
  return {row_head(std::move(title)),
          cell(kit.integer(counts.open())),
          cell(kit.integer(counts.of(ActionState::done))),
          cell(kit.integer(counts.of(ActionState::rejected))),
          cell(kit.integer(counts.total())),
          toned(cell(kit.integer(counts.overdue)), counts.overdue > 0 ? Tone::bad : Tone::neutral)};
}

std::vector<TableColumn> tracking_columns() {
  const auto wide = [](double share) { return TableColumn{Alignment::start, share}; };
  return {wide(0.08), wide(0.36), wide(0.12), wide(0.16), wide(0.14), wide(0.14)};
}

/// Rows under the titles of their groups.
Block tracking(Writer& writer, const std::vector<RecommendationGroup>& groups, std::string caption,
               std::string id) {
  const auto& kit = writer.kit();
  const auto columns = tracking_columns();
  TableBuilder table(columns);
  table.header({kit("recommendation.code"), kit("recommendation.text"), kit("recommendation.priority"),
                kit("recommendation.responsible"), kit("recommendation.deadline"),
                kit("recommendation.state")});
  for (const auto& group : groups) {
    if (!group.title.empty()) table.row({group_cell(group.title, columns.size())});
    for (const auto& one : group.items) table.row(tracking_row(writer, one));
  }
  return table.caption(plain(std::move(caption))).build(std::move(id));
}

void add_labelled(Blocks& to, const Words& kit, std::string_view key, Inlines content) {
  to.push_back(block(Paragraph{plain(kit(key)), Paragraph::Role::label, {}}));
  to.push_back(paragraph(content.empty() ? plain(kit.missing()) : std::move(content)));
}

Block facts(const Words& kit, const Recommendation& one, const Date& today) {
  std::vector<KeyFact> facts{
      {plain(kit("recommendation.priority")), plain(priority_word(kit, one.priority))},
      {plain(kit("recommendation.state")), plain(state_in_words(kit, one, today))},
      {plain(kit("recommendation.responsible")), plain(kit.or_missing(one.responsible))},
      {plain(kit("recommendation.deadline")), plain(kit.date(one.deadline))},
      {plain(kit("recommendation.resources")), plain(kit.or_missing(one.resources))}};
  return key_facts({}, std::move(facts));
}

}  // namespace

Block recommendations_summary(const Words& kit, const RecommendationCounts& counts) {
  std::vector<TableColumn> columns(kActionStates.size() + 2, TableColumn{Alignment::decimal});
  columns[0].alignment = Alignment::start;
  TableBuilder table(columns);
  std::vector<std::string> titles{kit("recommendation.priority")};
  std::vector<TableCell> totals{cell(kit("total"))};
  for (const auto state : kActionStates) {
    titles.push_back(state_word(kit, state));
    totals.push_back(cell(kit.integer(counts.of(state))));
  }
  titles.push_back(kit("total"));
  totals.push_back(cell(kit.integer(counts.total())));
  table.header(titles).total(totals);
  for (const auto priority : kPriorities) {
    std::vector<TableCell> cells{cell(priority_word(kit, priority))};
    cells.front().header = true;
    for (const auto state : kActionStates) cells.push_back(cell(kit.integer(counts.of(priority, state))));
    cells.push_back(cell(kit.integer(counts.of(priority))));
    table.row(cells);
  }
  table.caption(plain(kit("recommendation.summary")));
  return table.build("recommendations-summary");
}

Block recommendations_by_activity(const Words& kit, const std::vector<RecommendationGroup>& groups,
                                  const Date& today) {
  std::vector<TableColumn> columns(6, TableColumn{Alignment::decimal});
  columns[0].alignment = Alignment::start;
  TableBuilder table(columns);
  table.header({kit("recommendation.activity"), kit("recommendation.open"),
                state_word(kit, ActionState::done), state_word(kit, ActionState::rejected), kit("total"),
                kit("recommendation.late")});
  Recommendations all;
  for (const auto& group : groups) {
    table.row(activity_row(kit, group.title, count(group.items, today)));
    all.insert(all.end(), group.items.begin(), group.items.end());
  }
  table.total(activity_row(kit, plain(kit("total")), count(all, today)));
  table.caption(plain(kit("recommendation.by-activity", {{"today", kit.locale().date(today)}})));
  return table.build("recommendations-by-activity");
}

Inlines recommendations_count(const Words& kit, const RecommendationCounts& counts, const Date& today) {
  return plain(kit("recommendation.count", {{"count", kit.plural("recommendations", counts.total())},
                                            {"overdue", kit.integer(counts.overdue)},
                                            {"today", kit.locale().date(today)}}));
}

Block tracking_table(Writer& writer, const std::vector<RecommendationGroup>& groups) {
  return tracking(writer, groups, writer.kit()("recommendation.tracking"), "tracking-table");
}

Blocks overdue_table(Writer& writer, const std::vector<RecommendationGroup>& groups) {
  const auto today = writer.context().today();
  std::vector<RecommendationGroup> late;
  for (auto group : groups) {
    std::erase_if(group.items, [&](const Recommendation& one) { return !one.overdue(today); });
    if (!group.items.empty()) late.push_back(std::move(group));
  }
  if (late.empty()) return {};
  const auto caption =
      writer.kit()("recommendation.late-table", {{"today", writer.kit().locale().date(today)}});
  return {tracking(writer, late, caption, "overdue-table")};
}

Blocks recommendation_section(Writer& writer, const Recommendation& one, int heading_level) {
  const auto& kit = writer.kit();
  auto title = plain(kit("recommendation.heading", {{"code", one.code}}));
  for (auto& inline_ : writer.inlines(one.record, "text")) title.push_back(std::move(inline_));
  Blocks section{heading(heading_level, std::move(title), anchor_of(one))};
  add_labelled(section, kit, "recommendation.finding", writer.inlines(one.record, "finding"));
  add_labelled(section, kit, "recommendation.rationale", writer.inlines(one.record, "rationale"));
  section.push_back(facts(kit, one, writer.context().today()));
  return section;
}

std::string anchor_of(const Recommendation& one) {
  return one.activity.empty() ? "recommendation-" + one.code
                              : "recommendation-" + one.activity + "-" + one.code;
}

}  // namespace taqrir::kit
