// A DOCX or ODT file as its parts. Equal parts give equal bytes.
#pragma once

#include <map>
#include <string>

#include "base/result.hpp"

namespace taqrir::pandoc::office {

struct Package {
  std::map<std::string, std::string> parts;  ///< contents by path

  static Result<Package> open(std::string_view bytes);
  /// A ZIP archive, its entries dated 1980-01-01, in the order of their paths after `first`, which stands
  /// uncompressed when it is ODF's "mimetype".
  Result<std::string> close(const std::string& first) const;
};

}  // namespace taqrir::pandoc::office
