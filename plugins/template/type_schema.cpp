#include "type_schema.hpp"

#include <algorithm>

#include "component.hpp"
#include "fields.hpp"

namespace taqrir::declared {

namespace {

Field bounded(Field field, double minimum, double maximum) {
  field.minimum = minimum, field.maximum = maximum;
  return field;
}

Field of_kind(Field field, FieldKind kind) {
  field.kind = kind;
  return field;
}

Field map_field(std::string name, Field element) {
  return of_kind(list_field(std::move(name), std::move(element)), FieldKind::map);
}

Field any_list(std::string name) {
  return list_field(std::move(name), of_kind(text_field(""), FieldKind::any));
}

Field bounded(std::string name, double least, double most) {
  auto field = integer_field(std::move(name));
  field.minimum = least, field.maximum = most;
  return field;
}

/// What the program of a type may take; the defaults are the host's (core/app/program_type.hpp).
Schema limit_fields() {
  return {labelled(bounded("seconds", 1, 3600), "Secondes", "Seconds", "Au plus ; 30 sans précision.",
                   "At most; 30 unless said."),
          labelled(bounded("memory_mb", 16, 65536), "Mémoire", "Memory",
                   "D’espace d’adressage, en Mo ; 2048 sans précision.",
                   "Of address space, in MB; 2048 unless said."),
          labelled(bounded("output_mb", 1, 1024), "Sortie", "Output", "En Mo ; 16 sans précision.",
                   "In MB; 16 unless said.")};
}

/// A key that two components have, each with choices of its own: all of them.
void widen(Field& key, const Field& other) {
  if (key.kind != other.kind) key.kind = FieldKind::any;
  for (const auto& choice : other.choices)
    if (std::find(key.choices.begin(), key.choices.end(), choice) == key.choices.end())
      key.choices.push_back(choice);
  if (!key.element.empty() && !other.element.empty()) widen(key.element.front(), other.element.front());
}

std::vector<std::string> component_names() {
  std::vector<std::string> out;
  for (const auto& component : components()) out.push_back(component.name);
  return out;
}

}  // namespace

const Schema& type_schema() {
  static const Schema kSchema{
      labelled(integer_field("format_version", true), "Version du format", "Format version", "1.", "1."),
      labelled(text_field("id", true), "Identifiant", "Identifier", "Le nom du dossier.",
               "The folder’s name."),
      labelled(localized_field("title", true), "Titre", "Title",
               "Du genre de livrable : { fr = \"Compte rendu\", ar = \"محضر\" }.",
               "Of the kind of deliverable: { fr = \"Compte rendu\", en = \"Minutes\" }."),
      labelled(localized_field("summary"), "Résumé", "Summary", "Une phrase : à quoi il sert.",
               "One sentence: what it is for."),
      labelled(choice_field("scope", {"mission", "activity", "row"}, true), "Portée", "Scope",
               "Un par mission, par activité, ou par ligne d’une feuille.",
               "One for the mission, for each activity, or for each row of a sheet."),
      labelled(list_field("languages", text_field("")), "Langues", "Languages",
               "Dans lesquelles le type promet ses textes ; sinon celles du titre.",
               "In which the type promises its texts; else those of the title."),
      labelled(text_field("currency"), "Monnaie", "Currency",
               "Des montants dont le champ n’en dit pas : MAD, EUR …",
               "Of amounts whose field names none: MAD, EUR …"),
      labelled(text_field("theme"), "Thème", "Theme",
               "Un fichier du dossier, qui change celui de la mission : « theme.toml ».",
               "A file of the folder that changes the mission’s: “theme.toml”."),
      labelled(text_field("rows"), "Lignes", "Rows",
               "De la portée « row » : le champ dont chaque ligne donne un document.",
               "Of the scope “row”: the field of which each row gives a document."),
      labelled(text_field("file_name"), "Nom de fichier", "File name",
               "De la portée « row » : « attestation-{{ row.code }} ».",
               "Of the scope “row”: “certificate-{{ row.code }}”."),
      labelled(list_field("program", text_field("")), "Programme", "Program",
               "Au lieu de sections : [\"python3\", \"rapport.py\"] lit le contexte en JSON et écrit le "
               "document en "
               "JSON.",
               "Instead of sections: [\"python3\", \"report.py\"] reads the context as JSON and writes the "
               "document "
               "as JSON."),
      labelled(table_field("limits", limit_fields()), "Limites", "Limits",
               "Du programme : { seconds = 30, memory_mb = 2048, output_mb = 16 }.",
               "Of the program: { seconds = 30, memory_mb = 2048, output_mb = 16 }."),
      labelled(map_field("words", localized_field("")), "Mots", "Words",
               "Les mots du type, écrits {{ word.x }}.", "Words of the type, written {{ word.x }}."),
      labelled(any_list("field"), "Champs", "Fields", "Ce que le formulaire demande.",
               "What the form asks for."),
      labelled(any_list("section"), "Sections", "Sections", "Ce dont le livrable est fait, dans l’ordre.",
               "What the deliverable is made of, in order."),
  };
  return kSchema;
}

const Schema& section_schema() {
  static const Schema kSchema{
      labelled(choice_field("component", component_names(), true), "Composant", "Component"),
      labelled(text_field("id"), "Identifiant", "Identifier", "Pour y renvoyer : [[#decisions]].",
               "To refer to it: [[#decisions]]."),
      labelled(localized_field("title"), "Titre", "Title", "Peut contenir {{ des noms }}.",
               "May hold {{ names }}."),
      bounded(labelled(integer_field("level"), "Niveau", "Level", "Du titre : 1 à 6, 1 sans précision.",
                       "Of the title: 1 to 6, 1 unless said."),
              1, 6),
      labelled(boolean_field("numbered"), "Numérotée", "Numbered", "false : le titre ne porte pas de numéro.",
               "false: the title bears no number."),
      labelled(of_kind(text_field("when"), FieldKind::any), "Quand", "When",
               "La section n’est faite que si la condition tient.",
               "The section is made only where the condition holds."),
      labelled(text_field("for_each"), "Pour chaque", "For each",
               "Une section par ligne de ce champ : {{ item.… }}.",
               "A section for each row of this field: {{ item.… }}."),
  };
  return kSchema;
}

const Schema& editor_schema() {
  static const Schema kSchema = [] {
    Schema sections = section_schema();
    for (const auto& component : components())
      for (const auto& key : component.keys) {
        const auto known = std::find_if(sections.begin(), sections.end(),
                                        [&](const Field& one) { return one.name == key.name; });
        if (known == sections.end())
          sections.push_back(key);
        else
          widen(*known, key);
      }
    for (auto& key : sections) key.required = key.name == "component";
    Schema out = type_schema();
    for (auto& key : out) {
      if (key.name == "field") key.element = {table_field("", field_schema())};
      if (key.name == "section") key.element = {table_field("", sections)};
    }
    return out;
  }();
  return kSchema;
}

Schema section_schema(const Schema& component) {
  auto out = section_schema();
  out.insert(out.end(), component.begin(), component.end());
  return out;
}

}  // namespace taqrir::declared
