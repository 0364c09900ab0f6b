// Markdown as GitHub and our own reader take it: text, no pictures, no colours.
#include "pandoc/dialect.hpp"

namespace taqrir::pandoc {

namespace {

class MarkdownDialect : public Dialect {
 public:
  ast::Attributes styled(const std::string&) const override { return {}; }
  ChartForm chart_form() const override { return ChartForm::none; }
  bool has_pictures() const override { return false; }

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
