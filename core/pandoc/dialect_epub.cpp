// EPUB 3: what HTML is, in a book with a title page and a contents list of its own.
#include "base/hash.hpp"
#include "model/dump.hpp"
#include "model/walk.hpp"
#include "pandoc/dialect_web.hpp"
#include "pandoc/office/package.hpp"

namespace taqrir::pandoc {

namespace {

using ast::Json;

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

// ---------------------------------------------------------------- what Pandoc leaves out of a book

/// Whether every picture has a description.
class Descriptions {
 public:
  explicit Descriptions(const Document& document) { look(document.blocks); }
  bool are_complete() const { return complete_; }

 private:
  void look(const Blocks& blocks) {
    for (const auto& block : blocks) {
      if (const auto* figure = std::get_if<Figure>(&block.content)) need(figure->image.alt);
      if (const auto* chart = std::get_if<Chart>(&block.content)) need(chart->alt);
      for_each_child(
          block, [this](const Inlines& inner) { look(inner); }, [this](const Blocks& inner) { look(inner); });
    }
  }
  void look(const Inlines& inlines) {
    for (const auto& in : inlines) {
      if (const auto* image = std::get_if<Image>(&in.content)) need(image->alt);
      for_each_inner(
          in, [this](const Inlines& inner) { look(inner); }, [this](const Blocks& inner) { look(inner); });
    }
  }
  void need(const std::string& alt) { complete_ = complete_ && !alt.empty(); }
  bool complete_ = true;
};

/// EPUB Accessibility 1.1, 2: what a reader is promised before the book is opened.
std::string accessibility_of(const Document& document) {
  std::vector<std::pair<const char*, const char*>> all{{"accessMode", "textual"}, {"accessMode", "visual"}};
  for (const auto* feature : {"structuralNavigation", "tableOfContents", "readingOrder"})
    all.emplace_back("accessibilityFeature", feature);
  if (Descriptions(document).are_complete()) {
    all.emplace_back("accessibilityFeature", "alternativeText");
    all.emplace_back("accessModeSufficient", "textual");
  }
  all.emplace_back("accessibilityHazard", "none");
  std::string out;
  for (const auto& [property, value] : all)
    out += std::string("    <meta property=\"schema:") + property + "\">" + value + "</meta>\n";
  return out;
}

/// Pandoc gives chapters and contents list their language but not their direction.
void say_direction(std::string& page, Direction direction) {
  const auto start = page.find("<html "), end = page.find('>', std::min(start, page.size()));
  if (start == std::string::npos || end == std::string::npos || direction == Direction::ltr) return;
  if (page.substr(start, end - start).find(" dir=") == std::string::npos) page.insert(end, " dir=\"rtl\"");
}

class EpubDialect : public WebDialect {
 public:
  using WebDialect::WebDialect;
  bool pictures_as_data() const override { return false; }
  bool has_watermark() const override { return false; }
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

  Result<std::string> finish(std::string answer, const Materials& materials) const override {
    auto book = office::Package::open(answer);
    if (!book) return fail(std::move(book.error()));
    auto& record = book->parts["EPUB/content.opf"];
    const auto end = record.find("  </metadata>");
    if (end == std::string::npos)
      return fail(error({}, "the book has no record of itself", {}, Blame::machine));
    record.insert(end, accessibility_of(materials.document));
    for (auto& [path, page] : book->parts)
      if (path.ends_with(".xhtml")) say_direction(page, direction_of(materials.document.language));
    return book->close("mimetype");
  }
};

}  // namespace

std::unique_ptr<const Dialect> epub_dialect(const std::vector<int>& api) {
  return std::make_unique<EpubDialect>(api);
}

}  // namespace taqrir::pandoc
