// DOCX and ODT: styles of the reference document, marks for the finishing.
#include "pandoc/dialect.hpp"
#include "pandoc/office/finishing.hpp"
#include "pandoc/office/marks.hpp"

namespace taqrir::pandoc {

namespace {

using ast::Json;

/// ISO 8601 of the document's date; ZIP entries cannot be older than 1980, and neither is the file.
std::string moment_of(const Document& document) {
  return document.date ? iso(*document.date) + "T00:00:00Z" : "1980-01-01T00:00:00Z";
}

std::map<std::string, std::string> pages_of(const Materials& materials) {
  const Bookmarks bookmarks(materials.document);
  std::map<std::string, std::string> out;
  for (const auto& [id, page] : materials.request.pages)
    if (auto bookmark = bookmarks.of(id); !bookmark.empty()) out.emplace(std::move(bookmark), page);
  return out;
}

class OfficeDialect : public Dialect {
 public:
  explicit OfficeDialect(Writer writer) : word_(writer == Writer::docx) {}

  ast::Attributes styled(const std::string& style) const override { return ast::styled(style); }

  // Pandoc 2.17 writes a run's direction but not its language: a character style of the reference
  // document says it, "Language ar".
  ast::Attributes run_in(const std::string& language) const override {
    auto out = Dialect::run_in(language);
    out.pairs.emplace_back("custom-style", "Language " + language.substr(0, language.find('-')));
    return out;
  }

  bool has_table_feet() const override { return word_; }
  const char* mark_format() const override { return word_ ? "openxml" : "opendocument"; }
  const char* pandoc_format() const override { return word_ ? "docx" : "odt"; }
  const char* a_file() const override { return word_ ? "a Word file" : "an OpenDocument file"; }
  bool accepts(std::string_view answer) const override { return is_zip(answer); }

  /// For right-to-left documents reference-rtl.* where there is one: its tables and its pages are mirrored.
  Result<std::vector<std::string>> arguments(Materials& materials) const override {
    const bool rtl = direction_of(materials.document.language) == Direction::rtl;
    auto taken = materials.take_reference(word_ ? ".docx" : ".odt", rtl);
    if (!taken) return fail(std::move(taken.error()));
    return *taken ? std::vector{"--reference-doc=" + **taken} : std::vector<std::string>{};
  }

  std::optional<Json> page_of(const std::string& bookmark) const override {
    const auto mark = [&](office::Mark m) { return ast::raw_inline(mark_format(), office::text_of(m)); };
    return ast::span({}, Json::array({mark({"field", {{"kind", "page"}, {"target", bookmark}}}),
                                      ast::node("Str", "…"), mark({"end", {}})}));
  }

  Result<std::string> finish(std::string answer, const Materials& materials) const override {
    const auto& request = materials.request;
    const auto* base = materials.own_reference ? nullptr : request.base ? request.base : request.theme;
    const office::Finishing finishing{
        materials.document, materials.locale, request.theme, base, moment_of(materials.document),
        pages_of(materials)};
    return word_ ? office::finish_docx(answer, finishing) : office::finish_odt(answer, finishing);
  }

 private:
  bool word_;
};

}  // namespace

std::unique_ptr<const Dialect> office_dialect(Writer writer) {
  return std::make_unique<OfficeDialect>(writer);
}

}  // namespace taqrir::pandoc
