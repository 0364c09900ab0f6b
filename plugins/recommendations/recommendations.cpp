// Recommendations-actions: of one activity, and consolidated over the mission.
#include "kit/cover.hpp"
#include "kit/recommendations_view.hpp"
#include "model/builder.hpp"
#include "sdk/plugin.hpp"

namespace taqrir {

namespace {

constexpr const char* kTopic = "recommendations";

ReportInfo make_info() {
  ReportInfo info;
  info.id = "recommendations";
  info.title.by_language = {
      {"fr", "Recommandations-actions"}, {"ar", "التوصيات والإجراءات"}, {"en", "Recommendations-actions"}};
  info.summary.by_language = {{"fr", "Ce qui est demandé, à qui, pour quand, et où on en est"},
                              {"ar", "المطلوب، ومن المسؤول عنه، وأجله، ومدى تقدمه"},
                              {"en", "What is asked of whom, by when, and how far it has come"}};
  info.scope = ReportScope::activity;
  info.fields = {labelled(file_field("introduction"), "Introduction", "Introduction"),
                 labelled(kit::recommendation_fields("items"), "Recommandations", "Recommendations")};
  return info;
}

ReportInfo make_consolidated_info() {
  ReportInfo info = make_info();
  info.id = "recommendations-consolidated";
  info.title.by_language = {{"fr", "Recommandations-actions consolidées"},
                            {"ar", "التوصيات والإجراءات المجمعة"},
                            {"en", "Consolidated recommendations-actions"}};
  info.scope = ReportScope::mission;
  info.fields = {labelled(file_field("introduction"), "Introduction", "Introduction")};
  return info;
}

const ReportInfo& info_of_activity() {
  static const ReportInfo info = make_info();
  return info;
}

const ReportInfo& info_of_mission() {
  static const ReportInfo info = make_consolidated_info();
  return info;
}

void summary(kit::Writer& writer, const kit::Recommendations& all) {
  const auto today = writer.context().today();
  const auto counts = kit::count(all, today);
  writer.heading(1, "summary");
  writer.add(paragraph(kit::recommendations_count(writer.kit(), counts, today)));
  writer.add(kit::recommendations_summary(writer.kit(), counts));
}

void introduction(kit::Writer& writer) {
  if (!writer.fields().has("introduction")) return;
  writer.heading(1, "introduction");
  writer.add(writer.text("introduction"));
}

// ---------------------------------------------------------------- of one activity

void details(kit::Writer& writer, const kit::Recommendations& all) {
  writer.heading(1, "details");
  for (const auto& one : all) writer.add(kit::recommendation_section(writer, one, 2));
}

void tracking(kit::Writer& writer, const kit::Recommendations& all) {
  writer.heading(1, "tracking");
  writer.add(kit::tracking_table(writer, {{{}, all}}));
}

class RecommendationsReport : public Report {
 public:
  const ReportInfo& info() const noexcept override { return info_of_activity(); }

  Composed compose(const ReportContext& context) const override {
    kit::Writer writer(context, info(), kTopic);
    const auto all = kit::recommendations_of(context.fields(), "items");
    if (all.empty())
      writer.lacks("items", "add [[deliverables.recommendations.items]] with code, text, priority, state");
    append(writer.diagnostics(), kit::check_codes(all));
    writer.add(kit::cover(writer));
    writer.contents();
    introduction(writer);
    summary(writer, all);
    tracking(writer, all);
    details(writer, all);
    return writer.finish();
  }
};

// ---------------------------------------------------------------- of the mission

/// Of all activities, in their order.
kit::Recommendations all_of_mission(const ReportContext& context) {
  kit::Recommendations all;
  for (const auto& activity : context.activities())
    for (auto& one : kit::recommendations_of_activity(context, activity.id)) all.push_back(std::move(one));
  return all;
}

Inlines title_of(const kit::Writer& writer, const std::string& activity) {
  for (const auto& outline : writer.context().activities())
    if (outline.id == activity && outline.record)
      return writer.kit().localized(outline.record->localized("title"));
  return plain(activity);
}

void overdue_section(kit::Writer& writer, const std::vector<kit::RecommendationGroup>& groups) {
  writer.heading(1, "overdue");
  auto late = kit::overdue_table(writer, groups);
  if (late.empty())
    writer.paragraph("none-overdue", {{"today", writer.kit().date(writer.context().today())}});
  else
    writer.add(std::move(late));
}

std::vector<kit::RecommendationGroup> by_activity(const kit::Writer& writer) {
  std::vector<kit::RecommendationGroup> groups;
  for (const auto& activity : writer.context().activities())
    if (auto own = kit::recommendations_of_activity(writer.context(), activity.id); !own.empty())
      groups.push_back({title_of(writer, activity.id), std::move(own)});
  return groups;
}

void tracking_by_activity(kit::Writer& writer, const std::vector<kit::RecommendationGroup>& groups) {
  writer.heading(1, "tracking");
  writer.add(kit::tracking_table(writer, groups));
}

class ConsolidatedReport : public Report {
 public:
  const ReportInfo& info() const noexcept override { return info_of_mission(); }

  Composed compose(const ReportContext& context) const override {
    kit::Writer writer(context, info(), kTopic);
    const auto all = all_of_mission(context);
    writer.add(kit::cover(writer));
    introduction(writer);
    if (all.empty()) {
      writer.paragraph("none");
      return writer.finish();
    }
    const auto groups = by_activity(writer);
    summary(writer, all);
    writer.add(kit::recommendations_by_activity(writer.kit(), groups, context.today()));
    overdue_section(writer, groups);
    tracking_by_activity(writer, groups);
    return writer.finish();
  }
};

}  // namespace

TAQRIR_PLUGIN(registrar) {
  registrar.add(std::make_unique<RecommendationsReport>());
  registrar.add(std::make_unique<ConsolidatedReport>());
}

}  // namespace taqrir
