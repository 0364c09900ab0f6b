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
  /// Of a filter that is told names, and so stands directly behind its own: instead of the two above.
  Result<const Shape*> (*gives_among)(const FilterCall& call, const Names& names, const Span& span) = nullptr;
  Datum (*apply_within)(const Datum& in, const std::string& path, const FilterCall& call, const Scope& scope,
                        Environment& environment) = nullptr;
};

const std::vector<Filter>& filters();
const Filter* find_filter(std::string_view name);
std::vector<std::string> filter_names();

}  // namespace taqrir::declared
