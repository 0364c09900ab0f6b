// Markdown as GitHub and our own reader take it: text without pictures, colours and anchors.
#include "pandoc/dialect.hpp"

namespace taqrir::pandoc {

namespace {

using ast::Json;

class MarkdownDialect : public Dialect {
 public:
  ast::Attributes styled(const std::string&) const override { return {}; }
  ast::Attributes run_in(const std::string&) const override { return {}; }
  ast::Attributes blocks_in(const std::string&) const override { return {}; }
  Json run(const std::string&, Json inlines) const override { return inlines; }
  ChartForm chart_form() const override { return ChartForm::none; }
  bool has_pictures() const override { return false; }
  bool has_anchors() const override { return false; }
  bool has_styles() const override { return false; }
  bool has_rich_cells() const override { return false; }
  bool has_raised_letters() const override { return false; }
  bool has_languages() const override { return false; }
  bool has_watermark() const override { return false; }

  /// As GitHub and our own reader know them: the kind, and the title after it on its line.
  Json callout(const std::string& kind, Json title, Json content) const override {
    auto sign = "[!" + kind + "]";
    for (auto& c : sign) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    auto line = one(ast::raw_inline("markdown", std::move(sign)));
    if (!title.empty()) line.push_back(ast::node("Space"));
    ast::append_all(line, title);
    auto inner = one(ast::para(std::move(line)));
    ast::append_all(inner, content);
    return one(ast::node("BlockQuote", std::move(inner)));
  }

  bool title_is_heading() const override { return true; }

  const char* pandoc_format() const override { return "gfm-raw_html+footnotes"; }
  const char* a_file() const override { return "a Markdown file"; }
  Result<std::vector<std::string>> arguments(Materials&) const override {
    return std::vector<std::string>{"--wrap=none"};
  }
};

}  // namespace

std::unique_ptr<const Dialect> markdown_dialect(const std::vector<int>&) {
  return std::make_unique<MarkdownDialect>();
}

}  // namespace taqrir::pandoc
