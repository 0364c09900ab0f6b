// Satisfaction: items rated 1 (not at all) to 5 (wholly), one column an item, its wording the header.
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
  std::optional<double> mean() const;             ///< Σ rating · count / answers
  std::optional<double> share(int rating) const;  ///< count / answers; rating 1 to 5
};

struct Satisfaction {
  std::vector<SatisfactionItem> items;
  int sheets = 0;  ///< filled-in questionnaires
  std::vector<Duplicate> duplicates;

  std::optional<double> mean() const;  ///< over all answers of all items
};

TableShape satisfaction_shape(const Table& headers);
/// `sheet` fits satisfaction_shape.
Satisfaction count_satisfaction(const Table& sheet);
std::optional<Satisfaction> read_satisfaction(const ReportContext& context, const FileRef& file,
                                              Diagnostics& diagnostics);

}  // namespace taqrir::kit
