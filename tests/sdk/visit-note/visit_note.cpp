// A field visit on one page: where, who was met, and the consultant's account.
#include "model/builder.hpp"
#include "sdk/plugin.hpp"

namespace {

using namespace taqrir;

ReportInfo make_info() {
  ReportInfo info;
  info.id = "visit-note";
  info.title.by_language = {{"fr", "Note de visite"}, {"en", "Visit note"}};
  info.scope = ReportScope::activity;
  info.fields = {
      labelled(text_field("place", true), "Lieu", "Place"),
      labelled(integer_field("people_met"), "Personnes rencontrées", "People met"),
      labelled(file_field("account", true), "Récit", "Account"),
  };
  return info;
}

class VisitNote : public Report {
 public:
  const ReportInfo& info() const noexcept override { return info_; }

  Composed compose(const ReportContext& context) const override {
    Composed out;
    const auto& fields = context.fields();
    const auto& words = context.locale();

    std::vector<KeyFact> facts = {{plain(words.word("visit-note.place")), plain(fields.text("place"))}};
    if (const auto met = fields.integer("people_met"))
      facts.push_back(
          {plain(words.word("visit-note.people-met")), plain(words.plural("visit-note.people", *met))});

    auto account = context.text(*fields.file("account"));
    if (!account) return {std::nullopt, std::move(account.error())};

    Document document;
    document.language = words.language();
    document.title = info_.title.in(words.language());
    document.blocks.push_back(
        block(Heading{.level = 1, .content = plain(document.title), .numbered = false}));
    document.blocks.push_back(key_facts({}, std::move(facts)));
    append(document.blocks, std::move(*account));
    out.document = std::move(document);
    return out;
  }

 private:
  ReportInfo info_ = make_info();
};

}  // namespace

TAQRIR_PLUGIN(registrar) { registrar.add(std::make_unique<VisitNote>()); }
