// Three ways to give no document; only the last is right.
#include "tests/plugins/plain_report.hpp"

namespace {

using namespace taqrir;

Composed silent(const ReportContext&) { return {}; }
Composed warn_only(const ReportContext&) { return {std::nullopt, {warning({}, "the table is empty")}}; }
Composed explain(const ReportContext&) { return {std::nullopt, {error({}, "the table is empty")}}; }

}  // namespace

TAQRIR_PLUGIN(registrar) {
  registrar.add(taqrir::test::plain_report("silent", &silent));
  registrar.add(taqrir::test::plain_report("warns-only", &warn_only));
  registrar.add(taqrir::test::plain_report("explains", &explain));
}
