#include "tests/plugins/plain_report.hpp"

TAQRIR_PLUGIN(registrar) {
  registrar.add(taqrir::test::plain_report("registers-more", &taqrir::test::empty_document));
  registrar.add(taqrir::test::plain_report("unannounced", &taqrir::test::empty_document));
}
