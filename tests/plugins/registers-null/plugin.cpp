#include "tests/plugins/plain_report.hpp"

TAQRIR_PLUGIN(registrar) {
  registrar.add(taqrir::test::plain_report("registers-null", &taqrir::test::empty_document));
  registrar.add(nullptr);
}
