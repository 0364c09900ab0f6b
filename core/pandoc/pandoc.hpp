// Document -> other formats, through Pandoc's JSON on a pipe. Pandoc runs by the World, with limits.
#pragma once

#include <functional>
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

struct ReadText {
  Blocks blocks;
  Diagnostics warnings;
};

/// A text of another program as Blocks, its highest headings at `heading_level`, unnumbered. `format`: "docx",
/// "odt", "html". Pandoc reads it in its sandbox: nothing outside the file is touched. Pictures in it are left
/// out, with a warning.
Result<ReadText> read_text(World& world, const Bytes& file, const std::string& format,
                           const std::string& shown, int heading_level);
/// The same from Pandoc's JSON.
Result<ReadText> from_pandoc_json(std::string_view json, const std::string& shown, int heading_level);

}  // namespace taqrir::pandoc
