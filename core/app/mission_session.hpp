// One mission, loaded and checked, with everything that its reports are made with.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "app/assets.hpp"
#include "app/edition.hpp"
#include "app/workshop.hpp"
#include "input/mission.hpp"
#include "input/resources.hpp"
#include "sdk/report.hpp"

namespace taqrir::app {

/// How a mission is looked at.
struct Treatment {
  Edition edition = Edition::full;
  /// A piece whose file is not there or beyond reading is no error: its page says so.
  bool allow_missing = false;
  /// A text that cites a piece which is not there is an error: the dossier is to be final.
  bool final_dossier = false;
};

class MissionSession {
 public:
  /// Reads the mission and loads the plugins that it names. `shown` is the folder as the user named it.
  /// Everything found wrong is in diagnostics(); when the mission could not be read at all the session
  /// is not usable() and only those remain.
  MissionSession(Workshop& shop, const std::string& shown, Treatment treatment = {});

  bool usable() const { return mission_.has_value(); }
  const Diagnostics& diagnostics() const { return diagnostics_; }
  /// Whether an error stands where this report is described: in mission.toml, or in its activity's
  /// activity.toml outside the tables of other reports. One in a row of which a document of its own would be
  /// made blocks that row alone: see spoiled_rows().
  bool blocked(const std::string& activity, const std::string& report) const;

  /// Of a list in a report's own table: the rows in which something was found wrong, in their order.
  std::vector<input::SpoiledElement> spoiled_rows(const Value& list) const;

  Workshop& shop() const { return shop_; }
  /// Every report type that this mission may name.
  const ReportTypes& types() const { return *types_; }
  const input::Mission& mission() const { return *mission_; }
  std::string id() const { return mission().record.text("id"); }
  const std::vector<ActivityOutline>& outlines() const { return outlines_; }
  const input::Activity* activity(std::string_view id) const;
  /// Of one activity; of all for the empty id.
  const Pieces& pieces(std::string_view activity) const;
  /// The numbers of pieces as they are to be kept.
  const input::PiecesLock& lock() const { return lock_; }
  /// A report's own table: [deliverables.X] of the activity or of the mission. Null: not declared.
  const Record* fields(std::string_view report, std::string_view activity) const;
  const std::vector<Record>& dossiers() const { return dossiers_; }

  /// The date that documents carry: SOURCE_DATE_EPOCH, else the mission's `date`, else its end.
  Date document_date() const { return document_date_; }
  /// What is declared and owed, judged on the day of the documents, so that equal inputs give equal
  /// pages. (`check` judges on today's.)
  const std::vector<Deliverable>& deliverables() const { return deliverables_; }

  /// Language of an activity's reports; of the mission's own for the empty id.
  std::string language(std::string_view activity) const;
  /// The mission's theme with what a report type changes of it.
  const Theme& theme(const std::string& report) const;
  const Theme& mission_theme() const { return theme_; }
  Furniture furniture(const std::string& language) const;
  LocalizedText disclaimer() const;
  MissionAssets& assets() const { return *assets_; }
  Edition edition() const { return treatment_.edition; }
  bool makes_final_dossier() const { return treatment_.final_dossier; }
  /// What the edition does to a text, and to a composed document. The full one does nothing.
  const Redactor& redactor() const { return redactor_; }
  void redact(Document& document) const { redactor_.redact(document, withheld_); }
  /// Whether the edition keeps this file of the mission to itself.
  bool withholds(const std::string& path) const { return withheld_.contains(path); }
  /// The same of a file by any name: whether its content is that of a confidential piece.
  bool is_confidential(const std::string& path) const;
  /// Whether a piece's file, taken in as it is, says a text that the edition has a code for.
  bool names_people(const std::string& path) const { return naming_.contains(path); }

  /// A path within the mission as messages show it.
  std::string shown(std::string_view path) const;
  /// A file that a text in folder `from` names. The error's place is `span`.
  Result<FileRef> resolve(const std::string& path, const std::string& from, const Span& span) const;

 private:
  void load(const std::string& shown);
  void load_themes_of_types();
  void load_resources();
  void date_documents();
  void look_at_pdfs();
  void examine_pieces();
  void withhold_copies();
  void search_pieces();
  void number_pieces();
  void outline();
  void check_one_file();
  void note_blocked();
  std::vector<Span> errors_of_rows() const;
  void allow_missing_files();
  /// What was found wrong with a piece; where that is allowed, errors become warnings and the piece missing.
  void allow_missing(Piece& piece, Diagnostics why);

  Workshop& shop_;
  Treatment treatment_;
  Redactor redactor_;
  std::set<std::string> withheld_;      // files
  std::set<std::string> confidential_;  // hashes of contents
  std::set<std::string> naming_;        // files of pieces
  std::unique_ptr<ReportTypes> types_;
  std::optional<input::Mission> mission_;
  Diagnostics diagnostics_;
  std::map<std::string, std::shared_ptr<const Report>> reports_;  // keeps the schemas alive
  std::vector<ActivityOutline> outlines_;
  Pieces all_pieces_;
  input::PiecesLock lock_;
  std::vector<Record> dossiers_;
  std::vector<Deliverable> deliverables_;
  std::set<std::pair<std::string, std::string>> blocked_;  // activity, report; empty: all of them
  Date document_date_{std::chrono::year{1970}, std::chrono::January, std::chrono::day{1}};
  Theme theme_;
  std::map<std::string, Theme> themes_of_types_;
  std::optional<input::Visibility> visibility_;
  std::unique_ptr<MissionAssets> assets_;
};

}  // namespace taqrir::app
