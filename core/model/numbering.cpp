#include "model/numbering.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "model/slug.hpp"
#include "model/walk.hpp"

namespace taqrir {

namespace {

constexpr int kNumberedLevels = 3;

/// Where a node stands: what its ids begin with, its language, and whether headings count here.
struct Place {
  std::string prefix;  ///< "" or the ids of the enclosing Parts, each followed by "/"
  std::string language;
  bool flow = true;  ///< at the top, in a Part or a Division: not in a list, a cell, a note …
};

bool starts_with(const std::string& text, std::string_view start) { return text.rfind(start, 0) == 0; }

/// Pieces have one anchor in the whole document (model/piece.hpp).
bool is_global(const std::string& id) { return starts_with(id, "piece:"); }

std::string qualified(const Place& place, const std::string& id) {
  return is_global(id) || starts_with(id, place.prefix) ? id : place.prefix + id;
}

/// How the children of `block` stand.
Place inside(const Block& block, Place place) {
  if (!block.language.empty()) place.language = block.language;
  const bool part = std::holds_alternative<Part>(block.content);
  if (part) place.prefix = block.id + "/";
  place.flow = place.flow && (part || std::holds_alternative<Division>(block.content));
  return place;
}

/// "1", "1.1", … by nesting: a level that is skipped leaves no zero, so numbers stay unique.
class HeadingCounter {
 public:
  /// Empty when the heading has none: it asks for none, or stands below one that asked for none.
  std::string next(const Heading& heading) {
    while (!open_.empty() && open_.back().level >= heading.level) open_.pop_back();
    const bool counted = heading.numbered && (open_.empty() || open_.back().counted);
    open_.push_back({heading.level, counted});
    if (!counted) return {};
    counts_.resize(open_.size());
    ++counts_.back();
    return text();
  }

  /// What stands below a heading that is not counted here has no number either.
  void pass(int level) {
    while (!open_.empty() && open_.back().level >= level) open_.pop_back();
    open_.push_back({level, false});
  }

 private:
  struct Open {
    int level;
    bool counted;
  };
  std::string text() const {
    std::string out;
    for (const int n : counts_) out += (out.empty() ? "" : ".") + std::to_string(n);
    return out;
  }
  std::vector<Open> open_;
  std::vector<int> counts_;
};

/// Counts the divisions of a legal text: titles and articles through the whole text, chapters within their
/// title. Each is counted whether or not it stands below another.
class LegalCounter {
 public:
  int next(Heading::Kind kind) {
    if (kind == Heading::Kind::title) chapters_ = 0;
    return ++of(kind);
  }

 private:
  int& of(Heading::Kind kind) {
    return kind == Heading::Kind::title ? titles_ : kind == Heading::Kind::chapter ? chapters_ : articles_;
  }
  int titles_ = 0, chapters_ = 0, articles_ = 0;
};

/// "XIV"; the number itself beyond 3999.
std::string roman(int n) {
  static constexpr std::pair<int, const char*> kSigns[] = {
      {1000, "M"}, {900, "CM"}, {500, "D"}, {400, "CD"}, {100, "C"}, {90, "XC"}, {50, "L"},
      {40, "XL"},  {10, "X"},   {9, "IX"},  {5, "V"},    {4, "IV"},  {1, "I"}};
  if (n > 3999) return std::to_string(n);
  std::string out;
  for (const auto& [value, sign] : kSigns)
    for (; n >= value; n -= value) out += sign;
  return out;
}

const char* key_of(Heading::Kind kind) {
  switch (kind) {
    case Heading::Kind::title: return "document.legal.title";
    case Heading::Kind::chapter: return "document.legal.chapter";
    default: return "document.legal.article";
  }
}

/// "Article premier", "Titre II", "الباب الثاني": the language's word, with the number as digits `{n}`, in
/// Roman letters `{roman}` or as `{ordinal}`, of which there are as many as "document.legal.ordinal" has. What
/// the language says of the first alone stands under "first". `use` is "name" or, within a sentence, "ref".
std::string legal_name(const Locale& locale, Heading::Kind kind, int n, const std::string& use) {
  const std::string base = key_of(kind), number = std::to_string(n);
  const auto first = base + ".first-" + use;
  if (n == 1 && locale.has(first)) return locale.word(first);
  const auto ordinal = "document.legal.ordinal." + number;
  const auto spelled = base + "." + use + "-ordinal";
  if (locale.has(spelled) && locale.has(ordinal)) return locale.word(spelled, {{"ordinal", locale.word(ordinal)}});
  return locale.word(base + "." + use, {{"n", number}, {"roman", roman(n)}});
}

/// What a reference to an anchor is called: a locale's word with a number, or a title.
struct Name {
  std::string word;  ///< locale key; empty: the title
  std::string number;
  std::string title;
  std::string language;  ///< of the title
  Heading::Kind kind = Heading::Kind::section;
  int legal = 0;  ///< the number of a title, a chapter or an article; 0: none of these

  bool empty() const { return word.empty() && title.empty() && legal == 0; }
};

class Numberer {
 public:
  Numberer(Document& document, const Locale& locale, LostReference lost)
      : document_(document), locale_(locale), lost_(lost) {}

  Diagnostics run() {
    const Place top{{}, document_.language, true};
    gather_ids(document_.blocks);
    qualify(document_.blocks, top);
    number(document_.blocks, top);
    resolve(document_.blocks, top);
    return std::move(diagnostics_);
  }

 private:
  // -------------------------------------------------------------- ids

  void gather_ids(const Blocks& blocks) {
    for (const auto& block : blocks) {
      if (!block.id.empty()) written_.insert(block.id);
      for_each_child(
          block, [](const Inlines&) {}, [&](const Blocks& inner) { gather_ids(inner); });
    }
  }

  void qualify(Blocks& blocks, const Place& place) {
    for (auto& block : blocks) {
      if (auto* part = std::get_if<Part>(&block.content); part && block.id.empty())
        block.id = fresh(place, plain_text(part->title), "part");
      else if (!block.id.empty())
        claim(block, place);
      const Place inner = inside(block, place);
      for_each_child(
          block, [&](Inlines& inlines) { qualify(inlines, inner); },
          [&](Blocks& children) { qualify(children, inner); });
    }
  }

  void qualify(Inlines& inlines, const Place& place) {
    Place note = place;
    note.flow = false;
    for (auto& in : inlines)
      for_each_inner(
          in, [&](Inlines& inner) { qualify(inner, place); }, [&](Blocks& inner) { qualify(inner, note); });
  }

  void claim(Block& block, const Place& place) {
    const auto written = block.id;
    block.id = qualified(place, written);
    const auto [first, is_new] = claimed_.emplace(block.id, block.span);
    if (is_new) return;
    diagnostics_.push_back(twice(written, block.span, first->second));
    // One error is enough: what a second Part holds must not clash too.
    if (std::holds_alternative<Part>(block.content)) block.id = fresh(place, written, "part");
  }

  static Diagnostic twice(const std::string& id, const Span& second, const Span& first) {
    auto clash = error(second, "the id “{}” is used twice", {id});
    if (!first || first.line == 0) return hinted(std::move(clash), "give one of the two another id");
    return hinted(std::move(clash), "give one of the two another id; the first is at {}:{}",
                  {first.file->path(), std::to_string(first.line)});
  }

  /// An id that nobody has or has asked for, made from a title.
  std::string fresh(const Place& place, const std::string& title, const char* fallback) {
    auto base = slug(title);
    if (base.empty()) base = fallback;
    auto name = base;
    for (int n = 2; written_.count(name) || claimed_.count(place.prefix + name); ++n)
      name = base + "-" + std::to_string(n);
    claimed_.emplace(place.prefix + name, Span{});
    return place.prefix + name;
  }

  // -------------------------------------------------------------- numbers

  void number(Blocks& blocks, const Place& place) {
    for (auto& block : blocks) {
      if (auto* heading = std::get_if<Heading>(&block.content)) number_heading(block, *heading, place);
      if (auto* table = std::get_if<DataTable>(&block.content)) number_captioned(*table, tables_);
      if (auto* figure = std::get_if<Figure>(&block.content)) number_captioned(*figure, figures_);
      if (auto* chart = std::get_if<Chart>(&block.content)) number_captioned(*chart, figures_);
      if (auto* grid = std::get_if<PictureGrid>(&block.content)) number_captioned(*grid, figures_);
      const Place inner = inside(block, place);
      if (!block.id.empty()) names_.emplace(block.id, name_of(block, inner.language));
      if (std::holds_alternative<Part>(block.content))
        number_part(block, inner);
      else if (auto* table = std::get_if<DataTable>(&block.content); table && table->kind == DataTable::Kind::parallel)
        number_parallel(*table, inner);
      else
        number_children(block, inner);
    }
  }

  void number_children(Block& block, const Place& inner) {
    for_each_child(
        block, [&](Inlines& inlines) { number_notes(inlines, inner); },
        [&](Blocks& children) { number(children, inner); });
  }

  /// Each column is the same text: it counts its articles from where the text before stopped.
  void number_parallel(DataTable& table, const Place& inner) {
    const LegalCounter before = legal_;
    std::size_t columns = 0;
    for (const auto& row : table.rows) columns = std::max(columns, row.size());
    LegalCounter after = before;
    for (std::size_t c = 0; c < columns; ++c) {
      legal_ = before;
      for (auto& row : table.rows)
        if (c < row.size()) number(row[c].content, inner);
      if (c == 0) after = legal_;
    }
    legal_ = after;
    for (auto& row : table.header)
      for (auto& cell : row) number(cell.content, inner);
    number_notes(table.caption, inner);
  }

  void number_notes(Inlines& inlines, Place place) {
    place.flow = false;
    for (auto& in : inlines)
      for_each_inner(
          in, [&](Inlines& inner) { number_notes(inner, place); },
          [&](Blocks& inner) { number(inner, place); });
  }

  void number_part(Block& block, const Place& inner) {
    auto outer_headings = std::exchange(headings_, {});
    const auto outer_legal = std::exchange(legal_, {});
    auto outer_section = std::exchange(section_, name_of(block, inner.language));
    number_children(block, inner);
    headings_ = std::move(outer_headings);
    legal_ = outer_legal;
    section_ = std::move(outer_section);
  }

  void number_heading(Block& block, Heading& heading, const Place& place) {
    heading.number.clear();
    if (heading.is_legal()) return number_legal(block, heading, inside(block, place));
    if (block.id.empty()) block.id = fresh(place, plain_text(heading.content), "section");
    if (!place.flow || heading.level > kNumberedLevels) return;
    heading.number = headings_.next(heading);
    section_ = name_of(block, inside(block, place).language);
  }

  void number_legal(Block& block, Heading& heading, const Place& inner) {
    int count = 0;
    if (heading.numbered) {
      count = legal_.next(heading.kind);
      heading.number = legal_name(locale_.in(inner.language), heading.kind, count, "name");
    }
    if (block.id.empty()) block.id = fresh(inner, heading.number + " " + plain_text(heading.content), "article");
    headings_.pass(heading.level);
    section_ = name_of(block, inner.language);
    section_.kind = heading.kind, section_.legal = count;
    legal_names_[block.id] = section_;
  }

  template <class Captioned>
  static void number_captioned(Captioned& node, int& count) {
    node.number = node.caption.empty() ? std::string() : std::to_string(++count);
  }

  Name name_of(const Block& block, const std::string& language) const {
    const auto numbered = [&](const char* word, const std::string& number) {
      return number.empty() ? section_ : Name{word, number, {}, {}};
    };
    const auto titled = [&](const Inlines& title) {
      return title.empty() ? section_ : Name{{}, {}, plain_text(title), language};
    };
    return std::visit(walk_detail::Overloaded{
                          [&](const Heading& n) {
                            const auto legal = legal_names_.find(block.id);
                            if (legal != legal_names_.end() && legal->second.legal > 0) return legal->second;
                            return n.number.empty() ? titled(n.content)
                                                    : numbered("document.section-ref", n.number);
                          },
                          [&](const DataTable& n) { return numbered("document.table-ref", n.number); },
                          [&](const Figure& n) { return numbered("document.figure-ref", n.number); },
                          [&](const Chart& n) { return numbered("document.figure-ref", n.number); },
                          [&](const PictureGrid& n) { return numbered("document.figure-ref", n.number); },
                          [&](const Part& n) { return titled(n.title); },
                          [&](const Cover& n) { return titled(n.title); },
                          [&](const ForeignPages& n) { return titled(n.title); },
                          [&](const KeyFacts& n) { return titled(n.title); },
                          [&](const Callout& n) { return titled(n.title); },
                          [&](const auto&) { return section_; },
                      },
                      block.content);
  }

  // -------------------------------------------------------------- references

  void resolve(Blocks& blocks, const Place& place) {
    for (auto& block : blocks) {
      const Place inner = inside(block, place);
      for_each_child(
          block, [&](Inlines& inlines) { resolve(inlines, inner); },
          [&](Blocks& children) { resolve(children, inner); });
    }
  }

  void resolve(Inlines& inlines, const Place& place) {
    for (auto& in : inlines) {
      if (auto* reference = std::get_if<CrossReference>(&in.content)) {
        if (find(reference->target, in.span, place))
          name(*reference, in.span, place);
        else
          give_up(*reference, in.span);
      } else if (auto* page = std::get_if<PageReference>(&in.content)) {
        find(page->target, in.span, place);
      }
      Place inner = place;
      if (const auto* span = std::get_if<LanguageSpan>(&in.content)) inner.language = span->language;
      for_each_inner(
          in, [&](Inlines& children) { resolve(children, inner); },
          [&](Blocks& children) { resolve(children, inner); });
    }
  }

  /// Rewrites `target` to the anchor's whole id: in this Part first, then in those around it.
  bool find(std::string& target, const Span& span, const Place& place) {
    auto prefix = is_global(target) ? std::string() : place.prefix;
    while (true) {
      if (names_.count(prefix + target)) {
        target = prefix + target;
        return true;
      }
      if (prefix.empty()) break;
      const auto outer = prefix.size() < 2 ? std::string::npos : prefix.rfind('/', prefix.size() - 2);
      prefix.resize(outer == std::string::npos ? 0 : outer + 1);
    }
    diagnostics_.push_back(unknown(target, span, place));
    return false;
  }

  Diagnostic unknown(const std::string& target, const Span& span, const Place& place) const {
    std::vector<std::string> candidates;
    for (const auto& [id, name] : names_)
      candidates.push_back(starts_with(id, place.prefix) ? id.substr(place.prefix.size()) : id);
    auto missing = lost_ == LostReference::is_an_error
                       ? error(span, "unknown reference “{}”", {target})
                       : warning(span, "unknown reference “{}”; its words are kept without link", {target});
    if (const auto near = nearest(target, candidates); !near.empty())
      return hinted(std::move(missing), "did you mean “{}”?", {near});
    return hinted(std::move(missing), "give the place an id, as in “## Title {#{}}”", {target});
  }

  static void give_up(CrossReference& reference, const Span& span) {
    if (reference.content.empty()) reference.content.push_back({Text{reference.target}, span});
    reference.target.clear();
  }

  void name(CrossReference& reference, const Span& span, const Place& place) {
    if (!reference.content.empty()) return;
    const auto& name = names_.at(reference.target);
    if (name.empty()) {
      diagnostics_.push_back(
          hinted(warning(span, "“{}” has no number and no title to call it by", {reference.target}),
                 "write the words of the reference: “[words](#{})”", {reference.target}));
      reference.content.push_back({Text{reference.target}, span});
      return;
    }
    const Locale& locale = locale_.in(place.language);
    const auto& language = name.word.empty() && name.legal == 0 ? name.language : locale.language();
    Inline words{Text{name.legal > 0 ? legal_name(locale, name.kind, name.legal, "ref")
                      : name.word.empty() ? name.title : locale.word(name.word, {{"n", name.number}})}, span};
    if (language != place.language) words = {LanguageSpan{language, {std::move(words)}}, span};
    reference.content.push_back(std::move(words));
  }

  Document& document_;
  const Locale& locale_;
  LostReference lost_;
  Diagnostics diagnostics_;
  std::set<std::string> written_;        ///< ids as they were written, anywhere
  std::map<std::string, Span> claimed_;  ///< whole ids, with the place of the first
  std::map<std::string, Name> names_;    ///< by whole id
  HeadingCounter headings_;
  LegalCounter legal_;
  std::map<std::string, Name> legal_names_;  ///< of titles, chapters and articles, by whole id
  Name section_;  ///< the section that is being read
  int tables_ = 0, figures_ = 0;
};

}  // namespace

Diagnostics number_document(Document& document, const Locale& locale, LostReference lost) {
  return Numberer(document, locale, lost).run();
}

}  // namespace taqrir
