// component = "articles", "parallel", "comparison": legal texts, in one language or two, and what a new
// version changes.
#include "kit/legal.hpp"

#include <algorithm>

#include "components.hpp"
#include "kit/comparison.hpp"
#include "model/builder.hpp"
#include "model/numbering.hpp"
#include "model/walk.hpp"

namespace taqrir::declared {

namespace {

const std::vector<std::string> kDivisions{"title", "chapter", "article"};

std::size_t depth_of(const Blocks& blocks) {
  int outermost = 7, innermost = 0;
  for (const auto& block : blocks)
    if (const auto* heading = std::get_if<Heading>(&block.content))
      outermost = std::min(outermost, heading->level), innermost = std::max(innermost, heading->level);
  return innermost == 0 ? 0 : static_cast<std::size_t>(innermost - outermost + 1);
}

/// What the section says under `key`; else the last of title, chapter, article, as many as the text has
/// levels.
std::vector<Heading::Kind> divisions_of(const Composing& composing, const Blocks& blocks, const char* key) {
  using Kind = Heading::Kind;
  std::vector<Kind> out;
  for (const auto& word : composing.section().texts(key))
    out.push_back(word == "title" ? Kind::title : word == "chapter" ? Kind::chapter : Kind::article);
  if (composing.section().has(key)) return out;
  const std::vector<Kind> all{Kind::title, Kind::chapter, Kind::article};
  return {all.end() - static_cast<std::ptrdiff_t>(std::min(depth_of(blocks), all.size())), all.end()};
}

Blocks in_divisions(const Composing& composing, Blocks blocks, const char* key = "divisions") {
  const auto divisions = divisions_of(composing, blocks, key);
  return kit::legal_text(std::move(blocks), divisions);
}

Blocks read(Composing& composing, Result<Blocks> blocks) {
  if (blocks) return *std::move(blocks);
  append(composing.writer().diagnostics(), blocks.error());
  return {};
}

/// A text of the mission that a field names, or the line that it holds. Empty: it is not given.
Blocks text_of(Composing& composing, const std::string& field) {
  const auto* datum = composing.scope().find(trimmed(field));
  if (!datum || datum->missing()) return {};
  const auto* file = std::get_if<FileRef>(&datum->content);
  if (!file) return {paragraph(shown(*datum, composing.environment()))};
  return read(composing, composing.environment().context().text(*file, composing.level()));
}

Blocks nothing_given(Composing& composing) { return {paragraph(composing.writer().kit().missing())}; }

Field divisions_key() {
  return labelled(
      list_field("divisions", choice_field("", kDivisions)), "Divisions", "Divisions",
      "De l’extérieur vers l’intérieur, ou [] : des titres ordinaires ; sans elles les dernières "
      "de title, chapter, article, autant que le texte a de niveaux.",
      "The outermost first, or []: plain headings; without it the last of title, chapter, article, "
      "as many as the text has levels.");
}

Field file_key(const char* french, const char* english) {
  return labelled(text_field("file"), "Fichier", "File", french, english);
}

// ---------------------------------------------------------------- articles

void check_articles(Checking& checking) {
  checking.one_of({"file", "field"}, "the section has no text", "the section has two texts",
                  "write one of file = \"….md\" (in the type’s folder) and field = \"…\" (of the form)");
  checking.file("file");
  checking.field("field", {ShapeKind::text_file});
}

Blocks articles(Composing& composing) {
  auto blocks = composing.section().has("file") ? composing.file("file")
                                                : text_of(composing, composing.section().text("field"));
  if (blocks.empty()) return nothing_given(composing);
  return in_divisions(composing, std::move(blocks));
}

// ---------------------------------------------------------------- parallel

void check_languages(Checking& checking) {
  const Record* texts = checking.section().table("texts");
  const auto languages = texts ? texts->entries().size() : checking.type().languages.size();
  const auto span = checking.section().span_of(texts ? "texts" : "file");
  if (languages < 2)
    checking.say(hinted(error(span, "two texts stand side by side, and here is one"),
                        texts ? "add the other language: texts = { fr = \"texte_fr\", ar = \"texte_ar\" }"
                              : "give the type’s title in both languages, or languages = [\"fr\", \"ar\"]"));
}

void check_parallel(Checking& checking) {
  checking.one_of(
      {"file", "texts"}, "the section has no text", "the section has its texts twice",
      "write one of file = \"….md\" (in the type’s folder, one for each language) and texts = { fr "
      "= \"…\", ar = \"…\" } (fields of the form)");
  checking.file("file");
  const Record* texts = checking.section().table("texts");
  if (texts)
    for (const auto& [language, value] : texts->entries()) {
      checking.field(*texts, language, {ShapeKind::text_file}, checking.names());
      if (!is_language_tag(language))
        checking.say(hinted(error(value.key ? value.key : value.span, "“{}” is no language", {language}),
                            "write fr, ar, en, zgh …"));
    }
  if (texts || checking.section().has("file")) check_languages(checking);
}

/// Each language's text, those that are not given left out.
std::vector<kit::LanguageText> texts_of(Composing& composing) {
  std::vector<kit::LanguageText> out;
  const auto add = [&](const std::string& language, Blocks blocks) {
    if (!blocks.empty()) out.push_back({language, in_divisions(composing, std::move(blocks))});
  };
  if (const Record* texts = composing.section().table("texts")) {
    for (const auto& [language, value] : texts->entries())
      add(language, text_of(composing, texts->text(language)));
    return out;
  }
  const auto& type = composing.type();
  for (const auto& language : type.languages) {
    const auto name = file_of_language(type, composing.section().text("file"), language);
    if (name.empty()) continue;
    add(language, composing.environment().speaking(language, [&] {
      return composing.file_named(name, composing.section().span_of("file"));
    }));
  }
  return out;
}

/// The section's paragraphs and headings, in the middle of their column.
void center(Blocks& blocks) {
  for (auto& block : blocks) {
    if (auto* paragraph = std::get_if<Paragraph>(&block.content)) paragraph->alignment = Alignment::center;
    if (auto* heading = std::get_if<Heading>(&block.content)) heading->alignment = Alignment::center;
  }
}

Blocks parallel(Composing& composing) {
  auto texts = texts_of(composing);
  if (composing.section().text("align") == "center")
    for (auto& text : texts) center(text.blocks);
  const auto& locale = composing.environment().locale();
  std::stable_partition(texts.begin(), texts.end(), [&](const kit::LanguageText& text) {
    return text.language == locale.language() || locale.language().starts_with(text.language + "-");
  });
  if (texts.empty()) return nothing_given(composing);
  if (texts.size() == 1)
    return {block(Division{std::move(texts.front().blocks)}, {}, texts.front().language)};
  auto out = kit::parallel_text(std::move(texts), locale, composing.writer().diagnostics());
  auto& table = std::get<DataTable>(out.content);
  if (!composing.section().boolean("headed").value_or(true)) table.header.clear();
  table.caption = composing.text("caption");
  return {std::move(out)};
}

// ---------------------------------------------------------------- comparison

void check_comparison(Checking& checking) {
  for (const auto* key : {"former", "present"})
    checking.field(key, {ShapeKind::text_file, ShapeKind::markdown, ShapeKind::text});
  const auto& section = checking.section();
  if (const auto language = section.text("language"); section.has("language") && !is_language_tag(language))
    checking.say(hinted(error(section.span_of("language"), "“{}” is no language", {language}),
                        "write fr, ar, en, zgh …"));
}

/// References become the words that they show.
void unlink(Inlines& inlines);
void unlink(Blocks& blocks) {
  for (auto& block : blocks)
    for_each_child(
        block, [](Inlines& inlines) { unlink(inlines); }, [](Blocks& inner) { unlink(inner); });
}
void unlink(Inlines& inlines) {
  Inlines out;
  for (auto& one : inlines) {
    for_each_inner(
        one, [](Inlines& inner) { unlink(inner); }, [](Blocks& blocks) { unlink(blocks); });
    auto* reference = std::get_if<CrossReference>(&one.content);
    if (!reference) {
      out.push_back(std::move(one));
      continue;
    }
    auto words = std::move(reference->content);
    for (auto& word : words) out.push_back(std::move(word));
  }
  inlines = std::move(out);
}

/// The text as it stands alone: its articles bear the numbers that they have there, and refer to nothing.
/// Their anchors say which of two texts belong together.
Blocks quoted(const Composing& composing, Blocks blocks, const Locale& locale, const char* divisions) {
  Document alone;
  alone.language = locale.language(), alone.blocks = in_divisions(composing, std::move(blocks), divisions);
  number_document(alone, locale, LostReference::keeps_its_words);
  unlink(alone.blocks);
  for (auto& block : alone.blocks) {
    auto* heading = std::get_if<Heading>(&block.content);
    if (!heading) continue;
    if (heading->is_legal())
      heading->content = heading->content.empty()
                             ? plain(heading->number)
                             : joined({plain(heading->number + " – "), std::move(heading->content)});
    heading->kind = Heading::Kind::section, heading->numbered = heading->in_contents = false;
  }
  return std::move(alone.blocks);
}

/// One of the two texts, as a legal text where the section says its divisions.
Blocks compared_text(Composing& composing, const char* key, const char* divisions, const Locale& locale) {
  const auto& section = composing.section();
  auto blocks = text_of(composing, section.text(key));
  const bool quotes = !section.boolean("anchors").value_or(true);
  if (quotes && !blocks.empty()) return quoted(composing, std::move(blocks), locale, divisions);
  return section.has(divisions) ? in_divisions(composing, std::move(blocks), divisions) : blocks;
}

/// They stand in the text that is quoted.
void forget_anchors(Blocks& blocks) {
  for (auto& block : blocks) block.id.clear();
}

/// The texts' own language, where it is not the report's: read, numbered and set in it.
Blocks in_its_language(Composing& composing, Blocks blocks) {
  const auto language = composing.section().text("language");
  if (language.empty() || language == composing.writer().context().locale().language()) return blocks;
  return {block(Division{std::move(blocks)}, {}, language)};
}

/// Without a former text the present one stands as it is.
Blocks comparison(Composing& composing) {
  const auto& section = composing.section();
  const auto& locale = composing.environment().locale();
  const auto* of_former = section.has("former_divisions") ? "former_divisions" : "divisions";
  auto present = compared_text(composing, "present", "divisions", locale),
       former = compared_text(composing, "former", of_former, locale);
  if (present.empty()) return nothing_given(composing);
  auto text = former.empty() ? std::move(present) : kit::compared(former, present, locale.language());
  if (!section.boolean("anchors").value_or(true)) forget_anchors(text);
  if (former.empty()) return in_its_language(composing, std::move(text));
  Blocks out;
  if (section.boolean("legend").value_or(true))
    out.push_back(small(kit::comparison_legend(composing.writer().kit())));
  append(out, in_its_language(composing, std::move(text)));
  return out;
}

Blocks comparison_in_language(Composing& composing) {
  const auto language = composing.section().text("language");
  if (language.empty()) return comparison(composing);
  return composing.environment().speaking(language, [&] { return comparison(composing); });
}

Field map_of_texts(std::string name) {
  auto out = list_field(std::move(name), text_field(""));
  out.kind = FieldKind::map;
  return out;
}

}  // namespace

Component articles_component() {
  return {"articles",
          "Un texte juridique : titres, chapitres et articles numérotés ; [[#ancre]] y renvoie par leur nom.",
          "A legal text: titles, chapters and articles numbered; [[#anchor]] refers to them by name.",
          {file_key("Un texte du dossier du type.", "A text of the type’s folder."),
           labelled(text_field("field"), "Champ", "Field", "Un champ du genre text-file.",
                    "A field of the type text-file."),
           divisions_key()},
          check_articles,
          articles,
          "[[section]]\ncomponent = \"articles\"\nfield = \"statutes\"\ndivisions = [\"title\", "
          "\"article\"]\n"};
}

Component parallel_component() {
  return {
      "parallel",
      "Le même texte en deux langues, côte à côte, article en face d’article.",
      "The same text in two languages side by side, each article beside its own.",
      {file_key("Un texte du dossier du type, un par langue : « statuts.md » pour « statuts.fr.md » et "
                "« statuts.ar.md ».",
                "A text of the type’s folder, one for each language: “statuts.md” for “statuts.fr.md” and "
                "“statuts.ar.md”."),
       labelled(map_of_texts("texts"), "Textes", "Texts",
                "Ou, par langue, un champ du genre text-file : { fr = \"texte_fr\", ar = \"texte_ar\" }.",
                "Or, by language, a field of the type text-file: { fr = \"texte_fr\", ar = \"texte_ar\" }."),
       divisions_key(),
       labelled(boolean_field("headed"), "En-tête", "Headed",
                "false : les colonnes ne portent pas le nom de leur langue.",
                "false: the columns do not bear the names of their languages."),
       labelled(choice_field("align", {"start", "center"}), "Alignement", "Alignment",
                "« center » : une attestation, un diplôme.", "“center”: a certificate, a diploma."),
       labelled(localized_field("caption"), "Légende", "Caption")},
      check_parallel,
      parallel,
      "[[section]]\ncomponent = \"parallel\"\ntexts = { fr = \"statutes_fr\", ar = \"statutes_ar\" }\n"};
}

Component comparison_component() {
  auto divisions = divisions_key();
  divisions.help.by_language["fr"] = "D’un texte juridique : [\"title\", \"chapter\", \"article\"].";
  divisions.help.by_language["en"] = "Of a legal text: [\"title\", \"chapter\", \"article\"].";
  auto former_divisions =
      labelled(list_field("former_divisions", choice_field("", kDivisions)), "Divisions de l’ancien texte",
               "Divisions of the former text", "Quand il n’a pas celles du texte actuel : [\"article\"].",
               "Where they are not those of the present text: [\"article\"].");
  return {"comparison",
          "Un texte comparé à l’ancien : ce qui est ajouté est souligné, ce qui est supprimé barré.",
          "A text beside its former wording: what is added is underlined, what is removed is struck.",
          {labelled(text_field("former", true), "Ancien texte", "Former text",
                    "Un champ du genre text-file, markdown ou text.",
                    "A field of the type text-file, markdown or text."),
           labelled(text_field("present", true), "Texte actuel", "Present text", "De même.", "Likewise."),
           divisions, former_divisions,
           labelled(text_field("language"), "Langue", "Language",
                    "Des textes, quand ce n’est pas celle du document : « ar ».",
                    "Of the texts, where it is not the document’s: “ar”."),
           labelled(boolean_field("legend"), "Clé de lecture", "Legend",
                    "false : les marques ne sont pas expliquées.", "false: the marks are not explained."),
           labelled(boolean_field("anchors"), "Ancres", "Anchors",
                    "false : le texte est cité avec ses propres numéros, et [[#ancre]] ne mène pas ici ; "
                    "quand il figure aussi ailleurs.",
                    "false: the text is quoted with its own numbers, and [[#anchor]] does not lead here; "
                    "where it stands elsewhere too.")},
          check_comparison,
          comparison_in_language,
          "[[section]]\ncomponent = \"comparison\"\nformer = \"former_statutes\"\npresent = \"statutes\"\n"
          "divisions = [\"article\"]\n"};
}

}  // namespace taqrir::declared
