#include "cli/matrix.hpp"

#include <algorithm>

#include "app/completeness.hpp"
#include "base/unicode.hpp"
#include "cli/table.hpp"

namespace taqrir::cli {

namespace {

using Entries = std::vector<app::DeliverableEntry>;
using State = Deliverable::State;

constexpr std::size_t kGap = 2;         // before each column
constexpr std::size_t kTitleWidth = 30;  // of the activities' column
constexpr std::size_t kTitleLines = 3;

/// Lines of a cell, and the colour (SGR) of the first ones on a terminal.
struct Cell {
  std::vector<std::string> lines;
  std::string colour;
};

std::vector<std::string> distinct(const Entries& all, std::string Deliverable::*member) {
  std::vector<std::string> out;
  for (const auto& d : all)
    if (std::find(out.begin(), out.end(), d.*member) == out.end()) out.push_back(d.*member);
  return out;
}

/// Words in lines of at most `width` columns; what is beyond `most` lines ends in “…”.
std::vector<std::string> wrapped(const std::string& text, std::size_t width, std::size_t most) {
  std::vector<std::string> lines(1);
  std::size_t at = 0;
  while (at < text.size()) {
    const auto end = std::min(text.find(' ', at), text.size());
    const auto word = text.substr(at, end - at);
    at = end + 1;
    auto& line = lines.back();
    if (!line.empty() && width_of(line) + 1 + width_of(word) > width) lines.emplace_back(word);
    else line += (line.empty() ? "" : " ") + word;
  }
  if (lines.size() > most) lines.resize(most), lines.back() += " …";
  return lines;
}

std::string decision_of(const app::DeliverableEntry& d) {
  if (d.status.empty()) return {};
  return d.status + (d.status_on ? " " + iso(*d.status_on) : std::string());
}

std::string colour_of(const app::DeliverableEntry& d) {
  switch (d.state) {
    case State::missing: return "31";
    case State::late: return "33";
    case State::waived: return "2";
    case State::present: break;
  }
  return d.status == "validated" ? "32" : "";
}

Cell cell_of(const Entries& all, const std::string& activity, const std::string& report) {
  for (const auto& d : all) {
    if (d.activity != activity || d.report != report) continue;
    Cell cell{{app::name_of(d.state)}, colour_of(d)};
    if (const auto decision = decision_of(d); !decision.empty()) cell.lines.push_back(decision);
    if (d.due && d.state != State::waived) cell.lines.push_back("due " + iso(*d.due));
    return cell;
  }
  return {{"–"}, "2"};
}

Cell name_cell(const Entries& all, const std::string& activity) {
  Cell cell{{activity.empty() ? "(mission)" : activity}, ""};
  for (const auto& d : all)
    if (d.activity == activity && !d.activity_title.empty()) {
      for (auto& line : wrapped(d.activity_title, kTitleWidth, kTitleLines)) cell.lines.push_back(std::move(line));
      break;
    }
  return cell;
}

class Grid {
 public:
  Grid(const Entries& all, const Terminal& terminal) : all_(all), terminal_(terminal) {
    for (const auto& report : distinct(all, &Deliverable::report)) column({{{report}, ""}}, report);
    for (const auto& activity : distinct(all, &Deliverable::activity)) names_.push_back(name_cell(all, activity));
  }

  std::string text() const {
    std::string out;
    for (std::size_t from = 0; from < columns_.size();) {
      const auto to = fitting(from);
      if (from > 0) out += "\n";
      out += part(from, to);
      from = to;
    }
    return out;
  }

 private:
  using Column = std::vector<Cell>;  // its head, then one for each activity

  void column(Column column, const std::string& report) {
    for (const auto& activity : distinct(all_, &Deliverable::activity))
      column.push_back(cell_of(all_, activity, report));
    columns_.push_back(std::move(column));
  }

  static std::size_t width(const Column& column) {
    std::size_t out = 0;
    for (const auto& cell : column)
      for (const auto& line : cell.lines) out = std::max(out, width_of(printable(line)));
    return out;
  }

  /// The columns from `from` on that the terminal has room for; one at least.
  std::size_t fitting(std::size_t from) const {
    auto used = kGap + width(names_);
    auto to = from;
    while (to < columns_.size()) {
      used += kGap + width(columns_[to]);
      if (terminal_.columns > 0 && used > terminal_.columns && to > from) break;
      ++to;
    }
    return to;
  }

  std::string part(std::size_t from, std::size_t to) const {
    std::string out;
    for (std::size_t row = 0; row <= names_.size(); ++row) {
      const bool head = row == 0;
      std::vector<std::pair<const Cell*, std::size_t>> cells;
      static const Cell kCorner{{""}, ""};
      cells.emplace_back(head ? &kCorner : &names_[row - 1], width(names_));
      for (auto c = from; c < to; ++c) cells.emplace_back(&columns_[c][row], width(columns_[c]));
      if (row > 1) out += "\n";
      out += lines(cells);
    }
    return out;
  }

  std::string lines(const std::vector<std::pair<const Cell*, std::size_t>>& cells) const {
    std::size_t height = 0;
    for (const auto& [cell, width] : cells) height = std::max(height, cell->lines.size());
    std::string out;
    for (std::size_t i = 0; i < height; ++i) {
      std::string line;
      std::size_t owed = 0;  // spaces that only what follows makes needed
      for (const auto& [cell, width] : cells) {
        const auto text = i < cell->lines.size() ? printable(cell->lines[i]) : std::string();
        if (text.empty()) {
          owed += kGap + width;
          continue;
        }
        line += std::string(owed + kGap, ' ') + (i < 2 ? coloured(text, cell->colour) : text);
        owed = width - width_of(text);
      }
      out += line + "\n";
    }
    return out;
  }

  std::string coloured(const std::string& text, const std::string& colour) const {
    if (!terminal_.colour || colour.empty()) return text;
    return "\033[" + colour + "m" + text + "\033[0m";
  }

  const Entries& all_;
  const Terminal& terminal_;
  Column names_;
  std::vector<Column> columns_;
};

std::string counts(const Entries& all) {
  std::string out = std::to_string(all.size()) + (all.size() == 1 ? " deliverable: " : " deliverables: ");
  bool first = true;
  for (const auto state : {State::present, State::late, State::missing, State::waived}) {
    const auto n = std::count_if(all.begin(), all.end(), [&](const auto& d) { return d.state == state; });
    if (n == 0) continue;
    out += (first ? "" : ", ") + std::to_string(n) + " " + app::name_of(state);
    first = false;
  }
  return out + "\n";
}

/// What was said with a waiver or a decision.
std::string reasons(const Entries& all) {
  TextTable table;
  bool any = false;
  for (const auto& d : all) {
    const bool waived = d.state == State::waived;
    const auto& words = waived ? d.reason : d.decision;
    if (words.empty()) continue;
    any = true;
    table.row({(d.activity.empty() ? "" : d.activity + "/") + d.report, waived ? "waived" : decision_of(d), words});
  }
  return any ? table.text() : std::string();
}

}  // namespace

std::string matrix(const Entries& all, const Terminal& terminal) {
  if (all.empty()) return {};
  Entries of_activities, own;  // the mission's own have columns that no activity shares
  for (const auto& d : all) (d.activity.empty() ? own : of_activities).push_back(d);
  auto out = Grid(of_activities, terminal).text();
  if (!own.empty()) out += (out.empty() ? "" : "\n") + Grid(own, terminal).text();
  return out + counts(all) + reasons(all);
}

}  // namespace taqrir::cli
