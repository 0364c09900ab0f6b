// The pieces of an activity in one document: cover, list of pieces, then each piece as it is.
#include "kit/cover.hpp"
#include "kit/pieces.hpp"
#include "model/builder.hpp"
#include "sdk/plugin.hpp"

namespace taqrir {

namespace {

ReportInfo make_info() {
  ReportInfo info;
  info.id = "annex-bundle";
  info.title.by_language = {
      {"fr", "Documents annexés"}, {"ar", "الوثائق المرفقة"}, {"en", "Annexed documents"}};
  info.summary.by_language = {{"fr", "Les pièces de l’activité, précédées de leur liste"},
                              {"ar", "وثائق النشاط مسبوقة بقائمتها"},
                              {"en", "The activity’s pieces, after their list"}};
  info.scope = ReportScope::activity;
  info.fields = {labelled(boolean_field("dividers"), "Intercalaires", "Dividers",
                          "Une page d’annonce avant chaque pièce", "A page that announces each piece"),
                 labelled(file_field("introduction"), "Introduction", "Introduction")};
  return info;
}

const ReportInfo& report_info() {
  static const ReportInfo info = make_info();
  return info;
}

void list_of_pieces(kit::Writer& writer) {
  writer.unnumbered_heading(1, "list-of-pieces");
  writer.add(writer.text("introduction"));
  writer.add(kit::pieces_table(writer.kit(), {kit::group_of({}, writer.context().pieces())},
                               [](const Piece&) { return true; }));
}

void pieces(kit::Writer& writer) {
  const bool dividers = writer.fields().boolean("dividers").value_or(false);
  for (const auto& piece : writer.context().pieces().all)
    writer.add(kit::piece_pages(writer, piece, dividers));
}

class AnnexBundle : public Report {
 public:
  const ReportInfo& info() const noexcept override { return report_info(); }

  Composed compose(const ReportContext& context) const override {
    kit::Writer writer(context, info(), "annex-bundle");
    if (context.pieces().all.empty()) writer.lacks("pieces", "add [[piece]] to activity.toml");
    writer.add(kit::cover(writer));
    list_of_pieces(writer);
    pieces(writer);
    return writer.finish();
  }
};

}  // namespace

TAQRIR_PLUGIN(registrar) { registrar.add(std::make_unique<AnnexBundle>()); }

}  // namespace taqrir
