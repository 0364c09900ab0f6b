// An edited twin as a file: what it remembers, and what it says now.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "app/workshop.hpp"
#include "pandoc/alignment.hpp"

namespace taqrir::app {

struct Twin {
  pandoc::Marks marks;
  std::vector<pandoc::Item> items;
  pandoc::Alignment alignment;
  std::map<std::string, std::string> pictures = {};  ///< files' contents, by the addresses in the items
};

/// What the file remembers of how it was made. nullopt: it is no twin, or its marks were lost. The
/// package is judged first, as that of any text is (input/office_package.hpp). "docx" and "odt" files can be.
std::optional<pandoc::Marks> marks_in(const Bytes& file, const std::string& format);

/// Errors: it cannot be read, or it is no twin.
Result<Twin> read_twin(Workshop& shop, const Bytes& file, const std::string& format,
                       const std::string& shown);

}  // namespace taqrir::app
