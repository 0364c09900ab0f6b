#include "render/pdf/typed_codes.hpp"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <optional>
#include <unordered_map>

#include "base/phases.hpp"
#include "base/unicode.hpp"
#include "render/pdf/parallel.hpp"
#include "render/pdf/subset.hpp"
#include "render/pdf/syntax.hpp"

namespace taqrir::pdf {

namespace {

using layout::FontUse;
using layout::Page;
using layout::Pages;
using layout::PlacedGlyph;
using layout::TextRun;

constexpr std::size_t kMostCodes = kMerged;
constexpr std::int32_t kMostShift = 16'000;  // font units
constexpr double kOverlap = 0.08;            // em: a longer step back ends a word for poppler
constexpr char kRightToLeftMark[] = "\u200F";

// What a character is to a reader that sorts out directions. Numbers and their separators run left
// to right, like letters.
enum class Kind { none, left_to_right, number, right_to_left, neutral };

Kind kind_of(std::string_view text) {
  if (text.empty()) return Kind::none;
  std::size_t i = 0;
  switch (u_charDirection(static_cast<UChar32>(next_code_point(text, i)))) {
    case U_LEFT_TO_RIGHT: return Kind::left_to_right;
    case U_RIGHT_TO_LEFT:
    case U_RIGHT_TO_LEFT_ARABIC: return Kind::right_to_left;
    case U_EUROPEAN_NUMBER:
    case U_EUROPEAN_NUMBER_SEPARATOR:
    case U_EUROPEAN_NUMBER_TERMINATOR:
    case U_ARABIC_NUMBER:
    case U_COMMON_NUMBER_SEPARATOR: return Kind::number;
    case U_DIR_NON_SPACING_MARK: return Kind::none;
    default: return Kind::neutral;
  }
}

// A letter and its sign as one character where Unicode has it: poppler turns longer texts of a
// right-to-left code about, unless all of them are letters.
std::string composed(const std::string& text) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(status);
  if (U_FAILURE(status)) return text;
  std::string out;
  nfc->normalize(icu::UnicodeString::fromUTF8(text), status).toUTF8String(out);
  return U_FAILURE(status) ? text : out;
}

bool starts_with_digit(std::string_view text) {
  std::size_t i = 0;
  return u_isdigit(static_cast<UChar32>(next_code_point(text, i)));
}

// Several characters of a right-to-left script.
bool is_ligature(std::string_view text) {
  return kind_of(text) == Kind::right_to_left && split_characters(text).size() > 1;
}

// What is asked of a code for every glyph.
struct Trait {
  Kind kind = Kind::none;
  bool silent = false;  ///< no text of its own: it belongs to a neighbour
  bool blank = false;
  bool digit = false;
  bool ligature = false;  ///< several characters of a right-to-left script
  float natural = 0;      ///< advance, em
};
constexpr Trait kUnknown;

// A font's codes with what is needed to add to them.
class Book {
 public:
  explicit Book(const FontUse& font) : facts_(font_facts(font)) {
    for (const auto& code : font.codes) {
      TypedCode own{code.glyph, code.text, static_cast<std::int32_t>(hundredths(code.advance))};
      if (kind_of(code.text) == Kind::right_to_left) {
        has_rtl_ = true;
        own.text = composed(code.text);
      }
      add(std::move(own));
    }
  }

  bool has_rtl() const { return has_rtl_; }
  const Trait& trait(std::uint16_t code) const { return code < traits_.size() ? traits_[code] : kUnknown; }

  bool can_compose() const { return facts_.truetype && facts_.units > 0; }

  bool is_off_pen(const PlacedGlyph& glyph, float size) const {
    if (glyph.dx != 0 || glyph.dy != 0) return true;
    const Trait& is = trait(glyph.code);
    return is.natural * size - glyph.advance > kOverlap * size && !is.blank;
  }

  // One code for all the glyphs, with their texts; nothing where that cannot be said.
  std::optional<PlacedGlyph> composed_of(std::span<const PlacedGlyph> glyphs, std::size_t bearer,
                                         float size) {
    const double units = facts_.units / static_cast<double>(size);
    TypedCode made;
    made.is_own = true;
    std::string key = std::to_string(bearer);
    double pen = 0;
    for (const auto& glyph : glyphs) {
      const auto dx = rounded((pen + glyph.dx) * units), dy = rounded(glyph.dy * units);
      if (glyph.code >= codes_.size() || std::abs(dx) > kMostShift || std::abs(dy) > kMostShift) return {};
      const TypedCode& code = codes_[glyph.code];
      made.glyph = code.glyph;
      made.text = code.text + made.text;  // right to left; else all but one are silent
      made.parts.push_back({code.glyph, static_cast<std::int16_t>(dx), static_cast<std::int16_t>(dy)});
      for (const auto part : {static_cast<std::int64_t>(glyph.code), dx, dy})
        key += ' ' + std::to_string(part);
      pen += glyph.advance;
    }
    const auto advance = rounded(pen * units);
    if (advance < 0 || advance > kMostShift) return {};
    set_advance(made, static_cast<std::uint16_t>(advance));
    if (is_ligature(made.text) && !spread(made)) return {};
    const auto code = known(key + ' ' + std::to_string(advance), std::move(made));
    if (!code) return {};
    return PlacedGlyph{*code, static_cast<float>(pen), 0, 0};
  }

  /// The code with a right-to-left mark before its text.
  std::uint16_t marked(std::uint16_t code) {
    if (code >= codes_.size()) return code;
    TypedCode made = codes_[code];
    made.text = kRightToLeftMark + made.text;
    const auto marked = known('m' + std::to_string(code), std::move(made));
    if (!marked) return code;
    traits_[*marked] = Trait(traits_[code]);  // the mark is not what the code is
    return *marked;
  }

  TypedFont take() { return std::move(codes_); }

 private:
  void set_advance(TypedCode& code, std::uint16_t advance) const {
    code.advance = advance;
    code.width = static_cast<std::int32_t>(hundredths(advance * 1000.0 / facts_.units));
  }

  // Leaves the leftmost character with the code and gives the others blanks behind it. Letters share
  // the advance; signs have none.
  bool spread(TypedCode& ligature) {
    auto seen = split_characters(ligature.text);
    std::reverse(seen.begin(), seen.end());
    int open = static_cast<int>(
        std::count_if(seen.begin(), seen.end(), [](auto& c) { return kind_of(c) != Kind::none; }));
    int left = ligature.advance;
    const auto share = [&](const std::string& character) {
      const int part = kind_of(character) == Kind::none ? 0 : left / open--;
      left -= part;
      return static_cast<std::uint16_t>(part);
    };
    ligature.text = seen.front();
    set_advance(ligature, share(seen.front()));
    for (std::size_t i = 1; i < seen.size(); ++i) {
      TypedCode blank{0, seen[i]};
      blank.is_own = true;
      set_advance(blank, share(seen[i]));
      const auto code = known('b' + seen[i] + std::to_string(blank.advance), std::move(blank));
      if (!code) return false;
      ligature.more.push_back(*code);
    }
    return true;
  }

  std::optional<std::uint16_t> known(const std::string& key, TypedCode made) {
    if (const auto found = made_.find(key); found != made_.end()) return found->second;
    if (codes_.size() >= kMostCodes) return {};
    add(std::move(made));
    return made_[key] = static_cast<std::uint16_t>(codes_.size() - 1);
  }

  void add(TypedCode code) {
    Trait is{kind_of(code.text), code.text.empty() && !codes_.empty(), code.text == " "};
    is.digit = is.kind == Kind::number && starts_with_digit(code.text);
    is.ligature = is_ligature(code.text);
    is.natural = static_cast<float>(code.width) / 100'000;
    traits_.push_back(is);
    codes_.push_back(std::move(code));
  }

  FontFacts facts_;
  TypedFont codes_;
  std::vector<Trait> traits_;
  bool has_rtl_ = false;
  std::unordered_map<std::string, std::uint16_t> made_;
};

class Typist {
 public:
  explicit Typist(const Pages& pages) : pages_(pages) {
    for (const auto& font : pages.fonts) books_.emplace_back(font);
    out_.changed.resize(pages.pages.size());
  }

  // New codes get their numbers in order of the pages; which pages need any is found side by side.
  TypedText type(int threads) {
    std::vector<char> plain(pages_.pages.size());
    parallel_for(plain.size(), threads, [&](std::size_t i) { plain[i] = is_plain(pages_.pages[i]); });
    for (std::size_t i = 0; i < pages_.pages.size(); ++i) {
      glyphs_ = &out_.changed[i];
      if (!plain[i]) page(pages_.pages[i]);
    }
    for (auto& book : books_) out_.fonts.push_back(book.take());
    return std::move(out_);
  }

 private:
  void page(const Page& page) {
    page_ = &page;
    const auto runs = runs_of(page);
    if (reads_from_right(runs)) mark_lines(runs);
    for (const TextRun* run : runs)
      if (books_[run->font].can_compose() && !is_plain(*run, here())) compose(*run);
  }

  bool is_plain(const Page& page) const {
    const auto runs = runs_of(page);
    return std::all_of(runs.begin(), runs.end(), [&](const TextRun* run) {
      return !books_[run->font].has_rtl() && is_plain(*run, page.glyphs);
    });
  }

  // Most text: every glyph on the pen and with a text of its own.
  bool is_plain(const TextRun& run, const std::vector<PlacedGlyph>& glyphs) const {
    const Book& book = books_[run.font];
    const auto begin = glyphs.begin() + run.first;
    return std::none_of(begin, begin + run.count, [&](const PlacedGlyph& glyph) {
      return book.is_off_pen(glyph, run.size) || book.trait(glyph.code).silent ||
             (glyph.advance == 0 && book.has_rtl()) || book.trait(glyph.code).ligature;
    });
  }

  // Silent glyphs belong to the next glyph with a text, seen as the text reads: layout puts a
  // cluster's text on its first glyph. Right to left, a letter without width (the alef of a lam-alef
  // that a font draws in two) goes with its neighbour likewise, and takes the signs between with it.
  void compose(const TextRun& run) {
    const bool rtl = has_rtl(run);
    const auto end = run.first + run.count;
    for (auto i = run.first; i < end;) {
      const auto next = rtl ? cluster_from_left(run, i) : cluster_from_right(run, i);
      compose(run, i, next, rtl ? next - 1 : i);
      i = next;
    }
  }

  std::uint32_t cluster_from_right(const TextRun& run, std::uint32_t i) const {
    const Book& book = books_[run.font];
    const auto end = run.first + run.count;
    while (++i < end && book.trait(glyph(i).code).silent) continue;
    return i;
  }

  std::uint32_t cluster_from_left(const TextRun& run, std::uint32_t i) const {
    const Book& book = books_[run.font];
    const auto end = run.first + run.count;
    const Trait& first = book.trait(glyph(i).code);
    const bool leans = first.silent || (first.kind == Kind::right_to_left && glyph(i).advance == 0);
    float width = glyph(i).advance;
    for (bool closed = !leans; !closed && i + 1 < end;) {
      width += glyph(++i).advance;
      closed = width > 0 && !book.trait(glyph(i).code).silent;
    }
    return i + 1;
  }

  void compose(const TextRun& run, std::uint32_t begin, std::uint32_t end, std::uint32_t bearer) {
    Book& book = books_[run.font];
    const Trait& is = book.trait(glyph(bearer).code);
    if (is.silent || is.blank) return;
    if (end - begin == 1 && !book.is_off_pen(glyph(begin), run.size) && !is.ligature) return;
    const auto made = book.composed_of(std::span(&glyph(begin), end - begin), bearer - begin, run.size);
    if (!made) return;
    for (auto i = begin; i < end; ++i) own(i) = {kMerged, 0, 0, 0};
    own(bearer) = *made;
  }

  bool has_rtl(const TextRun& run) const {
    bool found = false;
    if (books_[run.font].has_rtl())
      each_kind(run, [&](std::uint32_t, Kind kind) { found = found || kind == Kind::right_to_left; });
    return found;
  }

  std::vector<const TextRun*> runs_of(const Page& page) const {
    std::vector<const TextRun*> out;
    for (const auto& item : page.items) {
      const auto* run = std::get_if<TextRun>(&item.content);
      const bool sound = run && run->font < books_.size() && run->size > 0 &&
                         run->first <= page.glyphs.size() && run->count <= page.glyphs.size() - run->first;
      if (sound) out.push_back(run);
    }
    return out;
  }

  const std::vector<PlacedGlyph>& here() const { return glyphs_->empty() ? page_->glyphs : *glyphs_; }
  const PlacedGlyph& glyph(std::uint32_t i) const { return here()[i]; }

  PlacedGlyph& own(std::uint32_t i) {
    if (glyphs_->empty()) *glyphs_ = page_->glyphs;
    return (*glyphs_)[i];
  }

  template <class Each>
  void each_kind(const TextRun& run, Each each) const {
    for (auto i = run.first; i < run.first + run.count; ++i)
      if (const Kind kind = books_[run.font].trait(glyph(i).code).kind; kind != Kind::none) each(i, kind);
  }

  // As poppler decides it: more letters of one direction than of the other.
  bool reads_from_right(const std::vector<const TextRun*>& runs) const {
    if (std::none_of(books_.begin(), books_.end(), [](const Book& b) { return b.has_rtl(); })) return false;
    int balance = 0;
    for (const TextRun* run : runs)
      each_kind(*run, [&](std::uint32_t, Kind kind) {
        balance += kind == Kind::right_to_left ? 1 : kind == Kind::left_to_right ? -1 : 0;
      });
    return balance > 0;
  }

  // A foreign stretch within the line: letters or digits, and no letter of the other direction.
  bool is_foreign(const TextRun& run) const {
    bool letters = false, rtl = false;
    each_kind(run, [&](std::uint32_t i, Kind kind) {
      rtl = rtl || kind == Kind::right_to_left;
      letters = letters || kind == Kind::left_to_right || books_[run.font].trait(glyph(i).code).digit;
    });
    return letters && !rtl;
  }

  void mark_lines(std::vector<const TextRun*> runs) {
    std::stable_sort(runs.begin(), runs.end(), [](const TextRun* a, const TextRun* b) {
      return std::pair(hundredths(a->y), a->x) < std::pair(hundredths(b->y), b->x);
    });
    for (std::size_t begin = 0, end = 0; begin < runs.size(); begin = end) {
      while (end < runs.size() && hundredths(runs[end]->y) == hundredths(runs[begin]->y)) ++end;
      mark_line(std::span(runs).subspan(begin, end - begin));
    }
  }

  // From left to right; `left` is what stands before a character. A mark goes before a number, a
  // separator or a foreign stretch that follows a space or a bracket.
  void mark_line(std::span<const TextRun* const> runs) {
    Kind left = Kind::none;
    bool left_foreign = false;
    for (const TextRun* run : runs) {
      const bool foreign = is_foreign(*run);
      bool first = true;
      each_kind(*run, [&](std::uint32_t i, Kind kind) {
        const bool runs_right = kind == Kind::left_to_right || kind == Kind::number;
        const bool open = foreign ? first && !left_foreign : true;
        if (runs_right && open && left == Kind::neutral)
          own(i).code = books_[run->font].marked(glyph(i).code);
        first = false;
        left = runs_right ? Kind::number : kind;
      });
      left_foreign = foreign;
    }
  }

  const Pages& pages_;
  std::vector<Book> books_;
  TypedText out_;
  const Page* page_ = nullptr;
  std::vector<PlacedGlyph>* glyphs_ = nullptr;
};

}  // namespace

TypedText type_text(const Pages& pages, int threads) {
  const PhaseScope scope(Phase::contents);
  return Typist(pages).type(threads);
}

}  // namespace taqrir::pdf
