// The filters of placeholders: one table, from which the check, the work and the reference page are made.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "environment.hpp"

namespace taqrir::declared {

struct Filter {
  const char* name;
  int least, most;                 ///< how many arguments
  std::vector<ShapeKind> accepts;  ///< none: every kind
  const char* example;             ///< a placeholder
  const char* french;              ///< one sentence, for the reference
  const char* english;
  Result<const Shape*> (*gives)(const Shape& in, const FilterCall& call, const Span& span);
  Datum (*apply)(const Datum& in, const FilterCall& call, Environment& environment);
};

const std::vector<Filter>& filters();
const Filter* find_filter(std::string_view name);
std::vector<std::string> filter_names();

}  // namespace taqrir::declared
