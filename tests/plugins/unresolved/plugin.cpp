// Calls what this Taqrir does not have, as a plugin built for another version would.
#include "tests/plugins/plain_report.hpp"

namespace taqrir {
std::unique_ptr<Report> report_of_another_version();
}

TAQRIR_PLUGIN(registrar) { registrar.add(taqrir::report_of_another_version()); }
