#include "input/office_facts.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "input/office_xml.hpp"

namespace taqrir::input {

namespace {

bool holds(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

bool says_anything(std::string_view text) {
  return text.find_first_not_of(" \t\r\n") != std::string_view::npos;
}

// ---------------------------------------------------------------- Word

/// Instructions of fields that fetch, by their first word (ISO/IEC 29500-1, 17.16.5).
constexpr std::array<std::string_view, 9> kFetching{
    "INCLUDEPICTURE", "INCLUDETEXT", "INCLUDE", "DDE", "DDEAUTO", "LINK", "IMPORT", "RD", "DATABASE"};

/// document.xml, footnotes.xml, endnotes.xml: what is there in numbers, and its words.
class WordPart : public XmlHandler {
 public:
  explicit WordPart(OfficeFacts& facts) : facts_(facts) {}

  void begin(const XmlName& name, const XmlAttributes& attributes) override {
    if (skipped_ > 0 || name.local == "Fallback") return static_cast<void>(++skipped_);
    if (holds(name.space, "wordprocessingml/"))
      word(name.local, attributes);
    else if (name.local == "relIds" && holds(name.space, "/diagram"))
      ++facts_.diagrams;
    else if (name.local == "chart" && holds(name.space, "drawingml/"))
      ++facts_.charts;
    open_.emplace_back(name.local);
  }

  void end(const XmlName& name) override {
    if (skipped_ > 0) return static_cast<void>(--skipped_);
    open_.pop_back();
    if (name.local == "instrText") field(instruction_), instruction_.clear();
    if (name.local == "t" && in_words_) {
      if (says_anything(words_)) facts_.passages.push_back(words_);
      words_.clear(), in_words_ = false;
    }
  }

  void text(std::string_view characters) override {
    if (skipped_ > 0 || open_.empty()) return;
    if (open_.back() == "t" && in_words_) words_ += characters;
    if (open_.back() == "instrText") instruction_ += characters;
  }

 private:
  void word(std::string_view local, const XmlAttributes& attributes) {
    const bool of_marks = !open_.empty() && open_.back() == "rPr";  // of a paragraph's end, which is no text
    if (local == "del" || local == "moveFrom") facts_.deletions += !of_marks;
    if (local == "ins" || local == "moveTo") facts_.insertions += !of_marks;
    if (local == "object") ++facts_.objects;
    if (local == "altChunk" || local == "subDoc") ++facts_.inner;
    if (local == "fldSimple") field(attributes.value("instr"));
    if (local == "gridSpan") ++facts_.merged;
    if (local == "vMerge" && attributes.value("val") == "restart") ++facts_.merged;
    if (local == "t") in_words_ = !within("del") && !within("moveFrom");
  }

  bool within(std::string_view local) const {
    return std::find(open_.begin(), open_.end(), local) != open_.end();
  }

  void field(std::string_view instruction) {
    const auto begin = instruction.find_first_not_of(' ');
    if (begin == std::string_view::npos) return;
    const auto kind = instruction.substr(begin, instruction.find_first_of(" \"", begin) - begin);
    if (std::find(kFetching.begin(), kFetching.end(), kind) == kFetching.end()) return;
    ++facts_.fields;
    facts_.field_kinds.emplace(kind);
  }

  OfficeFacts& facts_;
  std::vector<std::string> open_;  // elements
  std::size_t skipped_ = 0;        // depth within what repeats the words for older Words
  bool in_words_ = false;
  std::string words_, instruction_;
};

/// Counts elements of one name; whether there are words.
class Elements : public XmlHandler {
 public:
  explicit Elements(std::string_view local) : local_(local) {}
  void begin(const XmlName& name, const XmlAttributes&) override { count += name.local == local_; }
  void text(std::string_view characters) override { has_words = has_words || says_anything(characters); }

  std::size_t count = 0;
  bool has_words = false;

 private:
  std::string_view local_;
};

class Relations : public XmlHandler {
 public:
  explicit Relations(OfficeFacts& facts) : facts_(facts) {}
  void begin(const XmlName& name, const XmlAttributes& attributes) override {
    if (name.local != "Relationship" || attributes.value("TargetMode") != "External") return;
    const auto type = attributes.value("Type");
    const auto kind = type.substr(type.rfind('/') + 1);
    if (kind == "hyperlink") return;
    ++facts_.links;
    facts_.link_kinds.emplace(kind);
  }

 private:
  OfficeFacts& facts_;
};

void read_word_part(const std::string& name, const std::string& text, OfficeFacts& facts) {
  const auto last = name.substr(name.rfind('/') + 1);
  if (last == "footnotes.xml" || last == "endnotes.xml") {
    WordPart part(facts);
    walk_xml(text, part);
  } else if (last == "comments.xml") {
    Elements all("comment");
    walk_xml(text, all);
    facts.comments += all.count;
  } else if (last.starts_with("header") || last.starts_with("footer")) {
    Elements all("t");
    walk_xml(text, all);
    facts.headers += all.has_words;
  } else if (last.ends_with(".rels")) {
    Relations all(facts);
    walk_xml(text, all);
  }
}

void read_word(const OfficePackage& package, OfficeFacts& facts) {
  for (const auto& [name, text] : package.texts) {
    if (name.ends_with(".xml") && name.substr(name.rfind('/') + 1).starts_with("document")) {
      WordPart part(facts);
      walk_xml(text, part);
    }
    read_word_part(name, text, facts);
  }
}

// ---------------------------------------------------------------- OpenDocument

/// content.xml (OpenDocument 1.2).
class OpenPart : public XmlHandler {
 public:
  explicit OpenPart(OfficeFacts& facts) : facts_(facts) {}

  void begin(const XmlName& name, const XmlAttributes& attributes) override {
    const auto local = name.local;
    flush();
    if (local == "annotation") ++facts_.comments;
    if (changes_ > 0 && local == "insertion") ++facts_.insertions;
    if (changes_ > 0 && local == "deletion") ++facts_.deletions;
    if (local == "tracked-changes" || changes_ > 0) ++changes_;
    if (is_aside(local) || aside_ > 0) ++aside_;
    if (local == "object" && !attributes.value("href").starts_with("./ObjectReplacements")) ++facts_.objects;
    if (local == "section-source" || local == "dde-source" || local == "event-listener")
      ++facts_.links, facts_.link_kinds.emplace(local);
    if (local == "table" && holds(name.space, ":table:")) ++tables_;
    if (local == "table-header-rows") facts_.headed.push_back(tables_ - 1);
    for (const auto* span : {"number-columns-spanned", "number-rows-spanned"})
      if (const auto value = attributes.value(span); local == "table-cell" && !value.empty() && value != "1")
        ++facts_.merged;
    if (local == "p" || local == "h") paragraph_.clear(), counted_ = false;
    if (local == "sequence") counted_ = true;
    if (local == "s" || local == "tab" || local == "line-break") take(" ");
    if (local == "body") in_body_ = true;
  }

  void end(const XmlName& name) override {
    flush();
    if (changes_ > 0) --changes_;
    if ((name.local == "p" || name.local == "h") && std::exchange(counted_, false))
      facts_.captions.push_back(paragraph_);
    if (aside_ > 0) --aside_;
  }

  void text(std::string_view characters) override {
    if (in_body_ && aside_ == 0) take(characters);
  }

 private:
  /// What is no text of the document's own, and contents lists, which the report makes itself.
  static bool is_aside(std::string_view local) {
    return local == "tracked-changes" || local == "annotation" || local == "table-of-content" ||
           local == "illustration-index" || local == "table-index" || local == "desc" || local == "title" ||
           local == "forms" || local == "note-citation" || local == "sequence-decls";
  }
  void take(std::string_view characters) { words_ += characters, paragraph_ += characters; }
  void flush() {
    if (says_anything(words_)) facts_.passages.push_back(words_);
    words_.clear();
  }

  OfficeFacts& facts_;
  bool in_body_ = false, counted_ = false;
  std::size_t changes_ = 0, aside_ = 0;  // depths
  std::size_t tables_ = 0;
  std::string words_, paragraph_;
};

/// styles.xml: words within headers and footers of pages.
class Masters : public XmlHandler {
 public:
  void begin(const XmlName& name, const XmlAttributes&) override {
    if (depth_ > 0 || name.local.starts_with("header") || name.local.starts_with("footer")) ++depth_;
    if (depth_ == 1) has_words_ = false;
  }
  void end(const XmlName&) override {
    if (depth_ == 1) count += has_words_;
    if (depth_ > 0) --depth_;
  }
  void text(std::string_view characters) override {
    has_words_ = has_words_ || (depth_ > 0 && says_anything(characters));
  }

  std::size_t count = 0;

 private:
  std::size_t depth_ = 0;
  bool has_words_ = false;
};

void read_open(const OfficePackage& package, OfficeFacts& facts) {
  if (const auto content = package.texts.find("content.xml"); content != package.texts.end()) {
    OpenPart part(facts);
    walk_xml(content->second, part);
  }
  if (const auto styles = package.texts.find("styles.xml"); styles != package.texts.end()) {
    Masters all;
    walk_xml(styles->second, all);
    facts.headers = all.count;
  }
}

bool has_macros(const OfficePackage& package) {
  const auto is_macro = [](const std::string& name) {
    return name.ends_with("vbaProject.bin") || name.starts_with("Basic/") || name.starts_with("Scripts/");
  };
  return std::any_of(package.others.begin(), package.others.end(), is_macro) ||
         std::any_of(package.texts.begin(), package.texts.end(),
                     [&](const auto& part) { return is_macro(part.first); });
}

}  // namespace

OfficeFacts facts_of(const OfficePackage& package, std::string_view format) {
  OfficeFacts facts;
  facts.macros = has_macros(package);
  if (format == "docx") read_word(package, facts);
  if (format == "odt") read_open(package, facts);
  return facts;
}

namespace {

/// “ REF _Ref12 \h ”, “ HYPERLINK \l "_Ref12" ” -> “ HYPERLINK "#_Ref12" ”; empty for other instructions.
std::string link_instruction(std::string_view instruction, std::string_view quote) {
  const auto begin = std::min(instruction.find_first_not_of(' '), instruction.size());
  auto name = instruction.substr(begin);
  for (const std::string_view kind : {"REF ", "HYPERLINK \\l "})
    if (name.starts_with(kind)) name.remove_prefix(kind.size());
  if (name.size() + begin == instruction.size()) return {};
  const auto first = std::min(name.find_first_not_of(" \""), name.size());
  name = name.substr(first, name.find_first_of(" \"&", first) - first);
  if (name.empty()) return {};
  std::string out = " HYPERLINK ";
  out += quote;
  (out += '#') += name;
  return (out += quote) += " ";
}

}  // namespace

std::string linked_document(std::string_view document) {
  static constexpr std::string_view kOpen = "<w:instrText", kSimple = "w:instr=\"";
  std::string out;
  for (std::size_t at = 0; at < document.size();) {
    const auto text = document.find("w:instr", at);
    if (text == std::string_view::npos) return out += document.substr(at);
    const bool simple = document.substr(text).starts_with(kSimple);
    const bool open = text > 0 && document.substr(text - 1).starts_with(kOpen);
    const auto begin = simple ? text + kSimple.size()
                       : open ? std::min(document.find('>', text), document.size() - 1) + 1
                              : text + 7;
    const auto end = std::min(document.find(simple ? '"' : '<', begin), document.size());
    const auto link = simple || open
                          ? link_instruction(document.substr(begin, end - begin), simple ? "&quot;" : "\"")
                          : std::string();
    out += document.substr(at, begin - at);
    at = link.empty() ? begin : end;
    out += link;
  }
  return out;
}

namespace {

/// In double quotes, as programs write them; empty when the tag has no such attribute.
std::string_view attribute_of(std::string_view tag, std::string_view name) {
  const auto at = tag.find(name);
  if (at == std::string_view::npos || !tag.substr(at + name.size()).starts_with("=\"")) return {};
  const auto begin = at + name.size() + 2;
  return tag.substr(begin, tag.find('"', begin) - begin);
}

std::string easier_tag(std::string_view tag) {
  static constexpr std::array<std::string_view, 4> kDropping{
      "<text:section ", "</text:section>", "<table:table-header-rows", "</table:table-header-rows>"};
  const auto name = std::string(attribute_of(tag, "text:ref-name"));
  if (std::any_of(kDropping.begin(), kDropping.end(),
                  [&](std::string_view mark) { return tag.starts_with(mark); }))
    return {};
  if (tag == "</text:sequence-ref>") return "</text:bookmark-ref>";
  if (tag.starts_with("<text:sequence-ref ") && !tag.ends_with("/>"))
    return "<text:bookmark-ref text:reference-format=\"text\" text:ref-name=\"" + name + "\">";
  if (tag.starts_with("<text:sequence ") && !name.empty())
    return "<text:bookmark text:name=\"" + name + "\"/>" + std::string(tag);
  return std::string(tag);
}

}  // namespace

std::string easier_content(std::string_view content) {
  std::string out;
  for (std::size_t at = 0; at < content.size();) {
    const auto open = content.find('<', at);
    if (open == std::string_view::npos) return out += content.substr(at);
    out += content.substr(at, open - at);
    const auto close = content.find('>', open);
    if (close == std::string_view::npos) return out += content.substr(open);
    out += easier_tag(content.substr(open, close + 1 - open));
    at = close + 1;
  }
  return out;
}

}  // namespace taqrir::input
