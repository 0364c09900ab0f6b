// What an activity's technical analysis measures, read once and shown by several reports.
#pragma once

#include <optional>

#include "kit/attendance.hpp"
#include "kit/indicators.hpp"
#include "kit/learning.hpp"
#include "kit/satisfaction.hpp"
#include "kit/writer.hpp"

namespace taqrir::kit {

struct Evaluation {
  std::optional<Attendance> attendance;
  std::optional<Learning> learning;
  std::optional<Satisfaction> satisfaction;
  std::vector<Indicator> indicators;
};

/// Keys: attendance, learning with learning_maximum, satisfaction (files), indicators.
Schema evaluation_fields();
/// The count of that name (counted_names()); absent where its sheet is.
std::optional<double> counted(const Evaluation& evaluation, std::string_view name);
/// `fields` has evaluation_fields(). Missing sheets are absent; what cannot be read stands in `diagnostics`.
Evaluation read_evaluation(const ReportContext& context, const Record& fields, Diagnostics& diagnostics);
/// As the activity's [deliverables.technical-analysis] has it, for reports that only quote it: errors count,
/// the warnings are left to the technical analysis. All absent when the activity declares none.
Evaluation evaluation_of_activity(Writer& writer);
Evaluation evaluation_of_activity(Writer& writer, const std::string& activity);

/// Participants, women's share, rate of attendance, gain, normalised gain, satisfaction, indicators reached:
/// what there is of them.
std::vector<KeyFact> main_figures(const Words& kit, const Evaluation& evaluation);

}  // namespace taqrir::kit
