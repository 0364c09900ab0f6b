#include <stdexcept>

#include "tests/plugins/plain_report.hpp"

namespace {

using namespace taqrir;

Composed throw_text(const ReportContext&) { throw std::out_of_range("no row 12"); }
Composed throw_number(const ReportContext&) { throw 42; }

}  // namespace

TAQRIR_PLUGIN(registrar) {
  registrar.add(taqrir::test::plain_report("throws-text", &throw_text));
  registrar.add(taqrir::test::plain_report("throws-number", &throw_number));
}
