// Pandoc 2.17 stamps the entries of ODT and EPUB files with the time of writing: equal documents would not
// give equal bytes.
#pragma once

#include <chrono>
#include <string>

namespace taqrir::pandoc {

/// Gives every entry of a zip the same day, at midnight, in its own header and in the directory (PKWARE's
/// APPNOTE 4.3.7 and 4.3.12: times and dates in the form of MS-DOS). What is not understood is left as it is.
void date_entries(std::string& zip, std::chrono::year_month_day day);

}  // namespace taqrir::pandoc
