// An ODT as Pandoc wrote it, finished.
#include "pandoc/office/odt_furniture.hpp"
#include "pandoc/office/own_theme.hpp"
#include "pandoc/office/package.hpp"

namespace taqrir::pandoc::office {

namespace {

constexpr const char* kXmlHead = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";

Diagnostic no_odf_file(const std::string& part) {
  return error({}, "the OpenDocument file that Pandoc wrote cannot be finished: “{}” is no XML", {part},
               Blame::internal);
}

class OdtFile {
 public:
  OdtFile(Package package, const Finishing& finishing)
      : package_(std::move(package)), finishing_(finishing) {}

  Result<std::string> finish() {
    for (auto* part : {&content_, &styles_, &manifest_})
      if (!parse(package_.parts[part->path], part->tree)) return fail(no_odf_file(part->path));
    auto document = styles_.tree.child("office:document-styles");
    adapt_styles_of_odt(document, finishing_);
    adapt_page_of_odt(document, finishing_);
    set_lists();
    set_languages();
    set_text();
    set_information();
    set_settings();
    set_manifest();
    for (auto* part : {&content_, &styles_, &manifest_}) package_.parts[part->path] = text_of(part->tree);
    return package_.close("mimetype");
  }

 private:
  struct Part {
    std::string path;
    Tree tree = {};
  };

  Node automatic() { return content_.tree.child("office:document-content").child("office:automatic-styles"); }

  void set_text() {
    auto root = content_.tree.child("office:document-content");
    auto text = root.child("office:body").child("office:text");
    OdtStyles styles(automatic(), "Taqrir",
                     styles_.tree.child("office:document-styles").child("office:styles"));
    for (const auto& [prefix, name] : {std::pair{"draw", "drawing"}, std::pair{"svg", "svg-compatible"}}) {
      const auto space = "urn:oasis:names:tc:opendocument:xmlns:" + std::string(name) + ":1.0";
      for (auto document : {root, styles_.tree.child("office:document-styles")})
        set(document, (std::string("xmlns:") + prefix).c_str(), space);
    }
    set(styles_.tree.child("office:document-styles"), "xmlns:xlink", "http://www.w3.org/1999/xlink");
    const auto first_page = furnish(text, styles, styles_.tree.child("office:document-styles"), finishing_);
    border_page_of_odt(styles_.tree.child("office:document-styles"), finishing_);
    OdtBody(finishing_, styles).settle(text);
    open_with(text, styles, first_page);
    declare_sequences(text);
    mark_end(text);
  }

  static void open_with(Node text, OdtStyles& styles, const std::string& master) {
    auto first = first_element(text);
    if (master.empty() || !first) return;
    if (!is_any(first, {"text:p", "text:h"}))
      first = text.prepend_child("text:p"), set(first, "text:style-name", "After_20_Table");
    const std::string own = first.attribute("text:style-name").value();
    set(first, "text:style-name", styles.paragraph(own, {}, {{"style:master-page-name", master}}));
  }

  static void mark_end(Node text) {
    auto last = last_element(text);
    if (!is_any(last, {"text:p", "text:h"})) {
      last = text.append_child("text:p");
      set(last, "text:style-name", odf_name("After Table"));
    }
    set(last.append_child("text:bookmark"), "text:name", kLastPage);
  }

  void declare_sequences(Node text) {
    auto all = text.prepend_child("text:sequence-decls");
    for (const char* kind : {"table", "figure"}) {
      auto one = all.append_child("text:sequence-decl");
      set(one, "text:display-outline-level", "0"),
          set(one, "text:name", sequence_name(finishing_.locale, kind));
    }
  }

  void set_lists() {
    const auto color = finishing_.color("accent-2");
    for (const auto list : automatic().children("text:list-style")) {
      for (const auto level : list.children()) set_level(level);
      for (auto level : list.children("text:list-level-style-bullet")) {
        level.remove_attribute("style:num-suffix");
        set(level, "text:bullet-char", level.attribute("text:level").as_int() % 2 == 1 ? "•" : "–");
        if (!color.empty()) set(level.append_child("style:text-properties"), "fo:color", "#" + color);
      }
    }
    for (auto style : automatic().children("style:style"))
      if (style.attribute("style:list-style-name"))
        if (auto properties = style.child("style:paragraph-properties");
            properties.attribute("fo:margin-bottom"))
          set(properties, "fo:margin-bottom", "2pt");
  }

  static void set_level(Node level) {
    const int depth = level.attribute("text:level").as_int() - 1;
    auto properties = level.child("style:list-level-properties");
    set(properties, "fo:text-align", "start");
    auto place = properties.child("style:list-level-label-alignment");
    const auto start = pt(kListStart + kListHang + depth * kListStep);
    set(place, "fo:margin-left", start), set(place, "text:list-tab-stop-position", start);
    set(place, "fo:text-indent", "-" + pt(kListHang));
  }

  /// Pandoc says the language of Arabic as if it were Latin. Arabic has no italics.
  void set_languages() {
    for (auto style : automatic().children("style:style")) {
      auto properties = style.child("style:text-properties");
      if (properties.attribute("style:font-style-complex"))
        set(properties, "style:font-style-complex", "normal");
      const std::string language = properties.attribute("fo:language").value();
      if (language.empty() || direction_of(language) != Direction::rtl) continue;
      set(properties, "style:language-complex", language);
      if (language == "ar") set(properties, "style:country-complex", "MA");
    }
    auto defaults = styles_.tree.child("office:document-styles")
                        .child("office:styles")
                        .find_child_by_attribute("style:default-style", "style:family", "paragraph")
                        .child("style:text-properties");
    if (!defaults) return;
    set(defaults, "fo:language", finishing_.document.language);
    if (finishing_.document.language != "fr") defaults.remove_attribute("fo:country");
    if (finishing_.rtl()) set(defaults, "style:language-complex", finishing_.document.language);
  }

  /// What the file is to remember (pandoc/marks.hpp): Pandoc has written it.
  std::string properties() {
    Tree meta;
    std::string out;
    if (!parse(package_.parts["meta.xml"], meta)) return out;
    const auto all = meta.child("office:document-meta").child("office:meta");
    for (const auto property : all.children("meta:user-defined"))
      out += "<meta:user-defined meta:name=\"" + escape(property.attribute("meta:name").value()) + "\">" +
             escape(words_of(property)) + "</meta:user-defined>";
    return out;
  }

  void set_information() {
    const auto& document = finishing_.document;
    const auto entry = [](const char* name, const std::string& text) {
      return text.empty() ? std::string() : std::string("<") + name + ">" + escape(text) + "</" + name + ">";
    };
    std::string keywords;
    for (const auto& keyword : document.keywords) keywords += entry("meta:keyword", keyword);
    package_.parts["meta.xml"] =
        std::string(kXmlHead) +
        "<office:document-meta xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" "
        "xmlns:meta=\"urn:oasis:names:tc:opendocument:xmlns:meta:1.0\" "
        "xmlns:dc=\"http://purl.org/dc/elements/1.1/\" office:version=\"1.3\"><office:meta>" +
        entry("meta:generator", "Taqrir") + entry("dc:title", document.title) +
        entry("dc:subject", document.subject) + keywords + entry("meta:initial-creator", document.author) +
        entry("dc:creator", document.author) + entry("meta:creation-date", finishing_.date) +
        entry("dc:date", finishing_.date) + entry("dc:language", document.language) + properties() +
        "</office:meta></office:document-meta>";
  }

  /// Without settings LibreOffice takes a file for one of its first years: headings left alone at the foot of
  /// a page, a line spread to a break, more room between paragraphs than their styles say.
  void set_settings() {
    static constexpr std::pair<const char*, const char*> kSettings[] = {
        {"PropLineSpacingShrinksFirstLine", "true"},
        {"AddParaTableSpacing", "false"},
        {"AddParaTableSpacingAtStart", "true"},
        {"AddParaSpacingToTableCells", "true"},
        {"AddParaLineSpacingToTableCells", "true"},
        {"AddExternalLeading", "true"},
        {"UseFormerLineSpacing", "false"},
        {"UseFormerObjectPositioning", "false"},
        {"UseFormerTextWrapping", "false"},
        {"ConsiderTextWrapOnObjPos", "true"},
        {"UseOldNumbering", "false"},
        {"TabsRelativeToIndent", "true"},
        {"IgnoreTabsAndBlanksForLineCalculation", "true"},
        {"DoNotJustifyLinesWithManualBreak", "true"},
        {"TableRowKeep", "true"}};
    if (package_.parts.count("settings.xml")) return;  // a reference document's own
    auto& xml = package_.parts["settings.xml"];
    xml = std::string(kXmlHead) +
          "<office:document-settings xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" "
          "xmlns:config=\"urn:oasis:names:tc:opendocument:xmlns:config:1.0\" "
          "xmlns:ooo=\"http://openoffice.org/2004/office\" office:version=\"1.3\"><office:settings>"
          "<config:config-item-set config:name=\"ooo:configuration-settings\">";
    for (const auto& [name, value] : kSettings)
      xml += std::string("<config:config-item config:name=\"") + name + "\" config:type=\"boolean\">" +
             value + "</config:config-item>";
    xml += "</config:config-item-set></office:settings></office:document-settings>";
  }

  /// Every part and nothing else.
  void set_manifest() {
    auto root = manifest_.tree.child("manifest:manifest");
    std::vector<Node> gone;
    for (const auto one : root.children("manifest:file-entry")) {
      const std::string path = one.attribute("manifest:full-path").value();
      if (path != "/" && !package_.parts.count(path)) gone.push_back(one);
    }
    for (const auto one : gone) root.remove_child(one);
    if (root.find_child_by_attribute("manifest:full-path", "settings.xml")) return;
    auto settings = root.append_child("manifest:file-entry");
    set(settings, "manifest:full-path", "settings.xml"), set(settings, "manifest:media-type", "text/xml");
  }

  Package package_;
  const Finishing& finishing_;
  Part content_{"content.xml"}, styles_{"styles.xml"}, manifest_{"META-INF/manifest.xml"};
};

}  // namespace

Result<std::string> finish_odt(std::string_view bytes, const Finishing& finishing) {
  auto package = Package::open(bytes);
  if (!package) return fail(std::move(package.error()));
  return OdtFile(std::move(*package), finishing).finish();
}

}  // namespace taqrir::pandoc::office
