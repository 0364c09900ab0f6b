// Pictures on their way into Pandoc: as files of ours in its working folder, or as data in the document. No
// name of the mission's reaches Pandoc.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "pandoc/pandoc.hpp"
#include "pandoc/process.hpp"

namespace taqrir::pandoc {

/// What the bytes are, so that a name in a mission decides nothing.
struct PictureKind {
  std::string_view extension, type;
};
std::optional<PictureKind> picture_kind(std::string_view bytes);

/// Reads each file once and gives the name under which Pandoc finds it.
class Pictures {
 public:
  /// `place` null: as data URIs.
  Pictures(const ReadFile& read, Workplace* place, const char* a_file)
      : read_(read), place_(place), a_file_(a_file) {}

  Result<std::string> keep(const FileRef& file);
  /// A picture of our own making, as a chart.
  Result<std::string> keep_bytes(std::string_view bytes, const PictureKind& kind);
  /// What the content of the picture under this name is known by (items.hpp); empty: there is none, or it is
  /// data in the document.
  std::string print_of(const std::string& name) const;

 private:
  const ReadFile& read_;
  Workplace* place_;
  const char* a_file_;  ///< "a Word file", for messages
  std::size_t count_ = 0;
  std::map<std::string, std::string> names_;   ///< by path
  std::map<std::string, std::string> prints_;  ///< by name
};

}  // namespace taqrir::pandoc
