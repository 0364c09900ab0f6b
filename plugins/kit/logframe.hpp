// A logical framework: the chain from goal to activities, each level with its indicators, their sources, and
// what is assumed. As in the European Union's template (PRAG, Annex C of grant contracts): results chain,
// indicator, baseline, target, current value, source of verification, assumptions.
#pragma once

#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "kit/indicators.hpp"
#include "model/schema.hpp"
#include "model/value.hpp"

namespace taqrir::kit {

enum class ChainLevel { goal, objective, result, activity };

/// As written in TOML, and last part of the words' keys: "goal".
std::string key_of(ChainLevel level);

struct ChainLink {
  ChainLevel level = ChainLevel::result;
  std::string code;
  std::vector<Indicator> indicators;
  Record record;  ///< text and assumptions, with their places
};

/// `logframe = [{ level, code, text, assumptions, indicators = [ … ] }]` under any name.
Field logframe_fields(std::string name);
/// In the file's order.
std::vector<ChainLink> logframe_of(const Record& fields, std::string_view key);
/// An error for each level that stands above one that is higher: a result before its objective.
Diagnostics check_chain(const std::vector<ChainLink>& chain);

}  // namespace taqrir::kit
