// Tables: automatic column widths (after CSS 2.1, 17.5.2.2), decimal alignment, spans, repeated headers.
#include <algorithm>
#include <cmath>
#include <numeric>

#include "layout/tables.hpp"

namespace taqrir::layout {

namespace {

constexpr double kSmall = 0.3;  // of the frame's height
constexpr Pt kPadX = 5.5, kPadY = 3.6;
constexpr Pt kGutter = 24;     // between parallel columns
constexpr std::size_t kWithTotal = 2;  // rows that stay with the totals below them
constexpr double kSome = 0.7;  // of a heading's space, above a row of them that begins with it
constexpr double kSmallType = 7, kLeastType = 5;  // points: below the first it is said, below the second not set

// The part of a number that stands at its cell's end edge: from the decimal mark on, or — the end edge
// of right-to-left tables is where numbers begin — up to it.
Pt decimal_tail(Composer& composer, const std::string& text, const Style& style, const std::string& decimal_mark, bool rtl) {
  const auto number = text.substr(0, text.find(" ("));  // “12,5 (n = 3)”: of how many is no part of it
  const auto last = number.find_last_of("0123456789");
  if (last == std::string::npos) return 0;
  const auto at = number.rfind(decimal_mark);
  const auto after = at + decimal_mark.size();
  const bool real = at != std::string::npos && after < number.size() && number[after] >= '0' && number[after] <= '9';
  const auto mark = real ? at : last + 1;
  if (!rtl) return composer.text_width(text.substr(mark), style);
  return composer.text_width(number.substr(0, mark), style) + composer.text_width(text.substr(number.size()), style);
}

// “,” of “0,5”: a full stop may part thousands.
std::string decimal_mark_of(const Locale& locale) {
  const auto half = locale.number(0.5, 1);
  return half.size() > 2 ? half.substr(1, half.size() - 2) : ".";
}

std::string cell_text(const TableCell& cell) {
  std::string out;
  for (const auto& b : cell.content)
    if (const auto* p = std::get_if<Paragraph>(&b.content)) out += plain_text(p->content);
  return out;
}

bool is_of_headings(const Blocks& blocks) {
  return std::all_of(blocks.begin(), blocks.end(), [](const Block& block) {
    const auto* division = std::get_if<Division>(&block.content);
    return division ? is_of_headings(division->content) : std::holds_alternative<Heading>(block.content);
  });
}

bool is_of_headings(const TableRow& row) {
  return std::all_of(row.begin(), row.end(), [](const TableCell& cell) { return is_of_headings(cell.content); });
}

Rgb panel_of(const Theme& theme, Tone tone) {
  switch (tone) {
    case Tone::good: return theme.color("good-panel");
    case Tone::caution: return theme.color("caution-panel");
    case Tone::bad: return theme.color("bad-panel");
    default: return theme.color("panel");
  }
}

}  // namespace

Pt TableGrid::span_width(std::size_t column, int span) const {
  Pt w = 0;
  for (std::size_t c = column; c < width.size() && c < column + static_cast<std::size_t>(span); ++c) w += width[c];
  return w;
}

Widths Composer::measure(const Blocks& blocks, const Setting& setting) {
  Widths out;
  const auto take = [&](const Inlines& inlines, const std::string& style_name, Pt more) {
    Style style = typesetter.named(style_name, setting.language);
    if (setting.bold) style.bold = true;
    style.size *= setting.scale;
    const auto w = setter_.measure(flow(inlines, setting, style, kArtifact));
    out.narrowest = std::max(out.narrowest, w.narrowest + more);
    out.widest = std::max(out.widest, w.widest + more);
  };
  for (const auto& b : blocks) {
    if (const auto* p = std::get_if<Paragraph>(&b.content)) {
      take(p->content, setting.style, 0);
    } else if (const auto* h = std::get_if<Heading>(&b.content)) {
      take(h->content, "h" + std::to_string(h->level), 0);
    } else if (const auto* l = std::get_if<List>(&b.content)) {
      for (const auto& item : l->items) {
        const auto w = measure(item.content, setting);
        out.narrowest = std::max(out.narrowest, w.narrowest + 20), out.widest = std::max(out.widest, w.widest + 20);
      }
    } else if (const auto* d = std::get_if<Division>(&b.content)) {
      const auto w = measure(d->content, setting);
      out.narrowest = std::max(out.narrowest, w.narrowest), out.widest = std::max(out.widest, w.widest);
    } else {
      out.narrowest = std::max(out.narrowest, 60.0), out.widest = std::max(out.widest, 220.0);
    }
  }
  return out;
}

namespace {

// `numbers`: all cells are numbers (digits without letters) or stand for a missing one; `digits`: some are.
struct ColumnNeed { Pt narrowest = 0, widest = 0; bool numbers = false, digits = false; };

void note_numbers(ColumnNeed& need, const std::string& text) {
  const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  const bool digits = std::any_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
  need.digits |= digits;
  need.numbers &= digits ? text.size() <= 24 && std::none_of(text.begin(), text.end(), letter) : text.size() <= 5;
}

// Room that is left over goes to columns of text; numbers stay near their natural width. Without columns of
// text the table is narrower than its frame.
void spread(std::vector<Pt>& widths, const std::vector<ColumnNeed>& needs, const std::vector<TableColumn>& columns, Pt room) {
  constexpr double kMostAir = 0.5;  // of a column of numbers
  const auto free = [&](std::size_t c) { return c >= columns.size() || !columns[c].width; };
  Pt wide = 0, text = 0;
  for (std::size_t c = 0; c < needs.size(); ++c)
    if (free(c)) wide += needs[c].widest, text += needs[c].numbers ? 0 : needs[c].widest;
  Pt left = room;
  for (std::size_t c = 0; c < needs.size(); ++c)
    if (free(c) && needs[c].numbers && wide > 0) {
      const Pt more = needs[c].widest * std::min(kMostAir, room / wide);
      widths[c] += more, left -= more;
    }
  for (std::size_t c = 0; c < needs.size(); ++c)
    if (free(c) && !needs[c].numbers && text > 0) widths[c] += left * needs[c].widest / text;
}

// Shares `room` among columns: what each needs at least, then in proportion to what each still wants.
std::vector<Pt> share(const std::vector<ColumnNeed>& needs, const std::vector<TableColumn>& columns, Pt room) {
  std::vector<Pt> out(needs.size());
  Pt fixed = 0, narrow = 0, wide = 0;
  for (std::size_t c = 0; c < needs.size(); ++c)
    if (c < columns.size() && columns[c].width) fixed += out[c] = std::max(*columns[c].width * room, needs[c].narrowest);
    else narrow += needs[c].narrowest, wide += needs[c].widest;
  // Widths that were asked for give way before words of the other columns break.
  if (Pt spare = 0, lacking = narrow - (room - fixed); lacking > 0) {
    const auto asked = [&](std::size_t c) { return c < columns.size() && columns[c].width; };
    for (std::size_t c = 0; c < out.size(); ++c)
      if (asked(c)) spare += out[c] - needs[c].narrowest;
    const double cut = spare > 0 ? std::min(1.0, lacking / spare) : 0;
    for (std::size_t c = 0; c < out.size(); ++c)
      if (asked(c)) out[c] -= cut * (out[c] - needs[c].narrowest);
    fixed -= cut * spare;
  }
  const Pt free = std::max(room - fixed, 0.0);
  for (std::size_t c = 0; c < needs.size(); ++c) {
    if (c < columns.size() && columns[c].width) continue;
    const auto& n = needs[c];
    if (narrow >= free) out[c] = narrow > 0 ? free * n.narrowest / narrow : 0;
    else if (wide <= free) out[c] = n.widest;
    else out[c] = n.narrowest + (free - narrow) * (n.widest - n.narrowest) / (wide - narrow);
  }
  if (narrow < free && wide <= free) spread(out, needs, columns, free - wide);
  // Too wide: first what columns have beyond their least is taken back, then everything is scaled.
  Pt sum = std::accumulate(out.begin(), out.end(), 0.0), spare = 0;
  for (std::size_t c = 0; c < out.size(); ++c) spare += std::max(0.0, out[c] - needs[c].narrowest);
  if (sum > room && spare > 0) {
    const double cut = std::min(1.0, (sum - room) / spare);
    for (std::size_t c = 0; c < out.size(); ++c) out[c] -= cut * std::max(0.0, out[c] - needs[c].narrowest);
    sum = std::accumulate(out.begin(), out.end(), 0.0);
  }
  if (sum > room + 0.01)
    for (auto& w : out) w *= room / sum;
  return out;
}

}  // namespace

namespace {

constexpr int kMostColumns = 1000;  // more is a mistake in a span

std::size_t column_count(const DataTable& t) {
  std::size_t columns = t.columns.size();
  for (const auto* rows : {&t.header, &t.rows})
    for (const auto& row : *rows) {
      std::size_t n = 0;
      for (const auto& cell : row) n += static_cast<std::size_t>(std::clamp(cell.column_span, 1, kMostColumns));
      columns = std::max(columns, n);
    }
  return std::min<std::size_t>(columns, kMostColumns);
}

// Calls visit(row, cell, column, span) for each cell, with columns counted past the spans from above.
template <class Visit>
void each_cell(const std::vector<TableRow>& rows, std::size_t columns, Visit visit) {
  std::vector<int> occupied(columns, 0);
  for (std::size_t r = 0; r < rows.size(); ++r) {
    std::size_t c = 0;
    for (const auto& cell : rows[r]) {
      while (c < columns && occupied[c] > 0) --occupied[c++];
      if (c >= columns) break;
      const int span = std::clamp(cell.column_span, 1, static_cast<int>(columns - c));
      visit(r, cell, c, span);
      for (int k = 0; k < span; ++k) occupied[c++] = std::max(cell.row_span, 1) - 1;
    }
    for (; c < columns; ++c)
      if (occupied[c] > 0) --occupied[c];
  }
}

}  // namespace

class TableSetter {
 public:
  TableSetter(Composer& composer, const DataTable& table, const Setting& setting, const taqrir::Span& span)
      : composer_(composer), theme_(composer.theme()), table_(table), setting_(setting), at_(span) {}

  Strips set() {
    columns_ = column_count(table_);
    if (columns_ == 0) return {};
    if (parallel()) return set_whole();
    const bool fits = shrink_to_fit();
    if (!fits && columns_ > 2) return set_parts();
    warn_of_small_type();
    return set_whole();
  }

 private:
  bool parallel() const { return table_.kind == DataTable::Kind::parallel; }
  bool form() const { return table_.kind == DataTable::Kind::form; }

  Strips set_whole() {
    parallel() ? share_evenly() : find_widths();
    const NodeId node = composer_.node(Tag::table, setting_.parent, setting_.language);
    Setting above = setting_;
    above.scale = 1;
    auto out = composer_.caption(table_.caption, table_.number, "document.table", above, node);
    for (auto& strip : out) strip.keep_with_next = true;
    if (!out.empty()) out.front().before = 8, out.back().after = 4;
    const int header = set_header(out, node);
    const auto first = out.size();
    add_group(out, table_.rows, false, composer_.node(Tag::tbody, node));
    for (auto i = first; i < out.size(); ++i) out[i].header = header;
    if (!out.empty()) out.front().before = 8, out.back().after = 13;
    // A small table is not worth a second header: it rather goes to the next page whole.
    if (!parallel() && total_height(out) < composer_.frame().height * kSmall) {
      for (std::size_t i = 0; i + 1 < out.size(); ++i) out[i].soft_keep = true;
      if (!table_.number.empty()) composer_.let_float(out, composer_.frame().height);
    }
    return out;
  }

  // ------------------------------------------------------------ wide tables

  double type_size() const { return theme_.style("table").size; }

  Pt least_sum() const {
    Pt sum = 0;
    for (const auto& need : needs_) sum += need.narrowest;
    return sum;
  }

  void survey_at(double scale, Pt pad) {
    setting_.scale = scale, pad_ = pad;
    survey_all();
  }

  Pt pad_at(double scale) const { return std::min(kPadX * scale, setting_.width / static_cast<Pt>(columns_) * 0.12); }

  // Smaller type, step by step, until no word is wider than its column. False when the least type is not enough.
  bool shrink_to_fit() {
    for (double size = type_size();; size = std::max(size * 0.92, kLeastType)) {
      const double scale = size / type_size();
      survey_at(scale, pad_at(scale));
      if (least_sum() <= setting_.width) return true;
      if (size <= kLeastType) return false;
    }
  }

  void warn_of_small_type() {
    const double size = type_size() * setting_.scale;
    if (size >= kSmallType - 0.01) return;
    composer_.diagnostics.push_back(
        hinted(warning(at_, "this table of {} columns is set in type of {} points to fit the page",
                       {std::to_string(columns_), one_decimal(size)}),
               "leave columns out, shorten their words, or make two tables of it"));
  }

  static std::string one_decimal(double v) {
    const auto tenths = std::lround(v * 10);
    return std::to_string(tenths / 10) + (tenths % 10 ? "." + std::to_string(tenths % 10) : "");
  }

  // Tables below each other, each with the first column and as many others as find room.
  Strips set_parts() {
    const double scale = kSmallType / type_size();
    survey_at(scale, kPadX * scale * 0.7);
    const auto parts = share_columns();
    composer_.diagnostics.push_back(
        hinted(warning(at_, "this table of {} columns is too wide for the page and set as {} tables below each other",
                       {std::to_string(columns_), std::to_string(parts.size())}),
               "leave columns out or shorten their words if it should stay in one piece"));
    Strips out;
    for (std::size_t p = 0; p < parts.size(); ++p) {
      const DataTable part = part_of(parts[p], p > 0);
      TableSetter setter(composer_, part, setting_, at_);
      setter.columns_ = parts[p].size();
      setter.survey_at(scale, pad_);
      auto strips = setter.set_whole();
      for (auto& strip : strips) strip.floating = -1;
      out.insert(out.end(), std::make_move_iterator(strips.begin()), std::make_move_iterator(strips.end()));
    }
    return out;
  }

  Pt wish(std::size_t c) const {
    return std::min(needs_[c].widest, std::max(needs_[c].narrowest, c == 0 ? setting_.width * 0.25 : 70.0));
  }

  // The columns of each part, the first column in all of them; as few parts as there can be, of about one width.
  std::vector<std::vector<std::size_t>> share_columns() const {
    Pt rest = 0;
    for (std::size_t c = 1; c < columns_; ++c) rest += wish(c);
    const Pt room = std::max(setting_.width - wish(0), setting_.width * 0.4);
    auto parts = columns_within(room);
    std::vector<std::vector<std::size_t>> even(parts.size(), {0});
    Pt before = 0, widest = 0;
    std::vector<Pt> width(parts.size(), 0);
    for (std::size_t c = 1; c < columns_; ++c) {
      const double way = (before + wish(c) / 2) / rest * static_cast<double>(parts.size());
      const auto p = std::min(static_cast<std::size_t>(way), parts.size() - 1);
      even[p].push_back(c);
      before += wish(c);
      widest = std::max(widest, width[p] += wish(c));
    }
    const bool all = std::all_of(even.begin(), even.end(), [](const auto& part) { return part.size() > 1; });
    return all && widest <= setting_.width - needs_[0].narrowest ? even : parts;
  }

  std::vector<std::vector<std::size_t>> columns_within(Pt room) const {
    std::vector<std::vector<std::size_t>> out;
    Pt left = 0;
    for (std::size_t c = 1; c < columns_; ++c) {
      if (out.empty() || wish(c) > left) out.push_back({0}), left = room;
      out.back().push_back(c);
      left -= wish(c);
    }
    return out;
  }

  DataTable part_of(const std::vector<std::size_t>& columns, bool later) const {
    DataTable part;
    for (const auto c : columns) part.columns.push_back(c < table_.columns.size() ? table_.columns[c] : TableColumn{});
    for (auto& column : part.columns) column.width.reset();
    part.header = cells_of(table_.header, columns);
    part.rows = cells_of(table_.rows, columns);
    part.total_rows = table_.total_rows, part.number = table_.number, part.caption = table_.caption;
    if (later && !(part.caption.empty() && part.number.empty())) {
      const auto word = composer_.locale().in(setting_.language).word("document.continued");
      part.caption.push_back({Text{(part.caption.empty() ? "(" : " (") + word + ")"}, {}});
    }
    return part;
  }

  std::vector<TableRow> cells_of(const std::vector<TableRow>& rows, const std::vector<std::size_t>& columns) const {
    std::vector<TableRow> out(rows.size());
    each_cell(rows, columns_, [&](std::size_t r, const TableCell& cell, std::size_t c, int span) {
      const auto end = c + static_cast<std::size_t>(span);
      const auto shown = std::count_if(columns.begin(), columns.end(), [&](auto k) { return k >= c && k < end; });
      if (shown == 0) return;
      out[r].push_back(cell);
      out[r].back().column_span = static_cast<int>(shown);
    });
    return out;
  }

  // ------------------------------------------------------------ widths

  struct Spanning { std::size_t column; int span; Widths widths; };

  Alignment alignment_of(const TableCell& cell, std::size_t column) const {
    return cell.alignment.value_or(column < table_.columns.size() ? table_.columns[column].alignment : Alignment::start);
  }

  bool is_total(std::size_t row) const { return row + table_.total_rows >= table_.rows.size(); }

  bool is_bold(const TableCell& cell, bool header, std::size_t row) const {
    return header ? false : cell.header || is_total(row);
  }

  void survey_all() {
    needs_.assign(columns_, {});
    spanning_.clear();
    for (auto& need : needs_) need.numbers = true;
    grid_.tail.assign(columns_, 0);
    survey(table_.header, true);
    survey(table_.rows, false);
    for (const auto& s : spanning_) widen(s);
    for (auto& need : needs_) {
      need.numbers &= need.digits;
      need.narrowest = std::max(need.narrowest, 14.0 * setting_.scale);
      need.widest = std::clamp(need.widest, need.narrowest, std::max(need.narrowest, setting_.width * 2.5));
    }
  }

  void find_widths() {
    grid_.width = share(needs_, table_.columns, setting_.width);
    place_columns();
  }

  // Columns of running text: as wide as each other, unless they are told to be otherwise.
  void share_evenly() {
    double given = 0;
    std::size_t free = columns_;
    for (const auto& column : table_.columns)
      if (column.width) given += *column.width, --free;
    const double rest = free > 0 ? std::max(1 - given, 0.1) / static_cast<double>(free) : 0;
    Pt sum = 0;
    for (std::size_t c = 0; c < columns_; ++c) {
      const bool told = c < table_.columns.size() && table_.columns[c].width;
      grid_.width.push_back((told ? *table_.columns[c].width : rest) * setting_.width);
      sum += grid_.width.back();
    }
    for (auto& width : grid_.width) width *= setting_.width / sum;
    grid_.tail.assign(columns_, 0);
    pad_ = kGutter / 2;
    place_columns();
  }

  void place_columns() {
    grid_.x.resize(columns_);
    for (std::size_t c = 1; c < columns_; ++c) grid_.x[c] = grid_.x[c - 1] + grid_.width[c - 1];
    grid_.total = grid_.x.back() + grid_.width.back();
  }

  // What is longer than about thirty letters is an address or a code rather than a word: lines may part it.
  Pt longest_word() const { return std::max(setting_.width * 0.3 * setting_.scale, setting_.width / static_cast<Pt>(columns_)); }

  void survey(const std::vector<TableRow>& rows, bool header) {
    Setting measuring = setting_;
    measuring.style = "table", measuring.align = TextAlign::start, measuring.dry = true, measuring.in_cell = true;
    each_cell(rows, columns_, [&](std::size_t r, const TableCell& cell, std::size_t c, int span) {
      measuring.bold = header || cell.header;
      auto w = composer_.measure(cell.content, measuring);
      w.narrowest = std::min(w.narrowest, longest_word() - 2 * pad_ - 0.5) + 2 * pad_ + 0.5, w.widest += 2 * pad_ + 0.5;
      if (!header && span == 1) note_numbers(needs_[c], cell_text(cell));
      if (span > 1) {
        spanning_.push_back({c, span, w});
      } else {
        needs_[c].narrowest = std::max(needs_[c].narrowest, w.narrowest);
        needs_[c].widest = std::max(needs_[c].widest, w.widest);
      }
      if (!header && alignment_of(cell, c) == Alignment::decimal && span == 1)
        grid_.tail[c] = std::max(grid_.tail[c], tail_of(cell, r));
    });
  }

  // What a spanning cell needs beyond its columns is shared among them.
  void widen(const Spanning& s) {
    Pt narrowest = 0, widest = 0;
    const auto end = s.column + static_cast<std::size_t>(s.span);
    for (auto c = s.column; c < end; ++c) narrowest += needs_[c].narrowest, widest += needs_[c].widest;
    for (auto c = s.column; c < end; ++c) {
      needs_[c].narrowest += std::max(0.0, s.widths.narrowest - narrowest) / s.span;
      if (end - s.column < columns_) needs_[c].widest += std::max(0.0, s.widths.widest - widest) / s.span;
    }
  }

  Pt tail_of(const TableCell& cell, std::size_t row) {
    Style style = composer_.typesetter.named("table", setting_.language);
    style.size *= setting_.scale;
    style.bold = style.bold || is_bold(cell, false, row);
    return decimal_tail(composer_, cell_text(cell), style, decimal_mark_, setting_.rtl());
  }

  // ------------------------------------------------------------ rows

  // The header's strips and, when it is short enough, its copy for the pages that follow.
  int set_header(Strips& out, NodeId table) {
    if (table_.header.empty()) return -1;
    const auto first = out.size();
    add_group(out, table_.header, true, composer_.node(Tag::thead, table));
    RepeatedHeader repeated;
    repeated.strips.assign(out.begin() + static_cast<std::ptrdiff_t>(first), out.end());
    if (total_height(repeated.strips) > row_limit(composer_.frame().height)) return -1;
    for (auto& strip : repeated.strips) {
      for (auto& item : strip.items) item.node = kArtifact;
      strip.links.clear(), strip.late.clear(), strip.notes.clear(), strip.anchors.clear();
    }
    composer_.headers.push_back(std::move(repeated));
    return static_cast<int>(composer_.headers.size()) - 1;
  }

  void add_group(Strips& out, const std::vector<TableRow>& rows, bool header, NodeId group) {
    if (rows.empty()) return;
    auto set = set_cells(rows, header, group);
    stretch_for_spans(set);
    for (auto& span : spans_) spread(set, span);
    step_ = parallel() && !header ? step_of(set, composer_.typesetter.line_height("body") * setting_.scale) : 0;
    if (step_ > 0)
      for (std::size_t r = 0; r < set.size(); ++r) set_lines(set[r], kPadY + space_above(set[r], r), set.size() == 1);
    if (table_.row_height && !header)
      for (auto& row : set) stand_in_the_middle(row);
    keep_together(set, rows, header);
    for (std::size_t r = 0; r < set.size(); ++r) add_row(out, set[r], r, set.size(), header);
  }

  // Of parallel columns: what the first row's heading wants above it, less below the names of the languages.
  Pt space_above(const SetRow& row, std::size_t r) const {
    constexpr double kBelowHeader = 0.4;
    return row.before * (r > 0 ? kSome : table_.header.empty() ? 0 : kBelowHeader);
  }

  struct Span { CellLines cell; std::size_t first, last; };

  std::vector<SetRow> set_cells(const std::vector<TableRow>& rows, bool header, NodeId group) {
    std::vector<SetRow> out(rows.size());
    std::vector<NodeId> nodes;
    for (std::size_t r = 0; r < rows.size(); ++r) nodes.push_back(-1);
    spans_.clear();
    std::size_t made = 0;
    const auto make_rows = [&](std::size_t upto) {
      for (; made <= upto && made < rows.size(); ++made) nodes[made] = composer_.node(Tag::tr, group);
    };
    each_cell(rows, columns_, [&](std::size_t r, const TableCell& cell, std::size_t c, int span) {
      make_rows(r);
      auto lines = set_cell(cell, c, span, header, r, nodes[r]);
      if (cell.row_span > 1) {
        const auto last = std::min(rows.size() - 1, r + static_cast<std::size_t>(cell.row_span) - 1);
        spans_.push_back({std::move(lines), r, last});
      } else {
        out[r].height = std::max(out[r].height, lines.height() + kPadY);
        out[r].before = std::max(out[r].before, lines.before);
        out[r].cells.push_back(std::move(lines));
      }
    });
    make_rows(rows.size());
    const Pt least = kPadY * 2 + composer_.typesetter.line_height("table") * setting_.scale;
    for (auto& row : out) {
      if (row.cells.empty() || row.height <= kPadY) row.height = least;
      if (!header) row.height = std::max(row.height, std::min(table_.row_height.value_or(0), composer_.frame().height * 0.9));
    }
    return out;
  }

  // Short rows of running text stay whole; of others the lines stand on common steps, between which they part.
  void set_lines(SetRow& row, Pt above, bool alone) const {
    constexpr double kShort = 0.2, kSheet = 0.75;  // of the frame
    row.above = above;
    put_close(row, step_, above);
    row.whole = row.height <= composer_.frame().height * (alone ? kSheet : kShort);
    if (!row.whole) put_on_steps(row, step_, above);
  }

  static void stand_in_the_middle(SetRow& row) {
    for (auto& cell : row.cells) {
      const Pt spare = row.height - cell.height() - kPadY;
      for (auto& y : cell.y) y += std::max(spare, 0.0) / 2;
    }
  }

  NodeId cell_node(const TableCell& cell, int span, bool header, NodeId row) {
    const NodeId n = composer_.node(header || cell.header ? Tag::th : Tag::td, row);
    Node& element = composer_.nodes[static_cast<std::size_t>(n)];
    element.scope = header ? Node::Scope::column : cell.header ? Node::Scope::row : Node::Scope::none;
    element.column_span = static_cast<std::uint16_t>(span);
    element.row_span = static_cast<std::uint16_t>(std::clamp(cell.row_span, 1, 0xFFFF));
    return n;
  }

  std::optional<Rgb> ink_of(Tone tone) const {
    switch (tone) {
      case Tone::good: return theme_.color("good");
      case Tone::caution: return theme_.color("caution");
      case Tone::bad: return theme_.color("bad");
      case Tone::muted: return theme_.color("muted");
      case Tone::neutral: break;
    }
    return {};
  }

  CellLines set_cell(const TableCell& cell, std::size_t c, int span, bool header, std::size_t row, NodeId tr) {
    CellLines out;
    out.x = grid_.x[c], out.width = grid_.span_width(c, span);
    if (cell.tone == Tone::good || cell.tone == Tone::caution || cell.tone == Tone::bad)
      out.fill = panel_of(theme_, cell.tone);
    const Alignment alignment = alignment_of(cell, c);
    Setting s = setting_;
    s.style = header ? "table-header" : parallel() ? "body" : "table";
    s.bold = is_bold(cell, header, row);
    if (!parallel() || header || cell.alignment || alignment != Alignment::start) s.align = alignment == Alignment::center ? TextAlign::center : alignment == Alignment::start ? TextAlign::start : TextAlign::end;
    if (const auto ink = ink_of(cell.tone)) s.color = ink;
    Pt width = out.width;
    // A number is pushed in from the end edge, so that decimal marks stand below each other.
    if (!header && alignment == Alignment::decimal && span == 1)
      width -= std::max(0.0, grid_.tail[c] - tail_of(cell, row));
    const Pt pad = pad_before(c), pads = pad + pad_after(c + static_cast<std::size_t>(span));
    if (width < out.width) width = std::max(width, std::min(out.width, unbroken(cell, s) + pads));
    s.width = std::max(width - pads, 1.0);
    s.parent = cell_node(cell, span, header, tr);
    s.tight = !parallel();
    s.in_cell = cell.content.size() == 1 && std::holds_alternative<Paragraph>(cell.content.front().content);
    place_lines(out, composer_.blocks(cell.content, s), pad);
    return out;
  }

  // A number is rather out of line than in pieces.
  Pt unbroken(const TableCell& cell, Setting measuring) {
    measuring.align = TextAlign::start, measuring.dry = true, measuring.in_cell = true;
    return composer_.measure(cell.content, measuring).widest + 0.5;
  }

  // Of parallel columns only the gutter between them is padding.
  Pt pad_before(std::size_t column) const { return parallel() && column == 0 ? 0 : pad_; }
  Pt pad_after(std::size_t next) const { return parallel() && next >= columns_ ? 0 : pad_; }

  void place_lines(CellLines& cell, Strips lines, Pt pad) {
    if (lines.empty()) return;
    cell.before = lines.front().before;
    lines.front().before = 0, lines.back().after = 0;
    if (!parallel()) weld(lines);
    composer_.move_frames(lines, std::nullopt, cell.x + pad);
    Pt y = kPadY;
    for (auto& line : lines) {
      shift(line, cell.x + pad, 0);
      cell.y.push_back(y);
      y += line.height;
    }
    cell.lines = std::move(lines);
  }

  // The last row of a span grows when the rows together are lower than the cell.
  void stretch_for_spans(std::vector<SetRow>& rows) const {
    for (const auto& span : spans_) {
      Pt height = 0;
      for (auto r = span.first; r <= span.last; ++r) height += rows[r].height;
      rows[span.last].height += std::max(0.0, span.cell.height() + kPadY - height);
    }
  }

  // A spanning cell's lines go to the rows in which they stand. Where the rows may come onto several
  // pages, a line between two rows goes down to the second.
  void spread(std::vector<SetRow>& rows, Span& span) {
    Pt height = 0;
    for (auto r = span.first; r <= span.last; ++r) height += rows[r].height;
    const bool loose = height > row_limit(composer_.frame().height) && span.last > span.first;
    Pt top = 0, down = 0;
    std::size_t next = 0;
    for (auto r = span.first; r <= span.last; ++r) {
      CellLines part{span.cell.x, span.cell.width, {}, {}, span.cell.fill, r < span.last};
      Pt foot = 0;
      for (; next < span.cell.lines.size(); ++next) {
        const Pt y = span.cell.y[next] + down - top, line = span.cell.lines[next].height;
        if (r < span.last && (y >= rows[r].height || (loose && y + line > rows[r].height && y > 0.1))) break;
        part.y.push_back(y);
        part.lines.push_back(std::move(span.cell.lines[next]));
        foot = y + line;
      }
      if (loose || r == span.last) rows[r].height = std::max(rows[r].height, foot + (r == span.last && foot > 0 ? kPadY : 0));
      top += rows[r].height;
      if (next < span.cell.lines.size()) down = std::max(down, loose ? top - span.cell.y[next] : down);
      auto& cells = rows[r].cells;  // in reading order
      const auto at = std::find_if(cells.begin(), cells.end(), [&](const auto& c) { return c.x > part.x; });
      cells.insert(at, std::move(part));
    }
    for (auto r = span.first; !loose && r < span.last; ++r) rows[r].keep_with_next = true;
  }

  void keep_together(std::vector<SetRow>& set, const std::vector<TableRow>& rows, bool header) const {
    for (std::size_t r = 0; r + 1 < set.size() || (header && r < set.size()); ++r) {
      const bool tall = set[r].height > row_limit(composer_.frame().height);
      const bool edge = r == 0 || (r + 2 == set.size() && set.size() > 2);
      const bool before_total = table_.total_rows > 0 && r + kWithTotal + table_.total_rows >= set.size();
      const bool titles = rows[r].size() == 1 && static_cast<std::size_t>(std::max(rows[r][0].column_span, 1)) >= columns_ && columns_ > 1;
      const bool whole = !tall && !parallel() && (edge || titles);
      const bool title_alone = parallel() && !header && is_of_headings(rows[r]);
      if (header || before_total || whole || title_alone) set[r].keep_with_next = true;
    }
  }

  // One strip, or several when the row is too tall to be moved whole.
  void add_row(Strips& out, SetRow& row, std::size_t r, std::size_t count, bool header) {
    const auto parts = row.whole ? std::vector<Pt>{row.height}
                       : step_ > 0 && !header ? part_at_steps(row, step_, row.above)
                                              : part_row(row, composer_.frame().height);
    Pt top = 0;
    for (std::size_t p = 0; p < parts.size(); ++p) {
      const bool first = p == 0, last = p + 1 == parts.size();
      Strip strip;
      strip.height = parts[p] - top;
      fill(strip, row, header);
      const bool held = parallel() && !last && holds_on(row, top, parts[p]);
      for (auto& cell : row.cells) move_lines(strip, cell, top, last ? parts[p] + 1e6 : parts[p], composer_.frames);
      if (first) rule_above(strip, r, count, header);
      if (last) rule_below(strip, r, count, header);
      if (form()) box(strip, row, last);
      strip.keep_with_next = (last && row.keep_with_next) || (first && !last && header) || held;
      if (parallel() && last && r + 1 < count) strip.height += kPadY;
      if (parallel()) gutters(strip);
      out.push_back(std::move(strip));
      top = parts[p];
    }
  }

  // Whether a line between the heights stays with the next one: a heading, a paragraph's first.
  static bool holds_on(const SetRow& row, Pt from, Pt to) {
    for (const auto& cell : row.cells)
      for (std::size_t i = 0; i < cell.lines.size(); ++i)
        if (const Pt foot = cell.y[i] + cell.lines[i].height; foot > from + 0.1 && foot <= to + 0.1 && cell.lines[i].keep_with_next)
          return true;
    return false;
  }

  void fill(Strip& strip, const SetRow& row, bool header) const {
    for (const auto& cell : row.cells)
      if (cell.fill) strip.items.push_back({rectangle(cell.x, 0.4, cell.width, strip.height - 0.8, *cell.fill), kArtifact});
    if (header && !parallel()) strip.items.push_back({rectangle(0, 0, grid_.total, strip.height, theme_.color("panel")), kArtifact});
  }

  // Between the columns, from a row's head to its foot.
  void gutters(Strip& strip) const {
    for (std::size_t c = 1; c < columns_; ++c)
      strip.items.push_back({line(grid_.x[c], 0, grid_.x[c], strip.height, theme_.color("rule"), 0.6), kArtifact});
  }

  // A box around each cell; one that goes on has no foot.
  void box(Strip& strip, const SetRow& row, bool last) const {
    const Rgb ink = theme_.color("muted");
    for (const auto& cell : row.cells) {
      for (const Pt x : {cell.x, cell.x + cell.width}) strip.items.push_back({line(x, 0, x, strip.height, ink, 0.5), kArtifact});
      if (last && !cell.goes_on)
        strip.items.push_back({line(cell.x, strip.height, cell.x + cell.width, strip.height, ink, 0.5), kArtifact});
    }
  }

  void rule_above(Strip& strip, std::size_t r, std::size_t count, bool header) const {
    const bool first_total = !header && table_.total_rows > 0 && r + table_.total_rows == count;
    if (parallel()) return;
    const bool opens = form() && r == 0 && (header || table_.header.empty());
    if (opens) strip.items.push_back({line(0, 0, grid_.total, 0, theme_.color("muted"), 0.5), kArtifact});
    if (form()) return;
    if (header && r == 0) strip.items.push_back({line(0, 0, grid_.total, 0, theme_.color("accent"), 1.1), kArtifact});
    if (first_total) strip.items.push_back({line(0, 0, grid_.total, 0, theme_.color("accent"), 0.8), kArtifact});
  }

  void rule_below(Strip& strip, std::size_t r, std::size_t count, bool header) const {
    const bool last = r + 1 == count;
    if (form() || (parallel() && !header)) return;
    const Pt width = last ? (header ? 0.8 : 1.1) : 0.5;
    const Rgb ink = theme_.color(last ? "accent" : "rule");
    for (const auto& [from, to] : free_of_spans(last ? count : r))
      strip.items.push_back({line(from, strip.height, to, strip.height, ink, width), kArtifact});
  }

  // The stretches below row `r` that no cell reaches across.
  std::vector<std::pair<Pt, Pt>> free_of_spans(std::size_t r) const {
    std::vector<std::pair<Pt, Pt>> crossed, out;
    for (const auto& span : spans_)
      if (span.first <= r && r < span.last) crossed.emplace_back(span.cell.x, span.cell.x + span.cell.width);
    std::sort(crossed.begin(), crossed.end());
    Pt at = 0;
    for (const auto& [from, to] : crossed) {
      if (from > at) out.emplace_back(at, from);
      at = std::max(at, to);
    }
    if (at < grid_.total - 0.01) out.emplace_back(at, grid_.total);
    return out;
  }

  Composer& composer_;
  const Theme& theme_;
  const DataTable& table_;
  Setting setting_;
  taqrir::Span at_;
  std::size_t columns_ = 0;
  Pt pad_ = kPadX;  // at either side of a cell; less where there are many
  Pt step_ = 0;     // of lines of parallel columns; 0: each line as high as it is
  const std::string decimal_mark_ = decimal_mark_of(composer_.locale().in(setting_.language));
  TableGrid grid_;
  std::vector<ColumnNeed> needs_;
  std::vector<Spanning> spanning_;
  std::vector<Span> spans_;  // of the group at hand
};

Strips Composer::set(const Block& at, const DataTable& t, const Setting& s) {
  return s.dry ? Strips{} : TableSetter(*this, t, s, at.span).set();
}

}  // namespace taqrir::layout
