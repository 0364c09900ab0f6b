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

/// What a twin is to remember of how it was made, so that its texts can be taken back (marks.hpp).
struct Origin {
  std::string report, activity;
  /// A text's path in the mission; empty: it is none that can be taken back.
  std::function<std::string(const SourceFile&)> path;
  /// The key of the report's own table that names this file.
  std::function<std::string(const std::string& path)> field;
};

struct WriteRequest {
  Writer writer = Writer::docx;
  std::string pdf_engine;         ///< of Writer::pdf: one of pdf_engines(); empty: the first that is there
  std::vector<std::string> data;  ///< the program's folders; pandoc/ in them has templates; the first wins
  /// A mission's folder: reference documents in its pandoc/ go before ours, and so do style sheets where they
  /// are only text. Templates do not: they are a language that reads files.
  std::string mission = {};
  const Theme* theme = nullptr;  ///< null: no fonts and colours of ours
  /// The theme that `theme` rests on, of which the reference document was made; null: `theme` is that one
  /// itself.
  const Theme* base = nullptr;
  /// The pages on which ids stand in the PDF of the same document: what references to pages show in an office
  /// file until its program counts its own. Empty: unknown.
  std::map<std::string, std::string> pages = {};
  std::optional<Version> pandoc = {};  ///< as installed() told; nullopt: it is asked
  std::string shown = {};              ///< the file, as messages name it; empty: they do not
  const Origin* origin = nullptr;      ///< null: the file remembers nothing
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
                           const Sources& sources, Writer writer, Diagnostics& warnings,
                           const std::string& pdf_engine = "weasyprint");

}  // namespace taqrir::pandoc
