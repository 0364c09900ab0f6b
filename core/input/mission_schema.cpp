// The keys of mission.toml and activity.toml: checking, forms, JSON Schema and reference all read this.
#include "input/mission.hpp"

namespace taqrir::input {

namespace {

Field any_field(std::string name) {
  Field out = text_field(std::move(name));
  out.kind = FieldKind::any;
  return out;
}

Field map_field(std::string name, Field element) {
  Field out = list_field(std::move(name), std::move(element));
  out.kind = FieldKind::map;
  return out;
}

Field at_least(Field field, double minimum) {
  field.minimum = minimum;
  return field;
}

Field personal_field(std::string name) {
  Field out = text_field(std::move(name));
  out.personal = true;
  return out;
}

Field localized_list(std::string name) { return list_field(std::move(name), localized_field("")); }

Field dates_field(std::string name, bool required) {
  return table_field(
      std::move(name),
      {labelled(date_field("start", true), "Début", "Start"), labelled(date_field("end"), "Fin", "End")},
      required);
}

Field deliverables_field() {
  return labelled(map_field("deliverables", any_field("")), "Livrables", "Deliverables",
                  "Un tableau par livrable : [deliverables.narrative-report] …",
                  "One table for each deliverable: [deliverables.narrative-report] …");
}

Field organisation() {
  return labelled(table_field("organisation", {localized_field("name", true), localized_field("address"),
                                               text_field("web"), personal_field("email")}),
                  "Bénéficiaire", "Organisation", "Pour qui la mission est faite.",
                  "For whom the mission is done.");
}

Field programme() {
  return labelled(
      table_field("programme", {localized_field("name", true),
                                labelled(text_field("funder"), "Bailleur", "Funder",
                                         "Nom d'un fichier de templates/visibility : « eu ».",
                                         "Name of a file in templates/visibility: “eu”."),
                                localized_field("general_objective"), localized_list("specific_objectives"),
                                localized_list("components"), localized_list("partners")}),
      "Programme", "Programme");
}

Field consultant() {
  return labelled(
      table_field("consultant", {personal_field("name"), text_field("code"), localized_field("role")}),
      "Consultant", "Consultant");
}

Field personal() {
  return labelled(
      list_field("personal",
                 table_field("", {labelled(text_field("code", true), "Code", "Code"),
                                  labelled(list_field("texts", text_field(""), true), "Textes", "Texts",
                                           "Les façons dont on la nomme : nom, courriel, téléphone.",
                                           "The ways in which they are named: name, e-mail, telephone.")})),
      "Personnes", "People", "Ce que l’édition publique remplace par un code.",
      "What the public edition puts a code in the place of.");
}

Field contract() {
  return labelled(table_field("contract", {text_field("reference", true), date_field("date"),
                                           localized_field("object"), localized_field("lot"),
                                           localized_field("duration"), localized_field("place")}),
                  "Contrat", "Contract");
}

Field logo() {
  return list_field("logo",
                    table_field("", {file_field("file", true), localized_field("alt", true),
                                     choice_field("role", {"funder", "organisation", "programme"}, true)}));
}

Field requirement() {
  Schema fields{
      labelled(text_field("deliverable", true), "Livrable", "Deliverable"),
      labelled(text_field("of", true), "De", "Of", "« each activity », « mission », ou une activité.",
               "“each activity”, “mission”, or an activity."),
      labelled(any_field("due"), "Échéance", "Due",
               "Une date, { days_after_end = 15 }, ou { plan = \"TYPE.LISTE\", days_after_end = 15 } : "
               "d'après un plan d'action.",
               "A date, { days_after_end = 15 }, or { plan = \"TYPE.LIST\", days_after_end = 15 }: from a "
               "plan of action."),
      labelled(any_field("waived"), "Dispenses", "Waived",
               "{ activity = \"…\", reason = \"…\" }, ou une liste.",
               "{ activity = \"…\", reason = \"…\" }, or a list.")};
  return labelled(list_field("requirement", table_field("", std::move(fields))), "Exigences", "Requirements",
                  "Ce que les termes de référence demandent.", "What the terms of reference demand.");
}

Field dossier() {
  return labelled(
      list_field(
          "dossier",
          table_field(
              "",
              {text_field("id", true), localized_field("title", true),
               labelled(date_field("date"), "Date", "Date", "Sa date, si ce n'est pas celle de la mission.",
                        "Its date, where it is not the mission's."),
               list_field("parts", text_field(""), true),
               labelled(text_field("max_size"), "Taille maximale", "Largest size",
                        "« 10 Mo » : les images sont réduites, puis le dossier est mis en volumes.",
                        "“10 MB”: pictures are resampled, then the dossier is parted into volumes.")})),
      "Dossiers", "Dossiers", "Des compositions de plusieurs livrables.",
      "Compositions of several deliverables.");
}

Field find_pieces() {
  return labelled(
      boolean_field("find_pieces"), "Trouver les pièces", "Find pieces",
      "false : seules les pièces déclarées comptent ; sinon aussi les autres fichiers du dossier annexes.",
      "false: only declared pieces count; else also the other files in the folder “annexes”.");
}

Field recognition() {
  return labelled(
      boolean_field("ocr"), "Reconnaissance du texte", "Text recognition",
      "true : ocrmypdf ajoute une couche de texte aux pages numérisées ; celle de la pièce l'emporte "
      "sur celle de la mission.",
      "true: ocrmypdf adds a layer of text to scanned pages; the piece's own wins over the mission's.");
}

/// `french`, `english`: to what the documents are annexed.
Field piece(const std::string& french, const std::string& english) {
  Schema fields{
      text_field("id", true),
      file_field("file", true),
      localized_field("title"),
      date_field("date"),
      text_field("origin"),
      text_field("language"),
      boolean_field("confidential"),
      labelled(choice_field("as", {"text", "pages", "file"}), "Forme", "Form",
               "« text » : composé par nous ; « pages » : tel que LibreOffice l'imprime ; « file » : "
               "seulement joint.",
               "“text”: set by us; “pages”: as LibreOffice prints it; “file”: attached only."),
      recognition()};
  return labelled(list_field("piece", table_field("", std::move(fields))), "Pièces", "Pieces",
                  "Les documents annexés à " + french + ".", "The documents annexed to " + english + ".");
}

}  // namespace

const Schema& mission_schema() {
  static const Schema kSchema{
      labelled(at_least(integer_field("format_version", true), 1), "Version du format", "Format version"),
      labelled(text_field("id", true), "Identifiant", "Identifier"),
      labelled(localized_field("title", true), "Titre", "Title"),
      labelled(list_field("languages", text_field(""), true), "Langues", "Languages",
               "La première est celle des rapports.", "The first is the one of the reports."),
      labelled(dates_field("period", false), "Période", "Period"),
      labelled(date_field("date"), "Date", "Date", "Date portée par les documents.",
               "The date on the documents."),
      labelled(text_field("theme"), "Thème", "Theme"),
      labelled(text_field("currency"), "Monnaie", "Currency", "Des montants : MAD, EUR …",
               "Of amounts: MAD, EUR …"),
      labelled(boolean_field("demonstration"), "Démonstration", "Demonstration"),
      recognition(),
      organisation(),
      programme(),
      consultant(),
      personal(),
      contract(),
      logo(),
      requirement(),
      dossier(),
      piece("la mission", "the mission"),
      find_pieces(),
      deliverables_field(),
  };
  return kSchema;
}

const Schema& activity_schema() {
  static const Schema kSchema{
      labelled(localized_field("title", true), "Titre", "Title"),
      labelled(text_field("code"), "Code", "Code"),
      labelled(dates_field("dates", false), "Dates", "Dates"),
      labelled(localized_field("place"), "Lieu", "Place"),
      labelled(choice_field("mode", {"presential", "remote", "hybrid"}), "Modalité", "Mode"),
      labelled(localized_field("organiser"), "Organisateur", "Organiser"),
      labelled(text_field("language"), "Langue des textes", "Language of the texts"),
      labelled(at_least(integer_field("work_item"), 1), "Volet", "Work item"),
      deliverables_field(),
      piece("l'activité", "the activity"),
      find_pieces(),
  };
  return kSchema;
}

const Schema& deliverable_schema() {
  static const Schema kSchema{
      labelled(table_field("status", {choice_field("state", {"draft", "sent", "validated"}, true),
                                      date_field("on"), localized_field("decision")}),
               "Statut", "Status"),
      labelled(text_field("version"), "Version", "Version"),
      labelled(localized_field("title"), "Titre", "Title"),
      labelled(choice_field("engine", {"native", "pandoc"}), "Moteur du PDF", "Engine of the PDF",
               "« native » : Taqrir lui-même, sauf mention contraire ; « pandoc » : Pandoc.",
               "“native”: Taqrir itself, unless said otherwise; “pandoc”: Pandoc."),
      labelled(choice_field("pdf_engine", {"weasyprint", "xelatex", "lualatex", "typst"}), "Programme du PDF",
               "Program for the PDF",
               "Par lequel Pandoc fait le PDF ; le premier présent, sauf mention contraire.",
               "By which Pandoc makes the PDF; the first that is there, unless said otherwise."),
      labelled(boolean_field("one_file"), "Un seul fichier", "One file",
               "D’un type fait ligne par ligne : toutes les lignes dans un fichier.",
               "Of a type that is made for each row: all rows in one file."),
  };
  return kSchema;
}

}  // namespace taqrir::input
