// Tables: automatic column widths (after CSS 2.1, 17.5.2.2), decimal alignment, spans, repeated headers.
#include <algorithm>
#include <cmath>
#include <numeric>

#include "layout/tables.hpp"

namespace taqrir::layout {

namespace {

constexpr double kSmall = 0.26;  // of the frame's height
constexpr Pt kPadX = 5.5, kPadY = 3.6;

// The part of a number that stands at its cell's end edge: from the decimal mark on, or — the end edge
// of right-to-left tables is where numbers begin — up to it.
Pt decimal_tail(Composer& composer, const std::string& text, const Style& style, bool rtl) {
  const auto last = text.find_last_of("0123456789");
  if (last == std::string::npos) return 0;
  const auto at = text.find_last_of(".,");
  const bool real = at != std::string::npos && at + 1 < text.size() && text[at + 1] >= '0' && text[at + 1] <= '9';
  const auto mark = real ? at : last + 1;
  return composer.text_width(rtl ? text.substr(0, mark) : text.substr(mark), style);
}

std::string cell_text(const TableCell& cell) {
  std::string out;
  for (const auto& b : cell.content)
    if (const auto* p = std::get_if<Paragraph>(&b.content)) out += plain_text(p->content);
  return out;
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

struct ColumnNeed { Pt narrowest = 0, widest = 0; };

// Shares `room` among columns: what each needs at least, then in proportion to what each still wants.
std::vector<Pt> share(const std::vector<ColumnNeed>& needs, const std::vector<TableColumn>& columns, Pt room) {
  std::vector<Pt> out(needs.size());
  Pt fixed = 0, narrow = 0, wide = 0;
  for (std::size_t c = 0; c < needs.size(); ++c)
    if (c < columns.size() && columns[c].width) fixed += out[c] = std::max(*columns[c].width * room, needs[c].narrowest);
    else narrow += needs[c].narrowest, wide += needs[c].widest;
  const Pt free = std::max(room - fixed, 0.0);
  for (std::size_t c = 0; c < needs.size(); ++c) {
    if (c < columns.size() && columns[c].width) continue;
    const auto& n = needs[c];
    if (narrow >= free) out[c] = narrow > 0 ? free * n.narrowest / narrow : 0;
    else if (wide <= free) out[c] = n.widest + (free - wide) * (wide > 0 ? n.widest / wide : 0);
    else out[c] = n.narrowest + (free - narrow) * (n.widest - n.narrowest) / (wide - narrow);
  }
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
  TableSetter(Composer& composer, const DataTable& table, const Setting& setting)
      : composer_(composer), theme_(composer.theme()), table_(table), setting_(setting) {}

  Strips set() {
    columns_ = column_count(table_);
    if (columns_ == 0) return {};
    if (columns_ > 20) pad_ = setting_.width / static_cast<Pt>(columns_) * 0.1;
    find_widths();
    const NodeId node = composer_.node(Tag::table, setting_.parent, setting_.language);
    auto out = composer_.caption(table_.caption, table_.number, "document.table", setting_, node);
    for (auto& strip : out) strip.keep_with_next = true;
    if (!out.empty()) out.front().before = 8, out.back().after = 4;
    const int header = set_header(out, node);
    const auto first = out.size();
    add_group(out, table_.rows, false, composer_.node(Tag::tbody, node));
    for (auto i = first; i < out.size(); ++i) out[i].header = header;
    if (!out.empty()) out.front().before = 8, out.back().after = 13;
    // A small table is not worth a second header: it goes to the next page whole.
    if (total_height(out) < composer_.frame().height * kSmall)
      for (std::size_t i = 0; i + 1 < out.size(); ++i) out[i].keep_with_next = true;
    return out;
  }

 private:
  // ------------------------------------------------------------ widths

  struct Spanning { std::size_t column; int span; Widths widths; };

  Alignment alignment_of(const TableCell& cell, std::size_t column) const {
    return cell.alignment.value_or(column < table_.columns.size() ? table_.columns[column].alignment : Alignment::start);
  }

  bool is_total(std::size_t row) const { return row + table_.total_rows >= table_.rows.size(); }

  bool is_bold(const TableCell& cell, bool header, std::size_t row) const {
    return header ? false : cell.header || is_total(row);
  }

  void find_widths() {
    needs_.assign(columns_, {});
    grid_.tail.assign(columns_, 0);
    survey(table_.header, true);
    survey(table_.rows, false);
    for (const auto& s : spanning_) widen(s);
    for (auto& need : needs_) {
      need.narrowest = std::max(need.narrowest, 14.0);
      need.widest = std::clamp(need.widest, need.narrowest, std::max(need.narrowest, setting_.width * 2.5));
    }
    grid_.width = share(needs_, table_.columns, setting_.width);
    grid_.x.resize(columns_);
    for (std::size_t c = 1; c < columns_; ++c) grid_.x[c] = grid_.x[c - 1] + grid_.width[c - 1];
    grid_.total = setting_.width;
  }

  void survey(const std::vector<TableRow>& rows, bool header) {
    Setting measuring = setting_;
    measuring.style = "table", measuring.align = TextAlign::start, measuring.dry = true, measuring.in_cell = true;
    each_cell(rows, columns_, [&](std::size_t r, const TableCell& cell, std::size_t c, int span) {
      measuring.bold = header || cell.header;
      auto w = composer_.measure(cell.content, measuring);
      w.narrowest += 2 * pad_ + 0.5, w.widest += 2 * pad_ + 0.5;
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
    style.bold = style.bold || is_bold(cell, false, row);
    return decimal_tail(composer_, cell_text(cell), style, setting_.rtl());
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
    keep_together(set, rows, header);
    for (std::size_t r = 0; r < set.size(); ++r) add_row(out, set[r], r, set.size(), header);
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
        out[r].cells.push_back(std::move(lines));
      }
    });
    make_rows(rows.size());
    const Pt least = kPadY * 2 + composer_.typesetter.line_height("table");
    for (auto& row : out)
      if (row.cells.empty() || row.height <= kPadY) row.height = least;
    return out;
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
    s.style = header ? "table-header" : "table";
    s.bold = is_bold(cell, header, row);
    s.align = alignment == Alignment::center ? TextAlign::center : alignment == Alignment::start ? TextAlign::start : TextAlign::end;
    if (const auto ink = ink_of(cell.tone)) s.color = ink;
    Pt width = out.width;
    // A number is pushed in from the end edge, so that decimal marks stand below each other.
    if (!header && alignment == Alignment::decimal && span == 1)
      width -= std::max(0.0, grid_.tail[c] - tail_of(cell, row));
    s.width = std::max(width - 2 * pad_, 1.0);
    s.parent = cell_node(cell, span, header, tr);
    s.tight = true;
    s.in_cell = cell.content.size() == 1 && std::holds_alternative<Paragraph>(cell.content.front().content);
    place_lines(out, composer_.blocks(cell.content, s));
    return out;
  }

  void place_lines(CellLines& cell, Strips lines) {
    if (lines.empty()) return;
    lines.front().before = 0, lines.back().after = 0;
    weld(lines);
    composer_.move_frames(lines, std::nullopt, cell.x + pad_);
    Pt y = kPadY;
    for (auto& line : lines) {
      shift(line, cell.x + pad_, 0);
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
      CellLines part{span.cell.x, span.cell.width, {}, {}, span.cell.fill};
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
      const bool before_total = table_.total_rows > 0 && r + 1 + table_.total_rows >= set.size();
      const bool titles = rows[r].size() == 1 && static_cast<std::size_t>(std::max(rows[r][0].column_span, 1)) >= columns_ && columns_ > 1;
      if (header || before_total || (!tall && (edge || titles))) set[r].keep_with_next = true;
    }
  }

  // One strip, or several when the row is too tall to be moved whole.
  void add_row(Strips& out, SetRow& row, std::size_t r, std::size_t count, bool header) {
    const auto parts = part_row(row, composer_.frame().height);
    Pt top = 0;
    for (std::size_t p = 0; p < parts.size(); ++p) {
      const bool first = p == 0, last = p + 1 == parts.size();
      Strip strip;
      strip.height = parts[p] - top;
      fill(strip, row, header);
      for (auto& cell : row.cells) move_lines(strip, cell, top, last ? parts[p] + 1e6 : parts[p], composer_.frames);
      if (first) rule_above(strip, r, count, header);
      if (last) rule_below(strip, r, count, header);
      strip.keep_with_next = (last && row.keep_with_next) || (first && !last && header);
      out.push_back(std::move(strip));
      top = parts[p];
    }
  }

  void fill(Strip& strip, const SetRow& row, bool header) const {
    for (const auto& cell : row.cells)
      if (cell.fill) strip.items.push_back({rectangle(cell.x, 0.4, cell.width, strip.height - 0.8, *cell.fill), kArtifact});
    if (header) strip.items.push_back({rectangle(0, 0, grid_.total, strip.height, theme_.color("panel")), kArtifact});
  }

  void rule_above(Strip& strip, std::size_t r, std::size_t count, bool header) const {
    const bool first_total = !header && table_.total_rows > 0 && r + table_.total_rows == count;
    if (header && r == 0) strip.items.push_back({line(0, 0, grid_.total, 0, theme_.color("accent"), 1.1), kArtifact});
    if (first_total) strip.items.push_back({line(0, 0, grid_.total, 0, theme_.color("accent"), 0.8), kArtifact});
  }

  void rule_below(Strip& strip, std::size_t r, std::size_t count, bool header) const {
    const bool last = r + 1 == count;
    const Pt width = last ? (header ? 0.8 : 1.1) : 0.5;
    const Rgb ink = theme_.color(last ? "accent" : "rule");
    strip.items.push_back({line(0, strip.height, grid_.total, strip.height, ink, width), kArtifact});
  }

  Composer& composer_;
  const Theme& theme_;
  const DataTable& table_;
  const Setting& setting_;
  std::size_t columns_ = 0;
  Pt pad_ = kPadX;  // at either side of a cell; less where there are many
  TableGrid grid_;
  std::vector<ColumnNeed> needs_;
  std::vector<Spanning> spanning_;
  std::vector<Span> spans_;  // of the group at hand
};

Strips Composer::set(const Block&, const DataTable& t, const Setting& s) {
  return s.dry ? Strips{} : TableSetter(*this, t, s).set();
}

}  // namespace taqrir::layout
