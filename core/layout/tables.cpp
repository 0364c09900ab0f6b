// Tables: automatic column widths (after CSS 2.1, 17.5.2.2), decimal alignment, spans, repeated headers,
// tall rows parted at lines.
#include <algorithm>
#include <cmath>
#include <numeric>

#include "layout/composer.hpp"

namespace taqrir::layout {

namespace {

constexpr Pt kPadX = 5.5, kPadY = 3.6;

Pt decimal_tail(Composer& composer, const std::string& text, const Style& style) {
  const auto at = text.find_last_of(".,");
  const bool real = at != std::string::npos && at + 1 < text.size() && text[at + 1] >= '0' && text[at + 1] <= '9';
  std::size_t digits = real ? at : text.find_last_of("0123456789");
  if (digits == std::string::npos) return 0;
  return composer.text_width(text.substr(real ? at : digits + 1), style);
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

/// Where columns stand and how wide they are; a table's cells as a grid with spans resolved.
struct Composer::Grid {
  std::vector<Pt> x, width;
  std::vector<Pt> tail;        ///< decimal columns: the widest part from the decimal mark on
  Pt total = 0;
  Setting cell;                ///< for body cells
  Pt span_width(std::size_t column, int span) const {
    Pt w = 0;
    for (std::size_t c = column; c < width.size() && c < column + static_cast<std::size_t>(span); ++c) w += width[c];
    return w;
  }
};

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

Strip Composer::table_cell(const TableCell& cell, const Setting& s, Pt width, NodeId n) {
  Setting inner = s;
  inner.width = std::max(width - 2 * kPadX, 1.0);
  inner.parent = n;
  inner.tight = true;
  inner.in_cell = cell.content.size() == 1 && std::holds_alternative<Paragraph>(cell.content.front().content);
  auto strips = blocks(cell.content, inner);
  if (!strips.empty()) strips.front().before = 0, strips.back().after = 0;
  weld(strips);
  Strip out;
  Pt y = kPadY;
  for (auto& strip : strips) {
    const Pt h = strip.height;
    merge(out, std::move(strip), kPadX, y);
    y += h;
  }
  out.height = y + kPadY;
  return out;
}

Strips Composer::set(const Block&, const DataTable& t, const Setting& s) {
  std::size_t columns = t.columns.size();
  for (const auto* rows : {&t.header, &t.rows})
    for (const auto& row : *rows) {
      std::size_t n = 0;
      for (const auto& cell : row) n += static_cast<std::size_t>(std::max(cell.column_span, 1));
      columns = std::max(columns, n);
    }
  if (columns == 0 || s.dry) return {};

  Grid grid;
  grid.cell = s;
  grid.cell.style = "table", grid.cell.align = TextAlign::start, grid.cell.dry = true, grid.cell.in_cell = true;
  std::vector<ColumnNeed> needs(columns);
  grid.tail.assign(columns, 0);
  const Style table_style = typesetter.named("table", s.language);
  const auto survey = [&](const std::vector<TableRow>& rows, bool header) {
    std::vector<int> occupied(columns, 0);
    for (const auto& row : rows) {
      std::size_t c = 0;
      for (const auto& cell : row) {
        while (c < columns && occupied[c] > 0) --occupied[c++];
        if (c >= columns) break;
        Setting cs = grid.cell;
        cs.bold = header || cell.header;
        const auto w = measure(cell.content, cs);
        if (cell.column_span <= 1) {
          needs[c].narrowest = std::max(needs[c].narrowest, w.narrowest + 2 * kPadX + 0.5);
          needs[c].widest = std::max(needs[c].widest, w.widest + 2 * kPadX + 0.5);
        }
        const auto alignment = cell.alignment.value_or(c < t.columns.size() ? t.columns[c].alignment : Alignment::start);
        if (!header && alignment == Alignment::decimal)
          grid.tail[c] = std::max(grid.tail[c], decimal_tail(*this, cell_text(cell), table_style));
        for (int k = 0; k < std::max(cell.column_span, 1) && c < columns; ++k) occupied[c++] = std::max(cell.row_span, 1) - 1;
      }
      for (; c < columns; ++c) occupied[c] = std::max(0, occupied[c] - 1);
    }
  };
  survey(t.header, true);
  survey(t.rows, false);
  for (std::size_t c = 0; c < columns; ++c) {
    needs[c].narrowest = std::max(needs[c].narrowest, 14.0);
    needs[c].widest = std::clamp(needs[c].widest, needs[c].narrowest, s.width * 2.5);
  }
  grid.width = share(needs, t.columns, s.width);
  grid.x.resize(columns);
  for (std::size_t c = 1; c < columns; ++c) grid.x[c] = grid.x[c - 1] + grid.width[c - 1];
  grid.total = s.width;
  grid.cell.dry = false;

  const NodeId table = node(Tag::table, s.parent, s.language);
  auto out = caption(t.caption, t.number, "document.table", s, table);
  for (auto& strip : out) strip.keep_with_next = true;
  if (!out.empty()) out.front().before = 8, out.back().after = 4;
  auto rows = table_rows(t, s, grid, table);
  if (!rows.empty()) {
    if (out.empty()) rows.front().before = 8;
    rows.back().after = 13;
  }
  out.insert(out.end(), std::make_move_iterator(rows.begin()), std::make_move_iterator(rows.end()));
  return out;
}

Strips Composer::table_rows(const DataTable& t, const Setting& s, const Grid& grid, NodeId table) {
  const std::size_t columns = grid.width.size();
  Strips out;
  std::vector<int> occupied(columns, 0);
  const Rgb rule = theme_.color("rule"), accent = theme_.color("accent");

  const auto add_rows = [&](const std::vector<TableRow>& rows, bool header, NodeId group) {
    std::fill(occupied.begin(), occupied.end(), 0);
    std::vector<Pt> owed(rows.size() + 64, 0);  // height that a row span still wants, by its last row
    for (std::size_t r = 0; r < rows.size(); ++r) {
      const bool total = !header && r + t.total_rows >= rows.size();
      const NodeId tr = node(Tag::tr, group);
      Strip row;
      std::size_t c = 0;
      bool spans_on = false;
      struct Fill { Pt x, width; Rgb color; };
      std::vector<Fill> fills;
      struct Set { Strip strip; Pt x; };
      std::vector<Set> cells;
      for (const auto& cell : rows[r]) {
        while (c < columns && occupied[c] > 0) --occupied[c++];
        if (c >= columns) break;
        const int span = std::clamp(cell.column_span, 1, static_cast<int>(columns - c));
        const bool heads = header || cell.header;
        const NodeId n = node(heads ? Tag::th : Tag::td, tr);
        Node& element = nodes[static_cast<std::size_t>(n)];
        element.scope = header ? Node::Scope::column : cell.header ? Node::Scope::row : Node::Scope::none;
        element.column_span = static_cast<std::uint16_t>(span);
        element.row_span = static_cast<std::uint16_t>(std::max(cell.row_span, 1));
        Setting cs = grid.cell;
        cs.style = header ? "table-header" : "table";
        cs.bold = total || (cell.header && !header);
        const auto alignment = cell.alignment.value_or(c < t.columns.size() ? t.columns[c].alignment : Alignment::start);
        cs.align = alignment == Alignment::center ? TextAlign::center
                   : alignment == Alignment::start ? TextAlign::start
                                                   : TextAlign::end;
        if (cell.tone == Tone::good) cs.color = theme_.color("good");
        if (cell.tone == Tone::caution) cs.color = theme_.color("caution");
        if (cell.tone == Tone::bad) cs.color = theme_.color("bad");
        if (cell.tone == Tone::muted) cs.color = theme_.color("muted");
        Pt width = grid.span_width(c, span);
        if (!header && alignment == Alignment::decimal && span == 1) {
          // The number is pushed in from the end edge, so that decimal marks stand below each other.
          const Pt own = decimal_tail(*this, cell_text(cell), typesetter.named("table", s.language));
          width -= std::max(0.0, grid.tail[c] - own);
        }
        Strip set = table_cell(cell, cs, width, n);
        if (cell.tone == Tone::good || cell.tone == Tone::caution || cell.tone == Tone::bad)
          fills.push_back({grid.x[c], grid.span_width(c, span), panel_of(theme_, cell.tone)});
        if (cell.row_span > 1) {
          const auto last = std::min(rows.size() - 1, r + static_cast<std::size_t>(cell.row_span) - 1);
          owed[last] = std::max(owed[last], set.height);
          spans_on = true;
        } else {
          row.height = std::max(row.height, set.height);
        }
        cells.push_back({std::move(set), grid.x[c]});
        for (int k = 0; k < span; ++k) occupied[c++] = std::max(cell.row_span, 1) - 1;
      }
      bool continues = spans_on;
      for (; c < columns; ++c)
        if (occupied[c] > 0) --occupied[c];
      for (const int o : occupied) continues = continues || o > 0;
      if (row.height == 0) row.height = kPadY * 2 + typesetter.line_height("table");
      if (owed[r] > 0) row.height = std::max(row.height, owed[r] - (r > 0 && !out.empty() ? out.back().height : 0));
      for (const auto& f : fills) row.items.push_back({rectangle(f.x, 0.4, f.width, row.height - 0.8, f.color), kArtifact});
      if (header) row.items.push_back({rectangle(0, 0, grid.total, row.height, theme_.color("panel")), kArtifact});
      for (auto& cell : cells) merge(row, std::move(cell.strip), cell.x, 0);
      const bool last_header = header && r + 1 == rows.size();
      if (header && r == 0) row.items.push_back({line(0, 0, grid.total, 0, accent, 1.1), kArtifact});
      const bool first_total = !header && total && r + t.total_rows == rows.size();
      if (first_total) row.items.push_back({line(0, 0, grid.total, 0, accent, 0.8), kArtifact});
      const bool last = !header && r + 1 == rows.size();
      row.items.push_back({line(0, row.height, grid.total, row.height, last_header || last ? accent : rule, last_header ? 0.8 : last ? 1.1 : 0.5), kArtifact});
      row.keep_with_next = header || continues || (!header && t.total_rows > 0 && r + 1 + t.total_rows == rows.size());
      if (!header && (r == 0 || (r + 2 == rows.size() && rows.size() > 2))) row.keep_with_next = true;
      out.push_back(std::move(row));
    }
  };

  int header_index = -1;
  if (!t.header.empty()) {
    add_rows(t.header, true, node(Tag::thead, table));
    RepeatedHeader repeated{out};
    for (auto& strip : repeated.strips) {
      for (auto& item : strip.items) item.node = kArtifact;
      strip.links.clear(), strip.late.clear(), strip.notes.clear(), strip.anchors.clear();
    }
    header_index = static_cast<int>(headers.size());
    headers.push_back(std::move(repeated));
  }
  const std::size_t first = out.size();
  add_rows(t.rows, false, node(Tag::tbody, table));
  for (std::size_t i = first; i < out.size(); ++i) out[i].header = header_index;
  return out;
}

}  // namespace taqrir::layout
