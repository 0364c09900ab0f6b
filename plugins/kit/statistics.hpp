// Sample statistics by Boost.Math. Nothing is invented for small samples: what is undefined is absent.
//
// Mean, median and standard deviation as defined in NIST/SEMATECH, e-Handbook of Statistical Methods,
// sections 1.3.5.1 (measures of location) and 1.3.5.6 (measures of scale).
#pragma once

#include <optional>
#include <vector>

namespace taqrir::kit {

using Sample = std::vector<double>;

struct Interval {
  double low = 0;
  double high = 0;
};

/// Arithmetic mean x̄ = Σ x / n (NIST/SEMATECH 1.3.5.1); absent for an empty sample.
std::optional<double> mean(const Sample& values);
/// The middle value in order of size; of an even number, the mean of the two middle ones (NIST/SEMATECH
/// 1.3.5.1). Absent for an empty sample.
std::optional<double> median(const Sample& values);
/// Sample standard deviation s = √(Σ (x − x̄)² / (n − 1)) (NIST/SEMATECH 1.3.5.6); absent below two values.
std::optional<double> deviation(const Sample& values);

/// Confidence interval of the mean: x̄ ± t(1 − α/2; n − 1) · s / √n, with Student's t: Student (1908), “The
/// probable error of a mean”, Biometrika 6(1), 1–25. Of differences of pairs, it is that of the mean
/// difference. Absent below two values. `confidence` in (0, 1).
std::optional<Interval> mean_interval(const Sample& values, double confidence = 0.95);

}  // namespace taqrir::kit
