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
#include "model/theme.hpp"

namespace taqrir::pandoc {

struct Version {
  int major = 0, minor = 0, patch = 0;
  std::vector<int> api;  ///< of pandoc-types: 1.22.2.1

  std::string text() const;  ///< "2.17.1"
};
bool operator<(const Version& a, const Version& b);  ///< by major, minor and patch

struct Limits {
  std::chrono::milliseconds time{120'000};
  std::size_t output = 256u << 20;  ///< bytes
};
constexpr Limits kAskingLimits{std::chrono::milliseconds{10'000}, std::size_t{1} << 20};

/// Asks the `pandoc` in PATH. Error (blame machine) with the command that installs it, or a newer one.
Result<Version> installed(World& world, const Limits& limits = kAskingLimits);

// ---------------------------------------------------------------- writing

enum class Writer { docx, odt, html, epub, markdown, pdf };

/// Pictures are reached only through this: mission-relative path -> bytes.
using ReadFile = std::function<Result<Bytes>(const FileRef&)>;

/// A chart as the PDF shows it, without its caption.
struct ChartPicture {
  std::string svg;
  std::string png;  ///< empty: not asked for, or nothing here makes one
  Pt width = 0, height = 0;
};
/// Draws a block that is a Chart in the block's own language; `png`: whether a PNG is wanted too.
using DrawChart = std::function<Result<ChartPicture>(const Block&, bool png)>;

struct Sources {
  ReadFile read;
  DrawChart draw;  ///< empty: charts become tables of their numbers
};

struct WriteRequest {
  Writer writer = Writer::docx;
  std::string pdf_engine;  ///< of Writer::pdf: one of pdf_engines(); empty: the first that is there
  std::vector<std::string>
      data;                      ///< folders that may hold pandoc/reference.docx and the like; the first wins
  const Theme* theme = nullptr;  ///< null: no fonts and colours of ours
  /// The pages on which ids stand in the PDF of the same document: what references to pages show in an office file
  /// until its program counts its own. Empty: unknown.
  std::map<std::string, std::string> pages = {};
  std::optional<Version> pandoc = {};  ///< as installed() told; nullopt: it is asked
  std::string shown = {};              ///< the file, as messages name it; empty: they do not
  Limits limits = {};
};

/// A program by which Pandoc makes PDF.
struct PdfEngine {
  std::string name;     ///< of the program, and what `pdf_engine` takes
  Version pandoc;       ///< the first that knows it
  std::string install;  ///< the command
};
/// In the order in which they are looked for.
const std::vector<PdfEngine>& pdf_engines();

/// The file's bytes. Dated by the document, so that equal documents give equal bytes. What the format cannot
/// hold is a warning with its place. Errors of Pandoc and the engine name the command and what to do.
Result<std::string> write(World& world, const Document& document, const Locale& locale,
                          const Sources& sources, const WriteRequest& request, Diagnostics& diagnostics);

/// Pandoc's JSON for the API version as `write` hands it over for a writer, pictures within it as data URIs.
std::string to_pandoc_json(const Document& document, const Locale& locale, const std::vector<int>& api,
                           const Sources& sources, Writer writer, Diagnostics& warnings);

// ---------------------------------------------------------------- reading

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

/// `format`: "docx", "odt", "html". Pandoc reads it in its sandbox, in an empty folder of its own: nothing
/// outside the file is touched or fetched. Of a picture that lies elsewhere, or passes the limits, there is
/// only the address. `world` runs Pandoc, `files` is where it writes.
Result<ForeignText> take_text(World& world, World& files, const Bytes& file, const std::string& format,
                              const std::string& shown, const TakeLimits& limits = {});

struct ReadText {
  Blocks blocks;
  Diagnostics warnings;
};

/// Where the picture of an address in the JSON is had; nullopt: it cannot be had.
using TakePicture = std::function<std::optional<FileRef>(const std::string& address)>;

/// Such a text as Blocks, its highest headings at `heading_level`, unnumbered. Pictures that cannot be had
/// are their words, with a warning; so are all when `take` is empty. `alt` describes those that have no
/// description.
Result<ReadText> from_pandoc_json(std::string_view json, const std::string& shown, int heading_level,
                                  const TakePicture& take = {}, const std::string& alt = {});

}  // namespace taqrir::pandoc
