#include "pandoc/dialect_web.hpp"

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
  Result<std::vector<std::string>> arguments(Materials& materials) const override {
    std::vector<std::string> out{"--standalone", "--wrap=none"};
    const auto page = materials.take("page.html");
    if (!page) return fail(page.error());
    if (*page) out.push_back("--template=" + **page);
    return out;
  }
};

class EpubDialect : public WebDialect {
 public:
  using WebDialect::WebDialect;
  bool pictures_as_data() const override { return false; }
  const char* pandoc_format() const override { return "epub3"; }
  const char* a_file() const override { return "an EPUB book"; }
  bool accepts(std::string_view answer) const override { return is_zip(answer); }
};

}  // namespace

ast::Attributes WebDialect::styled(const std::string& style) const {
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

std::unique_ptr<const Dialect> html_dialect(const std::vector<int>& api) {
  return std::make_unique<HtmlDialect>(api);
}
std::unique_ptr<const Dialect> epub_dialect(const std::vector<int>& api) {
  return std::make_unique<EpubDialect>(api);
}

}  // namespace taqrir::pandoc
