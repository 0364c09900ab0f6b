#include "pandoc/items.hpp"

#include <algorithm>
#include <array>
#include <cctype>

#include "base/hash.hpp"
#include "base/unicode.hpp"

namespace taqrir::pandoc {

using ast::Json;

namespace {

bool is(const Json& node, const char* type) { return node.is_object() && node.value("t", Json()) == type; }

/// The value of a key among attributes [id, classes, pairs]; empty: there is none.
std::string attribute(const Json& attributes, std::string_view key) {
  for (const auto& pair : attributes.at(2))
    if (pair.at(0) == key) return pair.at(1).get<std::string>();
  return {};
}

std::string lower(std::string text) {
  for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return text;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::string without_digits(std::string text) {
  std::string out;
  for (const char c : text)
    if (!is_digit(c))
      out += c;
    else if (out.empty() || out.back() != '#')
      out += '#';
  return out;
}

// ---------------------------------------------------------------- inlines

/// The words of inlines, and the atoms among them. What a reference within the document says may be numbered
/// anew by any program, so its digits do not count.
class Words {
 public:
  explicit Words(bool rich, std::vector<Atom>* atoms = nullptr) : rich_(rich), atoms_(atoms) {}

  std::string of(const Json& nodes) {
    std::string out;
    for (const auto& node : nodes) out += one(node);
    return out;
  }

  std::string of_blocks(const Json& blocks) {
    std::string out;
    for (const auto& block : blocks) out += (out.empty() ? "" : "\n") + of_block(block);
    return out;
  }

 private:
  std::string marked(const char* sign, const Json& nodes) {
    const auto text = of(nodes);
    const auto first = text.find_first_not_of(' '), last = text.find_last_not_of(' ');
    if (!rich_ || first == std::string::npos) return text;
    return text.substr(0, first) + sign + text.substr(first, last + 1 - first) + sign + text.substr(last + 1);
  }

  std::string one(const Json& node) {
    const auto type = node.at("t").get<std::string>();
    if (type == "Space" || type == "SoftBreak" || type == "LineBreak") return " ";
    if (type == "RawInline" || type == "Image") return {};
    const auto& c = node.contains("c") ? node.at("c") : kNothing();
    if (type == "Str") return c.get<std::string>();
    if (type == "Emph" || type == "Underline") return marked("*", c);
    if (type == "Strong") return marked("**", c);
    if (type == "Strikeout") return marked("~~", c);
    if (type == "Superscript") return marked("^", c);
    if (type == "Subscript") return marked("~", c);
    if (type == "SmallCaps") return of(c);
    if (type == "Code" || type == "Math") return c.at(1).get<std::string>();
    if (type == "Note") return "[^" + collapsed(of_blocks(c)) + "]";
    if (type == "Link") return link(c);
    if (type == "Span") return span(c);
    if (type == "Quoted")
      return (c.at(0).at("t") == "SingleQuote" ? "‘" : "“") + of(c.at(1)) +
             (c.at(0).at("t") == "SingleQuote" ? "’" : "”");
    return type == "Cite" ? of(c.at(1)) : std::string();
  }

  static const Json& kNothing() {
    static const Json kEmpty = Json::array();
    return kEmpty;
  }

  std::string link(const Json& c) {
    const auto url = c.at(2).at(0).get<std::string>();
    auto words = of(c.at(1));
    if (url.starts_with("#")) return with_digits_ ? words : without_digits(words);
    return rich_ && words != url ? words + "<" + url + ">" : words;
  }

  std::string span(const Json& c) {
    const auto style = attribute(c.at(0), "custom-style");
    if (style == "Section Number") return {};
    if (style == "Emphasis") return marked("*", c.at(1));
    const auto source = attribute(c.at(0), kAtomMark);
    if (source.empty() || !atoms_) return of(c.at(1));
    Words as_shown(false);
    as_shown.with_digits_ = true;
    auto atom = collapsed(as_shown.of(c.at(1)));
    if (atom.starts_with("[^") && atom.ends_with("]")) atom = atom.substr(2, atom.size() - 3);
    atoms_->push_back({atom, source});
    return of(c.at(1));
  }

  std::string of_block(const Json& block) {
    const auto type = block.at("t").get<std::string>();
    if (type == "Null" || type == "RawBlock" || type == "HorizontalRule") return {};
    const auto& c = block.at("c");
    if (type == "Para" || type == "Plain") return of(c);
    if (type == "Header") return of(c.at(2));
    if (type == "CodeBlock") return c.at(1).get<std::string>();
    if (type == "BulletList") return items(c, "- ");
    if (type == "OrderedList") return items(c.at(1), "1. ");
    if (type == "BlockQuote") return of_blocks(c);
    if (type == "Div") return of_blocks(c.at(1));
    if (type == "Table") return table(c);
    return {};
  }

  std::string items(const Json& all, const char* sign) {
    std::string out;
    for (const auto& item : all) out += (out.empty() ? "" : "\n") + std::string(sign) + of_blocks(item);
    return out;
  }

  void rows(const Json& all, std::string& out) {
    for (const auto& row : all) {
      if (!out.empty()) out += "\n";
      bool first = true;
      for (const auto& cell : row.at(1)) {
        auto words = collapsed(of_blocks(cell.at(4)));
        out += (first ? "" : "\t") + words;
        first = false;
      }
    }
  }

  std::string table(const Json& c) {
    std::string out;
    rows(c.at(3).at(1), out);
    for (const auto& body : c.at(4)) rows(body.at(2), out), rows(body.at(3), out);
    rows(c.at(5).at(1), out);
    return out;
  }

  const bool rich_;
  bool with_digits_ = false;
  std::vector<Atom>* atoms_;

 public:
  std::string whole(const Json& block) { return of_block(block); }
};

/// Each line collapsed, tabs kept; a header row that says nothing is none.
std::string tidy(const std::string& text) {
  std::string out;
  std::size_t at = 0;
  bool first = true;
  while (at <= text.size()) {
    const auto end = std::min(text.find('\n', at), text.size());
    std::string line;
    for (std::size_t cell = at; cell <= end;) {
      const auto stop = std::min(text.find('\t', cell), end);
      line += (cell == at ? "" : "\t") + collapsed(std::string_view(text).substr(cell, stop - cell));
      cell = stop + 1;
    }
    const bool says_nothing = line.find_first_not_of('\t') == std::string::npos;
    if (!(first && says_nothing && end < text.size())) out += (out.empty() ? "" : "\n") + line, first = false;
    at = end + 1;
  }
  return out;
}

// ---------------------------------------------------------------- prefixes

/// “2.1  ” before a heading's words, where no style marks it.
std::string without_section_number(const std::string& text) {
  std::size_t i = 0;
  while (i < text.size() && (is_digit(text[i]) || text[i] == '.')) ++i;
  const std::string_view rest = std::string_view(text).substr(i);
  constexpr std::string_view kGap = "\u00A0\u00A0";
  if (rest.starts_with(kGap)) return std::string(rest.substr(kGap.size()));
  return text;
}

/// “Tableau 3.”, “Figure 3:”, also with the field's code in it, which some readers give as words: “Tableau
/// SEQ Tableau \* ARABIC 3.”
bool is_caption_number(const std::string& text) {
  std::vector<std::string> words(1);
  for (const char c : text)
    if (c == ' ')
      words.emplace_back();
    else
      words.back() += c;
  if (words.back() == ":" && words.size() > 2) words.pop_back(), words.back() += ":";  // “Figure 3 :”
  auto& last = words.back();
  if (words.size() < 2 || !(last.ends_with(".") || last.ends_with(":"))) return false;
  last.pop_back();
  const bool number = !last.empty() && std::all_of(last.begin(), last.end(), is_digit);
  const bool field = words.size() == 6 && words[1] == "SEQ" && words[4] == "ARABIC";
  return number && std::none_of(words[0].begin(), words[0].end(), is_digit) && (words.size() == 2 || field);
}

/// Spans that say a direction or a language may begin and end anywhere.
Json without_spans(const Json& inlines) {
  Json out = Json::array();
  for (const auto& node : inlines)
    if (is(node, "Span") && attribute(node.at("c").at(0), kAtomMark).empty())
      ast::append_all(out, without_spans(node.at("c").at(1)));
    else
      out.push_back(node);
  return out;
}

}  // namespace

Json without_caption_number(const Json& all) {
  const auto inlines = without_spans(all);
  constexpr std::size_t kLongest = 16;  // nodes
  std::string text;
  for (std::size_t i = 0; i < inlines.size() && i < kLongest; ++i) {
    text += Words(false).of(Json::array({inlines[i]}));
    if (!is_caption_number(collapsed(text))) continue;
    Json out = Json::array();
    for (auto j = i + 1; j < inlines.size(); ++j)
      if (!out.empty() || !is(inlines[j], "Space")) out.push_back(inlines[j]);
    return out;
  }
  return inlines;
}

bool is_caption_style(const std::string& style) {
  return (style.find("Caption") != std::string::npos && style.find("Captioned") == std::string::npos) ||
         style == "caption" || style == "Figure" || style == "Illustration";
}

std::vector<ItemPicture> pictures_in(const Json& node) {
  std::vector<ItemPicture> out;
  std::vector<const Json*> open{&node};
  while (!open.empty()) {
    const Json& at = *open.back();
    open.pop_back();
    if (!at.is_structured() || is(at, "Note")) continue;
    if (is(at, "Image")) {
      out.push_back(
          {collapsed(Words(false).of(at.at("c").at(1))), at.at("c").at(2).at(0).get<std::string>()});
      continue;
    }
    for (auto it = at.end(); it != at.begin();) open.push_back(&*--it);
  }
  return out;
}

std::string print_of(std::string_view bytes) { return sha256_hex(bytes).substr(0, 16); }

void add_prints(Item& item, const std::function<std::string(const std::string& address)>& print) {
  for (const auto& picture : pictures_in(item.node)) item.prints.push_back(print(picture.address));
}

std::set<std::string> other_pictures(const Item& was, const Item& is) {
  const auto pictures = pictures_in(is.node);
  std::set<std::string> out;
  if (was.prints.size() != is.prints.size() || pictures.size() != is.prints.size()) return out;
  for (std::size_t i = 0; i < pictures.size(); ++i)
    if (!was.prints[i].empty() && !is.prints[i].empty() && was.prints[i] != is.prints[i])
      out.insert(pictures[i].address);
  return out;
}

namespace {

std::string described(const std::vector<ItemPicture>& pictures) {
  std::string out;
  for (const auto& picture : pictures)
    out += (&picture == &pictures.front() ? "" : "\n") + picture.description;
  return out;
}

// ---------------------------------------------------------------- the flow

class Flow {
 public:
  std::vector<Item> of(const Json& tree) {
    if (tree.contains("meta")) titles(tree.at("meta"));
    blocks(tree.at("blocks"));
    return std::move(items_);
  }

 private:
  void titles(const Json& meta) {
    for (const char* key : {"title", "subtitle"}) {
      if (!meta.contains(key)) continue;
      Item item;
      item.kind = "title", item.style = key;
      item.text = collapsed(meta_text(meta.at(key)));
      item.rich = item.text;
      if (!item.text.empty()) items_.push_back(std::move(item));
    }
  }

  static std::string meta_text(const Json& value) {
    const auto& c = value.at("c");
    if (value.at("t") == "MetaString") return c.get<std::string>();
    if (value.at("t") == "MetaInlines") return Words(false).of(c);
    return value.at("t") == "MetaBlocks" ? Words(false).of_blocks(c) : std::string();
  }

  void blocks(const Json& all) {
    for (const auto& each : all) block(each);
  }

  /// What the finishing of an office file moves into headers and footers, or makes the contents list
  /// (office/marks.hpp).
  void enter_or_leave(const std::string& raw) {
    if (raw.find("<?taqrir close") != std::string::npos && !moved_.empty()) return moved_.pop_back();
    if (raw.find("<?taqrir open") == std::string::npos) return;
    const bool here = raw.find("kind=\"header") != std::string::npos ||
                      raw.find("footer\"") != std::string::npos ||
                      raw.find("kind=\"contents") != std::string::npos;
    moved_.push_back(here || is_moved());
  }
  bool is_moved() const { return !moved_.empty() && moved_.back(); }

  void block(const Json& node) {
    const auto type = node.at("t").get<std::string>();
    if (type == "RawBlock") return enter_or_leave(node.at("c").at(1).get<std::string>());
    if (is_moved()) return;
    if (type == "Null" || type == "RawBlock" || type == "HorizontalRule") return;
    const auto& c = node.at("c");
    if (type == "Div") return division(c);
    if (type == "BlockQuote") {
      const auto outer = std::exchange(quoted_, true);
      blocks(c);
      quoted_ = outer;
    } else if (type == "Figure") {
      blocks(c.at(2));
      caption(c.at(1).at(1), "Image Caption");
    } else if (type == "Para" || type == "Plain") {
      paragraph(node);
    } else if (type == "Header") {
      heading(node);
    } else if (type == "Table") {
      caption(c.at(1).at(1), "Table Caption");
      add("table", node, [&](Words& words) { return words.whole(node); });
    } else if (type == "BulletList" || type == "OrderedList") {
      if (!is_contents(node) && !continues(node))
        add("list", node, [&](Words& words) { return words.whole(node); });
    } else if (type == "CodeBlock") {
      add("code", node, [&](Words& words) { return words.whole(node); });
    } else if (type == "DefinitionList" || type == "LineBlock") {
      add("paragraph", node, [](Words&) { return std::string(); });
    }
  }

  /// Some programs part a list into several, one for each item.
  bool continues(const Json& node) {
    if (items_.empty() || items_.back().kind != "list" ||
        !is(items_.back().node, node.at("t").get<std::string>().c_str()))
      return false;
    auto& last = items_.back();
    if (last.source != source_ || last.line != line_ || last.quoted != quoted_) return false;
    const bool ordered = is(node, "OrderedList");
    auto whole = std::move(last.node);
    ast::append_all(ordered ? whole["c"][1] : whole["c"], ordered ? node.at("c").at(1) : node.at("c"));
    const auto style = std::exchange(style_, last.style);
    items_.pop_back();
    add("list", whole, [&](Words& words) { return words.whole(whole); });
    style_ = style;
    return true;
  }

  void division(const Json& c) {
    const auto outer = std::make_tuple(style_, source_, line_, id_);
    if (const auto style = attribute(c.at(0), "custom-style"); !style.empty() && !is_body(style))
      style_ = style;
    if (const auto source = attribute(c.at(0), kSourceMark); !source.empty()) {
      source_ = source;
      line_ = std::atoi(attribute(c.at(0), kLineMark).c_str());
      id_ = attribute(c.at(0), kIdMark);
    }
    if (!lower(style_).starts_with("toc") && !lower(style_).starts_with("contents")) blocks(c.at(1));
    std::tie(style_, source_, line_, id_) = outer;
  }

  static bool is_body(const std::string& style) {
    static const std::array<const char*, 7> kBody{"First Paragraph", "Body Text", "Compact",      "Normal",
                                                  "Text body",       "Standard",  "Footnote Text"};
    return std::find(kBody.begin(), kBody.end(), style) != kBody.end();
  }

  /// A list of nothing but links into the document.
  static bool is_contents(const Json& list) {
    std::vector<const Json*> open{&list};
    bool any = false;
    while (!open.empty()) {
      const auto& node = *open.back();
      open.pop_back();
      if (is(node, "Str")) return false;
      if (is(node, "Link") && node.at("c").at(2).at(0).get<std::string>().starts_with("#")) {
        any = true;
        continue;
      }
      if (node.is_structured())
        for (const auto& inner : node) open.push_back(&inner);
    }
    return any;
  }

  /// Old Pandocs give a caption twice: as a paragraph and with its table.
  void caption(const Json& content, const char* style) {
    for (const auto& each : content) {
      if (!is(each, "Para") && !is(each, "Plain")) {
        if (is(each, "Div")) caption(each.at("c").at(1), style);
        continue;
      }
      const auto text = collapsed(Words(false).of(without_caption_number(each.at("c"))));
      const bool again = !items_.empty() && items_.back().kind == "paragraph" && items_.back().text == text;
      if (text.empty() || again) continue;
      const auto outer = std::exchange(style_, style);
      paragraph(each);
      style_ = outer;
    }
  }

  void paragraph(const Json& node) {
    const auto inlines = is_caption_style(style_) ? without_caption_number(node.at("c")) : node.at("c");
    const bool says_nothing = collapsed(Words(false).of(inlines)).empty();
    if (!says_nothing) return add("paragraph", node, [&](Words& words) { return words.of(inlines); });
    const auto pictures = pictures_in(inlines);
    if (!pictures.empty()) add("picture", node, [&](Words&) { return described(pictures); });
  }

  void heading(const Json& node) {
    Json words = Json::array();
    for (const auto& in : node.at("c").at(2))
      if (!is(in, "Span") || attribute(in.at("c").at(0), "custom-style") != "Section Number")
        words.push_back(in);
    if (!words.empty() && is(words[0], "Str")) {
      const auto text = words[0].at("c").get<std::string>();
      const auto rest = without_section_number(text);
      words[0]["c"] = rest != text ? rest : text.starts_with("\u00A0\u00A0") ? text.substr(4) : text;
    }
    Json without_number = node;
    without_number["c"][2] = words;
    if (collapsed(Words(false).of(words)).empty()) return;
    add("heading", without_number, [&](Words& w) { return w.of(words); });
    items_.back().level = node.at("c").at(0).get<int>();
    items_.back().rich = items_.back().text;  // programs make headings bold on their own
  }

  template <class Text>
  void add(const char* kind, Json node, Text text) {
    Item item;
    item.kind = kind, item.style = style_, item.quoted = quoted_;
    Words plain(false, &item.atoms), rich(true);
    item.text = tidy(text(plain)), item.rich = tidy(text(rich));
    item.node = std::move(node);
    if (item.kind != "picture") item.pictures = described(pictures_in(item.node));
    item.source = source_, item.line = line_, item.id = id_;
    items_.push_back(std::move(item));
  }

  std::vector<Item> items_;
  std::string style_, source_, id_;
  int line_ = 0;
  bool quoted_ = false;
  std::vector<bool> moved_;
};

bool is_mark(const Json& node) {
  if (!is(node, "Div") && !is(node, "Span")) return false;
  const auto& attributes = node.at("c").at(0);
  return !attribute(attributes, kSourceMark).empty() || !attribute(attributes, kAtomMark).empty();
}

}  // namespace

std::string collapsed(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    const auto begin = i;
    const auto c = next_code_point(text, i);
    const bool space =
        c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == 0xA0 || c == 0x202F || c == 0x2009;
    if (!space)
      out += text.substr(begin, i - begin);
    else if (!out.empty() && out.back() != ' ')
      out += ' ';
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

std::vector<Item> items_of(const Json& tree) { return Flow().of(tree); }

Json unmarked(const Json& tree) {
  if (!tree.is_structured()) return tree;
  Json out = tree.is_array() ? Json::array() : Json::object();
  if (tree.is_object()) {
    for (const auto& [key, value] : tree.items()) out[key] = unmarked(value);
    return out;
  }
  for (const auto& node : tree) {
    if (!is_mark(node)) {
      out.push_back(unmarked(node));
      continue;
    }
    for (auto& inner : unmarked(node.at("c").at(1))) out.push_back(std::move(inner));
  }
  return out;
}

}  // namespace taqrir::pandoc
