// The detailed technical analysis of an activity: what was done and how, who came, what they learnt, what
// they thought of it, what was reached. Every figure can be recomputed from the annexed sheets.
#include "kit/attendance_view.hpp"
#include "kit/cover.hpp"
#include "kit/evaluation.hpp"
#include "kit/indicators_view.hpp"
#include "kit/learning_view.hpp"
#include "kit/satisfaction_view.hpp"
#include "kit/sheet_view.hpp"
#include "model/builder.hpp"
#include "sdk/plugin.hpp"

namespace taqrir {

namespace {

Schema own_fields() {
  Schema fields{labelled(file_field("programme"), "Programme", "Programme"),
                labelled(file_field("method"), "Méthode", "Method")};
  const auto evaluation = kit::evaluation_fields();
  fields.insert(fields.end(), evaluation.begin(), evaluation.end());
  fields.push_back(labelled(file_field("trainer"), "Évaluation de la formatrice ou du formateur",
                            "The trainer’s evaluation"));
  fields.push_back(labelled(list_field("worked", text_field("text")), "Ce qui a marché", "What worked"));
  fields.push_back(labelled(list_field("improve", text_field("text")), "À améliorer", "What did not work"));
  return fields;
}

ReportInfo make_info() {
  ReportInfo info;
  info.id = "technical-analysis";
  info.title.by_language = {
      {"fr", "Analyse technique"}, {"ar", "التحليل التقني"}, {"en", "Technical analysis"}};
  info.summary.by_language = {
      {"fr", "Programme et méthode, présences, acquis, satisfaction, indicateurs, enseignements"},
      {"ar", "البرنامج والمنهجية، الحضور، المكتسبات، الرضا، المؤشرات، الدروس المستخلصة"},
      {"en", "Programme and method, attendance, learning, satisfaction, indicators, lessons"}};
  info.scope = ReportScope::activity;
  info.fields = own_fields();
  return info;
}

const ReportInfo& report_info() {
  static const ReportInfo info = make_info();
  return info;
}

class Analysis {
 public:
  explicit Analysis(const ReportContext& context) : writer_(context, report_info(), "technical-analysis") {}

  Composed compose() {
    evaluation_ = kit::read_evaluation(writer_.context(), writer_.fields(), writer_.diagnostics());
    check_demanded_parts();
    writer_.add(kit::cover(writer_));
    writer_.contents();
    main_figures();
    text_section("programme");
    text_section("method");
    attendance();
    learning();
    satisfaction();
    text_section("trainer");
    indicators();
    lessons();
    method_note();
    return writer_.finish();
  }

 private:
  void check_demanded_parts() {
    writer_.demands_text("programme",
                         "add programme = \"programme.md\": what was planned and done, hour by hour");
    writer_.demands_text("method", "add method = \"methode.md\": how it was taught and evaluated");
  }

  void main_figures() {
    auto figures = kit::main_figures(writer_.kit(), evaluation_);
    if (!figures.empty()) writer_.add(key_facts(plain(writer_.word("main-figures")), std::move(figures)));
  }

  void text_section(std::string_view key) {
    if (!writer_.fields().has(key)) return;
    writer_.heading(1, key);
    writer_.add(writer_.text(key));
  }

  void attendance() {
    if (!evaluation_.attendance) return;
    const auto& kit = writer_.kit();
    writer_.heading(1, "attendance");
    writer_.add(bullet_list(kit::attendance_findings(kit, *evaluation_.attendance)));
    writer_.add(kit::attendance_table(kit, *evaluation_.attendance));
    writer_.add(kit::attendance_chart(kit, *evaluation_.attendance));
    writer_.add(kit::profile_table(kit, *evaluation_.attendance));
  }

  void learning() {
    if (!evaluation_.learning) return;
    const auto& kit = writer_.kit();
    writer_.heading(1, "learning");
    if (evaluation_.learning->pairs() == 0)
      writer_.paragraph("learning-none");
    else
      writer_.paragraph("learning-intro", {{"gain", kit::gain_in_words(kit, *evaluation_.learning)}});
    findings(kit::learning_findings(kit, *evaluation_.learning));
    writer_.add(kit::learning_table(kit, *evaluation_.learning));
    writer_.add(kit::learning_measures(kit, *evaluation_.learning));
    writer_.add(kit::learning_chart(kit, *evaluation_.learning));
  }

  void satisfaction() {
    if (!evaluation_.satisfaction) return;
    const auto& kit = writer_.kit();
    writer_.heading(1, "satisfaction");
    writer_.paragraph("satisfaction-intro", {{"mean", kit.number(evaluation_.satisfaction->mean(), 2)},
                                             {"n", kit.integer(evaluation_.satisfaction->sheets)}});
    findings(kit::duplicate_findings(kit, evaluation_.satisfaction->duplicates));
    writer_.add(kit::satisfaction_chart(kit, *evaluation_.satisfaction));
    writer_.add(kit::satisfaction_table(kit, *evaluation_.satisfaction));
  }

  void findings(std::vector<Inlines> all) {
    if (!all.empty()) writer_.add(bullet_list(std::move(all)));
  }

  void indicators() {
    if (evaluation_.indicators.empty()) return;
    writer_.heading(1, "indicators");
    writer_.add(kit::indicators_table(writer_, evaluation_.indicators));
  }

  void lessons() {
    list_section("worked");
    list_section("improve");
  }

  void list_section(std::string_view key) {
    auto items = writer_.list(writer_.fields(), key);
    if (items.empty()) return;
    writer_.heading(1, key);
    writer_.add(bullet_list(std::move(items)));
  }

  /// The formulas of the figures that stand above, each with its source.
  void method_note() {
    std::vector<Inlines> formulas;
    const auto add = [&](std::string_view key) { formulas.push_back(writer_.kit().with_latin(key)); };
    if (evaluation_.attendance) add("formula.attendance");
    if (evaluation_.learning)
      for (const auto* key : {"formula.gain", "formula.median", "formula.interval", "formula.normalised-gain",
                              "formula.effect-size", "formula.distribution"})
        add(key);
    if (evaluation_.satisfaction) add("formula.satisfaction");
    if (!evaluation_.indicators.empty()) add("formula.attainment");
    if (formulas.empty()) return;
    add("formula.missing");
    writer_.heading(1, "method-note");
    writer_.add(bullet_list(std::move(formulas)));
  }

  kit::Writer writer_;
  kit::Evaluation evaluation_;
};

class TechnicalAnalysis : public Report {
 public:
  const ReportInfo& info() const noexcept override { return report_info(); }
  Composed compose(const ReportContext& context) const override { return Analysis(context).compose(); }
};

}  // namespace

TAQRIR_PLUGIN(registrar) { registrar.add(std::make_unique<TechnicalAnalysis>()); }

}  // namespace taqrir
