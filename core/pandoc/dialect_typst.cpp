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

/// "ar" of "ar-MA": letters only, since it stands in code.
std::string primary_of(const std::string& language) {
  std::string out;
  for (const char c : language.substr(0, language.find('-')))
    if (c >= 'a' && c <= 'z') out += c;
  return out;
}

class TypstDialect : public Dialect {
 public:
  ast::Attributes styled(const std::string&) const override { return {}; }
  Json page_break() const override { return one(ast::raw_block("typst", "#pagebreak(weak: true)")); }
  ChartForm chart_form() const override { return ChartForm::svg; }
  bool mirrors_alignment() const override { return false; }
  bool has_styles() const override { return false; }
  bool has_pages() const override { return true; }

  /// Pandoc's writer leaves the language of runs out.
  Json run(const std::string& language, Json inlines) const override {
    auto out =
        one(ast::raw_inline("typst", "#text(lang: \"" + primary_of(language) + "\", dir: " +
                                         (direction_of(language) == Direction::rtl ? "rtl" : "ltr") + ")["));
    ast::append_all(out, inlines);
    out.push_back(ast::raw_inline("typst", "]"));
    return out;
  }

  /// Nothing where the bookmark is not: Typst would give up.
  std::optional<Json> page_of(const std::string& bookmark) const override {
    return ast::raw_inline("typst",
                           "#context query(label(\"" + bookmark +
                               "\")).map(it => it.location().page()).map(str).at(0, default: \"…\")");
  }

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
