// The report door: what a plugin implements, and all that it may know.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/result.hpp"
#include "model/bindings.hpp"
#include "model/document.hpp"
#include "model/locale.hpp"
#include "model/piece.hpp"
#include "model/schema.hpp"
#include "model/table.hpp"
#include "model/value.hpp"

namespace taqrir {

/// Of what a report is made: once for the mission, once for each activity that declares it, or once
/// for each row of a table (certificates, invitations).
enum class ReportScope { mission, activity, row };

struct ReportInfo {
  std::string id;  ///< "narrative-report": also the key under [deliverables] and the file name
  LocalizedText title;
  LocalizedText summary;  ///< one sentence: what it is for
  ReportScope scope = ReportScope::activity;
  Schema fields;  ///< of the report's own table
  /// Another report that it takes a part of.
  struct Use {
    std::string report;  ///< id
    Span span;           ///< where it is named
  };
  std::vector<Use> uses;
  FileRef theme;     ///< changes the mission's theme for this report; empty path: none
  std::string rows;  ///< in row scope: the field whose table has a row for each document
};

struct Composed {
  std::optional<Document> document;  ///< none: the diagnostics say why
  Diagnostics diagnostics;
};

/// What another report is composed for.
struct Scope {
  std::string activity;  ///< id; empty: the mission
};

/// A deliverable as the mission declares or owes it, for completeness and dossiers.
struct Deliverable {
  enum class State { present, missing, late, waived };
  std::string activity;   ///< id; empty: the mission's own
  std::string report;     ///< id of the report type
  bool declared = false;  ///< there is a table for it: it can be composed
  bool owed = false;      ///< a [[requirement]] asks for it
  State state = State::present;
  std::optional<Date> due;
  std::string status;  ///< "draft", "sent", "validated"; empty: not said
  std::optional<Date> status_on;
  std::string reason;  ///< why it is waived
  Span span;           ///< the declaration, or the requirement
};

/// An activity in outline, in the mission's order.
struct ActivityOutline {
  std::string id;
  const Record* record = nullptr;  ///< its activity.toml
  const Pieces* pieces = nullptr;
};

class ReportContext {
 public:
  virtual ~ReportContext() = default;

  virtual const Record& mission() const = 0;  ///< mission.toml
  virtual const std::vector<ActivityOutline>& activities() const = 0;
  virtual const Record* activity() const = 0;   ///< null in mission scope
  virtual std::string activity_id() const = 0;  ///< empty in mission scope
  virtual const Record& fields() const = 0;     ///< this report's own table
  virtual const Pieces& pieces() const = 0;     ///< of this activity; in mission scope of all
  virtual const std::vector<Deliverable>& deliverables() const = 0;
  /// Title of a report type in this report's language; the id when it is unknown.
  virtual std::string report_title(std::string_view report) const = 0;

  /// A data file: CSV, or a sheet (“book.xlsx#May”). Cells that do not fit the shape are errors with their places, all at once.
  /// Warnings (encoding, separators) are kept by the context and shown with the report's own.
  virtual Result<Table> table(const FileRef& file, const TableShape& shape = {}) const = 0;
  /// A text file (Markdown, DOCX, ODT, HTML, LaTeX, EPUB) as blocks; heading levels shifted so that the file's
  /// first level becomes `heading_level`. Placeholders and piece references are resolved.
  virtual Result<Blocks> text(const FileRef& file, int heading_level = 2) const = 0;
  /// A piece of the kind `text` as blocks, headings from `heading_level` on. It is somebody else's text: what
  /// looks like a placeholder or a reference of ours stays as it is written.
  virtual Result<Blocks> piece_text(const Piece& piece, int heading_level) const {
    return text(piece.file, heading_level);
  }
  /// A short text from TOML, with inline Markdown and references.
  virtual Result<Inlines> inlines(std::string_view text, const Span& span) const = 0;

  /// Another report's document, for parts and dossiers. A cycle is an error.
  virtual Composed compose(std::string_view report, const Scope& scope) const = 0;
  /// Another activity's table for a report type: its own [deliverables.X]; null when not declared.
  virtual const Record* fields_of(std::string_view report, const Scope& scope) const = 0;

  virtual const Locale& locale() const = 0;
  /// What the funder asks every cover to say (templates/visibility); empty when there is no rule.
  virtual LocalizedText disclaimer() const { return {}; }
  /// The date of the document: SOURCE_DATE_EPOCH, else from the mission. Never the clock.
  virtual Date today() const = 0;

  /// A text with placeholders, as text() reads those without. `file` may lie in a type's folder.
  virtual Result<Blocks> template_text(const FileRef& file, const Bindings& bindings,
                                       int heading_level = 2) const {
    return (void)bindings, text(file, heading_level);
  }
  /// As inlines(), for a short text with placeholders.
  virtual Result<Inlines> template_inlines(std::string_view text, const Span& span,
                                           const Bindings& bindings) const {
    return (void)bindings, inlines(text, span);
  }
  /// In row scope the row: a value for each of the table's columns. Null in other scopes.
  virtual const Record* row() const { return nullptr; }
};

class Report {
 public:
  virtual ~Report() = default;
  virtual const ReportInfo& info() const noexcept = 0;
  /// Pure: reads only through the context, keeps nothing. May run on several threads at once.
  virtual Composed compose(const ReportContext& context) const = 0;
  /// In row scope: what the row's file is called, without extension. Empty: a number.
  virtual std::string row_name(const ReportContext& context) const { return (void)context, std::string(); }
};

}  // namespace taqrir
