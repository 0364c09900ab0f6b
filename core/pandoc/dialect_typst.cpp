// PDF by Typst, by way of Pandoc's own template. Text reaches Typst escaped; its metadata would stand in
// code, so only words without a meaning there are given.
#include "pandoc/dialect.hpp"

namespace taqrir::pandoc {

namespace {

using ast::Json;
using ast::one;

/// Captions have our numbers; a table's cells stand as its columns say, and not in the middle of their
/// figure.
constexpr const char* kPreamble =
    "#set figure(numbering: none)\n"
    "#show table: set align(start)\n"
    "#show table: set par(justify: false)";

class TypstDialect : public Dialect {
 public:
  ast::Attributes styled(const std::string&) const override { return {}; }
  Json page_break() const override { return one(ast::raw_block("typst", "#pagebreak(weak: true)")); }
  ChartForm chart_form() const override { return ChartForm::svg; }
  bool mirrors_alignment() const override { return false; }
  bool has_styles() const override { return false; }

  Json contents(Json title, const std::vector<ContentsLine>& lines, int depth) const override {
    return Dialect::contents(title.empty() ? title : one(ast::wrapped("Strong", title)), lines, depth);
  }

  void enrich(Json& meta, const Materials& materials) const override {
    meta.erase("keywords");  // the template puts them into code as they are
    meta.erase("subject");
    meta["header-includes"] = ast::node("MetaBlocks", one(ast::raw_block("typst", kPreamble)));
    meta["papersize"] = ast::meta_text("a4");
    const auto fonts = materials.fonts("body", script_of(materials.document.language));
    if (!fonts.empty()) meta["mainfont"] = ast::meta_text(fonts.front());
  }

  const char* pandoc_format() const override { return "pdf"; }
  const char* a_file() const override { return "a PDF by Typst"; }
  bool accepts(std::string_view answer) const override { return is_pdf(answer); }
  Result<std::vector<std::string>> arguments(Materials&) const override {
    return std::vector<std::string>{"--standalone", "--pdf-engine=typst"};
  }
};

}  // namespace

std::unique_ptr<const Dialect> typst_dialect(const std::vector<int>&) {
  return std::make_unique<TypstDialect>();
}

}  // namespace taqrir::pandoc
