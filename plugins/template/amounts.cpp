#include "amounts.hpp"

#include <algorithm>
#include <cmath>

#include "kit/words.hpp"

namespace taqrir::declared {

namespace {

std::size_t place_of_category(const std::string& category, std::size_t forms) {
  static const std::vector<std::string> kSix{"zero", "one", "two", "few", "many", "other"};
  if (forms == 1) return 0;
  if (forms < 6) return category == "one" ? 0 : 1;
  for (std::size_t i = 0; i < kSix.size(); ++i)
    if (kSix[i] == category) return i;
  return 5;
}

/// CLDR's rules: a number with decimals is “other” (English, Arabic, Tamazight), unless the language counts
/// by the whole part alone, as French does (1,5 heure), which is seen at its 0.
std::string category_of(double n, int decimals, const Locale& locale) {
  const auto whole = static_cast<std::int64_t>(decimals == 0 ? std::llround(n) : std::trunc(n));
  if (decimals == 0 || locale.plural_category(0) == "one") return locale.plural_category(whole);
  return "other";
}

}  // namespace

void Tally::add(std::optional<double> value) {
  if (!value) return void(++missing);
  sum += *value, ++n;
}

std::optional<double> Tally::mean() const {
  if (n == 0) return std::nullopt;
  return sum / n;
}

std::string plural_form(const std::vector<std::string>& forms, double n, const Locale& locale) {
  const int decimals = kit::decimals_of(n);
  const auto number = locale.number(n, decimals);
  if (forms.empty()) return number;
  const auto category = category_of(n, decimals, locale);
  auto form = forms[std::min(place_of_category(category, forms.size()), forms.size() - 1)];
  const auto at = form.find("{n}");
  const bool some_say = std::any_of(forms.begin(), forms.end(),
                                    [](const auto& one) { return one.find("{n}") != std::string::npos; });
  if (at == std::string::npos) return some_say ? form : number + "\u00A0" + form;
  return form.replace(at, 3, number);
}

std::string amount_in_words(double amount, const std::string& currency, const Locale& locale) {
  return locale.money_in_words(amount, currency);
}

}  // namespace taqrir::declared
