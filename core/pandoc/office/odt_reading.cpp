#include "pandoc/office/odt_reading.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <functional>
#include <map>
#include <set>

#include "pandoc/office/package.hpp"
#include "pandoc/office/xml.hpp"

namespace taqrir::pandoc::office {

namespace {

using ast::Json;

constexpr int kDeepestElements = 200;
constexpr int kMostSpanned = 1000;  // rows or columns of a cell
// Characters that no text may hold (Unicode 15, 23.7): around a mark.
constexpr std::string_view kOpen = "\uFDD0", kClose = "\uFDD1";
constexpr std::string_view kHex = "0123456789ABCDEF";

Diagnostic not_read(const std::string& shown, const char* why) {
  return hinted(error(whole_file(shown), "the text was not read: {}", {why}),
                "open it in its own program and save it again");
}

// ---------------------------------------------------------------- marks

bool is_plain(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }

/// One word: “style=Table%20Caption;”.
std::string mark_word(const Values& values) {
  std::string out(kOpen);
  for (const auto& [key, value] : values) {
    out += key + "=";
    for (const char c : value) {
      const auto byte = static_cast<unsigned char>(c);
      if (is_plain(c))
        out += c;
      else
        out += '%', out += kHex[byte >> 4], out += kHex[byte & 15];
    }
    out += ';';
  }
  return out.append(kClose);
}

std::string decoded(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    unsigned byte = 0;
    const bool escaped =
        text[i] == '%' && i + 2 < text.size() &&
        std::from_chars(text.data() + i + 1, text.data() + i + 3, byte, 16).ptr == text.data() + i + 3;
    out += escaped ? static_cast<char>(byte) : text[i];
    if (escaped) i += 2;
  }
  return out;
}

std::optional<Values> mark_in(std::string_view word) {
  if (!word.starts_with(kOpen) || !word.ends_with(kClose)) return std::nullopt;
  word.remove_prefix(kOpen.size()), word.remove_suffix(kClose.size());
  Values out;
  while (!word.empty()) {
    const auto end = std::min(word.find(';'), word.size());
    const auto equals = word.substr(0, end).find('=');
    if (equals != std::string_view::npos)
      out[std::string(word.substr(0, equals))] = decoded(word.substr(equals + 1, end - equals - 1));
    word.remove_prefix(std::min(end + 1, word.size()));
  }
  return out;
}

std::string value(const Values& values, const char* key) {
  const auto found = values.find(key);
  return found == values.end() ? std::string() : found->second;
}

int number(const Values& values, const char* key, int otherwise) {
  int out = otherwise;
  const auto text = value(values, key);
  std::from_chars(text.data(), text.data() + text.size(), out);
  return std::clamp(out, otherwise, kMostSpanned);
}

/// A description as a title that Pandoc passes on as it is: “x4C61”, but in small letters.
std::string title_of(const std::string& description) {
  constexpr std::string_view kSmall = "0123456789abcdef";
  std::string out = "x";
  for (const char c : description) {
    const auto byte = static_cast<unsigned char>(c);
    out += kSmall[byte >> 4], out += kSmall[byte & 15];
  }
  return out;
}

/// Equal titles have been told apart by numbers: “x4c61-1”.
std::string description_in(std::string_view title) {
  if (!title.starts_with('x')) return {};
  title = title.substr(1, title.find('-') - 1);
  std::string escaped;
  for (std::size_t i = 0; i + 1 < title.size(); i += 2) escaped.append("%").append(title.substr(i, 2));
  return decoded(escaped);
}

// ---------------------------------------------------------------- styles

/// “Table_20_Caption” -> “Table Caption”.
std::string display_name(const std::string& name) {
  std::string out;
  for (std::size_t i = 0; i < name.size(); ++i) {
    unsigned code = 0;
    const auto close = name[i] == '_' ? name.find('_', i + 1) : std::string::npos;
    const bool escaped =
        close != std::string::npos && close > i + 1 && close <= i + 5 &&
        std::from_chars(name.data() + i + 1, name.data() + close, code, 16).ptr == name.data() + close &&
        code >= 0x20 && code < 0x7F;
    out += escaped ? static_cast<char>(code) : name[i];
    if (escaped) i = close;
  }
  return out;
}

/// What people see of styles: an automatic one stands for that from which it was made.
class StyleBook {
 public:
  StyleBook(Node automatic, Node named) {
    for (const auto style : automatic.children("style:style"))
      looks_[style.attribute("style:name").value()] = look_of(style.child("style:text-properties"));
    for (const auto style : automatic.children("style:style"))
      parents_[style.attribute("style:name").value()] = style.attribute("style:parent-style-name").value();
    for (const auto style : named.children("style:style"))
      if (const std::string shown = style.attribute("style:display-name").value(); !shown.empty())
        shown_[style.attribute("style:name").value()] = shown;
  }

  /// How all words of a paragraph are marked beyond its named style: “bold”, “italic”, “bold italic”;
  /// LibreOffice takes marks off the words when they are on all of them.
  std::string marking(Node node) const {
    const auto look = looks_.find(node.attribute("text:style-name").value());
    return look == looks_.end() ? std::string() : look->second;
  }

  std::string of(Node node) const {
    std::string name = node.attribute("text:style-name").value();
    for (std::size_t steps = 0; steps <= parents_.size(); ++steps) {
      const auto parent = parents_.find(name);
      if (parent == parents_.end()) break;
      if (parent->second.empty()) return {};
      name = parent->second;
    }
    const auto shown = shown_.find(name);
    return shown != shown_.end() ? shown->second : display_name(name);
  }

 private:
  static bool says(Node properties, const char* latin, const char* complex, std::string_view value) {
    return properties.attribute(latin).value() == value || properties.attribute(complex).value() == value;
  }
  static std::string look_of(Node properties) {
    const bool bold = says(properties, "fo:font-weight", "style:font-weight-complex", "bold");
    const bool italic = says(properties, "fo:font-style", "style:font-style-complex", "italic");
    return bold && italic ? "bold italic" : bold ? "bold" : italic ? "italic" : "";
  }

  std::map<std::string, std::string> parents_, shown_, looks_;
};

constexpr const char* kCodeSpan = "Source_Text";  // by this name Pandoc knows it

/// Styles of spans that are made here, by StyleBook::marking.
constexpr std::array<std::array<const char*, 4>, 3> kMarkings{
    {{"bold", "TaqrirBold", "bold", "normal"},
     {"italic", "TaqrirItalic", "normal", "italic"},
     {"bold italic", "TaqrirBoldItalic", "bold", "italic"}}};

void define_spans(Node automatic) {
  auto code = automatic.append_child("style:style");
  set(code, "style:name", kCodeSpan), set(code, "style:family", "text");
  for (const auto& [marking, name, weight, slant] : kMarkings) {
    auto style = automatic.append_child("style:style");
    set(style, "style:name", name), set(style, "style:family", "text");
    auto properties = style.append_child("style:text-properties");
    set(properties, "fo:font-weight", weight), set(properties, "fo:font-style", slant);
  }
}

/// All that the paragraph holds, in a span of that look.
void wrap_words(Node paragraph, const std::string& marking) {
  for (const auto& [known, name, weight, slant] : kMarkings) {
    if (marking != known) continue;
    auto span = paragraph.append_child("text:span");
    set(span, "text:style-name", name);
    while (paragraph.first_child() != span) span.append_move(paragraph.first_child());
  }
}

bool is_code(const std::string& style) { return style == "Preformatted Text" || style == "Source Code"; }
bool is_quote(const std::string& style) { return style == "Quotations" || style == "Block Text"; }

bool holds_any(const std::set<std::string_view>& names, Node node) { return names.contains(node.name()); }

// ---------------------------------------------------------------- marking

class Marker {
 public:
  explicit Marker(StyleBook styles) : styles_(std::move(styles)) {}

  /// What stands one below the other: the text, a section, a cell.
  void blocks(Node parent, bool marked) {
    for (auto node = parent.first_child(); node;) {
      auto next = node.next_sibling();
      if (holds_any(kNoText, node)) {
        parent.remove_child(node);
      } else if (is(node, "text:section")) {
        if (node.first_child()) next = node.first_child();
        unwrap(node);
      } else if (is_any(node, {"text:p", "text:h"})) {
        if (const auto first = lift_boxes(node))
          next = first;
        else
          paragraph(node, marked);
      } else if (is(node, "text:list")) {
        list(node);
      } else if (is(node, "table:table")) {
        table(node, marked);
      }
      node = next;
    }
  }

 private:
  static inline const std::set<std::string_view> kNoText{"text:tracked-changes",
                                                         "text:sequence-decls",
                                                         "text:variable-decls",
                                                         "text:user-field-decls",
                                                         "office:forms",
                                                         "text:table-of-content",
                                                         "text:table-index",
                                                         "text:illustration-index",
                                                         "text:alphabetical-index",
                                                         "text:soft-page-break",
                                                         "office:annotation",
                                                         "office:annotation-end",
                                                         "text:bookmark",
                                                         "text:bookmark-start",
                                                         "text:bookmark-end",
                                                         "text:reference-mark",
                                                         "text:reference-mark-start",
                                                         "text:reference-mark-end",
                                                         "text:change",
                                                         "text:change-start",
                                                         "text:change-end"};
  static inline const std::set<std::string_view> kReferences{"text:bookmark-ref", "text:sequence-ref",
                                                             "text:reference-ref", "text:note-ref"};
  static inline const std::set<std::string_view> kFields{
      "text:sequence",  "text:page-number",  "text:page-count",     "text:date",         "text:time",
      "text:title",     "text:subject",      "text:user-field-get", "text:variable-get", "text:chapter",
      "text:file-name", "text:user-defined", "text:author-name",    "text:expression",   "text:placeholder",
      "text:meta",      "text:meta-field",   "text:keywords",       "text:creation-date"};

  static void put_mark(Node parent, Node before, const Values& values) {
    auto mark = before ? parent.insert_child_before("text:p", before) : parent.append_child("text:p");
    mark.text().set(mark_word(values).c_str());
  }

  /// The contents of its text boxes before the paragraph; the first of them, null when there are none.
  static Node lift_boxes(Node paragraph) {
    Node first;
    for (const auto& found : paragraph.select_nodes(".//draw:text-box")) {
      auto box = found.node();
      while (auto inner = box.first_child()) {
        const auto moved = paragraph.parent().insert_move_before(inner, paragraph);
        if (!first) first = moved;
      }
      auto frame = box.parent();
      frame.parent().remove_child(frame);
      break;  // boxes within it have moved too: they are met again
    }
    return first;
  }

  void paragraph(Node node, bool marked) {
    const auto style = styles_.of(node);
    inlines(node, false);
    if (is(node, "text:h")) return;
    if (const auto marking = styles_.marking(node); !marking.empty() && !is_code(style))
      wrap_words(node, marking);
    node.remove_attribute("text:style-name");  // Pandoc would take what is indented for a quotation
    if (!marked || !node.first_child()) return;
    if (!is_code(style)) return put_mark(node.parent(), node, {{"style", style}});
    std::string code;
    code_of(node, code);
    put_mark(node.parent(), node, {{"code", code}});
    node.parent().remove_child(node);
  }

  static void code_of(Node node, std::string& out) {
    for (const auto inner : node.children()) {
      if (inner.type() == pugi::node_pcdata || inner.type() == pugi::node_cdata) out += inner.value();
      if (is(inner, "text:s"))
        out.append(static_cast<std::size_t>(std::clamp(inner.attribute("text:c").as_int(1), 1, 1000)), ' ');
      if (is(inner, "text:tab")) out += '\t';
      if (is(inner, "text:line-break")) out += '\n';
      code_of(inner, out);
    }
  }

  void list(Node node) {
    for (auto item : node.children())
      for (auto inner = item.first_child(); inner;) {
        auto next = inner.next_sibling();
        if (is(inner, "text:list")) list(inner);
        if (is_any(inner, {"text:p", "text:h"})) paragraph(inner, false);
        if (is(inner, "table:table")) table(inner, false);
        inner = next;
      }
  }

  // ---- tables

  void table(Node node, bool marked) {
    int head = 0;
    for (auto rows : node.children("table:table-header-rows"))
      for ([[maybe_unused]] auto row : rows.children("table:table-row")) ++head;
    for (auto group = node.first_child(); group;) {
      auto next = group.next_sibling();
      if (is_any(group, {"table:table-header-rows", "table:table-rows", "table:table-row-group"})) {
        if (group.first_child()) next = group.first_child();
        unwrap(group);
      }
      group = next;
    }
    for (auto row : node.children("table:table-row"))
      for (auto cell = row.first_child(); cell;) {
        const auto next = cell.next_sibling();
        if (is(cell, "table:table-cell"))
          mark_cell(cell);
        else
          row.remove_child(cell);
        cell = next;
      }
    if (marked) put_mark(node.parent(), node, {{"head", std::to_string(head)}});
  }

  void mark_cell(Node cell) {
    blocks(cell, false);
    put_mark(cell, cell.first_child(),
             {{"cell", "1"},
              {"columns", std::to_string(cell.attribute("table:number-columns-spanned").as_int(1))},
              {"rows", std::to_string(cell.attribute("table:number-rows-spanned").as_int(1))}});
    for (const char* name : {"table:number-columns-spanned", "table:number-rows-spanned"})
      cell.remove_attribute(name);
  }

  // ---- within paragraphs

  void inlines(Node parent, bool linked) {
    for (auto node = parent.first_child(); node;) {
      auto next = node.next_sibling();
      if (holds_any(kNoText, node)) {
        parent.remove_child(node);
      } else if (is(node, "text:note")) {
        for (auto inner : node.child("text:note-body").children())
          if (is_any(inner, {"text:p", "text:h"})) paragraph(inner, false);
      } else if (holds_any(kFields, node) || (linked && is(node, "text:a"))) {
        if (node.first_child()) next = node.first_child();
        unwrap(node);
      } else if (holds_any(kReferences, node)) {
        next = reference(node, linked, next);
      } else if (is(node, "draw:frame")) {
        describe(node);
      } else if (is(node, "text:span")) {
        span(node, linked);
      } else if (is(node, "text:a")) {
        inlines(node, true);
      }
      node = next;
    }
  }

  /// What is referred to stays a link into the text: its number is the report's.
  static Node reference(Node node, bool linked, Node next) {
    if (!linked) {
      const std::string target = node.attribute("text:ref-name").value();
      auto link = node.parent().insert_child_before("text:a", node);
      set(link, "xlink:type", "simple"), set(link, "xlink:href", "#" + target);
      link.append_move(node);
    } else if (node.first_child()) {
      next = node.first_child();
    }
    unwrap(node);
    return next;
  }

  /// Pandoc reads titles of pictures, no descriptions, and makes an identifier of them.
  static void describe(Node frame) {
    const auto words =
        words_of(frame.child("svg:desc").first_child() ? frame.child("svg:desc") : frame.child("svg:title"));
    frame.remove_child("svg:title");
    if (!words.empty()) frame.prepend_child("svg:title").text().set(title_of(words).c_str());
  }

  void span(Node node, bool linked) {
    const auto style = styles_.of(node);
    if (style == "Section Number") {
      node.parent().remove_child(node);
      return;
    }
    inlines(node, linked);
    if (style == "Source Text" || style == "Verbatim Char") set(node, "text:style-name", kCodeSpan);
  }

  const StyleBook styles_;
};

bool is_too_deep(const Tree& tree) {
  int depth = 0;
  for (Node node = tree.first_child(); node;) {
    if (node.first_child()) {
      node = node.first_child();
      if (++depth > kDeepestElements) return true;
      continue;
    }
    while (node && !node.next_sibling()) node = node.parent(), --depth;
    if (node) node = node.next_sibling();
  }
  return false;
}

void drop_all(std::string& text, std::string_view what) {
  for (std::size_t at = 0; (at = text.find(what, at)) != std::string::npos;) text.erase(at, what.size());
}

// ---------------------------------------------------------------- unmarking

std::optional<Values> mark_at(const Json& block) {
  const auto type = block.at("t");
  if (type != "Para" && type != "Plain") return std::nullopt;
  const auto& inlines = block.at("c");
  if (inlines.size() != 1 || inlines[0].at("t") != "Str") return std::nullopt;
  return mark_in(inlines[0].at("c").get<std::string>());
}

class Unmarker {
 public:
  Json blocks(Json all) {
    Json out = Json::array();
    Values before;
    bool code = false, quote = false;  // the block before it is one that goes on
    for (auto& node : all) {
      if (auto mark = mark_at(node)) {
        before = std::move(*mark);
        if (!before.contains("code")) continue;
        if (code)
          out.back()["c"][1] = out.back()["c"][1].get<std::string>() + "\n" + before["code"];
        else
          out.push_back(ast::code_block({}, before["code"]));
        code = true, quote = false;
        continue;
      }
      const auto style = value(before, "style");
      auto made = block(std::move(node), before);
      if (quote && is_quote(style))
        out.back()["c"].push_back(std::move(made));
      else if (is_quote(style))
        out.push_back(ast::node("BlockQuote", ast::one(std::move(made))));
      else if (style.empty())
        out.push_back(std::move(made));
      else
        out.push_back(ast::div(ast::styled(style), ast::one(std::move(made))));
      quote = is_quote(style), code = false;
      before.clear();
    }
    return out;
  }

 private:
  Json block(Json node, const Values& before) {
    const auto type = node.at("t");
    if (type == "Table") return table(std::move(node), before);
    if (type == "BlockQuote") node["c"] = blocks(std::move(node["c"]));
    if (type == "Div") node["c"][1] = blocks(std::move(node["c"][1]));
    if (type == "BulletList")
      for (auto& item : node["c"]) item = blocks(std::move(item));
    if (type == "OrderedList")
      for (auto& item : node["c"][1]) item = blocks(std::move(item));
    return node;
  }

  Json table(Json node, const Values& before) {
    auto& parts = node["c"];
    Json all = Json::array();
    rows(parts[3][1], all);
    for (auto& body : parts[4]) rows(body[2], all), rows(body[3], all);
    rows(parts[5][1], all);
    const auto head = std::min<std::size_t>(static_cast<std::size_t>(number(before, "head", 0)), all.size());
    Json top = Json::array(), rest = Json::array();
    for (std::size_t i = 0; i < all.size(); ++i) (i < head ? top : rest).push_back(std::move(all[i]));
    const Json nothing = Json::array({"", Json::array(), Json::array()});
    parts[3] = Json::array({nothing, std::move(top)});
    parts[4] = Json::array({Json::array({nothing, 0, Json::array(), std::move(rest)})});
    parts[5] = Json::array({nothing, Json::array()});
    return node;
  }

  /// Without cells and rows that Pandoc put in to fill up.
  void rows(Json& from, Json& to) {
    for (auto& row : from) {
      Json cells = Json::array();
      for (auto& cell : row[1]) {
        auto& content = cell[4];
        const auto mark = content.empty() ? std::nullopt : mark_at(content[0]);
        if (!mark || !mark->contains("cell")) continue;
        content.erase(0);
        cell[2] = number(*mark, "rows", 1), cell[3] = number(*mark, "columns", 1);
        content = blocks(std::move(content));
        cells.push_back(std::move(cell));
      }
      if (cells.empty()) continue;
      row[1] = std::move(cells);
      to.push_back(std::move(row));
    }
  }
};

/// Titles as descriptions. No recursion: the tree may be deep.
void describe_pictures(Json& tree) {
  std::vector<Json*> open{&tree};
  while (!open.empty()) {
    auto& node = *open.back();
    open.pop_back();
    if (!node.is_structured()) continue;
    if (node.is_object() && node.value("t", Json()) == "Image") {
      auto& c = node["c"];
      c[1] = ast::words(description_in(c[2][1].get<std::string>())), c[2][1] = "";
      continue;
    }
    for (auto& inner : node) open.push_back(&inner);
  }
}

}  // namespace

Result<std::string> with_marks(std::string_view odt, const std::string& shown) {
  auto package = Package::open(odt);
  if (!package) return fail(not_read(shown, "it is no whole office file"));
  auto& content = package->parts["content.xml"];
  drop_all(content, kOpen), drop_all(content, kClose);
  Tree text, styles;
  if (!parse(content, text) || !parse(package->parts["styles.xml"], styles))
    return fail(not_read(shown, "its text is no XML"));
  if (is_too_deep(text)) return fail(not_read(shown, "it is nested too deeply"));
  auto root = text.child("office:document-content");
  auto automatic = child(root, "office:automatic-styles");
  Marker(StyleBook(automatic, styles.child("office:document-styles").child("office:styles")))
      .blocks(root.child("office:body").child("office:text"), true);
  define_spans(automatic);
  content = text_of(text);
  return package->close("mimetype");
}

Json without_marks(Json tree) {
  describe_pictures(tree["blocks"]);
  tree["blocks"] = Unmarker().blocks(std::move(tree["blocks"]));
  return tree;
}

}  // namespace taqrir::pandoc::office
