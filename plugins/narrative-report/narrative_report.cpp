// The narrative report that each activity owes. What the terms of reference demand of it: a summary of
// objectives and results, a technical analysis, recommendations-actions, the documents produced.
#include "kit/cover.hpp"
#include "kit/evaluation.hpp"
#include "kit/pieces.hpp"
#include "kit/recommendations_view.hpp"
#include "model/builder.hpp"
#include "sdk/plugin.hpp"

namespace taqrir {

namespace {

Field objective_fields() {
  return list_field("objectives",
                    table_field("objective", {labelled(text_field("text", true), "Objectif", "Objective"),
                                              labelled(choice_field("reached", {"yes", "partly", "no"}, true),
                                                       "Atteint", "Reached"),
                                              labelled(text_field("evidence"), "Preuve", "Evidence")}));
}

Field participants_fields() {
  auto women = integer_field("women", true), men = integer_field("men", true);
  women.minimum = men.minimum = 0;
  return table_field("participants", {labelled(women, "Femmes", "Women"), labelled(men, "Hommes", "Men")});
}

Field deviation_fields() {
  return list_field("deviations",
                    table_field("deviation", {labelled(text_field("text", true), "Écart", "Deviation"),
                                              labelled(text_field("reason"), "Raison", "Reason")}));
}

Field signatory_fields() {
  auto name = labelled(text_field("name"), "Nom", "Name");
  name.personal = true;
  return list_field("signatories",
                    table_field("signatory", {labelled(text_field("role", true), "Qualité", "Role"),
                                              std::move(name)}));
}

ReportInfo make_info() {
  ReportInfo info;
  info.id = "narrative-report";
  info.title.by_language = {{"fr", "Rapport narratif"}, {"ar", "التقرير السردي"}, {"en", "Narrative report"}};
  info.summary.by_language = {
      {"fr",
       "Objectifs et résultats, déroulement, analyse technique, recommandations-actions, documents annexés"},
      {"ar", "الأهداف والنتائج، سير النشاط، التحليل التقني، التوصيات والإجراءات، الوثائق المرفقة"},
      {"en",
       "Objectives and results, what happened, technical analysis, recommendations-actions, annexed "
       "documents"}};
  info.scope = ReportScope::activity;
  info.fields = {
      labelled(participants_fields(), "Participation", "Participants",
               "Si l’activité n’a pas de feuille de présence", "Where the activity has no attendance sheet"),
      labelled(objective_fields(), "Objectifs", "Objectives"),
      labelled(list_field("results", text_field("result")), "Résultats", "Results"),
      labelled(file_field("account"), "Récit", "Account", "L’activité racontée : Markdown, Word, ODT, HTML",
               "The activity told: Markdown, Word, ODT, HTML"),
      labelled(deviation_fields(), "Écarts", "Deviations"),
      labelled(file_field("analysis"), "Analyse technique en bref", "Technical analysis in short"),
      labelled(kit::recommendation_fields("recommendations"), "Recommandations-actions",
               "Recommendations-actions", "Si l’activité n’a pas de [deliverables.recommendations]",
               "Where the activity has no [deliverables.recommendations]"),
      labelled(text_field("no_pieces"), "Pourquoi rien n’est annexé", "Why nothing is annexed"),
      labelled(signatory_fields(), "Signataires", "Signatories")};
  return info;
}

const ReportInfo& report_info() {
  static const ReportInfo info = make_info();
  return info;
}

Diagnostic other_than_sheet(const Span& span, const kit::BySex& said, const kit::BySex& counted) {
  return hinted(warning(span, "“participants” says {} women and {} men, the attendance sheet {} and {}",
                        {std::to_string(said.women), std::to_string(said.men), std::to_string(counted.women),
                         std::to_string(counted.men)}),
                "the sheet is shown: remove “participants”, or correct one of the two");
}

Diagnostic no_reason(const Span& span) {
  return hinted(warning(span, "this deviation has no reason"), "add reason = \"…\"");
}

Diagnostic two_lists(Span span) {
  return hinted(
      warning(std::move(span), "the activity has two lists of recommendations; this one is left out"),
      "move its items to [deliverables.recommendations]");
}

/// One report on its way; the order of `compose` is the report's table of contents.
class Narrative {
 public:
  explicit Narrative(const ReportContext& context)
      : writer_(context, report_info(), "narrative-report"),
        evaluation_(kit::evaluation_of_activity(writer_)),
        recommendations_(kit::recommendations_of_activity(context, context.activity_id())) {}

  Composed compose() {
    check_demanded_parts();
    writer_.add(kit::cover(writer_, kit::Unsaid::shown));
    writer_.contents();
    writer_.add(kit::facts_panel(writer_, participants()));
    summary();
    account();
    deviations();
    analysis();
    recommendations();
    annexed_documents();
    signatures();
    return writer_.finish();
  }

 private:
  const ReportContext& context() const { return writer_.context(); }
  const Record& fields() const { return writer_.fields(); }

  bool has_report(std::string_view report) const {
    return context().fields_of(report, {context().activity_id()}) != nullptr;
  }

  void check_demanded_parts() {
    if (fields().list("objectives").empty() && fields().tables("objectives").empty())
      writer_.lacks("objectives", "add objectives = [ { text = \"…\", reached = \"yes\" } ]");
    if (fields().list("results").empty()) writer_.lacks("results", "add results = [ \"…\" ]");
    writer_.demands_text("account", "add account = \"recit.md\" and tell the activity there");
    if (fields().has("analysis") || !has_report("technical-analysis"))
      writer_.demands_text("analysis",
                           "add analysis = \"analyse.md\", or declare [deliverables.technical-analysis]");
    if (recommendations_.empty())
      writer_.lacks("recommendations",
                    "declare [deliverables.recommendations] with its items, or add them here");
    if (has_report("recommendations") && fields().has("recommendations"))
      writer_.diagnostics().push_back(two_lists(fields().span_of("recommendations")));
    if (!has_report("recommendations")) append(writer_.diagnostics(), kit::check_codes(recommendations_));
    if (context().pieces().all.empty() && !fields().has("no_pieces"))
      writer_.lacks("pieces", "add [[piece]] to activity.toml, or say why there is none: no_pieces = \"…\"");
  }

  /// As the attendance sheet counts them; without one, as the report's own table says.
  std::optional<kit::BySex> participants() {
    std::optional<kit::BySex> said;
    if (const Record* own = fields().table("participants"))
      said = kit::BySex{static_cast<int>(own->integer("women").value_or(0)),
                        static_cast<int>(own->integer("men").value_or(0)), 0};
    if (!evaluation_.attendance) return said;
    const auto& counted = evaluation_.attendance->present;
    if (said && (said->women != counted.women || said->men != counted.men))
      writer_.diagnostics().push_back(other_than_sheet(fields().span_of("participants"), *said, counted));
    return counted;
  }

  void summary() {
    writer_.heading(1, "summary");
    writer_.heading(2, "objectives");
    writer_.add(objectives_table());
    writer_.heading(2, "results");
    writer_.add(bullet_list(writer_.list(fields(), "results")));
  }

  Block objectives_table() {
    TableBuilder table({TableColumn{Alignment::start, 0.48}, TableColumn{Alignment::start, 0.17},
                        TableColumn{Alignment::start, 0.35}});
    table.header({writer_.word("objective"), writer_.word("reached.title"), writer_.word("evidence")});
    for (const auto& objective : fields().tables("objectives")) table.row(objective_row(objective));
    return table.caption(plain(writer_.word("objectives-table"))).build("objectives-table");
  }

  std::vector<TableCell> objective_row(const Record& objective) {
    const auto reached = objective.text("reached");
    const auto tone = reached == "yes" ? Tone::good : reached == "no" ? Tone::bad : Tone::caution;
    auto evidence = writer_.inlines(objective, "evidence");
    if (evidence.empty()) evidence = plain(writer_.words().missing());
    return {cell(writer_.inlines(objective, "text")), toned(cell(writer_.word("reached." + reached)), tone),
            cell(std::move(evidence))};
  }

  void account() {
    writer_.heading(1, "account");
    writer_.add(writer_.text("account"));
  }

  void deviations() {
    writer_.heading(1, "deviations");
    const auto all = fields().tables("deviations");
    if (all.empty()) return writer_.paragraph("no-deviations");
    TableBuilder table({TableColumn{}, TableColumn{}});
    table.header({writer_.word("deviation"), writer_.word("reason")});
    for (const auto& one : all) table.row({cell(writer_.inlines(one, "text")), cell(reason(one))});
    writer_.add(table.caption(plain(writer_.word("deviations-table"))).build("deviations-table"));
  }

  Inlines reason(const Record& deviation) {
    auto content = writer_.inlines(deviation, "reason");
    if (!content.empty()) return content;
    writer_.diagnostics().push_back(no_reason(deviation.span()));
    return plain(writer_.words().missing());
  }

  void analysis() {
    writer_.heading(1, "analysis");
    writer_.add(writer_.text("analysis"));
    if (auto figures = kit::main_figures(writer_.kit(), evaluation_); !figures.empty())
      writer_.add(key_facts(plain(writer_.word("main-figures")), std::move(figures)));
    if (has_report("technical-analysis"))
      writer_.paragraph("analysis-apart", {{"report", context().report_title("technical-analysis")}});
  }

  void recommendations() {
    writer_.heading(1, "recommendations");
    writer_.add(paragraph(kit::recommendations_count(
        writer_.kit(), kit::count(recommendations_, context().today()), context().today())));
    writer_.add(kit::tracking_table(writer_, {{{}, recommendations_}}));
    if (has_report("recommendations"))
      return writer_.paragraph("recommendations-apart",
                               {{"report", context().report_title("recommendations")}});
    for (const auto& one : recommendations_) writer_.add(kit::recommendation_section(writer_, one, 2));
  }

  void annexed_documents() {
    writer_.heading(1, "annexed-documents");
    if (context().pieces().all.empty()) return writer_.add(paragraph(writer_.inlines(fields(), "no_pieces")));
    writer_.add(kit::pieces_table(writer_.kit(), {kit::group_of({}, context().pieces())}, {},
                                  plain(writer_.word("annexed-table"))));
  }

  void signatures() {
    Signatures signatures{plain(writer_.word("place-and-date")), {}};
    for (const auto& one : fields().tables("signatories"))
      signatures.signatories.push_back({writer_.inlines(one, "role"), plain(one.text("name"))});
    if (signatures.signatories.empty()) signatures.signatories = default_signatories();
    writer_.add(block(std::move(signatures), "signatures"));
  }

  /// The consultant, and whom the report is for.
  std::vector<Signatory> default_signatories() const {
    const Record* organisation = context().mission().table("organisation");
    std::vector<Signatory> both{{plain(writer_.word("consultant")), {}}};
    if (organisation) both.push_back({writer_.kit().localized(organisation->localized("name")), {}});
    return both;
  }

  kit::Writer writer_;
  kit::Evaluation evaluation_;
  kit::Recommendations recommendations_;
};

class NarrativeReport : public Report {
 public:
  const ReportInfo& info() const noexcept override { return report_info(); }
  Composed compose(const ReportContext& context) const override { return Narrative(context).compose(); }
};

}  // namespace

TAQRIR_PLUGIN(registrar) { registrar.add(std::make_unique<NarrativeReport>()); }

}  // namespace taqrir
