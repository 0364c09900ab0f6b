// What people read: summaries on standard output, diagnostics on standard error.
#pragma once

#include <string>
#include <vector>

#include "app/job.hpp"
#include "base/phases.hpp"

namespace taqrir::cli {

/// A line for each output with pages, bytes and time, and one for all; empty when nothing was made.
std::string summary(const app::Outcome& outcome);
std::string verified(const app::Outcome& outcome);
/// A line for each difference from an older manifest. `asked`: say also that there is none.
std::string changes(const app::Outcome& outcome, bool asked);
/// What `take` wrote; that there was nothing to take is said too.
std::string taken(const app::Outcome& outcome);
std::string welcome(const std::string& folder, const app::Outcome& outcome);
std::string type_list(const std::vector<app::TypeInfo>& types, const std::string& language);
std::string type_page(const app::TypeInfo& type, const std::string& language);
std::string plugin_list(const std::vector<host::PluginStatus>& plugins, const std::string& language);
std::string health(const std::vector<app::Finding>& findings);

/// A line for each phase of the work: time on the wall while any thread was in it, and the processor's time
/// of all threads.
std::string timings(const PhaseClock& clock);

/// All diagnostics as text, and how many there are of each kind. `quiet` leaves out notes and the count.
std::string report(const Diagnostics& diagnostics, bool quiet);

}  // namespace taqrir::cli
