#include "app/report_context.hpp"

#include <algorithm>

#include "app/holdings.hpp"
#include "app/own_text.hpp"
#include "app/paths.hpp"
#include "app/pieces_text.hpp"
#include "app/twin_text.hpp"
#include "app/sheet_tables.hpp"
#include "base/phases.hpp"
#include "input/csv.hpp"
#include "input/piece_format.hpp"

namespace taqrir::app {

namespace {

/// As references and anchors call it: "<activity>/<id>", "<id>" for the mission's own.
std::string name_of(const Piece& piece) {
  return piece_anchor(piece).substr(std::string_view("piece:").size());
}

std::string place_of(const Piece& piece) {
  if (!piece.span) return name_of(piece);
  return piece.span.file->path() + ":" + std::to_string(piece.span.line) + ":" +
         std::to_string(piece.span.column);
}

Diagnostic two_pieces(const std::string& id, const Piece& one, const Piece& other) {
  return hinted(error({}, "“{}” names two pieces: {} and {}", {id, place_of(one), place_of(other)}),
                "write [[piece:{}/{}]] or [[piece:{}/{}]]", {one.activity, id, other.activity, id});
}

}  // namespace

void Findings::add(Diagnostics more) {
  std::lock_guard lock(mutex);
  append(diagnostics, std::move(more));
}

void Findings::read(const std::string& path) {
  std::lock_guard lock(mutex);
  sources.push_back(path);
}

void Findings::look_beyond() {
  std::lock_guard lock(mutex);
  beyond_activity = true;
}

MissionContext::MissionContext(const MissionSession& session, std::string report, std::string activity,
                               const Record* fields, Findings& findings, const MissionContext* outer,
                               std::shared_ptr<const Locale> locale)
    : session_(session),
      report_(std::move(report)),
      activity_(std::move(activity)),
      fields_(fields ? fields : &no_fields_),
      findings_(findings),
      outer_(outer),
      locale_(std::move(locale)) {}

Result<std::unique_ptr<MissionContext>> MissionContext::make(const MissionSession& session,
                                                             std::string report, std::string activity,
                                                             const Record* fields, Findings& findings,
                                                             const MissionContext* outer) {
  auto language = fields ? fields->text("language") : std::string();
  if (language.empty()) language = session.language(activity);
  auto locale = session.shop().locale(language);
  if (!locale) return fail(locale.error());
  return std::unique_ptr<MissionContext>(new MissionContext(session, std::move(report), std::move(activity),
                                                            fields, findings, outer, std::move(*locale)));
}

const Record* MissionContext::activity() const {
  const auto* found = activity_.empty() ? nullptr : session_.activity(activity_);
  return found ? &found->record : nullptr;
}

const std::vector<ActivityOutline>& MissionContext::activities() const {
  findings_.look_beyond();
  return session_.outlines();
}

const std::vector<Deliverable>& MissionContext::deliverables() const {
  findings_.look_beyond();
  return session_.deliverables();
}

std::string MissionContext::report_title(std::string_view report) const {
  const auto& known = session_.shop().known_reports();
  if (!std::binary_search(known.begin(), known.end(), report)) return std::string(report);
  const auto found = session_.shop().host.report(std::string(report));
  if (!found || found->info().title.empty()) return std::string(report);
  return found->info().title.in(locale_->language());
}

Result<Table> MissionContext::table(const FileRef& file, const TableShape& shape) const {
  const PhaseScope scope(Phase::parse);
  const auto source = input::file_and_sheet(file.path).first;
  findings_.read(source);
  const auto bytes = session_.assets().bytes({source, file.span});
  if (!bytes) return fail(bytes.error());
  auto read = input::is_spreadsheet(input::piece_format(bytes->view(), source))
                  ? sheet_table(session_, file, shape)
                  : input::read_csv(*bytes, session_.shown(file.path), shape);
  if (!read) return fail(std::move(read.error()));
  findings_.add(std::move(read->warnings));
  return std::move(read->table);
}

namespace {

/// Warnings go to the findings, errors make the result.
template <class T>
Result<T> sorted_out(T value, Diagnostics diagnostics, Findings& findings) {
  if (has_errors(diagnostics)) return fail(std::move(diagnostics));
  findings.add(std::move(diagnostics));
  return value;
}

}  // namespace

Result<Blocks> MissionContext::text(const FileRef& file, int heading_level) const {
  const PhaseScope scope(Phase::parse);
  findings_.read(file.path);
  const auto path = join(session_.mission().folder, file.path);
  if (const auto bytes = session_.assets().bytes(file))
    if (const auto format = format_of_own_text(bytes->view(), file.path); !format.empty()) {
      auto part = text_given_as_twin(session_, file, *bytes, format, report_, fields(), locale_->language(), findings_);
      if (!part) return fail(std::move(part.error()));
      if (*part) {
        const auto text = std::make_shared<SourceFile>(session_.shown(file.path), std::move(**part));
        auto options = markdown(parent(file.path), heading_level);
        options.file = with_pictures_of(file, std::move(options.file));
        auto read = input::read_markdown(text, options);
        return sorted_out(std::move(read.blocks), std::move(read.diagnostics), findings_);
      }
      return own_text(session_, file, format, markdown(parent(file.path), heading_level), findings_);
    }
  auto source = read_text(session_.shop().world, path, session_.shown(file.path));
  if (!source) return fail(at(file.span, std::move(source.error())));
  auto read = input::read_markdown(*source, markdown(parent(file.path), heading_level));
  return sorted_out(std::move(read.blocks), std::move(read.diagnostics), findings_);
}

Result<Blocks> MissionContext::piece_text(const Piece& piece, int heading_level) const {
  const PhaseScope scope(Phase::parse);
  return app::piece_text(session_, piece, locale_->language(), heading_level, findings_);
}

Result<Inlines> MissionContext::inlines(std::string_view text, const Span& span) const {
  const auto folder = activity_.empty() ? std::string() : "activities/" + activity_;
  auto read = input::read_inline_markdown(text, span, markdown(folder, 1));
  Inlines out;
  for (const auto& block : read.blocks)
    if (const auto* paragraph = std::get_if<Paragraph>(&block.content)) {
      if (!out.empty()) out.push_back({HardBreak{}, block.span});
      out.insert(out.end(), paragraph->content.begin(), paragraph->content.end());
    }
  return sorted_out(std::move(out), std::move(read.diagnostics), findings_);
}

input::MarkdownOptions MissionContext::markdown(const std::string& folder, int heading_level) const {
  input::MarkdownOptions options;
  options.heading_level = heading_level;
  options.language = locale_->language();
  options.languages = mission().texts("languages");
  options.file = [this, folder](const std::string& path, const Span& span) {
    return session_.resolve(path, folder, span);
  };
  const auto values = placeholders();
  for (const auto& [name, value] : values) options.placeholders.push_back(name);
  options.placeholder = [values](const std::string& name) -> std::optional<std::string> {
    const auto it =
        std::find_if(values.begin(), values.end(), [&](const auto& v) { return v.first == name; });
    if (it == values.end()) return std::nullopt;
    return it->second;
  };
  options.piece_ids = piece_ids();
  options.missing_pieces_are_errors = session_.makes_final_dossier();
  options.missing_piece = [this](const std::string& id) {
    return locale_->word("document.piece-missing", {{"id", id}});
  };
  options.piece = [this](const std::string& id) -> std::optional<std::string> {
    const auto found = pieces_named(id);
    if (found.empty()) return std::nullopt;
    const bool of_mission = found.front()->activity.empty() && !activity_.empty();
    return locale_->word(of_mission ? "document.piece-of-mission" : "document.piece",
                         {{"n", number_of(*found.front(), *locale_)}});
  };
  options.piece_target = [this](const std::string& id) -> Result<std::string> {
    const auto found = pieces_named(id);
    if (found.size() > 1) return tl::unexpected(Diagnostics{two_pieces(id, *found[0], *found[1])});
    return name_of(*found.front());
  };
  return options;
}

/// What a text here may write after “piece:”, for “did you mean”.
std::vector<std::string> MissionContext::piece_ids() const {
  std::vector<std::string> out;
  for (const auto& piece : pieces().all) {
    const bool alone = pieces_named(piece.id).size() == 1;
    out.push_back(alone || piece.activity.empty() ? piece.id : name_of(piece));
  }
  if (!activity_.empty())
    for (const auto& piece : session_.mission().pieces.all)
      out.push_back(pieces().find(piece.id) ? std::string(input::kMissionName) + "/" + piece.id : piece.id);
  return out;
}

/// “id” among the pieces of this report's scope (the mission's own where that has none); “activity/id” and
/// “mission/id” among all. A mission's report means by “id” the mission's own piece, if there is one.
std::vector<const Piece*> MissionContext::pieces_named(const std::string& name) const {
  const auto slash = name.rfind('/');
  const bool qualified = slash != std::string::npos;
  const auto id = qualified ? name.substr(slash + 1) : name;
  const auto owner = qualified ? name.substr(0, slash) : activity_;
  const auto* own = session_.mission().pieces.find(id);
  if (activity_.empty() || owner != activity_) findings_.look_beyond();
  if (own && (owner.empty() || owner == input::kMissionName)) return {own};
  std::vector<const Piece*> found;
  for (const auto& piece : session_.pieces(owner).all)
    if (piece.id == id && (!qualified || piece.activity == owner)) found.push_back(&piece);
  if (found.empty() && own && !qualified) return findings_.look_beyond(), std::vector<const Piece*>{own};
  return found;
}

std::vector<std::pair<std::string, std::string>> MissionContext::placeholders() const {
  std::vector<std::pair<std::string, std::string>> out;
  const auto& language = locale_->language();
  const auto add = [&](std::string name, const Record* from, std::string_view key) {
    if (from && from->has(key)) out.emplace_back(std::move(name), from->text(key, language));
  };
  const auto* a = activity();
  add("activity.title", a, "title"), add("activity.place", a, "place"), add("activity.code", a, "code");
  add("activity.organiser", a, "organiser");
  if (const auto* dates = a ? a->table("dates") : nullptr) {
    const auto start = dates->date("start"), end = dates->date("end");
    if (start) out.emplace_back("activity.dates", locale_->dates(*start, end ? *end : *start));
  }
  add("mission.title", &mission(), "title"), add("mission.id", &mission(), "id");
  add("organisation.name", mission().table("organisation"), "name");
  add("programme.name", mission().table("programme"), "name");
  add("programme.general_objective", mission().table("programme"), "general_objective");
  add("consultant.name", mission().table("consultant"), "name");
  add("consultant.code", mission().table("consultant"), "code");
  add("consultant.role", mission().table("consultant"), "role");
  add("contract.reference", mission().table("contract"), "reference");
  out.emplace_back("report.title", report_title(report_));
  out.emplace_back("report.date", locale_->date(today()));
  return out;
}

std::string MissionContext::circle(std::string_view report, std::string_view activity) const {
  std::string path(report);
  for (const auto* context = this; context; context = context->outer_) {
    path = context->report_ + " → " + path;
    if (context->report_ == report && context->activity_ == activity) return path;
  }
  return {};
}

Composed MissionContext::compose(std::string_view report, const Scope& scope) const {
  if (scope.activity != activity_) findings_.look_beyond();
  const auto where = scope.activity.empty() ? std::string("the mission") : "“" + scope.activity + "”";
  if (!scope.activity.empty() && !session_.activity(scope.activity))
    return {std::nullopt, {error(fields().span(), "no activity is called “{}”", {scope.activity})}};
  if (const auto path = circle(report, scope.activity); !path.empty())
    return {std::nullopt,
            {error(fields().span(), "“{}” of {} would hold itself: {}", {std::string(report), where, path})}};
  auto inner = make(session_, std::string(report), scope.activity, session_.fields(report, scope.activity),
                    findings_, this);
  if (!inner) return {std::nullopt, std::move(inner.error())};
  return session_.shop().host.compose(std::string(report), **inner);
}

const Record* MissionContext::fields_of(std::string_view report, const Scope& scope) const {
  if (scope.activity != activity_) findings_.look_beyond();
  return session_.fields(report, scope.activity);
}

namespace {

void complete(Document& document, const MissionContext& context, const MissionSession& session,
              const std::string& report) {
  const auto& language = context.locale().language();
  document.language = language;
  if (document.report.empty()) document.report = report;
  if (document.title.empty()) document.title = context.report_title(report);
  if (document.author.empty())
    if (const auto* organisation = context.mission().table("organisation"))
      document.author = organisation->text("name", language);
  if (!document.date) document.date = context.today();
  auto furniture = session.furniture(language);
  furniture.watermark = document.furniture.watermark;
  document.furniture = std::move(furniture);
}

}  // namespace

Composed compose_report(const MissionSession& session, const std::string& report, const std::string& activity,
                        const Record* fields, Findings& findings) {
  auto context = MissionContext::make(session, report, activity, fields, findings);
  if (!context) return {std::nullopt, std::move(context.error())};
  const PhaseScope scope(Phase::compose);
  auto composed = session.shop().host.compose(report, **context);
  const auto declared = fields ? fields->span() : Span{};
  for (auto& d : composed.diagnostics)
    if (!d.span) d.span = declared;
  if (composed.document) complete(*composed.document, **context, session, report);
  if (composed.document) session.redact(*composed.document);
  if (composed.document) findings.parts = hashes_of_parts(*composed.document);
  return composed;
}

}  // namespace taqrir::app
