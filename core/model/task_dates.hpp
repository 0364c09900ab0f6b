// The dates of a Gantt chart's tasks, as they are drawn and as they are told.
#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "model/document.hpp"
#include "model/locale.hpp"

namespace taqrir {

/// What a row spans; of a milestone both are its day.
struct TaskDates {
  std::optional<std::chrono::sys_days> start, end;
};

TaskDates dates_of(const ChartTask& task);
/// “2–9 juillet 2025”; a day that is not known is said to be missing. Empty for a group without dates of its
/// own.
std::string dates_in_words(const ChartTask& task, const Locale& locale);
/// Each task and mark with its dates, for those who do not see the chart.
std::string tasks_in_words(const Chart& chart, const Locale& locale);

}  // namespace taqrir
