// Satisfaction: items rated 1 (not at all) to 5 (wholly), one column an item, its wording the header.
// Five-point items after R. Likert (1932), “A technique for the measurement of attitudes”, Archives of
// Psychology 22(140), 5–55. Ratings are ordered, not measured: the mean is given beside the whole
// distribution, never alone.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "kit/sheet.hpp"

namespace taqrir::kit {

inline constexpr int kRatings = 5;

struct SatisfactionItem {
  std::string wording;
  std::array<int, kRatings> counts{};  ///< of ratings 1 to 5
  int missing = 0;

  int answers() const;
  std::optional<double> mean() const;             ///< Σ rating · count / answers (NIST/SEMATECH 1.3.5.1)
  std::optional<double> share(int rating) const;  ///< count / answers; rating 1 to 5
};

struct Satisfaction {
  std::vector<SatisfactionItem> items;
  int sheets = 0;  ///< filled-in questionnaires
  std::vector<Duplicate> duplicates;

  std::optional<double> mean() const;  ///< over all answers of all items
};

TableShape satisfaction_shape(const Table& headers);
/// The wordings of the items, in the sheet's order.
std::vector<std::string> satisfaction_items(const Table& headers);
/// `sheet` fits satisfaction_shape.
Satisfaction count_satisfaction(const Table& sheet);
std::optional<Satisfaction> read_satisfaction(const ReportContext& context, const FileRef& file,
                                              Diagnostics& diagnostics);

}  // namespace taqrir::kit
