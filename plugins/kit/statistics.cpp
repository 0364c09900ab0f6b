#include "kit/statistics.hpp"

#include <boost/math/distributions/students_t.hpp>
#include <boost/math/statistics/univariate_statistics.hpp>
#include <cmath>

namespace taqrir::kit {

namespace stats = boost::math::statistics;

std::optional<double> mean(const Sample& values) {
  if (values.empty()) return std::nullopt;
  return stats::mean(values);
}

std::optional<double> median(const Sample& values) {
  if (values.empty()) return std::nullopt;
  Sample reordered = values;
  return stats::median(reordered);
}

std::optional<double> deviation(const Sample& values) {
  if (values.size() < 2) return std::nullopt;
  return std::sqrt(stats::sample_variance(values));
}

std::optional<Interval> mean_interval(const Sample& values, double confidence) {
  const auto spread = deviation(values);
  if (!spread) return std::nullopt;
  const auto n = static_cast<double>(values.size());
  const boost::math::students_t distribution(n - 1);
  const double t = boost::math::quantile(boost::math::complement(distribution, (1 - confidence) / 2));
  const double half = t * *spread / std::sqrt(n);
  const double middle = *mean(values);
  return Interval{middle - half, middle + half};
}

}  // namespace taqrir::kit
