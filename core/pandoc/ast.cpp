#include "pandoc/ast.hpp"

#include <algorithm>
#include <numeric>

namespace taqrir::pandoc::ast {

namespace {

Json list_of(std::initializer_list<Json> entries) {
  Json out = Json::array();
  for (const auto& entry : entries) out.push_back(entry);
  return out;
}

Json json_of(const Attributes& attributes) {
  Json pairs = Json::array();
  for (const auto& [key, value] : attributes.pairs) pairs.push_back(list_of({key, value}));
  return list_of({attributes.id, Json(attributes.classes), pairs});
}

const char* name_of(Align align) {
  switch (align) {
    case Align::center: return "AlignCenter";
    case Align::end: return "AlignRight";
    case Align::left: return "AlignLeft";
    default: return "AlignDefault";
  }
}

Json width_of(double width) { return width > 0 ? node("ColWidth", width) : node("ColWidthDefault"); }

/// Characters of the words in a tree, more or less.
std::size_t length_of(const Json& tree) {
  if (tree.is_object()) {
    const auto& type = tree.at("t");
    if (type == "Str") return tree.at("c").get_ref<const std::string&>().size();
    if (type == "Space" || type == "SoftBreak") return 1;
  }
  std::size_t sum = 0;
  if (tree.is_structured())
    for (const auto& inner : tree) sum += length_of(inner);
  return sum;
}

bool is_hollow(const Json& node) {
  if (!node.is_object() || (node.at("t") != "Div" && node.at("t") != "Span")) return false;
  return node.at("c").at(0) == json_of({});
}

/// Line ends within blocks are spaces; blocks are parted by a dot in the middle.
void append_flat(Json& to, const Json& blocks, bool& lost);

void append_flat_inlines(Json& to, const Json& inlines) {
  for (const auto& in : inlines) to.push_back(in.at("t") == "LineBreak" ? node("Space") : in);
}

void append_flat_block(Json& to, const Json& block, bool& lost) {
  const auto& type = block.at("t").get_ref<const std::string&>();
  const auto part = [&] {
    if (!to.empty()) to.push_back(node("Space")), to.push_back(node("Str", "·")), to.push_back(node("Space"));
  };
  if (type == "Para" || type == "Plain") {
    part();
    return append_flat_inlines(to, block.at("c"));
  }
  lost = lost || type != "Div";
  if (type == "Div") return append_flat(to, block.at("c").at(1), lost);
  if (type == "BlockQuote") return append_flat(to, block.at("c"), lost);
  if (type == "BulletList" || type == "OrderedList")
    for (const auto& item : type == "BulletList" ? block.at("c") : block.at("c").at(1))
      append_flat(to, item, lost);
  if (type == "CodeBlock") part(), to.push_back(code(block.at("c").at(1).get<std::string>()));
}

void append_flat(Json& to, const Json& blocks, bool& lost) {
  for (const auto& block : blocks) append_flat_block(to, block, lost);
}

Json flat_row(const Json& cells, std::vector<std::size_t>& covered, bool& lost) {
  const auto empty = [] { return cell(Align::start, 1, 1, Json::array()); };
  Json out = Json::array();
  std::size_t column = 0;
  const auto fill_covered = [&] {
    for (; column < covered.size() && covered[column] > 0; ++column)
      --covered[column], out.push_back(empty());
  };
  for (const auto& each : cells) {
    fill_covered();
    const auto down = each.at(2).get<std::size_t>(), across = each.at(3).get<std::size_t>();
    lost = lost || down > 1 || across > 1;
    Json inlines = Json::array();
    append_flat(inlines, each.at(4), lost);
    auto flat = empty();
    flat[1] = each.at(1);
    if (!inlines.empty()) flat[4] = one(plain(std::move(inlines)));
    out.push_back(std::move(flat));
    for (std::size_t i = column; i < std::min(column + across, covered.size()); ++i) covered[i] = down - 1;
    for (std::size_t i = 1; i < across; ++i) out.push_back(empty());
    column += across;
  }
  fill_covered();
  return out;
}

void flush(Json& inlines, std::string& word) {
  if (!word.empty()) inlines.push_back(node("Str", std::move(word)));
  word.clear();
}

}  // namespace

std::string points(double length) {
  const auto tenths = static_cast<long>(length * 10 + 0.5);
  return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) + "pt";
}

Attributes styled(std::string name) { return {{}, {}, {{"custom-style", std::move(name)}}}; }

Json one(Json node) { return Json::array({std::move(node)}); }

void append_all(Json& to, const Json& more) {
  for (const auto& each : more) to.push_back(each);
}

Json node(const char* type) { return Json{{"t", type}}; }

Json node(const char* type, Json content) {
  Json out{{"t", type}};
  out["c"] = std::move(content);
  return out;
}

void append_words(Json& inlines, std::string_view text) {
  std::string word;
  for (const char c : text) {
    if (c != ' ' && c != '\t' && c != '\n') {
      word += c;
      continue;
    }
    flush(inlines, word);
    inlines.push_back(node(c == '\n' ? "SoftBreak" : "Space"));
  }
  flush(inlines, word);
}

Json words(std::string_view text) {
  Json out = Json::array();
  append_words(out, text);
  return out;
}

Json wrapped(const char* type, Json inlines) { return node(type, std::move(inlines)); }
Json span(const Attributes& attributes, Json inlines) {
  return node("Span", list_of({json_of(attributes), inlines}));
}
Json link(const std::string& target, Json inlines, const Attributes& attributes) {
  return node("Link", list_of({json_of(attributes), inlines, list_of({target, ""})}));
}
Json image(const Attributes& attributes, Json alt, const std::string& file) {
  return node("Image", list_of({json_of(attributes), alt, list_of({file, ""})}));
}
Json code(const std::string& text) { return node("Code", list_of({json_of({}), text})); }
Json note(Json blocks) { return node("Note", std::move(blocks)); }
Json raw_inline(const std::string& format, std::string text) {
  return node("RawInline", list_of({format, std::move(text)}));
}

Json para(Json inlines) { return node("Para", std::move(inlines)); }
Json plain(Json inlines) { return node("Plain", std::move(inlines)); }
Json div(const Attributes& attributes, Json blocks) {
  return node("Div", list_of({json_of(attributes), blocks}));
}
void drop_hollow_wrappers(Json& tree) {
  if (!tree.is_structured()) return;
  for (auto& inner : tree) drop_hollow_wrappers(inner);
  if (!tree.is_array() || std::none_of(tree.begin(), tree.end(), is_hollow)) return;
  Json flat = Json::array();
  for (auto& each : tree) {
    if (is_hollow(each))
      append_all(flat, each["c"][1]);
    else
      flat.push_back(std::move(each));
  }
  tree = std::move(flat);
}

Json header(int level, const Attributes& attributes, Json inlines) {
  return node("Header", list_of({level, json_of(attributes), inlines}));
}
Json code_block(const Attributes& attributes, const std::string& text) {
  return node("CodeBlock", list_of({json_of(attributes), text}));
}
Json list(bool ordered, int start, Json items) {
  if (!ordered) return node("BulletList", std::move(items));
  return node("OrderedList", list_of({list_of({start, node("Decimal"), node("Period")}), items}));
}
Json raw_block(const std::string& format, std::string text) {
  return node("RawBlock", list_of({format, std::move(text)}));
}
Json figure(Json picture, Json caption) {
  const Json short_caption;
  return node("Figure", list_of({json_of({}), list_of({short_caption, list_of({plain(std::move(caption))})}),
                                 list_of({plain(list_of({std::move(picture)}))})}));
}

Json cell(Align align, int row_span, int column_span, Json blocks) {
  return list_of({json_of({}), node(name_of(align)), row_span, column_span, blocks});
}
Json row(Json cells) { return list_of({json_of({}), cells}); }

void share_columns(TableParts& parts) {
  constexpr std::size_t kLine = 75, kLongest = 60;  // characters
  std::vector<std::size_t> widest(parts.columns.size(), 4);
  for (const auto* rows : {&parts.head, &parts.body, &parts.foot})
    for (const auto& row : *rows) {
      std::size_t column = 0;
      for (const auto& cell : row.at(1)) {
        const auto span = cell.at(3).get<std::size_t>();
        const auto length = std::min(length_of(cell.at(4)), kLongest) / std::max<std::size_t>(span, 1);
        for (std::size_t i = column; i < std::min(column + span, widest.size()); ++i)
          widest[i] = std::max(widest[i], length);
        column += span;
      }
    }
  const auto sum = std::accumulate(widest.begin(), widest.end(), std::size_t{0});
  const bool given =
      std::any_of(parts.columns.begin(), parts.columns.end(), [](const auto& c) { return c.second > 0; });
  if (given || sum <= kLine) return;
  for (std::size_t i = 0; i < widest.size(); ++i)
    parts.columns[i].second = static_cast<double>(widest[i]) / static_cast<double>(sum);
}

bool flatten_cells(TableParts& parts) {
  bool lost = false;
  for (auto* rows : {&parts.head, &parts.body, &parts.foot}) {
    std::vector<std::size_t> covered(parts.columns.size(), 0);  // rows below, by cells that span them
    for (auto& row : *rows) {
      const auto cells = std::move(row.at(1));
      row[1] = flat_row(cells, covered, lost);
    }
  }
  return lost;
}

void reverse_columns(TableParts& parts) {
  std::reverse(parts.columns.begin(), parts.columns.end());
  for (auto* rows : {&parts.head, &parts.body, &parts.foot})
    for (auto& row : *rows) std::reverse(row.at(1).begin(), row.at(1).end());
}

void swap_sides(TableParts& parts) {
  const auto swapped = [](Align align) {
    return align == Align::center ? align : align == Align::start ? Align::end : Align::left;
  };
  for (auto& [align, width] : parts.columns) align = swapped(align);
  for (auto* rows : {&parts.head, &parts.body, &parts.foot})
    for (auto& row : *rows)
      for (auto& cell : row.at(1)) {
        auto& name = cell.at(1).at("t");
        name = name == "AlignDefault" ? "AlignRight" : name == "AlignRight" ? "AlignLeft" : name;
      }
}

Json table(TableParts parts) {
  Json columns = Json::array();
  for (const auto& [align, width] : parts.columns)
    columns.push_back(list_of({node(name_of(align)), width_of(width)}));
  const Json caption = list_of({Json(), parts.caption});
  const Json head = list_of({json_of({}), parts.head});
  const Json body = list_of({json_of({}), 0, Json::array(), parts.body});
  const Json foot = list_of({json_of({}), parts.foot});
  return node("Table", list_of({json_of({}), caption, columns, head, list_of({body}), foot}));
}

Json meta_inlines(Json inlines) { return node("MetaInlines", std::move(inlines)); }
Json meta_text(const std::string& text) { return node("MetaString", text); }
Json meta_list(Json entries) { return node("MetaList", std::move(entries)); }

}  // namespace taqrir::pandoc::ast
