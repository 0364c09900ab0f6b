#include "app/edition.hpp"

#include <algorithm>
#include <array>

#include "app/redaction.hpp"
#include "base/unicode.hpp"
#include "model/walk.hpp"

namespace taqrir::app {

const char* name_of(Edition edition) { return edition == Edition::open ? "public" : "full"; }

namespace {

// ---------------------------------------------------------------- texts made comparable

/// A text without what spellings differ in, and where each of its characters came from.
struct Folded {
  std::u32string text;
  std::vector<std::size_t> from;  ///< byte offsets; one more for the end
};

bool is_blank(char32_t c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '-' || c == '_' || c == 0xA0 ||
         (c >= 0x2000 && c <= 0x200A) || c == 0x2010 || c == 0x2011 || c == 0x202F;
}

/// Combining accents, soft hyphens, joiners and direction marks; Arabic vowel signs and tatweel.
bool is_ignored(char32_t c) {
  return (c >= 0x300 && c <= 0x36F) || c == 0xAD || (c >= 0x200B && c <= 0x200F) || c == 0x2060 ||
         (c >= 0x64B && c <= 0x65F) || c == 0x670 || c == 0x640;
}

/// Base letters of U+00C0 to U+017F, in lower case; “.” stands for none.
constexpr std::string_view kBases =
    "aaaaaaaceeeeiiiidnooooo.ouuuuytsaaaaaaaceeeeiiiidnooooo.ouuuuyty"
    "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkklllllll"
    "lllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";
static_assert(kBases.size() == 0x180 - 0xC0);

char32_t base_of(char32_t c) {
  if (c >= 'A' && c <= 'Z') return c + 32;
  if (c == 0x622 || c == 0x623 || c == 0x625 || c == 0x671) return 0x627;  // alef with hamza, madda or wasla
  if (c == 0x649) return 0x64A;                                            // alef maqsura, often meant as yeh
  if (c == 0x629) return 0x647;                                            // teh marbuta, often typed as heh
  if (c >= 0xC0 && c < 0x180 && kBases[c - 0xC0] != '.') return static_cast<char32_t>(kBases[c - 0xC0]);
  if (c == 0x2019) return '\'';
  return c;
}

/// The dots of “aicha.el-idrissi@…”; not those that end a sentence.
bool parts_words(char32_t c, std::string_view text, std::size_t next) {
  if (c != '.' && c != '+') return false;
  if (next >= text.size()) return false;
  const auto after = static_cast<unsigned char>(text[next]);
  return after >= 0x80 || (after >= '0' && after <= '9') || (after >= 'A' && after <= 'Z') ||
         (after >= 'a' && after <= 'z');
}

Folded fold(std::string_view text) {
  Folded out;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t at = i;
    const char32_t c = next_code_point(text, i);
    if (is_ignored(c)) continue;
    const bool blank = is_blank(c) || parts_words(c, text, i);
    if (blank && !out.text.empty() && out.text.back() == ' ') continue;
    out.text += blank ? U' ' : base_of(c);
    out.from.push_back(at);
  }
  out.from.push_back(text.size());
  return out;
}

int hexadecimal(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/// “%C3%AF” as “ï” (RFC 3986, 2.1).
std::string without_escapes(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const int high = text[i] == '%' && i + 2 < text.size() ? hexadecimal(text[i + 1]) : -1;
    const int low = high < 0 ? -1 : hexadecimal(text[i + 2]);
    out += low < 0 ? text[i] : static_cast<char>(high * 16 + low);
    i += low < 0 ? 0 : 2;
  }
  return out;
}

bool is_latin(char32_t c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

std::u32string trimmed(std::u32string text) {
  while (!text.empty() && text.front() == ' ') text.erase(0, 1);
  while (!text.empty() && text.back() == ' ') text.pop_back();
  return text;
}

}  // namespace

// ---------------------------------------------------------------- the redactor

const Redactor::Known* Redactor::known(const std::u32string& folded) const {
  const auto alike = known_.find(folded.empty() ? U'\0' : folded.front());
  if (alike == known_.end()) return nullptr;
  for (const auto& one : alike->second)
    if (one.folded == folded) return &one;
  return nullptr;
}

void Redactor::learn(std::string_view text, std::string_view code) {
  auto folded = trimmed(fold(text).text);
  if (folded.size() < 2 || known(folded)) return;  // a single letter is nobody's name
  auto& alike = known_[folded.front()];
  const auto place = std::find_if(alike.begin(), alike.end(),
                                  [&](const Known& one) { return one.folded.size() < folded.size(); });
  alike.insert(place, {std::move(folded), std::string(code)});
}

std::string Redactor::code_for(std::string_view text) {
  if (const auto* one = known(trimmed(fold(text).text))) return one->code;
  return "N" + std::to_string(++given_);
}

const Redactor::Known* Redactor::match(const std::u32string& text, std::size_t at) const {
  const auto alike = known_.find(text[at]);
  if (alike == known_.end()) return nullptr;
  for (const auto& known : alike->second) {
    const auto& folded = known.folded;
    if (text.compare(at, folded.size(), folded) != 0) continue;
    const std::size_t end = at + folded.size();
    const bool begins = at == 0 || !is_latin(folded.front()) || !is_latin(text[at - 1]);
    const bool ends = end == text.size() || !is_latin(folded.back()) || !is_latin(text[end]);
    if (begins && ends) return &known;
  }
  return nullptr;
}

bool Redactor::finds(std::string_view text) const {
  if (known_.empty()) return false;
  if (const auto plain = without_escapes(text); plain.size() != text.size() && finds(plain)) return true;
  const auto folded = fold(text);
  for (std::size_t i = 0; i < folded.text.size(); ++i)
    if (match(folded.text, i)) return true;
  return false;
}

std::string Redactor::redacted(std::string_view text) const {
  if (known_.empty()) return std::string(text);
  if (const auto plain = without_escapes(text); plain.size() != text.size() && finds(plain))
    return redacted(plain);  // an address that spells the name in hexadecimal
  const auto folded = fold(text);
  std::string out;
  std::size_t copied = 0;
  for (std::size_t i = 0; i < folded.text.size();) {
    const auto* known = match(folded.text, i);
    if (!known) {
      ++i;
      continue;
    }
    out.append(text, copied, folded.from[i] - copied).append(known->code);
    i += known->folded.size();
    copied = folded.from[i];
    // A mark that belongs to the last letter goes with it.
    std::size_t after = folded.from[i - 1];
    next_code_point(text, after);
    while (after < copied) {
      const std::size_t mark = after;
      if (!is_ignored(next_code_point(text, after))) {
        copied = mark;
        break;
      }
    }
  }
  return out.append(text, copied);
}

// ---------------------------------------------------------------- records

namespace {

class RecordRedaction {
 public:
  explicit RecordRedaction(const Redactor& redactor) : redactor_(redactor) {}

  Record operator()(const Record& record) const {
    Record out(record.span());
    for (const auto& [key, value] : record.entries())
      out.set(key, names_something(key) ? value : (*this)(value));
    return out;
  }

 private:
  /// Activities and pieces are looked up by these; the composed document's pass takes care of what is shown
  /// of them.
  static bool names_something(std::string_view key) {
    constexpr std::array<std::string_view, 5> kReferences{"id", "of", "activity", "deliverable", "parts"};
    return std::find(kReferences.begin(), kReferences.end(), key) != kReferences.end();
  }

  /// References within a text likewise wait for that pass.
  std::string redacted(const std::string& text) const {
    return text.find("[[") == std::string::npos ? redactor_.redacted(text) : text;
  }

  Value operator()(const Value& value) const {
    Value out = value;
    if (auto* text = std::get_if<std::string>(&out.content)) *text = redacted(*text);
    if (auto* words = std::get_if<LocalizedText>(&out.content))
      for (auto& [language, text] : words->by_language) text = redacted(text);
    if (auto* list = std::get_if<ValueList>(&out.content))
      for (auto& one : *list) one = (*this)(one);
    if (auto* tables = std::get_if<std::vector<Record>>(&out.content))
      for (auto& table : *tables) table = (*this)(table);
    return out;
  }

  const Redactor& redactor_;
};

/// Goes through a record beside its schema and learns what stands in personal fields.
class Learner {
 public:
  Learner(Redactor& redactor, const input::FieldsOf& fields_of)
      : redactor_(redactor), fields_of_(fields_of) {}

  void learn(const Record& record, const Schema& schema) {
    for (const auto& field : schema)
      if (const auto* value = record.find(field.name)) learn(*value, field, record);
    if (const auto* deliverables = record.table("deliverables"))
      for (const auto& [type, value] : deliverables->entries())
        if (const auto* fields = fields_of_(type))
          if (const auto* table = deliverables->table(type)) learn(*table, *fields);
  }

 private:
  void learn(const Value& value, const Field& field, const Record& owner) {
    if (field.personal) return learn_texts(value, owner);
    if (const auto* list = std::get_if<ValueList>(&value.content)) {
      for (const auto& one : *list)
        if (!field.element.empty()) learn(one, field.element.front(), owner);
      return;
    }
    const auto* tables = std::get_if<std::vector<Record>>(&value.content);
    if (!tables) return;
    const auto& inner =
        field.fields.empty() && !field.element.empty() ? field.element.front().fields : field.fields;
    for (const auto& table : *tables) learn(table, inner);
  }

  /// The code beside it, or one of our own.
  void learn_texts(const Value& value, const Record& owner) {
    if (const auto* text = std::get_if<std::string>(&value.content)) learn_text(*text, owner);
    if (const auto* words = std::get_if<LocalizedText>(&value.content))
      for (const auto& [language, text] : words->by_language) learn_text(text, owner);
    if (const auto* list = std::get_if<ValueList>(&value.content))
      for (const auto& one : *list) learn_texts(one, owner);
  }

  void learn_text(const std::string& text, const Record& owner) {
    if (is_code(text)) return;
    const auto code = owner.text("code");
    redactor_.learn(text, code.empty() || code == text ? redactor_.code_for(text) : code);
  }

  Redactor& redactor_;
  const input::FieldsOf& fields_of_;
};

void learn_list(const Record& mission, Redactor& redactor) {
  for (const auto& one : mission.tables("personal"))
    for (const auto& text : one.texts("texts")) redactor.learn(text, one.text("code"));
}

/// A file may be declared as two pieces.
std::set<std::string> confidential_files(const input::Mission& mission) {
  std::set<std::string> files;
  for (const auto* owned : input::pieces_by_owner(mission))
    for (const auto& piece : owned->all)
      if (piece.confidential && !piece.file.path.empty()) files.insert(piece.file.path);
  return files;
}

void redact_piece(Piece& piece, const Redactor& redactor) {
  for (auto& [language, text] : piece.title.by_language) text = redactor.redacted(text);
  piece.origin = redactor.redacted(piece.origin);
}

}  // namespace

bool is_code(std::string_view text) {
  constexpr std::size_t kMostLetters = 3, kMostDigits = 4;
  const auto digit = text.find_first_of("0123456789");
  if (digit == std::string_view::npos || digit == 0 || digit > kMostLetters) return false;
  const auto letters = text.substr(0, digit), digits = text.substr(digit);
  return std::all_of(letters.begin(), letters.end(), [](char c) { return c >= 'A' && c <= 'Z'; }) &&
         digits.size() <= kMostDigits && digits.find_first_not_of("0123456789") == std::string_view::npos;
}

void Redactor::redact(Record& record) const { record = RecordRedaction(*this)(record); }

std::set<std::string> make_public(input::Mission& mission, const input::FieldsOf& fields_of,
                                  Redactor& redactor) {
  learn_list(mission.record, redactor);
  Learner learner(redactor, fields_of);
  learner.learn(mission.record, input::mission_schema());
  for (const auto& activity : mission.activities) learner.learn(activity.record, input::activity_schema());
  redactor.redact(mission.record);
  auto withheld = confidential_files(mission);
  for (auto& activity : mission.activities) redactor.redact(activity.record);
  for (auto* owned : input::pieces_by_owner(mission))
    for (auto& piece : owned->all) {
      redact_piece(piece, redactor);
      if (piece.confidential || withheld.contains(piece.file.path)) withhold(piece);
    }
  return withheld;
}

}  // namespace taqrir::app
