// What a report may know (sdk/report.hpp), served from a mission session.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/mission_session.hpp"
#include "input/markdown.hpp"
#include "sdk/report.hpp"

namespace taqrir::app {

/// What composing one output has met on its way, its nested reports included. Safe for several threads.
struct Findings {
  std::mutex mutex;
  Diagnostics diagnostics;           ///< warnings of the readers
  std::vector<std::string> sources;  ///< files read, relative to the mission
  bool beyond_activity = false;      ///< whether it asked for what other activities say
  std::map<std::string, std::string>
      parts;  ///< hashes_of_parts() of the whole, before its edition changed it

  void add(Diagnostics more);
  void read(const std::string& path);
  void look_beyond();
};

class MissionContext : public ReportContext {
 public:
  /// For a report of `activity` (empty: the mission). `outer` is the context that asked for it, null at
  /// the top; `row` in row scope. Use make().
  static Result<std::unique_ptr<MissionContext>> make(const MissionSession& session, std::string report,
                                                      std::string activity, const Record* fields,
                                                      Findings& findings,
                                                      const MissionContext* outer = nullptr,
                                                      const Record* row = nullptr);

  const Record& mission() const override { return session_.mission().record; }
  const std::vector<ActivityOutline>& activities() const override;
  const Record* activity() const override;
  std::string activity_id() const override { return activity_; }
  const Record& fields() const override { return *fields_; }
  const Pieces& pieces() const override { return session_.pieces(activity_); }
  const std::vector<Deliverable>& deliverables() const override;
  std::string report_title(std::string_view report) const override;

  Result<Table> table(const FileRef& file, const TableShape& shape) const override;
  Result<Blocks> text(const FileRef& file, int heading_level) const override;
  Result<Blocks> template_text(const FileRef& file, const Bindings& bindings,
                               int heading_level) const override;
  Result<Inlines> template_inlines(std::string_view text, const Span& span,
                                   const Bindings& bindings) const override;
  Result<Blocks> piece_text(const Piece& piece, int heading_level) const override;
  Result<Inlines> inlines(std::string_view text, const Span& span) const override;

  Composed compose(std::string_view report, const Scope& scope) const override;
  const Record* fields_of(std::string_view report, const Scope& scope) const override;

  const Locale& locale() const override { return *locale_; }
  LocalizedText disclaimer() const override { return session_.disclaimer(); }
  Date today() const override { return session_.document_date(); }
  const Record* row() const override { return row_; }

 private:
  Result<SourceRef> read_template(const FileRef& file) const;
  Result<FileRef> file_beside(const FileRef& text, const std::string& path, const Span& span) const;
  MissionContext(const MissionSession& session, std::string report, std::string activity,
                 const Record* fields, Findings& findings, const MissionContext* outer,
                 std::shared_ptr<const Locale> locale);

  input::MarkdownOptions markdown(const std::string& folder, int heading_level) const;
  std::vector<std::pair<std::string, std::string>> placeholders() const;
  std::vector<const Piece*> pieces_named(const std::string& name) const;
  std::vector<std::string> piece_ids() const;
  /// "dossier → recommendations → dossier" when composing `report` here would go in a circle.
  std::string circle(std::string_view report, std::string_view activity) const;

  const MissionSession& session_;
  std::string report_, activity_;
  Record no_fields_;
  const Record* fields_;
  Findings& findings_;
  const MissionContext* outer_;
  std::shared_ptr<const Locale> locale_;
  const Record* row_ = nullptr;
};

/// compose() of the plugin, or what the type's program makes; what a program names is looked up.
Composed composed_by(const MissionSession& session, const std::string& report, const MissionContext& context);

/// compose() of the plugin, with the document completed: its language, title, author, date and
/// furniture where the plugin has left them open. What it says without a place stands at `fields`, or at
/// `row`. A report in row scope without a row is that of all its rows.
Composed compose_report(const MissionSession& session, const std::string& report, const std::string& activity,
                        const Record* fields, Findings& findings, const Record* row = nullptr);

}  // namespace taqrir::app
