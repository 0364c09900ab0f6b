// Sums that say of how many, plurals, and amounts in words.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "model/locale.hpp"

namespace taqrir::declared {

/// Numbers added up; what is missing is counted apart and never as 0.
struct Tally {
  double sum = 0;
  int n = 0, missing = 0;

  void add(std::optional<double> value);
  std::optional<double> mean() const;
};

/// `forms`: one and other; or zero, one, two, few, many, other; or one for all. `{n}` in a form is the
/// number. Where no form has it the number stands before the form; else a form without it says its number
/// itself ("قراران"). A number that is not whole is printed as it is, with two decimals at most.
std::string plural_form(const std::vector<std::string>& forms, double n, const Locale& locale);

/// "douze mille cinq cents dirhams et vingt centimes": whole units and hundredths, both spelled, with the
/// words "currency.<code>.unit" and "currency.<code>.cent".
std::string amount_in_words(double amount, const std::string& currency, const Locale& locale);

}  // namespace taqrir::declared
