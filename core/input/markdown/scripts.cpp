#include "input/markdown/scripts.hpp"

#include <algorithm>
#include <array>

#include "base/unicode.hpp"

namespace taqrir::input::markdown {

namespace {

enum Script { latin, arabic, tifinagh, none };

struct Counts {
  std::array<std::size_t, 3> letters{};
  Script first = none;

  void add(Script script, std::size_t n = 1) {
    letters[script] += n;
    if (first == none && n > 0) first = script;
  }
};

struct Class {
  Script script = none;
  bool letter = false;  // marks, digits and signs of a script belong to it but do not count
};

bool is_arabic(char32_t c) {
  return (c >= 0x600 && c <= 0x6FF) || (c >= 0x750 && c <= 0x77F) || (c >= 0x8A0 && c <= 0x8FF) ||
         (c >= 0xFB50 && c <= 0xFDFF) || (c >= 0xFE70 && c <= 0xFEFC);
}

bool is_arabic_letter(char32_t c) {
  return (c >= 0x620 && c <= 0x64A && c != 0x640) || (c >= 0x66E && c <= 0x6D3 && c != 0x670) ||
         (c >= 0x750 && c <= 0x77F) || (c >= 0x8A0 && c <= 0x8C9) || c >= 0xFB50;
}

bool is_latin_letter(char32_t c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
         (c >= 0xC0 && c <= 0x24F && c != 0xD7 && c != 0xF7) || (c >= 0x1E00 && c <= 0x1EFF);
}

Class class_of(char32_t c) {
  if (is_latin_letter(c)) return {latin, true};
  if (c >= 0x300 && c <= 0x36F) return {latin, false};
  if (is_arabic(c)) return {arabic, is_arabic_letter(c)};
  if (c >= 0x2D30 && c <= 0x2D7F) return {tifinagh, c != 0x2D70};
  return {};
}

// By lead bytes: Arabic is D8 to DD, E0 A2 and EF AC onwards, Tifinagh E2 B4 and E2 B5.
bool may_hold_other_than_latin(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto lead = static_cast<unsigned char>(text[i]);
    if (lead < 0xD8) continue;
    const auto next = i + 1 < text.size() ? static_cast<unsigned char>(text[i + 1]) : 0;
    if (lead <= 0xDD || (lead == 0xE0 && (next == 0xA2 || next == 0xA3)) ||
        (lead == 0xE2 && (next == 0xB4 || next == 0xB5)) || (lead == 0xEF && next >= 0xAC))
      return true;
  }
  return false;
}

Script script_of_language(std::string_view language) {
  if (language.find("-Latn") != std::string_view::npos) return latin;
  if (language.find("-Tfng") != std::string_view::npos) return tifinagh;
  const auto primary = language.substr(0, language.find('-'));
  if (primary == "zgh") return tifinagh;
  const bool arab = primary == "ar" || primary == "fa" || primary == "ur" ||
                    language.find("-Arab") != std::string_view::npos;
  return arab ? arabic : latin;
}

class Marker {
 public:
  explicit Marker(const std::vector<std::string>& languages) : languages_(languages) {}

  void blocks(Blocks& blocks, const std::string& language);
  void inlines(Inlines& inlines, const std::string& language);

 private:
  std::string language_of(Script script) const;
  std::string own_language(const Counts& counts, const std::string& language) const;
  void children(Block& block, const std::string& language);
  void append_runs(Inlines& to, Inline text, const std::string& language) const;

  const std::vector<std::string>& languages_;
};

// ---------------------------------------------------------------- counting letters

void count(std::string_view text, Counts& counts) {
  if (!may_hold_other_than_latin(text)) {
    const auto is_letter = [](char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); };
    return counts.add(latin, static_cast<std::size_t>(std::count_if(text.begin(), text.end(), is_letter)));
  }
  for (std::size_t i = 0; i < text.size();) {
    const auto c = class_of(next_code_point(text, i));
    if (c.letter) counts.add(c.script);
  }
}

void count(const Inlines& inlines, Counts& counts);
void count(const Blocks& blocks, Counts& counts);

// Stretches that say their language speak for themselves, not for their surroundings; so do notes.
struct CountInline {
  Counts& counts;
  void operator()(const Text& text) const { count(text.text, counts); }
  void operator()(const Emphasis& x) const { count(x.content, counts); }
  void operator()(const Strong& x) const { count(x.content, counts); }
  void operator()(const Strikethrough& x) const { count(x.content, counts); }
  void operator()(const Superscript& x) const { count(x.content, counts); }
  void operator()(const Subscript& x) const { count(x.content, counts); }
  void operator()(const Link& x) const { count(x.content, counts); }
  template <class T>
  void operator()(const T&) const {}
};

void count(const Inlines& inlines, Counts& counts) {
  for (const auto& inline_ : inlines) std::visit(CountInline{counts}, inline_.content);
}

struct CountBlock {
  Counts& counts;
  void operator()(const Paragraph& x) const { count(x.content, counts); }
  void operator()(const Heading& x) const { count(x.content, counts); }
  void operator()(const Figure& x) const { count(x.caption, counts); }
  void operator()(const Quote& x) const { count(x.content, counts); }
  void operator()(const Division& x) const { count(x.content, counts); }
  void operator()(const Callout& x) const { count(x.title, counts), count(x.content, counts); }
  void operator()(const List& x) const {
    for (const auto& item : x.items) count(item.content, counts);
  }
  void operator()(const DataTable& x) const {
    for (const auto* part : {&x.header, &x.rows})
      for (const auto& row : *part)
        for (const auto& cell : row) count(cell.content, counts);
  }
  template <class T>
  void operator()(const T&) const {}
};

void count(const Blocks& blocks, Counts& counts) {
  for (const auto& block : blocks)
    if (block.language.empty()) std::visit(CountBlock{counts}, block.content);
}

// ---------------------------------------------------------------- marking

std::string Marker::language_of(Script script) const {
  static const std::array<std::string, 3> kUsual{"fr", "ar", "zgh"};
  for (const auto& language : languages_)
    if (script_of_language(language) == script) return language;
  return kUsual[script];
}

// Empty when the surrounding language fits. A text in two scripts is in the one that has more letters and
// begins it: an Arabic sentence that ends in a long Latin name stays Arabic. Three times as many letters
// decide alone.
std::string Marker::own_language(const Counts& counts, const std::string& language) const {
  const auto usual = script_of_language(language);
  auto best = usual;
  for (const auto script : {latin, arabic, tifinagh})
    if (counts.letters[script] > counts.letters[best]) best = script;
  const bool clear = counts.first == best || counts.letters[best] >= 3 * counts.letters[usual];
  return best == usual || counts.letters[best] < 2 || !clear ? std::string() : language_of(best);
}

struct Run {
  Script script = none;
  std::size_t begin = 0, end = 0, letters = 0;
};

// Runs of scripts other than `usual`. Neutral characters between two letters of a run belong to it, those
// at its ends do not; marks and signs of its script do.
std::vector<Run> runs_of(std::string_view text, Script usual) {
  std::vector<Run> runs;
  Run run;
  const auto close = [&] {
    if (run.script != none && run.letters >= 2) runs.push_back(run);
    run = {};
  };
  for (std::size_t i = 0; i < text.size();) {
    const auto begin = i;
    const auto c = class_of(next_code_point(text, i));
    if (c.script == none) continue;
    if (c.script != run.script && (c.letter || c.script != latin)) {
      close();
      if (c.script != usual) run = {c.script, begin, i, 0};
    }
    if (c.script == run.script) run.end = i, run.letters += c.letter;
  }
  close();
  return runs;
}

void Marker::append_runs(Inlines& to, Inline text, const std::string& language) const {
  const auto& [whole, value_of] = std::get<Text>(text.content);
  const auto usual = script_of_language(language);
  if (usual == latin && !may_hold_other_than_latin(whole)) return to.push_back(std::move(text));
  const auto runs = runs_of(whole, usual);
  if (runs.empty()) return to.push_back(std::move(text));
  std::size_t passed = 0;
  const auto put = [&](std::size_t begin, std::size_t end) {
    if (begin < end) to.push_back({Text{whole.substr(begin, end - begin), value_of}, text.span});
  };
  for (const auto& run : runs) {
    put(passed, run.begin);
    Inlines inside{{Text{whole.substr(run.begin, run.end - run.begin), value_of}, text.span}};
    to.push_back({LanguageSpan{language_of(run.script), std::move(inside)}, text.span});
    passed = run.end;
  }
  put(passed, whole.size());
}

struct MarkInline {
  Marker& marker;
  const std::string& language;
  void operator()(Emphasis& x) const { marker.inlines(x.content, language); }
  void operator()(Strong& x) const { marker.inlines(x.content, language); }
  void operator()(Strikethrough& x) const { marker.inlines(x.content, language); }
  void operator()(Superscript& x) const { marker.inlines(x.content, language); }
  void operator()(Subscript& x) const { marker.inlines(x.content, language); }
  void operator()(Link& x) const { marker.inlines(x.content, language); }
  void operator()(CrossReference& x) const { marker.inlines(x.content, language); }
  void operator()(Footnote& x) const { marker.blocks(x.content, language); }
  void operator()(LanguageSpan& x) const { marker.inlines(x.content, x.language); }
  template <class T>
  void operator()(T&) const {}
};

void Marker::inlines(Inlines& inlines, const std::string& language) {
  Inlines out;
  out.reserve(inlines.size());
  for (auto& inline_ : inlines) {
    std::visit(MarkInline{*this, language}, inline_.content);
    if (std::holds_alternative<Text>(inline_.content))
      append_runs(out, std::move(inline_), language);
    else
      out.push_back(std::move(inline_));
  }
  inlines = std::move(out);
}

struct MarkBlock {
  Marker& marker;
  const std::string& language;
  void operator()(Paragraph& x) const { marker.inlines(x.content, language); }
  void operator()(Heading& x) const { marker.inlines(x.content, language); }
  void operator()(Figure& x) const { marker.inlines(x.caption, language); }
  void operator()(Quote& x) const {
    marker.blocks(x.content, language), marker.inlines(x.attribution, language);
  }
  void operator()(Division& x) const { marker.blocks(x.content, language); }
  void operator()(Callout& x) const { marker.inlines(x.title, language), marker.blocks(x.content, language); }
  void operator()(List& x) const {
    for (auto& item : x.items) marker.blocks(item.content, language);
  }
  void operator()(DataTable& x) const {
    marker.inlines(x.caption, language);
    for (auto* part : {&x.header, &x.rows})
      for (auto& row : *part)
        for (auto& cell : row) marker.blocks(cell.content, language);
  }
  template <class T>
  void operator()(T&) const {}
};

void Marker::blocks(Blocks& blocks, const std::string& language) {
  for (auto& block : blocks) {
    if (block.language.empty()) {
      Counts counts{};
      std::visit(CountBlock{counts}, block.content);
      block.language = own_language(counts, language);
    }
    std::visit(MarkBlock{*this, block.language.empty() ? language : block.language}, block.content);
  }
}

}  // namespace

bool holds_other_scripts(std::string_view text, const std::string& language) {
  return script_of_language(language) != latin || may_hold_other_than_latin(text);
}

void mark_languages(Blocks& blocks, const std::string& language, const std::vector<std::string>& languages) {
  Marker(languages).blocks(blocks, language);
}

void mark_languages(Inlines& inlines, const std::string& language,
                    const std::vector<std::string>& languages) {
  Marker(languages).inlines(inlines, language);
}

}  // namespace taqrir::input::markdown
