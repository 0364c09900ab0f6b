#include "app/mission_session.hpp"

#include <algorithm>

#include "app/completeness.hpp"
#include "app/furniture.hpp"
#include "app/names_in_sheets.hpp"
#include "app/paths.hpp"
#include "app/pieces_examination.hpp"
#include "app/pieces_searched.hpp"
#include "app/pieces_tried.hpp"
#include "app/pool.hpp"
#include "app/redaction.hpp"
#include "base/phases.hpp"
#include "input/files.hpp"

namespace taqrir::app {

namespace {

/// X of the `[deliverables.X…]` header that governs a line of a TOML file; empty for another header.
std::string governing_report(const SourceFile& file, std::uint32_t line) {
  constexpr std::string_view kTable = "deliverables.";
  for (; line > 0; --line) {
    auto text = file.line(line);
    text.remove_prefix(std::min(text.find_first_not_of(" \t"), text.size()));
    if (!text.starts_with("[")) continue;
    text.remove_prefix(std::min(text.find_first_not_of("[ \t\""), text.size()));
    if (!text.starts_with(kTable)) return {};
    text.remove_prefix(kTable.size());
    return std::string(text.substr(0, text.find_first_of(" .]\t\"")));
  }
  return {};
}

/// A resource's path without this machine's folders, so that dumps and manifests are equal everywhere.
std::string portable_path(const std::string& path, const std::string& mission,
                          const std::vector<std::string>& data) {
  if (lies_in(path, mission)) return relative_to(path, mission);
  for (const auto& folder : data)
    if (lies_in(path, folder)) return std::string(kDataPrefix) + relative_to(path, folder);
  return path;
}

}  // namespace

MissionSession::MissionSession(Workshop& shop, const std::string& shown, Treatment treatment)
    : shop_(shop), treatment_(treatment) {
  load(shown);
  if (!mission_) return;
  assets_ = std::make_unique<MissionAssets>(shop_.world, shop_.book, mission_->folder, mission_->shown,
                                            shop_.locations.data, &shop_.conversions, shop_.locations.program,
                                            types_.get());
  for (const auto& dossier : mission_->record.tables("dossier")) dossiers_.push_back(dossier);
  if (treatment_.edition == Edition::open) learn_names_in_sheets(*this, redactor_);
  load_resources();
  load_themes_of_types();
  date_documents();
  withhold_copies();
  examine_pieces();
  search_pieces();
  number_pieces();
  outline();
  deliverables_ = completeness(*mission_, document_date_);
  check_one_file();
  note_blocked();
}

namespace {

/// A type's sample is a mission that finds the type it lies in, from wherever it is built.
void add_type_of_sample(World& world, const std::string& shown, std::vector<TypeFolder>& folders) {
  auto own = type_of_sample(world, world.canonical(shown), shown);
  const auto is_there = [&](const TypeFolder& other) { return own && other.folder == own->folder; };
  if (own && std::none_of(folders.begin(), folders.end(), is_there))
    folders.insert(folders.begin(), std::move(*own));
}

}  // namespace

void MissionSession::load(const std::string& shown) {
  const PhaseScope scope(Phase::parse);
  auto folders = type_folders(shop_.world, shop_.world.canonical(shown), shown, TypeOrigin::mission);
  for (auto& common : shop_.common_types()) folders.push_back(std::move(common));
  add_type_of_sample(shop_.world, shown, folders);
  types_ = std::make_unique<ReportTypes>(shop_.world, shop_.host, std::move(folders),
                                         shop_.locations.mission_programs);
  append(diagnostics_, types_->clashes());
  const input::FieldsOf fields_of = [&](const std::string& id) -> const Schema* {
    auto [it, fresh] = reports_.try_emplace(id);
    if (fresh && types_->knows(id)) {
      it->second = types_->report(id);
      append(diagnostics_, types_->said(id));
    }
    return it->second ? &it->second->info().fields : nullptr;
  };
  auto loaded = input::load_mission(shop_.world, shown, fields_of, types_->known());
  append(diagnostics_, std::move(loaded.diagnostics));
  mission_ = std::move(loaded.mission);
  if (!mission_) return;
  if (treatment_.allow_missing) allow_missing_files();
  if (treatment_.edition == Edition::open) withheld_ = make_public(*mission_, fields_of, redactor_);
}

/// What find_file said of a piece's file becomes a warning.
void MissionSession::allow_missing_files() {
  for (auto* owned : input::pieces_by_owner(*mission_))
    for (auto& piece : owned->all) {
      if (!piece.file.path.empty()) continue;
      for (auto& d : diagnostics_) {
        const bool same = d.severity == Severity::error && d.span.file && piece.span.file &&
                          d.span.file->path() == piece.span.file->path() && d.span.line >= piece.span.line;
        if (!same || piece.standing == Piece::Standing::missing) continue;
        if (d.message.pattern != "no such file: “{}”") continue;
        d.severity = Severity::warning;
        piece.standing = Piece::Standing::missing;
      }
    }
}

void MissionSession::allow_missing(Piece& piece, Diagnostics why) {
  if (treatment_.allow_missing && !has_errors(why)) append(why, try_piece(shop_, *assets_, piece));
  if (treatment_.allow_missing && has_errors(why)) {
    for (auto& d : why) d.severity = std::min(d.severity, Severity::warning);
    piece.standing = Piece::Standing::missing;
    piece.pages = 0;
  }
  append(diagnostics_, std::move(why));
}

void MissionSession::load_resources() {
  auto folders = shop_.locations.data;
  folders.insert(folders.begin(), mission_->folder);
  const auto& record = mission_->record;
  const auto theme_id = record.text("theme").empty() ? std::string("institutional") : record.text("theme");
  auto theme = input::load_theme(shop_.world, folders, theme_id);
  if (theme)
    theme_ = std::move(*theme);
  else
    append(diagnostics_,
           at(record.has("theme") ? record.span_of("theme") : Span{}, std::move(theme.error())));
  const auto* programme = record.table("programme");
  const auto funder = programme ? programme->text("funder") : std::string();
  if (funder.empty()) return;
  auto visibility = input::load_visibility(shop_.world, folders, funder);
  if (visibility)
    visibility_ = std::move(*visibility);
  else
    append(diagnostics_, at(programme->span_of("funder"), std::move(visibility.error())));
}

void MissionSession::load_themes_of_types() {
  auto folders = shop_.locations.data;
  folders.insert(folders.begin(), mission_->folder);
  for (const auto& [id, report] : reports_) {
    if (!report || report->info().theme.path.empty()) continue;
    const auto& file = report->info().theme;
    auto theme = input::extend_theme(shop_.world, folders, types_->path_of(file.path),
                                     types_->shown(file.path), theme_);
    if (theme)
      themes_of_types_[id] = std::move(*theme);
    else
      append(diagnostics_, at(file.span, std::move(theme.error())));
  }
}

const Theme& MissionSession::theme(const std::string& report) const {
  const auto it = themes_of_types_.find(report);
  return it == themes_of_types_.end() ? theme_ : it->second;
}

void MissionSession::date_documents() {
  const auto& record = mission_->record;
  const auto* period = record.table("period");
  std::optional<Date> date = shop_.source_date();
  if (!date) date = record.date("date");
  if (!date && period) date = period->date("end");
  if (date) document_date_ = *date;
}

/// What is called a PDF, by as many children at once as there are cores: examining asks for each again.
void MissionSession::look_at_pdfs() {
  std::vector<FileRef> files;
  for (const auto* owned : input::pieces_by_owner(std::as_const(*mission_)))
    for (const auto& piece : owned->all)
      if (piece.file.path.ends_with(".pdf")) files.push_back(piece.file);
  run_parallel(files.size(), thread_count(0, files.size()),
               [&](std::size_t i) { (void)assets_->foreign(files[i]); });
}

void MissionSession::examine_pieces() {
  look_at_pdfs();
  for (auto* owned : input::pieces_by_owner(*mission_))
    for (auto& piece : owned->all)
      if (!piece.file.path.empty())
        allow_missing(piece, examine_piece(shop_, *assets_, piece, recognition_of(*mission_, piece)));
}

/// What is confidential under one name is so under another.
void MissionSession::withhold_copies() {
  for (const auto& path : withheld_) confidential_.insert(assets_->sha256({path, {}}));
  confidential_.erase("");  // could not be read
  if (confidential_.empty()) return;
  for (auto* owned : input::pieces_by_owner(*mission_))
    for (auto& piece : owned->all) {
      if (piece.file.path.empty() || !confidential_.contains(assets_->sha256(piece.file))) continue;
      diagnostics_.push_back(
          hinted(warning(piece.span, "the piece “{}” is withheld: its content is that of a confidential one",
                         {piece.id}),
                 "mark it confidential = true as well"));
      withheld_.insert(piece.file.path);
      withhold(piece);
    }
}

bool MissionSession::is_confidential(const std::string& path) const {
  return withheld_.contains(path) ||
         (!confidential_.empty() && confidential_.contains(assets_->sha256({path, {}})));
}

/// Pages of others cannot be redacted: it is said where they name somebody.
void MissionSession::search_pieces() {
  if (redactor_.empty()) return;
  for (const auto* owned : input::pieces_by_owner(std::as_const(*mission_)))
    for (const auto& piece : owned->all) {
      auto said = search_piece(shop_, *assets_, piece, redactor_);
      if (said.names_people) naming_.insert(piece.file.path);
      append(diagnostics_, std::move(said.diagnostics));
    }
}

void MissionSession::number_pieces() {
  lock_ = input::renewed(mission_->lock, input::pieces_by_owner(*mission_),
                         shop_.source_date().value_or(shop_.world.today()));
}

void MissionSession::outline() {
  for (const auto& activity : mission_->activities)
    outlines_.push_back({activity.id, &activity.record, &activity.pieces});
  for (const auto* owned : input::pieces_by_owner(std::as_const(*mission_))) {
    for (const auto& piece : owned->all) all_pieces_.all.push_back(piece);
    for (const auto& gone : owned->withdrawn) all_pieces_.withdrawn.push_back(gone);
  }
}

namespace {

bool holds(const std::vector<Span>& places, const Span& one) {
  return std::any_of(places.begin(), places.end(), [&](const Span& span) { return same_place(span, one); });
}

}  // namespace

std::vector<input::SpoiledElement> MissionSession::spoiled_rows(const Value& list) const {
  std::vector<input::SpoiledElement> out;
  for (const auto& one : mission_->spoiled)
    if (same_place(one.list, list.span)) out.push_back(one);
  return out;
}

/// The places of what is wrong in the rows of which documents of their own would be made.
std::vector<Span> MissionSession::errors_of_rows() const {
  std::vector<Span> lists, out;
  const auto note_lists = [&](const Record& record) {
    const auto* deliverables = record.table("deliverables");
    if (!deliverables) return;
    for (const auto& [id, report] : reports_) {
      const auto* fields =
          report && report->info().scope == ReportScope::row ? deliverables->table(id) : nullptr;
      if (const auto* rows = fields ? fields->find(report->info().rows) : nullptr)
        lists.push_back(rows->span);
    }
  };
  note_lists(mission_->record);
  for (const auto& activity : mission_->activities) note_lists(activity.record);
  for (const auto& one : mission_->spoiled)
    if (holds(lists, one.list)) out.insert(out.end(), one.errors.begin(), one.errors.end());
  return out;
}

/// The key is known to every report, and would do nothing for one that is made whole.
void MissionSession::check_one_file() {
  for (const auto& deliverable : deliverables_) {
    const auto* own = fields(deliverable.report, deliverable.activity);
    const auto found = reports_.find(deliverable.report);
    if (!own || !own->has("one_file") || found == reports_.end() || !found->second) continue;
    const auto& info = found->second->info();
    if (info.scope == ReportScope::row || find_field(info.fields, "one_file")) continue;
    diagnostics_.push_back(hinted(error(own->span_of("one_file"),
                                        "“one_file” is for reports that are made for each row, and “{}” is not",
                                        {info.id}),
                                  "take the line out"));
  }
}

void MissionSession::note_blocked() {
  const auto of_rows = errors_of_rows();
  for (const auto& d : diagnostics_) {
    if (d.severity != Severity::error || d.blame != Blame::input || !d.span.file) continue;
    if (holds(of_rows, d.span)) continue;
    const auto& path = d.span.file->path();
    if (const auto type = types_->type_of_file(path); !type.empty()) {
      blocked_.emplace(std::string(), type);
      continue;
    }
    std::string owner;
    for (const auto& activity : mission_->activities)
      if (path.starts_with(shown("activities/" + activity.id + "/"))) owner = activity.id;
    if (owner.empty() && path.starts_with(shown("activities/"))) continue;  // of one that could not be read
    blocked_.emplace(owner, governing_report(*d.span.file, d.span.line));
  }
}

bool MissionSession::blocked(const std::string& activity, const std::string& report) const {
  for (const auto& [owner, type] : blocked_)
    if ((owner.empty() || owner == activity) && (type.empty() || type == report)) return true;
  return false;
}

const input::Activity* MissionSession::activity(std::string_view id) const {
  for (const auto& activity : mission_->activities)
    if (activity.id == id) return &activity;
  return nullptr;
}

const Pieces& MissionSession::pieces(std::string_view id) const {
  const auto* found = id.empty() ? nullptr : activity(id);
  return found ? found->pieces : all_pieces_;
}

const Record* MissionSession::fields(std::string_view report, std::string_view id) const {
  const auto* owner = activity(id);
  const auto* record = id.empty() ? &mission_->record : owner ? &owner->record : nullptr;
  const auto* deliverables = record ? record->table("deliverables") : nullptr;
  return deliverables ? deliverables->table(report) : nullptr;
}

std::string MissionSession::language(std::string_view id) const {
  if (const auto* owner = activity(id); owner && !owner->record.text("language").empty())
    return owner->record.text("language");
  const auto languages = mission_->record.texts("languages");
  return languages.empty() ? std::string("fr") : languages.front();
}

Furniture MissionSession::furniture(const std::string& language) const {
  auto visibility = visibility_;
  if (visibility && !visibility->logo.empty())
    visibility->logo = portable_path(visibility->logo, mission_->folder, shop_.locations.data);
  return app::furniture(mission_->record, visibility ? &*visibility : nullptr, language);
}

LocalizedText MissionSession::disclaimer() const {
  return visibility_ ? visibility_->disclaimer : LocalizedText{};
}

std::string MissionSession::shown(std::string_view path) const { return join(mission_->shown, path); }

Result<FileRef> MissionSession::resolve(const std::string& path, const std::string& from,
                                        const Span& span) const {
  return input::find_file({&shop_.world, mission_->folder, from}, path, span);
}

}  // namespace taqrir::app
