#include "completeness_matrix.hpp"

#include <algorithm>
#include <optional>

#include "model/builder.hpp"

namespace taqrir::dossier {

namespace {

using State = Deliverable::State;

std::string key_of(State state) {
  switch (state) {
    case State::present: return "present";
    case State::missing: return "missing";
    case State::late: return "late";
    case State::waived: return "waived";
  }
  return {};
}

Tone tone_of(const Deliverable& deliverable) {
  switch (deliverable.state) {
    case State::missing: return Tone::bad;
    case State::late: return Tone::caution;
    case State::waived: return Tone::muted;
    case State::present: break;
  }
  return deliverable.status == "draft" ? Tone::caution : Tone::good;
}

class Matrix {
 public:
  Matrix(kit::Writer& writer, const AnchorOf& anchor_of)
      : writer_(writer), words_(writer.words()), anchor_of_(anchor_of) {
    for (const auto& one : deliverables())
      if (!one.activity.empty() && std::find(reports_.begin(), reports_.end(), one.report) == reports_.end())
        reports_.push_back(one.report);
  }

  Block table() const {
    std::vector<TableColumn> columns(reports_.size() + 1);
    columns[0].width = reports_.size() > 2 ? 0.26 : 0.4;
    TableBuilder table(columns);
    std::vector<std::string> titles{words_("activity")};
    for (const auto& report : reports_) titles.push_back(writer_.context().report_title(report));
    table.header(titles);
    for (const auto& activity : writer_.context().activities())
      table.row(row(activity.id, title_of(activity)));
    return table.caption(plain(words_("matrix"))).build("completeness-matrix");
  }

  /// What the mission as a whole owes; nullopt: nothing.
  std::optional<Block> mission_table() const {
    if (!has_any({})) return std::nullopt;
    TableBuilder table({{}, {}});
    table.header({words_("deliverable"), words_("state")});
    for (const auto& one : deliverables()) {
      if (!one.activity.empty()) continue;
      auto title = cell(writer_.context().report_title(one.report));
      title.header = true;
      table.row({std::move(title), state_cell(one)});
    }
    return table.caption(plain(words_("mission-matrix"))).build("mission-matrix");
  }

  /// Of what the terms of reference demand.
  std::string counts() const {
    kit::Arguments arguments;
    int owed = 0;
    for (const auto state : {State::present, State::late, State::missing, State::waived}) {
      const int n = count(state);
      owed += n;
      arguments[key_of(state)] = words_.integer(n);
    }
    arguments["owed"] = words_.plural("owed", owed);
    return words_("counts", arguments);
  }

  std::vector<Inlines> waivers() const {
    std::vector<Inlines> reasons;
    for (const auto& one : deliverables())
      if (one.state == State::waived)
        reasons.push_back(
            joined({title_of(one.activity), plain(" – "), plain(writer_.context().report_title(one.report)),
                    plain(" – "), writer_.kit().as_written(one.reason)}));
    return reasons;
  }

 private:
  const std::vector<Deliverable>& deliverables() const { return writer_.context().deliverables(); }

  int count(State state) const {
    return static_cast<int>(std::count_if(deliverables().begin(), deliverables().end(),
                                          [&](const auto& one) { return one.owed && one.state == state; }));
  }

  bool has_any(const std::string& activity) const {
    return std::any_of(deliverables().begin(), deliverables().end(),
                       [&](const auto& one) { return one.activity == activity; });
  }

  const Deliverable* find(const std::string& activity, const std::string& report) const {
    for (const auto& one : deliverables())
      if (one.activity == activity && one.report == report) return &one;
    return nullptr;
  }

  Inlines title_of(const ActivityOutline& activity) const {
    return activity.record ? words_.localized(activity.record->localized("title")) : plain(activity.id);
  }

  Inlines title_of(const std::string& id) const {
    for (const auto& activity : writer_.context().activities())
      if (activity.id == id) return title_of(activity);
    return plain(words_("mission"));
  }

  std::vector<TableCell> row(const std::string& activity, Inlines title) const {
    std::vector<TableCell> cells{cell(std::move(title))};
    cells.front().header = true;
    for (const auto& report : reports_) {
      const auto* deliverable = find(activity, report);
      cells.push_back(deliverable ? state_cell(*deliverable) : toned(cell(words_("not-owed")), Tone::muted));
    }
    return cells;
  }

  TableCell state_cell(const Deliverable& deliverable) const {
    const auto word = words_.locale().word("document.state." + key_of(deliverable.state));
    const auto anchor = anchor_of_(deliverable);
    TableCell out;
    out.tone = tone_of(deliverable);
    if (anchor.empty())
      out.content.push_back(paragraph(word));
    else
      out.content.push_back(paragraph(Inlines{
          {CrossReference{anchor, plain(word)}, {}}, {Text{" – "}, {}}, {PageReference{anchor}, {}}}));
    if (auto more = details(deliverable); !more.empty()) out.content.push_back(small(plain(std::move(more))));
    return out;
  }

  /// The board's decision on what is there, the day of what is not.
  std::string details(const Deliverable& deliverable) const {
    const bool there = deliverable.declared && !deliverable.status.empty();
    if (there && deliverable.status_on)
      return writer_.kit()("status." + deliverable.status + "-on",
                           {{"date", words_.short_date(deliverable.status_on)}});
    if (there) return writer_.kit()("status." + deliverable.status);
    if (deliverable.due && deliverable.state != State::waived)
      return words_("due", {{"date", words_.short_date(deliverable.due)}});
    return {};
  }

  kit::Writer& writer_;
  const kit::Words& words_;
  const AnchorOf& anchor_of_;
  std::vector<std::string> reports_;
};

}  // namespace

void add_completeness(kit::Writer& writer, const AnchorOf& anchor_of) {
  const Matrix matrix(writer, anchor_of);
  writer.add(paragraph(matrix.counts()));
  writer.add(matrix.table());
  if (auto mission = matrix.mission_table()) writer.add(*std::move(mission));
  auto waivers = matrix.waivers();
  if (waivers.empty()) return;
  writer.paragraph("waivers");
  writer.add(bullet_list(std::move(waivers)));
}

}  // namespace taqrir::dossier
