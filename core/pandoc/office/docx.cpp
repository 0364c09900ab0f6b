// A DOCX as Pandoc wrote it, finished.
#include "pandoc/office/docx_furniture.hpp"
#include "pandoc/office/own_theme.hpp"

namespace taqrir::pandoc::office {

namespace {

constexpr const char* kHead = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>";
constexpr const char* kDeclaration =
    "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";

constexpr const char* kNoBullet = "\u200B";

Diagnostic no_word_file(const std::string& part) {
  return error({}, "the Word file that Pandoc wrote cannot be finished: “{}” is no XML", {part},
               Blame::internal);
}

/// "fr" -> "fr-FR": what Word wants for a language of these; others as they are.
std::string tag_of(const std::string& language) {
  if (language == "fr") return "fr-FR";
  if (language == "en") return "en-GB";
  if (language == "ar") return "ar-MA";
  if (language == "zgh") return "zgh-MA";
  return language;
}

class DocxFile {
 public:
  DocxFile(Package package, const Finishing& finishing)
      : package_(std::move(package)), finishing_(finishing) {}

  Result<std::string> finish() {
    for (const auto* needed : {"word/document.xml", "word/styles.xml", "[Content_Types].xml"})
      if (!package_.parts.count(needed)) return fail(no_word_file(needed));
    for (const auto& [path, bytes] : package_.parts)
      if (path.ends_with(".xml") && !parse(bytes, trees_[path])) return fail(no_word_file(path));
    for (const auto* empty : {"word/comments.xml"}) trees_.erase(empty);
    adapt_styles_of_docx(trees_["word/styles.xml"].child("w:styles"), finishing_);
    set_languages();
    set_lists();
    set_texts();
    set_properties();
    set_settings();
    for (const auto& [path, tree] : trees_)
      if (changed(path)) package_.parts[path] = text_of(tree);
    return package_.close("[Content_Types].xml");
  }

 private:
  static bool changed(const std::string& path) {
    return path.starts_with("word/") || path == "[Content_Types].xml";
  }

  void set_texts() {
    const StyleNames styles(trees_["word/styles.xml"].child("w:styles"));
    constexpr int kFirstBookmark = 100000;  // Pandoc's own stay below
    int next_bookmark = kFirstBookmark;
    Relations relations(package_.parts["word/_rels/document.xml.rels"]);
    auto document = trees_["word/document.xml"].child("w:document");
    adapt_page_of_docx(child(document.child("w:body"), "w:sectPr"), finishing_);
    furnish(package_, document, trees_["[Content_Types].xml"].child("Types"), relations, finishing_, styles,
            next_bookmark);
    DocxBody(finishing_, styles, next_bookmark).settle(document.child("w:body"));
    put_in_order(document);
    if (const auto notes = trees_.find("word/footnotes.xml"); notes != trees_.end()) {
      auto root = notes->second.child("w:footnotes");
      DocxBody(finishing_, styles, next_bookmark).settle(root);
      put_in_order(root);
    }
    package_.parts["word/_rels/document.xml.rels"] = relations.xml();
  }

  /// Pandoc 2.17 writes the document's language into every style.
  void set_languages() {
    auto root = trees_["word/styles.xml"].child("w:styles");
    const auto set_language = [](Node properties, const std::string& language) {
      auto lang = child(properties, "w:lang");
      set(lang, "w:val", tag_of(language)), set(lang, "w:eastAsia", tag_of(language));
      set(lang, "w:bidi", direction_of(language) == Direction::rtl ? tag_of(language) : "ar-MA");
    };
    if (auto defaults = root.child("w:docDefaults").child("w:rPrDefault").child("w:rPr"))
      set_language(defaults, finishing_.document.language);
    constexpr std::string_view kPrefix = "Language ";
    for (auto style : root.children("w:style")) {
      const std::string name = style.child("w:name").attribute("w:val").value();
      if (name.starts_with(kPrefix)) set_language(child(style, "w:rPr"), name.substr(kPrefix.size()));
    }
    put_in_order(root);
  }

  /// Bullets in the theme's colour, lists indented as in the PDF.
  void set_lists() {
    const auto found = trees_.find("word/numbering.xml");
    if (found == trees_.end()) return;
    auto root = found->second.child("w:numbering");
    add_task_list(root);
    for (auto list : root.children("w:abstractNum"))
      for (auto level : list.children("w:lvl")) set_level(level);
  }

  /// Its items begin with their box in the bullet's place; its bullets are none to see.
  static void add_task_list(Node root) {
    const std::string number = kTaskList;
    auto list = insert(root, "<w:abstractNum w:abstractNumId=\"" + number + "\"/>", root.child("w:num"));
    for (int depth = 0; depth < 9; ++depth)
      insert(list, "<w:lvl w:ilvl=\"" + std::to_string(depth) +
                       "\"><w:numFmt w:val=\"bullet\"/><w:suff w:val=\"nothing\"/><w:lvlText w:val=\"" +
                       kNoBullet + "\"/><w:lvlJc w:val=\"left\"/></w:lvl>");
    insert(root, "<w:num w:numId=\"" + number + "\"><w:abstractNumId w:val=\"" + number + "\"/></w:num>");
  }

  void set_level(Node level) const {
    const int depth = level.attribute("w:ilvl").as_int();
    auto indent = child(child(level, "w:pPr"), "w:ind");
    set(indent, "w:left", twentieths(kListStart + kListHang + depth * kListStep));
    set(indent, "w:hanging", twentieths(kListHang));
    const bool bullet = std::string_view(level.child("w:numFmt").attribute("w:val").value()) == "bullet";
    const std::string text = level.child("w:lvlText").attribute("w:val").value();
    level.remove_child("w:rPr");
    if (bullet && text != " " && text != kNoBullet)
      set(level.child("w:lvlText"), "w:val", depth % 2 == 0 ? "•" : "–");
    if (const auto color = finishing_.color("accent-2"); bullet && !color.empty())
      insert(level, "<w:rPr><w:color w:val=\"" + color + "\"/></w:rPr>");
  }

  void set_properties() {
    const auto& document = finishing_.document;
    const auto entry = [](const char* name, const std::string& text, const char* more = "") {
      return text.empty() ? std::string()
                          : std::string("<") + name + more + ">" + escape(text) + "</" + name + ">";
    };
    std::string keywords;
    for (const auto& keyword : document.keywords) keywords += (keywords.empty() ? "" : ", ") + keyword;
    constexpr const char* kTime = " xsi:type=\"dcterms:W3CDTF\"";
    package_.parts["docProps/core.xml"] =
        std::string(kHead) +
        "<cp:coreProperties "
        "xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" "
        "xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" "
        "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">" +
        entry("dc:title", document.title) + entry("dc:subject", document.subject) +
        entry("dc:creator", document.author) + entry("cp:keywords", keywords) +
        entry("dc:language", tag_of(document.language)) + entry("dcterms:created", finishing_.date, kTime) +
        entry("dcterms:modified", finishing_.date, kTime) + "</cp:coreProperties>";
    trees_.erase("docProps/core.xml");
  }

  /// Pandoc's own are in no order of the schema, and put Word into a mode for old files.
  void set_settings() {
    const bool hyphens = !finishing_.rtl() && (!finishing_.theme || finishing_.theme->hyphenate);
    package_.parts["word/settings.xml"] =
        std::string(kHead) + "<w:settings " + kDeclaration +
        "><w:zoom w:percent=\"100\"/><w:defaultTabStop w:val=\"340\"/>" +
        (hyphens ? "<w:autoHyphenation w:val=\"1\"/>" : "") +
        "<w:characterSpacingControl w:val=\"doNotCompress\"/><w:footnotePr><w:footnote "
        "w:id=\"-1\"/><w:footnote "
        "w:id=\"0\"/></w:footnotePr><w:compat><w:doNotExpandShiftReturn/><w:compatSetting "
        "w:name=\"compatibilityMode\" "
        "w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat><w:themeFontLang "
        "w:val=\"" +
        tag_of(finishing_.document.language) +
        "\" w:bidi=\"ar-MA\"/><w:decimalSymbol w:val=\",\"/><w:listSeparator "
        "w:val=\";\"/></w:settings>";
    trees_.erase("word/settings.xml");
  }

  Package package_;
  const Finishing& finishing_;
  std::map<std::string, Tree> trees_;
};

}  // namespace

Result<std::string> finish_docx(std::string_view bytes, const Finishing& finishing) {
  auto package = Package::open(bytes);
  if (!package) return fail(std::move(package.error()));
  return DocxFile(std::move(*package), finishing).finish();
}

}  // namespace taqrir::pandoc::office
