// Spans as text, "recit.md:12:5-9" (path:line:column, end column after a hyphen), and back.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "base/span.hpp"

namespace taqrir {

/// Empty for a span that is nowhere.
std::string place_text(const Span& span);

/// Reads places; spans of one path share one SourceFile, whose text is not known and stays empty.
class PlaceReader {
 public:
  /// nullopt when it is no place.
  std::optional<Span> read(std::string_view text);

 private:
  std::map<std::string, SourceRef, std::less<>> files_;
};

}  // namespace taqrir
