// A plugin as it should be: one report, which greets whom its table names.
#include "sdk/plugin.hpp"

namespace {

using namespace taqrir;

class Greeting : public Report {
 public:
  Greeting() {
    info_.id = "greeting";
    info_.title.by_language = {{"fr", "Salutation"}, {"en", "Greeting"}};
    Field whom;
    whom.name = "whom";
    info_.fields = {whom};
  }

  const ReportInfo& info() const noexcept override { return info_; }

  Composed compose(const ReportContext& context) const override {
    Document document;
    document.report = info_.id;
    document.language = context.locale().language();
    document.title = "Bonjour " + context.fields().text("whom");
    Paragraph paragraph;
    paragraph.content = {Inline{Text{document.title}, {}}};
    document.blocks.push_back({std::move(paragraph), {}, {}, {}});
    return {std::move(document), {}};
  }

 private:
  ReportInfo info_;
};

}  // namespace

TAQRIR_PLUGIN(registrar) { registrar.add(std::make_unique<Greeting>()); }
