// Learning measured by the same test before and after, paired by participant.
//
// Columns: code, pre, post (points, 0 to the maximum). Only participants with both scores enter the
// figures; the others are counted as missing, named by their codes in the report, and warned of at their
// rows.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "kit/sheet.hpp"
#include "kit/statistics.hpp"

namespace taqrir::kit {

struct Score {
  std::string code;
  std::optional<double> pre, post;
  Span span;  ///< the code's cell
};

/// How many pairs lie in [from, to[ before and after; the last band holds its upper end. Bands of equal
/// width from 0 to the maximum: a count, no estimate.
struct ScoreBand {
  double from = 0, to = 0;
  int pre = 0, post = 0;
};

class Learning {
 public:
  /// `maximum` > 0: the best possible score.
  Learning(std::vector<Score> scores, double maximum, std::vector<Duplicate> duplicates = {});

  double maximum() const noexcept { return maximum_; }
  int registered() const noexcept { return static_cast<int>(scores_.size()); }
  int missing_pre() const noexcept { return size(post_only_) + size(neither_); }
  int missing_post() const noexcept { return size(pre_only_) + size(neither_); }
  const std::vector<std::string>& pre_only() const noexcept { return pre_only_; }    ///< codes
  const std::vector<std::string>& post_only() const noexcept { return post_only_; }  ///< codes
  const std::vector<std::string>& neither() const noexcept { return neither_; }      ///< codes
  const std::vector<Score>& scores() const noexcept { return scores_; }
  int pairs() const noexcept { return static_cast<int>(gains_.size()); }
  const Sample& pre() const noexcept { return pre_; }
  const Sample& post() const noexcept { return post_; }
  const Sample& gains() const noexcept { return gains_; }  ///< post − pre, each pair
  const std::vector<Duplicate>& duplicates() const noexcept { return duplicates_; }

  std::optional<Interval> gain_interval() const { return mean_interval(gains_); }  ///< 95 %
  /// Average normalised gain ⟨g⟩ = (⟨post⟩ − ⟨pre⟩) / (maximum − ⟨pre⟩): R. R. Hake (1998),
  /// “Interactive-engagement versus traditional methods”, American Journal of Physics 66(1), 64–74.
  /// Absent without pairs, and where the mean before is already the maximum.
  std::optional<double> normalised_gain() const;
  /// Cohen's d_z, the standardised mean difference of pairs: mean gain / standard deviation of the gains.
  /// J. Cohen (1988), Statistical Power Analysis for the Behavioral Sciences, 2nd ed., section 2.3.5; named
  /// so by D. Lakens (2013), Frontiers in Psychology 4:863. Not to be compared with the d of two separate
  /// groups, which divides by the deviation of the scores. Absent where all gains are equal.
  std::optional<double> effect_size() const;
  std::vector<ScoreBand> bands(int count = 5) const;

 private:
  static int size(const std::vector<std::string>& codes) { return static_cast<int>(codes.size()); }
  void add(const Score& score);

  double maximum_;
  std::vector<Score> scores_;
  std::vector<std::string> pre_only_, post_only_, neither_;
  Sample pre_, post_, gains_;
  std::vector<Duplicate> duplicates_;
};

/// Hake's three classes (1998, as above): high from 0.7, medium from 0.3, low below.
enum class GainClass { low, medium, high };
GainClass gain_class(double normalised_gain);

TableShape learning_shape(double maximum);
/// Warns at the row of each who has one test only, or neither; where a whole column is empty, once, at the
/// first row: no gain can be computed.
Diagnostics incomplete_pairs(const Learning& learning);
/// Reads, counts, and warns of each duplicate and each incomplete pair at its place.
std::optional<Learning> read_learning(const ReportContext& context, const FileRef& file, double maximum,
                                      Diagnostics& diagnostics);

}  // namespace taqrir::kit
