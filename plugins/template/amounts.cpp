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

std::vector<std::string> split(const std::string& text) {
  std::vector<std::string> out;
  for (std::size_t begin = 0; begin <= text.size();) {
    const auto end = std::min(text.find('|', begin), text.size());
    out.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return out;
}

/// A spelled number as it stands before what it counts, where the language tells the two apart.
std::string before_unit(std::string number, const Locale& locale) {
  if (!locale.has("currency.alone")) return number;
  const auto alone = split(locale.word("currency.alone")),
             before = split(locale.word("currency.before-unit"));
  for (std::size_t i = 0; i < std::min(alone.size(), before.size()); ++i)
    if (number.ends_with(alone[i]))
      return number.replace(number.size() - alone[i].size(), alone[i].size(), before[i]);
  return number;
}

/// A count and its unit, spelled: "deux dirhams"; a form that says the number itself ("ديرهمان") stands
/// alone.
std::string counted(std::int64_t n, const std::string& key, const Locale& locale) {
  const auto category = key + "." + locale.plural_category(n);
  return locale.word(locale.has(category) ? category : key + ".other",
                     {{"n", before_unit(locale.spelled(n), locale)}});
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
  const auto hundredths = std::llround(std::abs(amount) * 100);
  const auto key = "currency." + currency;
  if (!locale.has(key + ".unit.other")) return locale.spelled(hundredths / 100) + " " + currency;
  auto out = counted(hundredths / 100, key + ".unit", locale);
  if (hundredths % 100 != 0)
    out = locale.word("currency.with-cents",
                      {{"units", out}, {"cents", counted(hundredths % 100, key + ".cent", locale)}});
  return amount < 0 && hundredths > 0 ? locale.word("currency.minus", {{"amount", out}}) : out;
}

}  // namespace taqrir::declared
