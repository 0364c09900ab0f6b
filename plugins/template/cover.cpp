// component = "cover", "contents", "page-break": what frames the text.
#include "kit/cover.hpp"

#include "components.hpp"
#include "model/builder.hpp"

namespace taqrir::declared {

namespace {

void nothing_to_check(Checking&) {}

void check_cover(Checking& checking) {
  for (const auto* key : {"kicker", "subtitle", "notice"}) checking.text(key);
}

/// As the covers of the other reports; what the section says of its own takes the place of theirs.
Blocks cover(Composing& composing) {
  auto block = kit::cover(composing.writer());
  auto& cover = std::get<Cover>(block.content);
  const auto& section = composing.section();
  if (section.has("title")) cover.title = composing.text("title");
  if (section.has("kicker")) cover.kicker = composing.text("kicker");
  if (section.has("subtitle")) cover.subtitle = composing.text("subtitle");
  if (section.has("notice")) cover.notice = composing.text("notice");
  return {std::move(block)};
}

Blocks contents(Composing& composing) {
  const auto depth = static_cast<int>(composing.section().integer("depth").value_or(2));
  const bool titled = composing.section().has("title");
  return {taqrir::contents(
      depth, titled ? std::string() : composing.environment().locale().word("document.contents"))};
}

Blocks page_break(Composing&) { return {taqrir::page_break()}; }

}  // namespace

Component cover_component() {
  return {
      "cover",
      "La page de titre : genre, sujet, faits, statut, mentions du bailleur. Le titre de la section, s’il "
      "est donné, prend la place du sujet.",
      "The title page: kind, subject, facts, status, the funder’s notice. The section’s title, where it "
      "has one, takes the place of the subject.",
      {labelled(localized_field("kicker"), "Surtitre", "Kicker", "À la place du titre du genre.",
                "In the place of the kind’s title."),
       labelled(localized_field("subtitle"), "Sous-titre", "Subtitle"),
       labelled(localized_field("notice"), "Mention", "Notice", "Au bas de la page.", "At the foot.")},
      check_cover,
      cover,
      "[[section]]\ncomponent = \"cover\"\n",
      true};
}

Component contents_component() {
  auto depth = labelled(integer_field("depth"), "Profondeur", "Depth",
                        "Jusqu’à quel niveau de titre : 2 sans précision.",
                        "Down to which level of title: 2 unless said.");
  depth.minimum = 1, depth.maximum = 6;
  return {"contents",
          "Le sommaire.",
          "The contents list.",
          {depth},
          nothing_to_check,
          contents,
          "[[section]]\ncomponent = \"contents\"\n"};
}

Component page_break_component() {
  return {"page-break",
          "La suite commence sur une nouvelle page.",
          "What follows begins on a new page.",
          {},
          nothing_to_check,
          page_break,
          {}};
}

}  // namespace taqrir::declared
