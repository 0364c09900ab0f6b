// Indicators of a logical framework: baseline, target, reached value, source of verification.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/schema.hpp"
#include "model/value.hpp"

namespace taqrir::kit {

struct Indicator {
  std::string text;
  std::string unit;
  std::optional<double> baseline, target, reached;
  std::string source;
  Span text_span, source_span;
  std::string reached_from;  ///< the count that is the value reached, where `reached` is not given

  /// The way covered from baseline to target: (reached − baseline) / (target − baseline); without a
  /// baseline, reached / target. A proportion, by definition. Absent where a value is missing or the divisor
  /// is 0.
  std::optional<double> attainment() const;
};

/// How many are at their target or beyond.
int reached(const std::vector<Indicator>& indicators);
/// What `reached_from` may name: counts of persons, tests and questionnaires.
const std::vector<std::string>& counted_names();
Field indicator_fields(std::string name);
std::vector<Indicator> indicators_of(const Record& fields, std::string_view key);

}  // namespace taqrir::kit
