#include "amounts.hpp"

#include <algorithm>
#include <cmath>

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

}  // namespace

void Tally::add(std::optional<double> value) {
  if (!value) return void(++missing);
  sum += *value, ++n;
}

std::optional<double> Tally::mean() const {
  if (n == 0) return std::nullopt;
  return sum / n;
}

std::string plural_form(const std::vector<std::string>& forms, std::int64_t n, const Locale& locale) {
  const auto number = locale.integer(n);
  if (forms.empty()) return number;
  auto form = forms[std::min(place_of_category(locale.plural_category(n), forms.size()), forms.size() - 1)];
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
