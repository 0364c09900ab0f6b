// The completeness matrix for people: activities down, deliverables across.
#pragma once

#include <string>
#include <vector>

#include "app/job.hpp"
#include "cli/terminal.hpp"

namespace taqrir::cli {

/// Each cell says the state, then the board's decision with its day, then the day when it is due; below it stand
/// the counts, and the words of waivers and decisions. A table too wide for the terminal is parted by columns.
/// Empty when nothing is declared or owed.
std::string matrix(const std::vector<app::DeliverableEntry>& deliverables, const Terminal& terminal);

}  // namespace taqrir::cli
