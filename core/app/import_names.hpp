// What names of files and folders say: dates, numbers, titles; and in which language a text is.
#pragma once

#include <optional>
#include <string>

#include "app/import_rules.hpp"
#include "base/date.hpp"

namespace taqrir::app {

struct DateRange {
  Date start, end;
};

/// All full days in a name, from the first to the last: “2025-03-12”, “12.03.2025”, “10 au 12 juin 2025”, “28
/// février – 2 mars 2025”, “20250312”. A month or a year alone is no day.
std::optional<DateRange> dates_in_name(const std::string& name, const NameWords& words);
DateRange spanning(const DateRange& a, const DateRange& b);

/// “Activité 3 - …”, “A3_…”, “03-…”: 3; none when the name does not begin so. At most two digits.
std::optional<int> number_in_name(const std::string& name, const NameWords& words);

/// The name for people: without extension, number, date and separators. Empty when only generic words are
/// left.
std::string title_of_name(const std::string& name, const NameWords& words);
bool is_generic(const std::string& text, const NameWords& words);

/// “ar” for Arabic letters, “zgh” for Tifinagh; among languages of Latin letters by their common words,
/// French otherwise.
std::string language_of_text(const std::string& text, const NameWords& words);

/// Letters and digits of any script, hyphens for everything else; recognisable, and safe on every file
/// system. The extension stays, in lower case. Never empty.
std::string safe_name(const std::string& name);

}  // namespace taqrir::app
