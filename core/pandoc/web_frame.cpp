// What stands around the text in an HTML page or on a book's title page: metadata that
// templates/pandoc/page.html and book.html put in their places.
#include "model/builder.hpp"
#include "pandoc/web_converter.hpp"
#include "pandoc/web_nodes.hpp"

namespace taqrir::pandoc {

using ast::append_all;
using ast::Json;
using ast::one;
using web::styled;

namespace {

Json meta_blocks(Json blocks) { return ast::node("MetaBlocks", std::move(blocks)); }

void put(Json& meta, const char* name, Json blocks) {
  if (!blocks.empty()) meta[name] = meta_blocks(std::move(blocks));
}

}  // namespace

Json WebConverter::convert(const std::vector<int>& api) {
  auto meta = metadata();
  lose_furniture();
  const Place place{document_.language};
  put(meta, "letterhead", page_letterhead());
  put(meta, "cover", page_cover());
  level_ = web_.title_levels();
  auto body = blocks(document_.blocks, place);
  append_all(body, notes());
  put(meta, "contents", page_contents());
  put(meta, "foot", page_foot());
  meta["skip"] = ast::meta_text(word("skip", place));
  if (!document_.furniture.watermark.empty())
    meta["watermark"] = ast::meta_text(document_.furniture.watermark);
  if (document_.date) meta["day"] = ast::meta_text(iso(*document_.date));
  return {{"pandoc-api-version", api}, {"meta", std::move(meta)}, {"blocks", std::move(body)}};
}

/// Each line in its own language.
Json WebConverter::page_letterhead() {
  static constexpr const char* kStyles[] = {"letterhead-start", "letterhead-middle", "letterhead-end"};
  Json out = Json::array();
  const auto& furniture = document_.furniture;
  const FurnitureCell* cells[] = {&furniture.start, &furniture.middle, &furniture.end};
  for (std::size_t i = 0; i < 3; ++i) {
    Json inner = Json::array(), logos = Json::array(), lines = Json::array();
    for (const auto& logo : cells[i]->logos)
      logos.push_back(picture({logo.file, logo.alt, {}}, logo.file.span));
    if (!logos.empty()) inner.push_back(styled("logos", one(ast::plain(std::move(logos)))));
    for (const auto& line : cells[i]->lines) {
      auto text = ast::words(line.text);
      if (line.strong) text = one(ast::wrapped("Strong", std::move(text)));
      const auto& language = line.language.empty() ? document_.language : line.language;
      lines.push_back(ast::div(web_.run_in(language), one(ast::plain(std::move(text)))));
    }
    if (!lines.empty()) inner.push_back(styled("lines", std::move(lines)));
    if (!inner.empty()) out.push_back(styled(kStyles[i], std::move(inner)));
  }
  return out;
}

/// What follows a cover's title.
Json WebConverter::below_title(const Cover& cover, const Place& place) {
  auto out = styled_line("Subtitle", cover.subtitle, place);
  if (!cover.status.empty()) {
    ast::Attributes attributes{{}, {"status"}, {}};
    if (const auto* tone = web::class_of(cover.status_tone)) attributes.classes.emplace_back(tone);
    out.push_back(ast::div(attributes, one(ast::plain(inlines(cover.status, place)))));
  }
  append_all(out, facts_list(cover.facts, place));
  append_all(out, styled_line("Notice", cover.notice, place));
  return out;
}

/// The document's title is the page's only heading of the first level.
Json WebConverter::page_cover() {
  const Place place{document_.language};
  const Cover* cover = first_cover();
  Cover own;
  if (!cover) own.title = plain(document_.title), own.subtitle = plain(document_.subtitle), cover = &own;
  auto out = styled_line("Draft", plain(document_.furniture.watermark), place);
  append_all(out, styled_line("Kicker", cover->kicker, place));
  if (!cover->title.empty()) out.push_back(ast::header(1, {{}, {"title"}, {}}, inlines(cover->title, place)));
  append_all(out, below_title(*cover, place));
  return out;
}

/// The cover of the document stands in the frame; a later one opens its Part.
Json WebConverter::set(const Block& block, const Cover& node, const Place& place) {
  if (&node == first_cover()) return Json::array();
  auto out = styled_line("Kicker", node.kicker, place);
  out.push_back(
      heading(std::max(place.shift, 1), bookmarks_.of(block.id), "part-title", inlines(node.title, place)));
  append_all(out, below_title(node, place));
  return out;
}

/// Where a contents list stands in the text does not matter here: it is the page's, or the book's own.
Json WebConverter::set(const Block&, const Contents&, const Place&) { return Json::array(); }

Json WebConverter::page_contents() {
  const Contents* wanted = nullptr;
  for (const auto& block : document_.blocks)
    if (const auto* contents = std::get_if<Contents>(&block.content); contents && !wanted) wanted = contents;
  if (!wanted) return Json::array();
  const Place place{document_.language};
  std::vector<ContentsLine> lines;
  for (const auto& entry : outline_of(document_))
    if (entry.level <= wanted->depth)
      lines.push_back({entry.level, one(reference(entry.id, words(entry.text, place.language)))});
  if (lines.empty()) return Json::array();
  auto title = wanted->title.empty() ? ast::words(word("contents", place)) : inlines(wanted->title, place);
  auto out = one(ast::div({"contents-title", {"contents-title"}, {}}, one(ast::plain(std::move(title)))));
  append_all(out, web_.contents(Json::array(), lines, wanted->depth));
  return out;
}

Json WebConverter::page_foot() {
  Json out = Json::array();
  const auto line = [&](const std::string& text) {
    if (!text.empty()) out.push_back(ast::para(ast::words(text)));
  };
  line(document_.furniture.footer);
  auto who = document_.author;
  if (document_.date) who += (who.empty() ? "" : " · ") + locale_.date(*document_.date);
  line(who);
  return out;
}

}  // namespace taqrir::pandoc
