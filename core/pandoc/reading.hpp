// Texts of other programs -> Blocks, through Pandoc's JSON.
#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "base/world.hpp"
#include "model/document.hpp"

namespace taqrir::pandoc {

/// A text of another program as Pandoc reads it.
struct ForeignText {
  std::string json;
  std::map<std::string, std::string> pictures;  ///< files' contents, by the addresses in the JSON
  std::vector<std::string> remarks;             ///< what Pandoc says that it left out, a line each
};

struct TakeLimits {
  std::chrono::milliseconds time{60'000};
  std::size_t pictures = 500;
  std::size_t picture_bytes = 64u << 20;
  std::size_t all_bytes = 256u << 20;  ///< of all pictures together
};

/// `format`: a reader of Pandoc's with extensions, as “docx”, “odt”, “html”, “docx+styles”. Pandoc reads it
/// in its sandbox, in an empty folder of its own: nothing outside the file is touched or fetched. Of a
/// picture that lies elsewhere, or passes the limits, there is only the address. `world` runs Pandoc, `files`
/// is where it writes.
Result<ForeignText> take_text(World& world, World& files, const Bytes& file, const std::string& format,
                              const std::string& shown, const TakeLimits& limits = {});

/// All words of such a text in their order, letters and digits only (see letters_of).
std::string letters_in(std::string_view json);
/// ASCII letters and digits, and all other characters but spaces and punctuation of Latin texts: what two
/// programs that read one text agree on.
std::string letters_of(std::string_view text);

/// How often a table cell reaches over rows, or over columns.
std::size_t merged_cells_in(std::string_view json);

struct ReadText {
  Blocks blocks;
  Diagnostics warnings;
};

/// “Tableau 1 : Les présents” -> “Les présents”; words as they are when they begin otherwise.
void drop_label(Inlines& caption);

/// Where the picture of an address in the JSON is had; nullopt: it cannot be had.
using TakePicture = std::function<std::optional<FileRef>(const std::string& address)>;

/// Such a text as Blocks, its highest headings at `heading_level`, unnumbered. Pictures that cannot be had
/// are their words, with a warning; so are all when `take` is empty. `alt` describes those that have no
/// description.
Result<ReadText> from_pandoc_json(std::string_view json, const std::string& shown, int heading_level,
                                  const TakePicture& take = {}, const std::string& alt = {});

/// How a text of the mission itself is read.
struct OwnText {
  int heading_level = 1;
  std::string prefix;  ///< of the ids that places get to which the text itself refers
  /// Where a picture is had; errors are told at `place` and its words stand instead.
  std::function<Result<FileRef>(const std::string& address, const Span& place)> picture;
  bool shows_title = true;  ///< the format's title is part of what people see (not so in HTML)
  std::set<std::string>
      captions;  ///< letters_of paragraphs that are captions, where the format does not tell
  std::set<std::size_t>
      headed;  ///< tables (from 0) whose first row is a header, where the format does not tell
};

/// The same as our own text: its headings are numbered as Markdown's, captions belong to their tables and
/// figures, links within the text are cross-references. Places are told by the nearest heading (in_words of
/// `shown`).
Result<ReadText> own_text(std::string_view json, const std::string& shown, const OwnText& options);

}  // namespace taqrir::pandoc
