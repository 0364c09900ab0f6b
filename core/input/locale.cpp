// Words from templates/locales, formats from ICU.
#include <unicode/coll.h>
#include <unicode/datefmt.h>
#include <unicode/dcfmtsym.h>
#include <unicode/dtitvfmt.h>
#include <unicode/gregocal.h>
#include <unicode/listformatter.h>
#include <unicode/numberformatter.h>
#include <unicode/plurrule.h>
#include <unicode/rbnf.h>
#include <unicode/smpdtfmt.h>
#include <unicode/ucurr.h>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <mutex>
#include <set>

#include "input/resource_files.hpp"
#include "input/resources.hpp"

namespace taqrir::input {

namespace {

using Words = std::map<std::string, std::string, std::less<>>;

std::string utf8(const icu::UnicodeString& text) {
  std::string out;
  return text.toUTF8String(out);
}

icu::UnicodeString utf16(std::string_view text) {
  return icu::UnicodeString::fromUTF8({text.data(), static_cast<std::int32_t>(text.size())});
}

std::string primary(const std::string& tag) { return tag.substr(0, tag.find('-')); }

// Formats follow the country of the tag. Without one: Arabic as in Morocco (Western digits, ماي, يوليوز),
// English as in Europe (day before month).
icu::Locale formats_of(const std::string& language) {
  const auto tag = language == "ar" ? "ar-MA" : language == "en" ? "en-GB" : language;
  UErrorCode status = U_ZERO_ERROR;
  auto locale = icu::Locale::forLanguageTag(tag, status);
  return U_SUCCESS(status) ? locale : icu::Locale::getFrench();
}

UDate at_noon(const Date& date) {
  return (std::chrono::sys_days{date}.time_since_epoch().count() * 24.0 + 12.0) * 3'600'000.0;
}

// French says "1er juin", which CLDR's patterns do not.
std::string with_french_first(std::string text) {
  constexpr std::string_view kThinSpace = "\u2009";  // ICU sets it beside the dash of a range
  const auto is_first = [&](std::size_t i) {
    const auto before = std::string_view(text).substr(0, i);
    const bool begins = before.empty() || before.back() == ' ' || before.ends_with(kThinSpace);
    const bool ends = i + 1 < text.size() && !std::isdigit(static_cast<unsigned char>(text[i + 1]));
    return text[i] == '1' && begins && ends;
  };
  for (std::size_t i = 0; i < text.size(); ++i)
    if (is_first(i)) text.insert(i + 1, "er");
  return text;
}

std::string filled(std::string_view pattern, const std::map<std::string, std::string>& arguments) {
  std::string out;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    const auto close = pattern[i] == '{' ? pattern.find('}', i) : std::string_view::npos;
    const auto it = close == std::string_view::npos
                        ? arguments.end()
                        : arguments.find(std::string(pattern.substr(i + 1, close - i - 1)));
    if (it == arguments.end()) {
      out += pattern[i];
    } else {
      out += it->second;
      i = close;
    }
  }
  return out;
}

// ---------------------------------------------------------------- ICU, made when first needed

class Formats {
 public:
  /// `spelling`: rules for numbers in words, in the language of ICU's RuleBasedNumberFormat; empty: ICU's
  /// own.
  explicit Formats(const std::string& language, std::string spelling = {})
      : locale_(formats_of(language)), french_(primary(language) == "fr"), rules_(std::move(spelling)) {}

  std::string date(const Date& date, icu::DateFormat::EStyle style);
  std::string dates(const Date& from, const Date& to);
  std::string number(double value, int decimals, bool percent);
  std::string list(const std::vector<std::string>& items);
  std::string plural_category(std::int64_t n);
  std::string money(double amount, const std::string& currency, int decimals);
  std::string spelled(std::int64_t value);
  std::string month(const Date& date);
  std::string upper(std::string_view text);
  bool before(std::string_view a, std::string_view b);

 private:
  std::mutex mutex_;  // ICU's date formats are not for several threads
  icu::Locale locale_;
  bool french_;
  std::string rules_;
  std::map<int, std::unique_ptr<icu::DateFormat>> date_formats_;
  std::map<std::pair<int, bool>, icu::number::LocalizedNumberFormatter> number_formats_;
  std::unique_ptr<icu::DateIntervalFormat> interval_;
  std::unique_ptr<icu::GregorianCalendar> begin_, end_;  // of the interval at hand
  std::unique_ptr<icu::PluralRules> plurals_;
  std::unique_ptr<icu::ListFormatter> list_;
  std::unique_ptr<icu::Collator> collator_;
  std::unique_ptr<icu::RuleBasedNumberFormat> spelling_;
  std::unique_ptr<icu::DateFormat> months_;
};

/// One calendar for all days, as ISO 8601 has it: without ICU's change to the Julian one before 1582.
std::unique_ptr<icu::GregorianCalendar> calendar_of(const icu::Locale& locale) {
  UErrorCode status = U_ZERO_ERROR;
  auto out = std::make_unique<icu::GregorianCalendar>(icu::TimeZone::getGMT()->clone(), locale, status);
  if (U_SUCCESS(status)) out->setGregorianChange(-8.64e15, status);
  return U_SUCCESS(status) ? std::move(out) : nullptr;
}

std::string Formats::date(const Date& date, icu::DateFormat::EStyle style) {
  const std::lock_guard lock(mutex_);
  auto& format = date_formats_[style];
  if (!format) {
    format.reset(icu::DateFormat::createDateInstance(style, locale_));
    if (!format) return iso(date);
    if (auto calendar = calendar_of(locale_)) format->adoptCalendar(calendar.release());
  }
  icu::UnicodeString out;
  const auto text = utf8(format->format(at_noon(date), out));
  return french_ && style == icu::DateFormat::kLong ? with_french_first(text) : text;
}

std::string Formats::dates(const Date& from, const Date& to) {
  const std::lock_guard lock(mutex_);
  UErrorCode status = U_ZERO_ERROR;
  if (!interval_) {
    interval_.reset(icu::DateIntervalFormat::createInstance(u"yMMMMd", locale_, status));
    if (U_SUCCESS(status)) interval_->setTimeZone(*icu::TimeZone::getGMT());
    begin_ = calendar_of(locale_), end_ = calendar_of(locale_);
  }
  icu::UnicodeString out;
  icu::FieldPosition ignored(icu::FieldPosition::DONT_CARE);
  if (!begin_ || !end_) return iso(from) + "–" + iso(to);
  begin_->setTime(at_noon(from), status), end_->setTime(at_noon(to), status);
  if (U_SUCCESS(status)) interval_->format(*begin_, *end_, out, ignored, status);
  if (U_FAILURE(status)) return iso(from) + "–" + iso(to);
  // CLDR's Arabic intervals part the month from the year by a comma, which its dates do not.
  out.findAndReplace(u"، ", u" ");
  return french_ ? with_french_first(utf8(out)) : utf8(out);
}

// The minus sign is U+2212, as wide as the plus, where CLDR has a hyphen; marks of direction beside it stay.
icu::DecimalFormatSymbols symbols_of(const icu::Locale& locale) {
  UErrorCode status = U_ZERO_ERROR;
  icu::DecimalFormatSymbols symbols(locale, status);
  auto minus = symbols.getSymbol(icu::DecimalFormatSymbols::kMinusSignSymbol);
  symbols.setSymbol(icu::DecimalFormatSymbols::kMinusSignSymbol, minus.findAndReplace(u"-", u"\u2212"));
  return symbols;
}

icu::number::LocalizedNumberFormatter number_format(const icu::Locale& locale, int decimals, bool percent) {
  auto format = icu::number::NumberFormatter::withLocale(locale)
                    .symbols(symbols_of(locale))
                    .precision(icu::number::Precision::fixedFraction(decimals))
                    .roundingMode(UNUM_ROUND_HALFUP)
                    .sign(UNUM_SIGN_NEGATIVE);  // no minus before a zero
  if (!percent) return format;
  return format.unit(icu::NoUnit::percent()).scale(icu::number::Scale::powerOfTen(2));
}

std::string Formats::number(double value, int decimals, bool percent) {
  const std::lock_guard lock(mutex_);
  decimals = std::clamp(decimals, 0, 15);
  auto it = number_formats_.find({decimals, percent});
  if (it == number_formats_.end())
    it = number_formats_.emplace(std::make_pair(decimals, percent), number_format(locale_, decimals, percent))
             .first;
  UErrorCode status = U_ZERO_ERROR;
  const auto out = it->second.formatDouble(value, status).toString(status);
  return U_SUCCESS(status) ? utf8(out) : std::to_string(value);
}

std::string Formats::list(const std::vector<std::string>& items) {
  const std::lock_guard lock(mutex_);
  UErrorCode status = U_ZERO_ERROR;
  if (!list_) list_.reset(icu::ListFormatter::createInstance(locale_, status));
  std::vector<icu::UnicodeString> texts;
  for (const auto& item : items) texts.push_back(utf16(item));
  icu::UnicodeString out;
  if (U_SUCCESS(status)) list_->format(texts.data(), static_cast<std::int32_t>(texts.size()), out, status);
  return utf8(out);
}

std::string Formats::plural_category(std::int64_t n) {
  const std::lock_guard lock(mutex_);
  UErrorCode status = U_ZERO_ERROR;
  if (!plurals_) plurals_.reset(icu::PluralRules::forLocale(locale_, status));
  return U_SUCCESS(status) ? utf8(plurals_->select(static_cast<double>(n))) : "other";
}

bool Formats::before(std::string_view a, std::string_view b) {
  const std::lock_guard lock(mutex_);
  UErrorCode status = U_ZERO_ERROR;
  if (!collator_) collator_.reset(icu::Collator::createInstance(locale_, status));
  if (!collator_) return a < b;
  const auto order = collator_->compareUTF8({a.data(), static_cast<std::int32_t>(a.size())},
                                            {b.data(), static_cast<std::int32_t>(b.size())}, status);
  return order == UCOL_LESS || (order == UCOL_EQUAL && a < b);
}

std::string Formats::money(double amount, const std::string& currency, int decimals) {
  UErrorCode status = U_ZERO_ERROR;
  const auto code = utf16(currency);
  const icu::CurrencyUnit unit(icu::ConstChar16Ptr(code.length() == 3 ? code.getBuffer() : u"XXX"), status);
  const auto format = icu::number::NumberFormatter::withLocale(locale_).unit(unit).precision(
      icu::number::Precision::fixedFraction(decimals));
  const auto out = format.formatDouble(amount, status).toString(status);
  return U_SUCCESS(status) ? utf8(out) : number(amount, decimals, false) + "\u00A0" + currency;
}

// The rules of the words' own file before ICU's, which French and Arabic usage finds fault with (see there).
// Of ICU's the masculine, or those that say “one hundred and one”.
std::unique_ptr<icu::RuleBasedNumberFormat> spelling_of(const icu::Locale& locale, const std::string& rules) {
  UErrorCode status = U_ZERO_ERROR;
  if (!rules.empty()) {
    UParseError where{};
    auto own = std::make_unique<icu::RuleBasedNumberFormat>(utf16(rules), locale, where, status);
    if (U_SUCCESS(status)) return own;
    status = U_ZERO_ERROR;
  }
  auto out = std::make_unique<icu::RuleBasedNumberFormat>(icu::URBNF_SPELLOUT, locale, status);
  if (U_FAILURE(status)) return nullptr;
  for (const auto* name : {u"%spellout-cardinal-masculine", u"%spellout-cardinal-verbose"}) {
    UErrorCode known = U_ZERO_ERROR;
    out->setDefaultRuleSet(name, known);
    if (U_SUCCESS(known)) break;
  }
  return out;
}

std::string Formats::month(const Date& date) {
  const std::lock_guard lock(mutex_);
  UErrorCode status = U_ZERO_ERROR;
  if (!months_) {
    months_ = std::make_unique<icu::SimpleDateFormat>(u"LLL", locale_, status);
    if (U_SUCCESS(status)) months_->adoptTimeZone(icu::TimeZone::getGMT()->clone());
  }
  icu::UnicodeString out;
  return U_SUCCESS(status) ? utf8(months_->format(at_noon(date), out)) : iso(date).substr(5, 2);
}

std::string Formats::spelled(std::int64_t value) {
  const std::lock_guard lock(mutex_);
  UErrorCode status = U_ZERO_ERROR;
  if (!spelling_) spelling_ = spelling_of(locale_, rules_);
  if (!spelling_) return std::to_string(value);
  icu::UnicodeString out;
  return utf8(spelling_->format(value, out));
}

std::string Formats::upper(std::string_view text) { return utf8(utf16(text).toUpper(locale_)); }

// ---------------------------------------------------------------- the locale

class IcuLocale : public FileLocale {
 public:
  IcuLocale(std::string language, Words words, Words french)
      : language_(std::move(language)),
        words_(std::move(words)),
        french_(std::move(french)),
        formats_(language_, own_word("number.rules")),
        french_formats_("fr") {}

  const std::string& language() const override { return language_; }
  std::string word(std::string_view key, const std::map<std::string, std::string>& arguments) const override;
  bool has(std::string_view key) const override { return words_.count(key) || french_.count(key); }
  std::string plural(std::string_view key, std::int64_t n) const override;

  std::string date(const Date& date) const override { return formats_.date(date, icu::DateFormat::kLong); }
  std::string short_date(const Date& date) const override {
    return formats_.date(date, icu::DateFormat::kShort);
  }
  std::string dates(const Date& from, const Date& to) const override {
    return from == to ? date(from) : formats_.dates(from, to);
  }
  std::string number(double value, int decimals) const override {
    return formats_.number(value, decimals, false);
  }
  std::string integer(std::int64_t value) const override { return number(static_cast<double>(value), 0); }
  std::string percent(double ratio, int decimals) const override {
    return formats_.number(ratio, decimals, true);
  }
  std::string list(const std::vector<std::string>& items) const override { return formats_.list(items); }
  bool before(std::string_view a, std::string_view b) const override { return formats_.before(a, b); }
  std::string money(double amount, const std::string& currency, int decimals) const override;
  std::string spelled(std::int64_t value) const override { return formats_.spelled(value); }
  std::string plural_category(std::int64_t n) const override { return formats_.plural_category(n); }
  std::string upper(std::string_view text) const override { return formats_.upper(text); }
  std::string money_in_words(double amount, const std::string& currency) const override;
  std::string month(const Date& date) const override { return formats_.month(date); }

  const Locale& in(std::string_view language) const override;
  void know_others(Others others) override { others_ = std::move(others); }
  std::vector<std::string> unknown_keys() const override {
    const std::lock_guard lock(mutex_);
    return {unknown_.begin(), unknown_.end()};
  }
  std::vector<std::string> fallbacks() const override {
    const std::lock_guard lock(mutex_);
    return {fallen_back_.begin(), fallen_back_.end()};
  }

 private:
  std::string own_word(std::string_view key) const {
    const auto it = words_.find(key);
    return it == words_.end() ? std::string() : it->second;
  }
  std::string counted_in_words(const std::string& key, std::int64_t n, const std::string& unknown) const;
  std::string before_a_noun(const std::string& spelled) const;

  void note_fallback(std::string_view key) const {
    const std::lock_guard lock(mutex_);
    fallen_back_.emplace(key);
  }

  std::string language_;
  Words words_, french_;
  mutable Formats formats_, french_formats_;
  mutable std::mutex mutex_;
  mutable std::set<std::string> fallen_back_, unknown_;
  Others others_;
  mutable std::map<std::string, std::shared_ptr<const Locale>, std::less<>> known_others_;
};

const Locale& IcuLocale::in(std::string_view language) const {
  if (language == language_ || language.empty() || !others_) return *this;
  const std::lock_guard lock(mutex_);
  auto it = known_others_.find(language);
  if (it == known_others_.end())
    it = known_others_.emplace(std::string(language), others_(std::string(language))).first;
  return it->second ? *it->second : *this;
}

std::string IcuLocale::word(std::string_view key, const std::map<std::string, std::string>& arguments) const {
  if (const auto it = words_.find(key); it != words_.end()) return filled(it->second, arguments);
  const auto it = french_.find(key);
  if (it == french_.end()) {
    const std::lock_guard lock(mutex_);
    unknown_.emplace(key);
    return std::string(key);
  }
  if (language_ != "fr") note_fallback(key);
  return filled(it->second, arguments);
}

std::string IcuLocale::money(double amount, const std::string& currency, int decimals) const {
  const auto sign = words_.find("currency." + currency + ".sign");
  if (sign == words_.end()) return formats_.money(amount, currency, decimals);
  return number(amount, decimals) + "\u00A0" + sign->second;
}

// The word for a count; null when these words do not know the key.
const std::string* counted(const Words& words, std::string_view key, const std::string& category) {
  for (const auto& name : {std::string(key) + "." + category, std::string(key) + ".other", std::string(key)})
    if (const auto it = words.find(name); it != words.end()) return &it->second;
  return nullptr;
}

// In Arabic the last word of a number changes before what is counted (“مائتان”, but “مائتا درهم”).
std::string IcuLocale::before_a_noun(const std::string& spelled) const {
  const auto space = spelled.rfind(' ');
  const auto start = space == std::string::npos ? 0 : space + 1;
  std::string last = spelled.substr(start), prefix;
  constexpr std::string_view kAnd = "و";
  auto changed = own_word("number.before-noun." + last);
  if (changed.empty() && last.starts_with(kAnd)) {
    prefix = kAnd;
    changed = own_word("number.before-noun." + last.substr(kAnd.size()));
  }
  return changed.empty() ? spelled : spelled.substr(0, start) + prefix + changed;
}

// "deux centimes": the number in words within the words for what is counted.
std::string IcuLocale::counted_in_words(const std::string& key, std::int64_t n,
                                        const std::string& unknown) const {
  const auto spelled = formats_.spelled(n);
  const auto* word = counted(words_, key, formats_.plural_category(n));
  const auto apart = words_.find("currency.rest-apart");
  const auto rest = n % 100;
  if (word && apart != words_.end() && n > 100 && (rest == 1 || rest == 2))
    return filled(apart->second, {{"most", counted_in_words(key, n - rest, unknown)},
                                  {"rest", counted_in_words(key, rest, unknown)}});
  return word ? filled(*word, {{"n", before_a_noun(spelled)}}) : spelled + "\u00A0" + unknown;
}

std::string IcuLocale::money_in_words(double amount, const std::string& currency) const {
  constexpr double kMost = 1e13;  // beyond it a double has no more cents
  UErrorCode status = U_ZERO_ERROR;
  const auto code = utf16(currency);
  const int digits = code.length() == 3
                         ? ucurr_getDefaultFractionDigits(
                               icu::ConstChar16Ptr(icu::UnicodeString(code).getTerminatedBuffer()), &status)
                         : 2;
  const auto unit = static_cast<std::int64_t>(std::pow(10, U_SUCCESS(status) ? std::clamp(digits, 0, 4) : 2));
  if (!std::isfinite(amount) || std::abs(amount) >= kMost) return money(amount, currency, 2);
  const auto all = std::llround(std::abs(amount) * static_cast<double>(unit));
  const auto whole = all / unit, part = all % unit;
  std::string out;
  if (whole > 0 || part == 0) out = counted_in_words("currency." + currency + ".unit", whole, currency);
  if (part > 0) {
    const auto parts = counted_in_words("currency." + currency + ".cent", part, "/ " + std::to_string(unit));
    out = out.empty() ? parts : word("currency.with-cents", {{"units", out}, {"cents", parts}});
  }
  return amount < 0 && all > 0 ? word("currency.minus", {{"amount", out}}) : out;
}

std::string IcuLocale::plural(std::string_view key, std::int64_t n) const {
  const std::map<std::string, std::string> arguments{{"n", integer(n)}};
  if (const auto* word = counted(words_, key, formats_.plural_category(n))) return filled(*word, arguments);
  const auto* french = counted(french_, key, french_formats_.plural_category(n));
  if (!french) return std::string(key);
  note_fallback(key);
  return filled(*french, arguments);
}

// ---------------------------------------------------------------- loading

// Nested tables become dotted keys; the first who says a word is heard.
void flatten(const Record& record, const std::string& prefix, Words& words, Diagnostics& diagnostics) {
  for (const auto& [name, value] : record.entries()) {
    const auto key = prefix + "." + name;
    if (const Record* inner = record.table(name))
      flatten(*inner, key, words, diagnostics);
    else if (const auto* text = std::get_if<std::string>(&value.content))
      words.emplace(key, *text);
    else
      diagnostics.push_back(error(value.span, "the word “{}” must be a text, or a table of words", {name}));
  }
}

void read_topic(World& world, const std::string& path, const std::string& topic, Words& words,
                Diagnostics& diagnostics) {
  auto file = read_text(world, path, path);
  if (!file) return append(diagnostics, std::move(file.error()));
  const auto record = parse_toml(*file);
  if (!record) return append(diagnostics, record.error());
  flatten(*record, topic, words, diagnostics);
}

// Whether any folder knows the language.
bool read_language(World& world, const std::vector<std::string>& folders, const std::string& language,
                   Words& words, Diagnostics& diagnostics) {
  bool known = false;
  for (const auto& folder : folders) {
    const auto path = folder + "/locales/" + language;
    for (const auto& name : world.list(path)) {
      if (name.size() <= 5 || name.substr(name.size() - 5) != ".toml") continue;
      known = true;
      read_topic(world, path + "/" + name, name.substr(0, name.size() - 5), words, diagnostics);
    }
  }
  return known;
}

std::vector<std::string> known_languages(World& world, const std::vector<std::string>& folders) {
  std::set<std::string> out;
  for (const auto& folder : folders)
    for (const auto& name : world.list(folder + "/locales"))
      if (is_language_tag(name)) out.insert(name);
  return {out.begin(), out.end()};
}

}  // namespace

Result<std::shared_ptr<FileLocale>> load_locale(World& world, const std::vector<std::string>& folders,
                                                const std::string& language) {
  if (!is_language_tag(language))
    return fail(hinted(error({}, "“{}” is no language", {language}), "write fr, ar, zgh, en …"));
  Words words, french;
  Diagnostics diagnostics;
  bool known = read_language(world, folders, language, words, diagnostics);
  if (primary(language) != language)
    known |= read_language(world, folders, primary(language), words, diagnostics);
  if (primary(language) != "fr") read_language(world, folders, "fr", french, diagnostics);
  if (!known)
    diagnostics.push_back(unknown_name(error({}, "there are no words for the language “{}”", {language}),
                                       language, known_languages(world, folders)));
  if (has_errors(diagnostics)) return fail(std::move(diagnostics));
  return std::make_shared<IcuLocale>(language, std::move(words), std::move(french));
}

}  // namespace taqrir::input
