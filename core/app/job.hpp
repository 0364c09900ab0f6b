// Every feature of Taqrir as a library call. The command line only fills requests and prints outcomes.
//
// A Job lives for one run: plugins, fonts and themes that one call loads serve the next. Its calls are
// made one after the other; each works on several threads inside. Nothing is loaded before it is needed.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "app/locations.hpp"
#include "base/world.hpp"
#include "host/host.hpp"
#include "sdk/report.hpp"

namespace taqrir::app {

/// A file that was made.
struct Output {
  std::string type;      ///< id of the report type
  std::string activity;  ///< id; empty: the mission's own
  std::string format;    ///< "pdf", "docx" …
  std::string path;      ///< as the user would type it
  int pages = 0;         ///< 0: the format has none
  std::size_t bytes = 0;
  std::string sha256;
  double seconds = 0;           ///< from composing to the file on disk
  bool cached = false;          ///< lay there already, made of the same
  int volume = 0, volumes = 0;  ///< "1 of 3"; 0: it is whole
  std::size_t files = 0;        ///< `path` is a folder with so many files, one a row; 0: it is a file
  std::size_t rows = 0, rows_failed = 0;  ///< of a report in row scope: documents that were and were not made
};

/// What is different from an older manifest.
struct Change {
  std::string kind;     ///< "added", "removed", "replaced" (pieces), "changed"
  std::string what;     ///< "output", "report", "piece", "source"
  std::string output;   ///< path of the output that it concerns
  std::string name;     ///< path of an output or source; "<activity>/<id>"
  std::string title;    ///< of a piece
  std::string was, is;  ///< SHA-256; empty: there was, or is, none
};

/// A deliverable, with what people want to read beside it.
struct DeliverableEntry : Deliverable {
  DeliverableEntry() = default;
  DeliverableEntry(Deliverable deliverable) : Deliverable(std::move(deliverable)) {}
  std::string activity_title;  ///< in the mission's first language
  std::string decision;        ///< the words of its status; empty: none
};

/// What a call did, and all that there is to say about it.
struct Outcome {
  std::vector<Output> outputs;
  std::vector<DeliverableEntry> completeness;
  Diagnostics diagnostics;      ///< in order of place, without repeats
  std::vector<Change> changes;  ///< verify --against: what is different

  int status() const { return exit_status(diagnostics); }
};

struct CheckRequest {
  std::vector<std::string> folders;  ///< missions; none: the current folder
};

enum class Format {
  pdf,
  docx,
  odt,
  html,
  epub,
  markdown,
  document,  ///< the composed document as text (model/dump.hpp), for tests and the curious
  json,      ///< the same in its JSON form (model/json.hpp)
  context,   ///< what a program that composes the report is given (app/context_json.hpp); nothing is composed
  pages      ///< the laid out pages as text (layout.hpp)
};
const char* name_of(Format format);  ///< also the file's extension: "md"
std::optional<Format> format_named(std::string_view name);

/// Who makes a PDF. Other formats are always Pandoc's.
enum class Engine { native, pandoc };

struct BuildRequest {
  /// Folders are missions (none: the current one), anything else selects: TYPE, ACTIVITY, ACTIVITY/TYPE, and
  /// of a report that is made for each row TYPE#ROW, ACTIVITY/TYPE#ROW.
  std::vector<std::string> arguments;
  std::string out = "out";  ///< several missions get a folder each in it
  Format format = Format::pdf;
  std::string engine;      ///< "native" or "pandoc"; empty: as each report's own table says, else native
  std::string pdf_engine;  ///< by which Pandoc makes PDF; a name asks for Pandoc. Empty: as the report says
  int jobs = 0;            ///< threads; 0: as many as the machine has cores
  bool force = false;      ///< make also what is up to date
  bool one_file = false;   ///< all rows of a report in one file, whatever the report's own table says
};

struct DossierRequest {
  std::vector<std::string> folders;
  std::string id;      ///< of a [[dossier]]; empty: the only one, or all
  std::string out;     ///< file; empty: out/<mission>-<dossier>.pdf
  bool draft = false;  ///< watermark, and what is missing does not hinder
  bool allow_missing = false;
  std::string edition = "full";  ///< "full" or "public": without what is confidential or personal
  bool zip = false;              ///< also an archive with the pieces as received and the manifest
  std::string max_size;  ///< "10 MB": instead of the mission's own `max_size`; empty: as the mission says
  int jobs = 0;
  bool force = false;  ///< make also what is up to date
};

struct RenderRequest {
  std::string file;  ///< Markdown
  std::string out;   ///< empty: beside the file, with the format's extension
  std::optional<Format> format;  ///< nullopt: as the extension of `out` says, else PDF
  std::string pdf_engine;        ///< by which Pandoc makes PDF; empty: it is our own
  std::string language = "fr";
  std::string theme = "institutional";
  bool contents = false;  ///< begin with a table of contents
  int jobs = 0;
};

struct VerifyRequest {
  std::string path;     ///< a folder with a manifest, a file beside one, or a PDF that carries its own
  std::string against;  ///< likewise, of an earlier time: what is different is told; empty: nothing is
};
struct InitRequest {
  std::string folder;
  std::string from;  ///< a folder of documents to make the mission of; empty: the starter
};

struct TakeRequest {
  std::string file;    ///< an edited twin: docx
  std::string folder;  ///< of the mission; empty: the current one
};

struct NewTypeRequest {
  std::string id;      ///< of the type to make
  std::string from;    ///< a type that is a folder, to begin with a copy of it; empty: the starter type
  std::string folder;  ///< of the mission; empty: the current one
};

struct TestTypeRequest {
  std::string id;      ///< empty: all types that are folders
  bool bless = false;  ///< what comes out is what is expected from now on
};

struct NewDeliverableRequest {
  std::string type;
  std::string activity;  ///< or the number that its folder begins with; "mission": the mission's own. Empty: the mission
                         ///< in the current folder, when the type is a mission's; else nothing is written
  std::string folder;    ///< of the mission; empty: the current one
  std::string language;  ///< of the comments; empty: the activity's
};

struct TypeInfo {
  ReportInfo info;
  std::string plugin;  ///< that offers it, or loads it
  std::string origin;  ///< "plugin", "mission", "user" or "program"
  std::string folder;  ///< of a type that is a folder
};

/// One thing that doctor looked for.
struct Finding {
  std::string what;  ///< "font Amiri"
  std::string need;  ///< for what: "Arabic text in the theme institutional"
  bool present = false;
  std::string detail;     ///< version or path; when absent: what will go without it
  std::string remedy;     ///< a command; empty when present
  bool optional = false;  ///< only some missions want it, and do without it
};

/// How far a call is. May be called from any thread, never from two at once.
struct Progress {
  std::size_t done = 0, total = 0;
  std::string what;  ///< "05-atelier-planification/narrative-report"
};
using OnProgress = std::function<void(const Progress&)>;

struct Workshop;  // host, fonts and what else is shared by the calls (app/workshop.hpp)

class Job {
 public:
  Job(World& world, Locations locations, OnProgress progress = {});
  ~Job();

  Outcome init(const InitRequest& request);
  Outcome check(const CheckRequest& request);
  Outcome take(const TakeRequest& request);
  Outcome build(const BuildRequest& request);
  Outcome dossier(const DossierRequest& request);
  Outcome verify(const VerifyRequest& request);
  Outcome render(const RenderRequest& request);

  /// All report types that could be loaded; why others could not is appended.
  std::vector<TypeInfo> types(Diagnostics& diagnostics);
  std::optional<TypeInfo> type(const std::string& id, Diagnostics& diagnostics);
  /// A type's folder that builds at once, in the mission's types/.
  Outcome new_type(const NewTypeRequest& request);
  /// Composes the sample mission in a type's folder and compares with the documents in sample/expected.
  Outcome test_type(const TestTypeRequest& request);
  /// Writes the form of a deliverable into activity.toml (or mission.toml), and the texts and sheets that it
  /// asks for beside it. What is there already stays as it is.
  Outcome new_deliverable(const NewDeliverableRequest& request);
  /// The form of a deliverable to paste into activity.toml, made from the type's fields.
  Result<std::string> starter_form(const ReportInfo& info, const std::string& language);
  /// JSON Schema of "mission", "activity", "type" (type.toml), "context" and "document" (what a program reads and
  /// writes) or a type's table.
  Result<std::string> schema(const std::string& id);

  /// Every plugin found, after trying to load it.
  std::vector<host::PluginStatus> plugins();
  /// The page of all that a type.toml may hold, in Markdown.
  Result<std::string> type_reference();
  std::vector<Finding> doctor(const std::string& theme, Diagnostics& diagnostics);

 private:
  Workshop& shop();
  Outcome test_all_types(bool bless);
  /// Puts schemas into the mission's folder “schema”, where its files name them for editors.
  void write_schemas(const std::string& folder, const std::vector<std::string>& ids, Outcome& outcome);

  World& world_;
  Locations locations_;
  OnProgress progress_;
  std::unique_ptr<Workshop> shop_;
};

}  // namespace taqrir::app
