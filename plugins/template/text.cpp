// component = "text" and "callout": a template of the type's folder, or a text of the mission.
#include "components.hpp"
#include "model/builder.hpp"

namespace taqrir::declared {

namespace {

void check_text(Checking& checking) {
  checking.one_of(
      {"file", "field", "text"}, "the section has no text", "the section has two texts",
      "write one of file = \"….md\" (in the type’s folder), field = \"…\" (of the form) and text = \"…\"");
  checking.file("file");
  checking.text("text");
  checking.field("field", {ShapeKind::text_file, ShapeKind::markdown, ShapeKind::text});
}

Blocks text_of_field(Composing& composing) {
  const auto* datum = composing.field("field");
  if (!datum || datum->missing()) return {paragraph(composing.writer().kit().missing())};
  const auto* file = std::get_if<FileRef>(&datum->content);
  if (!file) return {paragraph(shown(*datum, composing.environment()))};
  auto blocks = composing.environment().context().text(*file, composing.level());
  if (blocks) return *std::move(blocks);
  append(composing.writer().diagnostics(), blocks.error());
  return {};
}

Blocks text(Composing& composing) {
  const auto& section = composing.section();
  if (section.has("file")) return composing.file("file");
  if (section.has("field")) return text_of_field(composing);
  auto inlines = composing.text("text");
  return inlines.empty() ? Blocks{} : Blocks{paragraph(std::move(inlines))};
}

void check_callout(Checking& checking) {
  checking.text("heading");
  check_text(checking);
}

Blocks callout(Composing& composing) {
  static const std::vector<std::string> kKinds{"note", "tip", "important", "warning", "caution"};
  Callout::Kind kind = Callout::Kind::note;
  for (std::size_t i = 0; i < kKinds.size(); ++i)
    if (composing.section().text("kind") == kKinds[i]) kind = static_cast<Callout::Kind>(i);
  return {taqrir::callout(kind, composing.text("heading"), text(composing))};
}

Schema text_keys() {
  return {labelled(text_field("file"), "Fichier", "File",
                   "Un texte du dossier du type : « introduction.md », ou « introduction.fr.md » et « "
                   "introduction.ar.md ».",
                   "A text of the type’s folder: “introduction.md”, or “introduction.fr.md” and "
                   "“introduction.ar.md”."),
          labelled(text_field("field"), "Champ", "Field", "Un champ du genre text-file, markdown ou text.",
                   "A field of the type text-file, markdown or text."),
          labelled(localized_field("text"), "Texte", "Text", "Un paragraphe écrit ici.",
                   "A paragraph written here.")};
}

Schema callout_keys() {
  auto keys = text_keys();
  keys.push_back(
      labelled(choice_field("kind", {"note", "tip", "important", "warning", "caution"}), "Genre", "Kind"));
  keys.push_back(labelled(localized_field("heading"), "Titre de l’encadré", "Title of the box"));
  return keys;
}

}  // namespace

Component text_component() {
  return {"text",
          "Un texte : un modèle Markdown du dossier du type, un texte de la mission, ou un paragraphe.",
          "A text: a Markdown template of the type’s folder, a text of the mission, or a paragraph.",
          text_keys(),
          check_text,
          text,
          "[[section]]\ncomponent = \"text\"\ntitle = { fr = \"Introduction\", ar = \"مقدمة\" }\nfile = "
          "\"introduction.md\"\n"};
}

Component callout_component() {
  return {"callout",
          "Un encadré.",
          "A box that stands out.",
          callout_keys(),
          check_callout,
          callout,
          "[[section]]\ncomponent = \"callout\"\nkind = \"important\"\ntext = { fr = \"À valider avant le {{ "
          "due | date }}.\" }\n"};
}

}  // namespace taqrir::declared
