// Documents with the nodes of forms, legal texts, comparisons, plans and certificates, in French and Arabic.
#pragma once

#include <string>
#include <vector>

#include "model/document.hpp"
#include "model/locale.hpp"

namespace taqrir::test {

struct Sheet {
  std::string name;  ///< "legal-fr"
  std::string theme;
  Document document;
};

std::vector<Sheet> sheets(const Locale& french, const Locale& arabic);

}  // namespace taqrir::test
