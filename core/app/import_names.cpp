#include "app/import_names.hpp"

#include <algorithm>
#include <cctype>
#include <charconv>

#include "app/paths.hpp"
#include "base/unicode.hpp"
#include "input/folded_words.hpp"
#include "model/slug.hpp"

namespace taqrir::app {

namespace {

bool contains(const Words& words, const std::string& word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

/// Digits alone, or with the ending of an ordinal (“1er”); -1: no number.
int number_of(std::string word) {
  if (word.ends_with("er")) word.resize(word.size() - 2);
  int value = 0;
  const auto [end, problem] = std::from_chars(word.data(), word.data() + word.size(), value);
  return problem == std::errc() && end == word.data() + word.size() && word.size() <= 8 ? value : -1;
}

bool is_year(int n) { return n >= 1950 && n < 2100; }
bool is_day(int n) { return n >= 1 && n <= 31; }

std::optional<Date> date_of(int year, int month, int day) {
  const Date date{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
                  std::chrono::day{static_cast<unsigned>(day)}};
  return date.ok() ? std::optional(date) : std::nullopt;
}

/// Reads a name word by word and collects days.
class DateReader {
 public:
  DateReader(const std::string& name, const NameWords& words)
      : names_(words), words_(input::folded_words(name)) {
    for (const auto& word : words_) numbers_.push_back(number_of(word));
  }

  std::optional<DateRange> read() {
    for (std::size_t i = 0; i < words_.size(); ++i) {
      packed(i);
      in_figures(i);
      in_words(i);
    }
    return range_;
  }

 private:
  int number(std::size_t i) const { return i < numbers_.size() ? numbers_[i] : -1; }

  void add(std::optional<Date> date) {
    if (!date) return;
    const DateRange one{*date, *date};
    range_ = range_ ? spanning(*range_, one) : one;
  }

  void packed(std::size_t i) {  // 20250312
    const int n = number(i);
    if (words_[i].size() == 8 && n > 0 && is_year(n / 10000)) add(date_of(n / 10000, n / 100 % 100, n % 100));
  }

  void in_figures(std::size_t i) {
    const int a = number(i), b = number(i + 1), c = number(i + 2);
    if (b < 1 || b > 12) return;
    if (is_year(a) && is_day(c)) add(date_of(a, b, c));
    if (is_day(a) && is_year(c)) add(date_of(c, b, a));
  }

  int month(std::size_t i) const {
    for (std::size_t m = 0; i < words_.size() && m < names_.months.size(); ++m)
      if (contains(names_.months[m], words_[i])) return static_cast<int>(m) + 1;
    return 0;
  }

  /// The year behind a month, or behind the next one: “28 février – 2 mars 2025”.
  int year_from(std::size_t i) const {
    if (is_year(number(i))) return number(i);
    for (std::size_t j = i; j < words_.size() && j < i + 4; ++j)
      if (month(j) != 0) return is_year(number(j + 1)) ? number(j + 1) : 0;
    return 0;
  }

  void in_words(std::size_t i) {
    const int m = month(i);
    if (m == 0 || i == 0 || !is_day(number(i - 1))) return;
    const int year = year_from(i + 1);
    if (year == 0) return;
    add(date_of(year, m, number(i - 1)));
    std::size_t before = i - 1;
    if (before > 0 && contains(names_.joining, words_[before - 1])) --before;
    if (before > 0 && is_day(number(before - 1))) add(date_of(year, m, number(before - 1)));
  }

  const NameWords& names_;
  const std::vector<std::string> words_;
  std::vector<int> numbers_;
  std::optional<DateRange> range_;
};

bool is_letter_and_number(const std::string& word) {
  return word.size() >= 2 && word.size() <= 3 && word[0] >= 'a' && word[0] <= 'z' &&
         std::all_of(word.begin() + 1, word.end(), [](unsigned char c) { return std::isdigit(c); });
}

std::string without_extension(const std::string& name) {
  const auto dot = name.rfind('.');
  const bool has_one = dot != std::string::npos && dot > 0 && name.size() - dot <= 6 &&
                       name.find(' ', dot) == std::string::npos;
  return has_one ? name.substr(0, dot) : name;
}

/// How many words at the name's begin are its number.
std::size_t number_words(const std::vector<std::string>& words, const NameWords& names) {
  if (words.empty()) return 0;
  const auto one = number_of(words[0]);
  if (one >= 0 && words[0].size() <= 2) return words.size() > 1 && number_of(words[1]) > 0 ? 0 : 1;
  if (is_letter_and_number(words[0])) return 1;
  for (std::size_t i = 1; i < words.size() && i < 4; ++i) {
    const auto n = number_of(words[i]);
    if (n >= 0 && words[i].size() <= 2)
      return number_of(words.size() > i + 1 ? words[i + 1] : "") > 0 ||
                     (words.size() > i + 1 &&
                      std::any_of(names.months.begin(), names.months.end(),
                                  [&](const Words& m) { return contains(m, words[i + 1]); }))
                 ? 0
                 : i + 1;
    if (!contains(names.generic, words[i])) break;
  }
  return 0;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// In a name with spaces a hyphen between letters belongs to its word: “Fès-Meknès”.
bool parts_words(char32_t c, const std::string& text, std::size_t at, bool spaced) {
  if (c == '-' && spaced && at > 0 && at + 1 < text.size())
    return text[at - 1] == ' ' || text[at + 1] == ' ' || is_digit(text[at - 1]) || is_digit(text[at + 1]);
  static const std::u32string kSigns = U" _-.(),\u00A0\u2013\u2014";
  return kSigns.find(c) != std::u32string::npos;
}

/// Words of a text as they are written.
std::vector<std::string> written_words(const std::string& text) {
  std::vector<std::string> out(1);
  const bool spaced = text.find(' ') != std::string::npos;
  for (std::size_t i = 0; i < text.size();) {
    const auto begin = i;
    const auto c = next_code_point(text, i);
    if (!parts_words(c, text, begin, spaced))
      out.back() += text.substr(begin, i - begin);
    else if (!out.back().empty())
      out.emplace_back();
  }
  if (out.back().empty()) out.pop_back();
  return out;
}

bool says_when(const std::string& word, const NameWords& words) {
  const auto folded = input::folded(word);
  return number_of(folded) >= 0 || std::any_of(words.months.begin(), words.months.end(),
                                               [&](const Words& month) { return contains(month, folded); });
}

std::string capitalised(std::string text) {
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
  return text;
}

}  // namespace

DateRange spanning(const DateRange& a, const DateRange& b) {
  return {std::min(a.start, b.start), std::max(a.end, b.end)};
}

std::optional<DateRange> dates_in_name(const std::string& name, const NameWords& words) {
  return DateReader(name, words).read();
}

std::optional<int> number_in_name(const std::string& name, const NameWords& words) {
  const auto all = input::folded_words(name);
  const auto count = number_words(all, words);
  if (count == 0) return std::nullopt;
  const auto& last = all[count - 1];
  const int n = number_of(is_letter_and_number(last) ? last.substr(1) : last);
  return n >= 0 ? std::optional(n) : std::nullopt;
}

bool is_generic(const std::string& text, const NameWords& words) {
  for (const auto& word : input::folded_words(text))
    if (number_of(word) < 0 && !is_letter_and_number(word) && !contains(words.generic, word)) return false;
  return true;
}

/// The words around a date go with it: “du 10 au 12 juin 2025”.
std::string title_of_name(const std::string& name, const NameWords& words) {
  auto all = written_words(without_extension(name));
  const auto folded = input::folded_words(without_extension(name));
  auto first = std::min(number_words(folded, words), all.size());
  std::size_t last = all.size();
  if (dates_in_name(name, words)) {
    const auto goes = [&](std::size_t i) {
      const auto word = input::folded(all[i]);
      return says_when(all[i], words) || contains(words.joining, word) || word == "du" || word == "le" ||
             word.empty();
    };
    while (last > first && goes(last - 1)) --last;
    while (first < last && says_when(all[first], words)) ++first;
  }
  std::string title;
  for (std::size_t i = first; i < last; ++i)
    if (!input::folded(all[i]).empty()) title += (title.empty() ? "" : " ") + all[i];
  return is_generic(title, words) ? std::string() : capitalised(title);
}

std::string language_of_text(const std::string& text, const NameWords& words) {
  std::size_t arabic = 0, latin = 0, tifinagh = 0;
  for (std::size_t i = 0; i < text.size();) {
    const auto c = next_code_point(text, i);
    if (c >= 0x620 && c <= 0x6FF) ++arabic;
    if (c >= 0x2D30 && c <= 0x2D7F) ++tifinagh;
    if (c < 0x250 && (c > 0xBF || std::isalpha(static_cast<unsigned char>(c)))) ++latin;
  }
  if (arabic > latin && arabic >= tifinagh) return "ar";
  if (tifinagh > latin) return "zgh";
  std::string best = "fr";
  std::ptrdiff_t most = 0;
  const auto all = input::folded_words(text.substr(0, 20'000));
  for (const auto& [language, common] : words.languages) {
    const auto count =
        std::count_if(all.begin(), all.end(), [&](const auto& word) { return contains(common, word); });
    if (count > most) most = count, best = language;
  }
  return best;
}

std::string safe_name(const std::string& name) {
  const auto stem = without_extension(name);
  const auto ending = slug(name.substr(stem.size()));
  auto out = slug(input::without_accents(stem));
  if (out.empty()) out = "document";
  return ending.empty() ? out : out + "." + ending;
}

}  // namespace taqrir::app
