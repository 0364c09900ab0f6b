#include <stdexcept>

#include "tests/plugins/plain_report.hpp"

TAQRIR_PLUGIN(registrar) {
  registrar.add(taqrir::test::plain_report("throws-at-registration", &taqrir::test::empty_document));
  throw std::runtime_error("the table of indicators is not there");
}
