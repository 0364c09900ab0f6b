// What is known of a text of another program beside Pandoc's JSON of it: kept in the cache with it.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.hpp"
#include "input/office_facts.hpp"

namespace taqrir::app {

struct OwnTextFacts {
  input::OfficeFacts office;      ///< without passages
  std::vector<std::string> lost;  ///< passages that Pandoc does not read: the first few
  std::size_t lost_count = 0;
  std::size_t parted = 0;            ///< merged cells that come apart
  std::vector<std::string> remarks;  ///< Pandoc's
};

/// Compares what the parts say with what Pandoc read.
OwnTextFacts compared(input::OfficeFacts office, std::string_view json, std::vector<std::string> remarks);

std::string packed(const OwnTextFacts& facts, std::string_view json);  ///< both in one
struct UnpackedText {
  OwnTextFacts facts;
  std::string_view json;
};
UnpackedText unpacked(std::string_view both);

/// What is left out or changed, each kind once, with its count.
Diagnostics told_of(const OwnTextFacts& facts, const std::string& format, const std::string& shown);

}  // namespace taqrir::app
