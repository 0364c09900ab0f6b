#include "pandoc/dialect_web.hpp"

#include "pandoc/style_sheet.hpp"

namespace taqrir::pandoc {

namespace {

using ast::Json;

/// One file that is a page of its own: no file beside it, nothing fetched.
class HtmlDialect : public WebDialect {
 public:
  using WebDialect::WebDialect;
  const char* pandoc_format() const override { return "html"; }
  const char* a_file() const override { return "an HTML page"; }
  bool accepts(std::string_view answer) const override {
    return answer.substr(0, 200).find("<!DOCTYPE html>") != std::string_view::npos &&
           answer.find("</html>") != std::string_view::npos;
  }
};

}  // namespace

ast::Attributes WebDialect::styled(const std::string& style) const {
  for (const auto* of_cell : {"Table ", "Tone ", "Fact "})  // said by the cells' own elements
    if (style.starts_with(of_cell)) return {};
  std::string name;
  for (const char c : style) name += c == ' ' ? '-' : static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
  return {{}, {std::move(name)}, {}};
}

Json WebDialect::page_break() const {
  return Json::array({ast::div({{}, {"page-break"}, {}}, Json::array())});
}

Json WebDialect::figure(Json picture, Json caption) const {
  if (has_figures(api_) && !caption.empty())
    return Json::array({ast::figure(std::move(picture), std::move(caption))});
  return Dialect::figure(std::move(picture), std::move(caption));
}

std::string WebDialect::style_sheet(const Materials& materials, std::initializer_list<const char*> files) {
  std::string css;
  for (const auto* file : files)
    if (const auto text = materials.text(file); text && *text) css += **text;
  const auto* theme = materials.request.theme;
  return with_values(css, theme ? style_values(*theme, materials.locale) : page_values(materials.locale));
}

Result<std::string> WebDialect::template_option(Materials& materials, const char* file) {
  const auto page = materials.take(file);
  if (!page) return fail(page.error());
  if (*page) return "--template=" + **page;
  return fail(hinted(error({}, "“pandoc/{}” is in none of the folders of templates", {file}, Blame::machine),
                     "install Taqrir's templates again"));
}

void WebDialect::enrich(Json& meta, const Materials& materials) const {
  meta["style"] = ast::meta_inlines(
      Json::array({ast::raw_inline("html", style_sheet(materials, {"text.css", "page.css"}))}));
}

Result<std::vector<std::string>> WebDialect::arguments(Materials& materials) const {
  auto page = template_option(materials, "page.html");
  if (!page) return fail(std::move(page.error()));
  return std::vector<std::string>{"--standalone", "--wrap=none", std::move(*page)};
}

std::unique_ptr<const Dialect> html_dialect(const std::vector<int>& api) {
  return std::make_unique<HtmlDialect>(api);
}
}  // namespace taqrir::pandoc
