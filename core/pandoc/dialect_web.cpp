#include "pandoc/dialect_web.hpp"

#include "base/hash.hpp"
#include "model/dump.hpp"
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

/// A UUID that is the content's (RFC 9562, 5.8), so that equal documents give equal bytes.
std::string identifier_of(const Document& document) {
  auto hash = sha256_hex(dump(document)).substr(0, 32);
  hash[12] = '8', hash[16] = '8';
  for (const std::size_t at : {8, 13, 18, 23}) hash.insert(at, "-");
  return "urn:uuid:" + hash;
}

/// How deep the book's own contents list goes: as the one in the text.
int contents_depth(const Document& document) {
  for (const auto& block : document.blocks)
    if (const auto* contents = std::get_if<Contents>(&block.content)) return contents->depth;
  return 3;
}

class EpubDialect : public WebDialect {
 public:
  using WebDialect::WebDialect;
  bool pictures_as_data() const override { return false; }
  int title_levels() const override { return 0; }
  const char* pandoc_format() const override { return "epub3"; }
  const char* a_file() const override { return "an EPUB book"; }
  bool accepts(std::string_view answer) const override { return is_zip(answer); }

  void enrich(Json& meta, const Materials& materials) const override {
    const auto& document = materials.document;
    meta["identifier"] = ast::meta_text(identifier_of(document));
    meta["toc-title"] = ast::meta_text(materials.locale.word("document.contents"));
    if (!document.author.empty()) meta["publisher"] = ast::meta_text(document.author);
    if (!document.subject.empty()) meta["description"] = ast::meta_text(document.subject);
    if (document.date) meta["date"] = ast::meta_text(iso(*document.date));
    if (direction_of(document.language) == Direction::rtl)
      meta["page-progression-direction"] = ast::meta_text("rtl");
  }

  Result<std::vector<std::string>> arguments(Materials& materials) const override {
    const auto book = template_option(materials, "book.html");
    if (!book) return fail(book.error());
    const auto style = materials.put("book.css", style_sheet(materials, {"text.css", "book.css"}));
    if (!style) return fail(style.error());
    return std::vector<std::string>{*book, "--css=" + *style, "--toc",
                                    "--toc-depth=" + std::to_string(contents_depth(materials.document))};
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
  if (!materials.request.theme) return css;
  return with_values(css, style_values(*materials.request.theme, materials.locale));
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
std::unique_ptr<const Dialect> epub_dialect(const std::vector<int>& api) {
  return std::make_unique<EpubDialect>(api);
}

}  // namespace taqrir::pandoc
