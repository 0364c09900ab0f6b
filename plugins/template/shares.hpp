// The filter `of`: what a share in per cent of an amount comes to.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "environment.hpp"

namespace taqrir::declared {

/// To the hundredth, half up. The last share that is given takes the rest, so that the sum is exactly what
/// all of them together come to. A missing share stays missing.
std::vector<std::optional<double>> shared_out(double amount,
                                              const std::vector<std::optional<double>>& shares);

Result<const Shape*> gives_share(const FilterCall& call, const Names& names, const Span& span);
/// Missing where a part of the amount is: the share of an incomplete sum would be a wrong figure.
Datum share_of(const Datum& in, const std::string& path, const FilterCall& call, const Scope& scope,
               Environment& environment);

}  // namespace taqrir::declared
