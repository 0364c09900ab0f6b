// DOCX: styles of the reference document, Word's own fields.
#include "pandoc/dialect.hpp"

namespace taqrir::pandoc {

namespace {

using ast::Json;

constexpr const char* kPageBreak = "<w:p><w:r><w:br w:type=\"page\"/></w:r></w:p>";

Json raw_inline(std::string xml) { return ast::raw_inline("openxml", std::move(xml)); }

Json field_start(const std::string& instruction) {
  return raw_inline(
      "<w:r><w:fldChar w:fldCharType=\"begin\" w:dirty=\"true\"/></w:r><w:r><w:instrText "
      "xml:space=\"preserve\"> " +
      instruction + " </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>");
}

class WordDialect : public Dialect {
 public:
  ast::Attributes styled(const std::string& style) const override { return ast::styled(style); }

  // Pandoc 2.17 writes a run's direction but not its language: a character style of the reference
  // document says it, "Language ar".
  ast::Attributes run_in(const std::string& language) const override {
    auto out = Dialect::run_in(language);
    out.pairs.emplace_back("custom-style", "Language " + language.substr(0, language.find('-')));
    return out;
  }

  Json page_break() const override { return Json::array({ast::raw_block("openxml", kPageBreak)}); }

  /// A field that Word fills when the file is opened.
  std::optional<Json> page_of(const std::string& bookmark) const override {
    return raw_inline(
        "<w:r><w:fldChar w:fldCharType=\"begin\" w:dirty=\"true\"/></w:r><w:r><w:instrText "
        "xml:space=\"preserve\"> PAGEREF " +
        bookmark +
        " \\h </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>…</w:t></w:r>"
        "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>");
  }

  /// Word's own field, so that it can be brought up to date, filled with the entries as links.
  Json contents(Json title, const std::vector<ContentsLine>& lines, int depth) const override {
    Json out = Json::array();
    if (!title.empty()) out.push_back(paragraph("TOC Heading", std::move(title)));
    for (std::size_t i = 0; i < lines.size(); ++i) {
      Json line = Json::array();
      if (i == 0) line.push_back(field_start("TOC \\o \"1-" + std::to_string(depth) + "\" \\h \\z \\u"));
      for (const auto& each : lines[i].link) line.push_back(each);
      if (i + 1 == lines.size()) line.push_back(raw_inline("<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>"));
      out.push_back(paragraph("TOC " + std::to_string(lines[i].level), std::move(line)));
    }
    return out;
  }

  const char* pandoc_format() const override { return "docx"; }
  const char* a_file() const override { return "a Word file"; }
  bool accepts(std::string_view answer) const override { return is_zip(answer); }

  /// For right-to-left documents reference-rtl.docx where there is one: its tables and its pages are
  /// mirrored, which Pandoc leaves to it.
  Result<std::vector<std::string>> arguments(Materials& materials) const override {
    std::vector<std::string> names{"reference.docx"};
    if (direction_of(materials.document.language) == Direction::rtl)
      names.insert(names.begin(), "reference-rtl.docx");
    for (const auto& name : names) {
      const auto taken = materials.take(name);
      if (!taken) return fail(taken.error());
      if (*taken) return std::vector{"--reference-doc=" + **taken};
    }
    return std::vector<std::string>{};
  }

 private:
  static Json paragraph(const std::string& style, Json line) {
    return ast::div(ast::styled(style), Json::array({ast::para(std::move(line))}));
  }
};

}  // namespace

std::unique_ptr<const Dialect> word_dialect(const std::vector<int>&) {
  return std::make_unique<WordDialect>();
}

}  // namespace taqrir::pandoc
