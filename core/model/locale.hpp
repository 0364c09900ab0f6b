// The words, dates, numbers and plurals of a report's language. Words come from templates/locales
// and from a plugin's own `locales` folder; formats come from ICU. Implemented in core/input.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "model/language.hpp"

namespace taqrir {

class Locale {
 public:
  virtual ~Locale() = default;

  virtual const std::string& language() const = 0;
  Direction direction() const { return direction_of(language()); }

  /// The word or phrase under a dotted key ("page.of", "narrative-report.summary"), with `{name}`
  /// replaced by the arguments. A key that the language lacks falls back to French, and is warned
  /// of once per language by the owner of the locale; a key that nobody has is returned as it is.
  virtual std::string word(std::string_view key,
                           const std::map<std::string, std::string>& arguments = {}) const = 0;
  virtual bool has(std::string_view key) const = 0;
  /// Under `key` stand the plural categories (zero, one, two, few, many, other); `{n}` is the
  /// number, formatted.
  virtual std::string plural(std::string_view key, std::int64_t n) const = 0;

  virtual std::string date(const Date& date) const = 0;            ///< "2 juillet 2025"
  virtual std::string short_date(const Date& date) const = 0;      ///< "02/07/2025"
  virtual std::string dates(const Date& from, const Date& to) const = 0;  ///< "10–12 juin 2025"
  virtual std::string number(double value, int decimals) const = 0;
  virtual std::string integer(std::int64_t value) const = 0;
  virtual std::string percent(double ratio, int decimals) const = 0;      ///< 0.25 -> "25 %"
  virtual std::string list(const std::vector<std::string>& items) const = 0;  ///< "A, B et C"
  /// The words of another language, for a block that has its own; these words when there are none.
  /// Valid as long as this locale.
  virtual const Locale& in(std::string_view language) const { return (void)language, *this; }
  /// Collation order of the language.
  virtual bool before(std::string_view a, std::string_view b) const = 0;

  /// "12 500,00 MAD"; `currency` is an ISO 4217 code, its sign a word under "currency.<code>.sign".
  virtual std::string money(double amount, const std::string& currency, int decimals = 2) const {
    return number(amount, decimals) + "\u00A0" + currency;
  }
  /// The number in words: "douze mille cinq cents".
  virtual std::string spelled(std::int64_t value) const { return integer(value); }
  /// zero, one, two, few, many or other.
  virtual std::string plural_category(std::int64_t n) const { return n == 1 ? "one" : "other"; }
  virtual std::string upper(std::string_view text) const { return std::string(text); }
  /// "douze mille cinq cents dirhams et dix centimes". Rounded half up to the currency's smallest unit, which is
  /// left out when there is none of it. The words stand under "currency.<code>.unit" and ".cent"; without them the
  /// code does.
  virtual std::string money_in_words(double amount, const std::string& currency) const {
    return money(amount, currency);
  }
  /// The month's short name as it stands alone: "févr.".
  virtual std::string month(const Date& date) const {
    return std::to_string(static_cast<unsigned>(date.month()));
  }
};

}  // namespace taqrir
