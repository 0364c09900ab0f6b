// PDF by Pandoc and an engine: WeasyPrint takes what HTML takes, the others are TeX and Typst.
#include "pandoc/dialect_web.hpp"

namespace taqrir::pandoc {

namespace {

using ast::Json;

bool is_pdf(std::string_view answer) { return answer.starts_with("%PDF-"); }

class WeasyPrintDialect : public WebDialect {
 public:
  using WebDialect::WebDialect;
  const char* pandoc_format() const override { return "pdf"; }
  const char* a_file() const override { return "a PDF by WeasyPrint"; }
  bool accepts(std::string_view answer) const override { return is_pdf(answer); }
  Result<std::vector<std::string>> arguments(Materials&) const override {
    return std::vector<std::string>{"--standalone", "--pdf-engine=weasyprint"};
  }
};

/// A program that takes a language of its own for setting.
class TypesetterDialect : public Dialect {
 public:
  TypesetterDialect(std::string engine, std::string language, std::string page_break)
      : engine_(std::move(engine)), language_(std::move(language)), page_break_(std::move(page_break)) {}

  ast::Attributes styled(const std::string&) const override { return {}; }
  Json page_break() const override { return Json::array({ast::raw_block(language_, page_break_)}); }
  const char* pandoc_format() const override { return "pdf"; }
  const char* a_file() const override { return "a PDF by Pandoc"; }
  bool accepts(std::string_view answer) const override { return is_pdf(answer); }
  Result<std::vector<std::string>> arguments(Materials&) const override {
    return std::vector<std::string>{"--standalone", "--pdf-engine=" + engine_};
  }

 private:
  std::string engine_, language_, page_break_;
};

}  // namespace

std::unique_ptr<const Dialect> pdf_dialect(const std::vector<int>& api, const std::string& engine) {
  if (engine == "weasyprint") return std::make_unique<WeasyPrintDialect>(api);
  if (engine == "typst")
    return std::make_unique<TypesetterDialect>(engine, "typst", "#pagebreak(weak: true)");
  return std::make_unique<TypesetterDialect>(engine, "latex", "\\clearpage");
}

}  // namespace taqrir::pandoc
