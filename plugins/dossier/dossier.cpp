// The dossier: every report and every annexed piece of a mission in one document. Its own table is a
// [[dossier]] of mission.toml, whose `parts` decide what it holds, in this order.
#include <algorithm>
#include <set>

#include "base/hash.hpp"
#include "completeness_matrix.hpp"
#include "kit/cells.hpp"
#include "kit/cover.hpp"
#include "kit/pieces.hpp"
#include "model/builder.hpp"
#include "model/dump.hpp"
#include "sdk/plugin.hpp"

namespace taqrir {

namespace {

constexpr const char* kAllActivities = "activities/*";
constexpr const char* kOwnPieces = "pieces/*";
constexpr const char* kBundle = "annex-bundle";
constexpr const char* kConsolidated = "recommendations-consolidated";
constexpr std::string_view kPiecePrefix = "piece:";
constexpr std::size_t kDigits = 16;  // of a checksum, in print; the manifest has all 64

ReportInfo make_info() {
  ReportInfo info;
  info.id = "dossier";
  info.title.by_language = {{"fr", "Dossier"}, {"ar", "الملف"}, {"en", "Dossier"}};
  info.summary.by_language = {{"fr", "Tous les rapports et toutes les pièces de la mission, en un document"},
                              {"ar", "كل تقارير المهمة ووثائقها في وثيقة واحدة"},
                              {"en", "Every report and every piece of the mission, in one document"}};
  info.scope = ReportScope::mission;
  info.fields = {labelled(text_field("id", true), "Identifiant", "Identifier"),
                 labelled(localized_field("title", true), "Titre", "Title"),
                 labelled(date_field("date"), "Date", "Date", "Sa date, si ce n’est pas celle de la mission",
                          "Its date, where it is not the mission’s"),
                 labelled(list_field("parts", text_field("part"), true), "Parties", "Parts",
                          "cover, list-of-pieces, contents, completeness, recommendations, activities/*, pieces/* "
                          "(celles de la mission), une activité, ACTIVITÉ/RAPPORT, piece:PIÈCE, piece:ACTIVITÉ/PIÈCE",
                          "cover, list-of-pieces, contents, completeness, recommendations, activities/*, pieces/* "
                          "(the mission's own), an activity, ACTIVITY/REPORT, piece:PIECE, piece:ACTIVITY/PIECE"),
                 labelled(text_field("max_size"), "Taille maximale", "Largest size",
                          "« 10 Mo » : les images sont réduites, puis le dossier est mis en volumes",
                          "“10 MB”: pictures are resampled, then the dossier is parted into volumes")};
  return info;
}

const ReportInfo& report_info() {
  static const ReportInfo info = make_info();
  return info;
}

/// Ids of parts, one below the other, so that numbering leaves them as they are (model/numbering.hpp) and
/// everything inside a part gets the part's id as its prefix.
std::string anchor_of_activity(const std::string& activity) { return activity; }
std::string anchor_of_report(const std::string& activity, const std::string& report) {
  return activity.empty() ? report : activity + "/" + report;
}

/// A dossier has one contents list: those of its parts are left out.
void drop_contents(Blocks& blocks) {
  std::erase_if(blocks, [](const Block& one) { return std::holds_alternative<Contents>(one.content); });
}

/// A report that the dossier holds, and the checksum of what it says.
struct ReportSum {
  std::string report, activity, sha256;
};

class Dossier {
 public:
  explicit Dossier(const ReportContext& context) : writer_(context, report_info(), "dossier") {
    for (const auto& part : context.fields().texts("parts")) include(part);
  }

  Composed compose() {
    for (const auto& part : context().fields().list("parts")) {
      const auto* name = std::get_if<std::string>(&part.content);
      if (!name) continue;
      if (!names_pieces(*name)) close_pieces();
      add_part(*name, part.span);
    }
    close_pieces();
    colophon();
    return writer_.finish();
  }

 private:
  const ReportContext& context() const { return writer_.context(); }

  void add_part(const std::string& name, const Span& span) {
    if (name == "cover") return cover();
    if (name == "contents") return contents();
    if (name == "list-of-pieces") return list_of_pieces();
    if (name == "completeness") return completeness();
    if (name == "recommendations") return recommendations();
    if (name == kAllActivities) return activities();
    if (name == kOwnPieces) return own_pieces();
    if (const auto* one = find(name)) return add_activity(*one);
    if (name.starts_with(kPiecePrefix)) return add_piece(name.substr(kPiecePrefix.size()), span);
    if (const auto* report = declared(name)) return add_report(*report);
    writer_.diagnostics().push_back(hinted(error(span, "the dossier has no part “{}”", {name}),
                                           "name an activity, ACTIVITY/REPORT, piece:PIECE, piece:ACTIVITY/PIECE, "
                                           "or one of cover, contents, list-of-pieces, completeness, "
                                           "recommendations, activities/*, pieces/*"));
  }

  // ---- pieces in a row: a part of their own

  static bool names_pieces(const std::string& part) { return part == kOwnPieces || part.starts_with(kPiecePrefix); }

  void own_pieces() {
    for (const auto& piece : context().pieces().all)
      if (piece.activity.empty()) append(pieces_part_, kit::piece_pages(writer_, piece, false));
  }

  /// The part begins on a new page, so what comes first in it need not.
  void close_pieces() {
    if (pieces_part_.empty()) return;
    if (std::holds_alternative<PageBreak>(pieces_part_.front().content)) pieces_part_.erase(pieces_part_.begin());
    writer_.add(block(Part{plain(writer_.word("pieces-part")), std::move(pieces_part_)}));
    pieces_part_.clear();
  }

  // ---- single reports and pieces

  /// "report" of the mission, "activity/report".
  const Deliverable* declared(const std::string& name) const {
    for (const auto& one : context().deliverables())
      if (one.declared && anchor_of_report(one.activity, one.report) == name) return &one;
    return nullptr;
  }

  void add_report(const Deliverable& one) {
    if (auto part = nested(one.report, one.activity)) writer_.add(*std::move(part));
  }

  void add_piece(const std::string& name, const Span& span) {
    const auto* piece = find_piece(name);
    if (piece) return append(pieces_part_, kit::piece_pages(writer_, *piece, false));
    writer_.diagnostics().push_back(hinted(error(span, "the dossier has no piece “{}”", {name}),
                                           "write piece:PIECE for one of the mission's own, piece:ACTIVITY/PIECE for an activity's"));
  }

  const Piece* find_piece(const std::string& name) const {
    for (const auto& piece : context().pieces().all)
      if (piece_anchor(piece) == std::string(kPiecePrefix) + name) return &piece;
    return nullptr;
  }

  // ---- which activities it holds

  void include(const std::string& part) {
    for (const auto& activity : context().activities())
      if (part == kAllActivities || part == activity.id) included_.insert(activity.id);
    all_own_pieces_ = all_own_pieces_ || part == kOwnPieces;
    if (part.starts_with(kPiecePrefix)) single_pieces_.insert(part.substr(kPiecePrefix.size()));
    if (const auto* one = declared(part)) single_reports_.insert(part), hold_bundle(*one);
  }

  /// A bundle that stands alone brings its activity's pieces.
  void hold_bundle(const Deliverable& one) {
    if (one.report != kBundle) return;
    for (const auto& activity : context().activities())
      if (activity.id == one.activity && activity.pieces)
        for (const auto& piece : activity.pieces->all) single_pieces_.insert(activity.id + "/" + piece.id);
  }

  bool holds(const Piece& piece) const {
    const bool whole = piece.activity.empty() ? all_own_pieces_ : included_.contains(piece.activity);
    return whole || single_pieces_.contains(piece_anchor(piece).substr(kPiecePrefix.size()));
  }

  /// The mission's own pieces that the dossier holds.
  kit::PieceGroup held_own_pieces() const {
    kit::PieceGroup group{plain(writer_.word("own-pieces")), {}, {}};
    for (const auto& piece : context().pieces().all)
      if (piece.activity.empty() && holds(piece)) group.pieces.push_back(&piece);
    if (all_own_pieces_)
      for (const auto& gone : context().pieces().withdrawn)
        if (gone.activity.empty()) group.withdrawn.push_back(gone);
    return group;
  }

  /// The mission's own pieces, then those of each activity, as far as the dossier holds them.
  std::vector<kit::PieceGroup> held_pieces() const {
    std::vector<kit::PieceGroup> groups;
    if (auto own = held_own_pieces(); !own.pieces.empty()) groups.push_back(std::move(own));
    for (const auto& activity : context().activities()) {
      if (!activity.pieces) continue;
      auto group = kit::group_of(title_of(activity), *activity.pieces);
      std::erase_if(group.pieces, [&](const Piece* piece) { return !holds(*piece); });
      if (!included_.contains(activity.id)) group.withdrawn.clear();
      if (!group.pieces.empty()) groups.push_back(std::move(group));
    }
    if (groups.size() == 1 && groups.front().pieces.front()->activity.empty()) groups.front().title.clear();
    return groups;
  }

  /// Whether a report of the mission as a whole is among the parts.
  bool holds(const std::string& report) const {
    const auto parts = context().fields().texts("parts");
    return report == kConsolidated && std::find(parts.begin(), parts.end(), "recommendations") != parts.end();
  }

  const ActivityOutline* find(const std::string& id) const {
    for (const auto& activity : context().activities())
      if (activity.id == id) return &activity;
    return nullptr;
  }

  Inlines title_of(const ActivityOutline& activity) const {
    return activity.record ? writer_.kit().localized(activity.record->localized("title"))
                           : plain(activity.id);
  }

  /// What an activity declares, in its own order, the annexed pieces last.
  std::vector<std::string> reports_of(const std::string& activity) const {
    std::vector<std::string> reports;
    for (const auto& one : context().deliverables())
      if (one.activity == activity && one.declared) reports.push_back(one.report);
    std::stable_partition(reports.begin(), reports.end(),
                          [](const auto& report) { return report != kBundle; });
    return reports;
  }

  // ---- front matter

  void cover() {
    auto block = kit::cover(writer_);
    if (const auto date = context().fields().date("date"))
      std::get<Cover>(block.content).facts.push_back({plain(writer_.word("dated")), plain(writer_.kit().date(date))});
    writer_.add(std::move(block));
  }

  void contents() {
    writer_.add(page_break());
    writer_.contents(3);
  }

  void list_of_pieces() {
    writer_.add(page_break());
    writer_.unnumbered_heading(1, "list-of-pieces");
    const auto groups = held_pieces();
    if (groups.empty()) return writer_.paragraph("no-pieces");
    writer_.add(kit::pieces_table(writer_.kit(), groups, [](const Piece&) { return true; }));
  }

  void completeness() {
    writer_.add(page_break());
    writer_.unnumbered_heading(1, "completeness");
    dossier::add_completeness(writer_, [this](const Deliverable& one) {
      const auto anchor = anchor_of_report(one.activity, one.report);
      const bool whole = one.activity.empty() ? holds(one.report) : included_.contains(one.activity);
      return one.declared && (whole || single_reports_.contains(anchor)) ? anchor : std::string{};
    });
  }

  void recommendations() {
    if (auto part = nested(kConsolidated, {})) writer_.add(*std::move(part));
  }

  // ---- activities

  void activities() {
    for (const auto& activity : context().activities()) add_activity(activity);
  }

  void add_activity(const ActivityOutline& activity) {
    Part part{title_of(activity), {opening(activity)}};
    bool with_bundle = false;
    for (const auto& report : reports_of(activity.id)) {
      with_bundle = with_bundle || report == kBundle;
      if (auto inner = nested(report, activity.id)) part.content.push_back(*std::move(inner));
    }
    if (!with_bundle && activity.pieces && !activity.pieces->all.empty())
      part.content.push_back(pieces_alone(*activity.pieces));
    writer_.add(block(std::move(part), anchor_of_activity(activity.id)));
  }

  Block opening(const ActivityOutline& activity) const {
    Cover cover;
    cover.title = title_of(activity);
    if (!activity.record) return block(std::move(cover));
    if (const auto number = activity.record->integer("work_item"))
      cover.kicker =
          plain(writer_.word("work-item", {{"n", writer_.kit().integer(static_cast<int>(*number))}}));
    cover.facts = kit::activity_facts(writer_.kit(), *activity.record);
    return block(std::move(cover));
  }

  /// Another report's document as a part of this one.
  std::optional<Block> nested(const std::string& report, const std::string& activity) {
    auto composed = context().compose(report, {activity});
    append(writer_.diagnostics(), std::move(composed.diagnostics));
    if (!composed.document) return std::nullopt;
    auto& document = *composed.document;
    drop_contents(document.blocks);
    mark_language(document);
    Part part{plain(context().report_title(report)), std::move(document.blocks)};
    Document alone;
    alone.blocks = part.content;
    reports_.push_back({report, activity, sha256_hex(dump(alone))});
    return block(std::move(part), anchor_of_report(activity, report));
  }

  /// The part's title is in the dossier's language; what stands in it, in its own.
  void mark_language(Document& document) const {
    if (document.language == writer_.kit().language()) return;
    for (auto& one : document.blocks)
      if (one.language.empty()) one.language = document.language;
  }

  /// The pieces of an activity that declares no bundle.
  Block pieces_alone(const Pieces& pieces) {
    Part part{plain(context().report_title(kBundle)), {}};
    for (const auto& piece : pieces.all) append(part.content, kit::piece_pages(writer_, piece, false));
    return block(std::move(part), anchor_of_report(pieces.all.front().activity, kBundle));
  }

  // ---- back matter

  void colophon() {
    writer_.add(page_break());
    writer_.unnumbered_heading(1, "colophon");
    const auto& kit = writer_.kit();
    const auto fact = [&](std::string_view key, std::string value) {
      return KeyFact{plain(writer_.word(key)), plain(std::move(value))};
    };
    const auto groups = held_pieces();
    std::vector<KeyFact> facts{fact("made-with", writer_.word("program", {{"version", kVersion}})),
                               fact("dated", kit.date(context().fields().date("date").value_or(context().today())))};
    const auto count = [&](std::string_view key, std::size_t n) {
      if (n > 0) facts.push_back(fact(key, kit.integer(static_cast<int>(n))));
    };
    count("count-activities", included_.size());
    count("count-reports", reports_.size());
    if (!groups.empty()) facts.push_back(fact("count-pieces", pieces_in_words()));
    writer_.add(key_facts({}, std::move(facts)));
    if (!reports_.empty()) report_sums();
    if (!groups.empty()) piece_sums(groups);
    writer_.paragraph("sums-note");
  }

  // ---- checksums: the manifest's, in print

  static Inlines digits(const std::string& sha256) {
    if (sha256.empty()) return plain("–");
    return {{CodeSpan{sha256.substr(0, kDigits)}, {}}};
  }

  Inlines title_of(const std::string& activity) const {
    const auto* one = find(activity);
    return one ? title_of(*one) : plain(writer_.word("mission"));
  }

  std::string version_of(const ReportSum& one) const {
    const auto* fields = context().fields_of(one.report, {one.activity});
    return fields ? fields->text("version") : std::string();
  }

  void report_sums() {
    std::vector<TableColumn> columns(4);
    columns[0].width = 0.42;
    TableBuilder table(columns);
    table.header({writer_.word("activity"), writer_.word("report"), writer_.word("version"), "SHA-256"});
    for (const auto& one : reports_) {
      const auto version = version_of(one);
      table.row({cell(title_of(one.activity)), cell(context().report_title(one.report)),
                 cell(version.empty() ? std::string("–") : version), cell(digits(one.sha256))});
    }
    writer_.add(table.caption(plain(writer_.word("report-sums"))).build("report-sums"));
  }

  void piece_sums(const std::vector<kit::PieceGroup>& groups) {
    std::vector<TableColumn> columns(3);
    columns[0].alignment = Alignment::end;
    TableBuilder table(columns);
    table.header({writer_.kit()("pieces.number"), writer_.kit()("pieces.title"), "SHA-256"});
    for (const auto& group : groups) {
      if (!group.title.empty()) table.row({kit::group_cell(group.title, columns.size())});
      for (const auto* piece : group.pieces)
        table.row({cell(number_of(*piece, writer_.kit().locale())), cell(writer_.kit().localized(piece->title)),
                   cell(digits(piece->sha256))});
    }
    writer_.add(table.caption(plain(writer_.word("piece-sums"))).build("piece-sums"));
  }

  std::string pieces_in_words() const {
    int pieces = 0, pages = 0;
    for (const auto& group : held_pieces())
      for (const auto* piece : group.pieces) ++pieces, pages += piece->pages;
    return writer_.word("pieces-and-pages", {{"pieces", writer_.words().plural("pieces", pieces)},
                                             {"pages", writer_.words().plural("pages", pages)}});
  }

  kit::Writer writer_;
  std::set<std::string> included_;
  std::set<std::string> single_pieces_, single_reports_;  // beside those of whole activities
  bool all_own_pieces_ = false;
  Blocks pieces_part_;  // of the part that is being filled
  std::vector<ReportSum> reports_;
};

class DossierReport : public Report {
 public:
  const ReportInfo& info() const noexcept override { return report_info(); }
  Composed compose(const ReportContext& context) const override { return Dossier(context).compose(); }
};

}  // namespace

TAQRIR_PLUGIN(registrar) { registrar.add(std::make_unique<DossierReport>()); }

}  // namespace taqrir
