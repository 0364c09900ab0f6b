// Sample statistics by Boost.Math. Nothing is invented for small samples: what is undefined is absent.
#pragma once

#include <optional>
#include <vector>

namespace taqrir::kit {

using Sample = std::vector<double>;

struct Interval {
  double low = 0;
  double high = 0;
};

/// Arithmetic mean; absent for an empty sample.
std::optional<double> mean(const Sample& values);
/// The middle value, or the mean of the two middle ones; absent for an empty sample.
std::optional<double> median(const Sample& values);
/// Sample standard deviation, divisor n − 1; absent below two values.
std::optional<double> deviation(const Sample& values);

/// Confidence interval of the mean: x̄ ± t(1 − α/2; n − 1) · s / √n, Student's t (Student, 1908, “The
/// probable error of a mean”, Biometrika 6(1)). Absent below two values. `confidence` in (0, 1).
std::optional<Interval> mean_interval(const Sample& values, double confidence = 0.95);

}  // namespace taqrir::kit
