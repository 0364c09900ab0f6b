// Document -> other formats, through Pandoc's JSON on a pipe. Pandoc runs by the World, with limits.
#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <optional>
#include <string>

#include "base/result.hpp"
#include "base/world.hpp"
#include "model/document.hpp"
#include "model/locale.hpp"

namespace taqrir::pandoc {

struct Version { int major = 0, minor = 0, patch = 0; std::vector<int> api; };

/// Asks the `pandoc` in PATH. Error (blame machine) with the command that installs it.
Result<Version> installed(World& world);

/// Pictures and foreign pages are reached only through this: mission-relative path -> bytes.
using ReadFile = std::function<Result<Bytes>(const FileRef&)>;

/// Pandoc's JSON for the API version, pictures within it as data URIs. What the format cannot hold is a
/// warning with its place.
std::string to_pandoc_json(const Document& document, const Locale& locale, const std::vector<int>& api,
                           const ReadFile& read, Diagnostics& warnings);

/// The file's bytes. `reference` is the styled template's path (reference.docx); empty: Pandoc's own. For a
/// language that runs from right to left, reference-rtl.docx beside it is taken when it exists.
/// Dated by the document, so that equal documents give equal bytes.
Result<std::string> write_docx(World& world, const Document& document, const Locale& locale,
                               const ReadFile& read, const std::string& reference, Diagnostics& warnings);

/// A text of another program as Pandoc reads it.
struct ForeignText {
  std::string json;
  std::map<std::string, std::string> pictures;  ///< files' contents, by the addresses in the JSON
};

struct TakeLimits {
  std::chrono::milliseconds time{60'000};
  std::size_t pictures = 500;
  std::size_t picture_bytes = 64u << 20;
  std::size_t all_bytes = 256u << 20;  ///< of all pictures together
};

/// `format`: "docx", "odt", "html". Pandoc reads it in its sandbox, in an empty folder of its own: nothing outside
/// the file is touched or fetched. Of a picture that lies elsewhere, or passes the limits, there is only the
/// address. `world` runs Pandoc, `files` is where it writes.
Result<ForeignText> take_text(World& world, World& files, const Bytes& file, const std::string& format,
                              const std::string& shown, const TakeLimits& limits = {});

struct ReadText {
  Blocks blocks;
  Diagnostics warnings;
};

/// Where the picture of an address in the JSON is had; nullopt: it cannot be had.
using TakePicture = std::function<std::optional<FileRef>(const std::string& address)>;

/// Such a text as Blocks, its highest headings at `heading_level`, unnumbered. Pictures that cannot be had are their
/// words, with a warning; so are all when `take` is empty. `alt` describes those that have no description.
Result<ReadText> from_pandoc_json(std::string_view json, const std::string& shown, int heading_level,
                                  const TakePicture& take = {}, const std::string& alt = {});

}  // namespace taqrir::pandoc
