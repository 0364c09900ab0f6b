#include "pandoc/converter.hpp"

#include <algorithm>
#include <array>

#include "model/builder.hpp"

namespace taqrir::pandoc {

using ast::append_all;
using ast::Json;
using ast::one;

namespace {

const char* style_of(const Paragraph& paragraph) {
  switch (paragraph.role) {
    case Paragraph::Role::lead: return "Lead";
    case Paragraph::Role::small: return "Small";
    case Paragraph::Role::label: return "Label";
    default: break;
  }
  if (paragraph.alignment == Alignment::center) return "Centered";
  if (paragraph.alignment == Alignment::end) return "Opposite";
  return nullptr;
}

Json text_entry(const std::string& text) { return ast::meta_inlines(ast::words(text)); }

}  // namespace

Converter::Converter(const Document& document, const Locale& locale, const Dialect& dialect,
                     Pictures& pictures, const DrawChart& draw, Diagnostics& warnings)
    : document_(document),
      locale_(locale),
      dialect_(dialect),
      pictures_(pictures),
      draw_(draw),
      warnings_(warnings),
      bookmarks_(document) {}

void Converter::lose(const Span& span, const char* pattern, std::vector<std::string> args, const char* hint) {
  args.insert(args.begin(), dialect_.a_file());
  auto said = warning(span, pattern, std::move(args));
  if (*hint) said = hinted(std::move(said), hint);
  auto key = said.message.text();
  if (span.file)
    key += "\n" + span.file->path() + ":" + std::to_string(span.line) + ":" + std::to_string(span.column);
  if (said_.insert(std::move(key)).second) warnings_.push_back(std::move(said));
}

void Converter::complain(Diagnostics problems, const Span& span) {
  for (auto& problem : problems) {
    if (!problem.span) problem.span = span;
    warnings_.push_back(std::move(problem));
  }
}

// ---------------------------------------------------------------- the whole

Json Converter::convert(const std::vector<int>& api) {
  auto meta = metadata();
  const Place top{document_.language, dialect_.title_is_heading() ? 1 : 0};
  const bool has_heads = dialect_.mark_format() != nullptr;  // else a cover shows the letterhead itself
  auto body = dialect_.title_is_heading() ? title_lines(meta) : Json::array();
  if (!first_cover() || has_heads) append_all(body, letterhead());
  append_all(body, blocks(document_.blocks, top));
  if (!dialect_.has_styles()) ast::drop_hollow_wrappers(body);
  return {{"pandoc-api-version", api}, {"meta", std::move(meta)}, {"blocks", std::move(body)}};
}

/// What metadata says, as the text's beginning.
Json Converter::title_lines(const Json& meta) {
  Json out = Json::array();
  if (meta.contains("title")) out.push_back(ast::header(1, {}, meta["title"]["c"]));
  if (meta.contains("subtitle")) out.push_back(ast::para(one(ast::wrapped("Strong", meta["subtitle"]["c"]))));
  if (meta.contains("author")) out.push_back(ast::para(meta["author"]["c"][0]["c"]));
  if (meta.contains("date")) out.push_back(ast::para(meta["date"]["c"]));
  return out;
}

const Cover* Converter::first_cover() const {
  return document_.blocks.empty() ? nullptr : std::get_if<Cover>(&document_.blocks.front().content);
}

Json Converter::metadata() const {
  const auto* cover = first_cover();
  const auto title = cover && !cover->title.empty() ? plain_text(cover->title) : document_.title;
  const auto subtitle = cover ? plain_text(cover->subtitle) : document_.subtitle;
  Json meta{{"lang", ast::meta_text(document_.language)}};
  if (direction_of(document_.language) == Direction::rtl) meta["dir"] = ast::meta_text("rtl");
  if (!title.empty()) meta["title"] = ast::meta_inlines(words(title, document_.language));
  if (!subtitle.empty()) meta["subtitle"] = ast::meta_inlines(words(subtitle, document_.language));
  if (!document_.author.empty()) meta["author"] = ast::meta_list(one(text_entry(document_.author)));
  if (document_.date) meta["date"] = text_entry(locale_.date(*document_.date));
  if (!document_.subject.empty()) meta["subject"] = ast::meta_text(document_.subject);
  Json keywords = Json::array();
  for (const auto& keyword : document_.keywords) keywords.push_back(text_entry(keyword));
  if (!keywords.empty()) meta["keywords"] = ast::meta_list(std::move(keywords));
  return meta;
}

// ---------------------------------------------------------------- blocks

Json Converter::blocks(const Blocks& all, const Place& place) {
  Json out = Json::array();
  for (const auto& each : all) {
    const auto mark = place.marked ? std::nullopt : mark_of(each);
    if (!mark) {
      block(out, each, place);
      continue;
    }
    Place within = place;
    within.marked = true;
    Json made = Json::array();
    block(made, each, within);
    out.push_back(ast::div(*mark, std::move(made)));
  }
  return out;
}

/// The block's id and language stand on a Div around it; a heading keeps its id itself.
void Converter::block(Json& to, const Block& block, const Place& place) {
  Place inner = place;
  ast::Attributes around;
  const bool own_id = std::holds_alternative<Heading>(block.content) ||
                      std::holds_alternative<Part>(block.content) ||
                      std::holds_alternative<Cover>(block.content);
  if (!own_id && dialect_.has_anchors()) around.id = bookmarks_.of(block.id);
  if (!block.language.empty() && block.language != place.language) {
    inner.language = block.language;
    around.pairs = dialect_.blocks_in(block.language).pairs;
    if (!dialect_.has_languages()) lose(block.span, kNoLanguages, {});
  }
  auto made = content(block, inner);
  if (around.empty())
    append_all(to, made);
  else
    to.push_back(ast::div(around, std::move(made)));
}

Json Converter::content(const Block& block, const Place& place) {
  return std::visit([&](const auto& node) { return set(block, node, place); }, block.content);
}

Json Converter::styled_line(const char* style, const Inlines& text, const Place& place) {
  if (text.empty()) return Json::array();
  return one(ast::div(dialect_.styled(style), one(ast::para(inlines(text, place)))));
}

void Converter::lose_look(const Span& span, const Paragraph& node) {
  if (dialect_.has_styles()) return;
  if (node.role != Paragraph::Role::body)
    lose(span, "{} has one kind of paragraphs: this one does not stand out", {});
  if (node.alignment == Alignment::center || node.alignment == Alignment::end)
    lose(span, "{} aligns no paragraphs: this one begins where all begin", {});
}

Json Converter::set(const Block& block, const Paragraph& node, const Place& place) {
  lose_look(block.span, node);
  auto text = inlines(node.content, place);
  auto paragraph = place.tight ? ast::plain(std::move(text)) : ast::para(std::move(text));
  const auto* style = style_of(node);
  if (!style) return one(std::move(paragraph));
  auto look = dialect_.styled(style);
  const bool of_role = node.role != Paragraph::Role::body && dialect_.is_web();
  if (of_role && node.alignment == Alignment::center) look.classes.emplace_back("center");
  if (of_role && node.alignment == Alignment::end) look.classes.emplace_back("end");
  return one(ast::div(look, one(std::move(paragraph))));
}

Json Converter::set(const Block& block, const Heading& node, const Place& place) {
  Json title = Json::array();
  if (!node.number.empty()) {
    title.push_back(ast::span(dialect_.styled("Section Number"), ast::words(node.number)));
    ast::append_words(title, number_before(node).substr(node.number.size()));
  }
  append_all(title, inlines(node.content, place));
  ast::Attributes attributes;
  attributes.id = bookmarks_.of(block.id);
  return one(ast::header(std::min(node.level + place.shift, dialect_.deepest_heading()), attributes,
                         std::move(title)));
}

Json Converter::list_item(const ListItem& item, const Place& place) {
  auto made = blocks(item.content, place);
  if (!item.checked) return made;
  auto sign = dialect_.task_sign(*item.checked);
  const bool has_text = !made.empty() && (made[0]["t"] == "Plain" || made[0]["t"] == "Para");
  if (has_text)
    made[0]["c"].insert(made[0]["c"].begin(), std::move(sign));
  else
    made.insert(made.begin(), ast::plain(one(std::move(sign))));
  return made;
}

Json Converter::set(const Block&, const List& node, const Place& place) {
  Place inner = place;
  inner.tight = node.tight, inner.in_item = true, inner.in_cell = false;
  Json items = Json::array();
  for (const auto& item : node.items) items.push_back(list_item(item, inner));
  auto list = ast::list(node.ordered, node.start, std::move(items));
  const bool tasks =
      std::all_of(node.items.begin(), node.items.end(), [](const ListItem& item) { return item.checked; });
  return one(tasks && dialect_.is_web() ? ast::div({{}, {"tasks"}, {}}, one(std::move(list)))
                                        : std::move(list));
}

Json Converter::set(const Block& block, const Figure& node, const Place& place) {
  return dialect_.figure(picture(node.image, block.span),
                         caption(node.caption, node.number, "document.figure", block.id, place));
}

Json Converter::set(const Block&, const Quote& node, const Place& place) {
  auto out = one(ast::node("BlockQuote", blocks(node.content, place)));
  append_all(out, styled_line("Attribution", node.attribution, place));
  return out;
}

Json Converter::set(const Block& block, const Callout& node, const Place& place) {
  static constexpr std::array<const char*, 5> kKinds{"note", "tip", "important", "warning", "caution"};
  const std::string kind = kKinds.at(static_cast<std::size_t>(node.kind));
  const auto title =
      node.title.empty() ? plain(locale_.in(place.language).word("document.callout." + kind)) : node.title;
  if (!dialect_.has_panels()) lose(block.span, "{} has no panels: this callout is paragraphs", {});
  return dialect_.callout(kind, inlines(title, place),
                          blocks(node.content, {place.language, place.shift, false}));
}

Json Converter::set(const Block&, const CodeBlock& node, const Place&) {
  ast::Attributes attributes;
  if (!node.language.empty()) attributes.classes.push_back(node.language);
  return one(ast::code_block(attributes, node.text));
}

Json Converter::set(const Block&, const Rule&, const Place&) { return one(ast::node("HorizontalRule")); }
Json Converter::set(const Block& block, const PageBreak&, const Place&) {
  auto out = dialect_.page_break();
  if (out.empty()) lose(block.span, "{} has no pages: this page break is left out", {});
  return out;
}

Json Converter::set(const Block& block, const Contents& node, const Place& place) {
  if (!dialect_.has_anchors())
    lose(block.span, "{} has no links to its places: the contents are words alone", {});
  std::vector<ContentsLine> lines;
  for (const auto& entry : outline_of(document_))
    if (entry.level <= node.depth)
      lines.push_back({entry.level, one(reference(entry.id, words(entry.text, place.language)))});
  return dialect_.contents(inlines(node.title, place), lines, node.depth);
}

/// The document's own cover: title and subtitle are metadata, which Word's title block shows. A later
/// cover opens its Part: its title is a heading.
Json Converter::set(const Block& block, const Cover& node, const Place& place) {
  if (&node == first_cover()) {
    auto out = styled_line("Kicker", node.kicker, place);
    append_all(out, letterhead());
    append_all(out, cover_body(node, block.span, place));
    append_all(out, dialect_.page_break());
    return out;
  }
  ast::Attributes attributes;
  attributes.id = bookmarks_.of(block.id);
  auto out = styled_line("Kicker", node.kicker, place);
  out.push_back(ast::header(std::max(place.shift, 1), attributes, inlines(node.title, place)));
  append_all(out, styled_line("Subtitle", node.subtitle, place));
  append_all(out, cover_body(node, block.span, place));
  return out;
}

Json Converter::cover_body(const Cover& cover, const Span& span, const Place& place) {
  auto out = facts_table(cover.facts, span, place);
  append_all(out, styled_line("Status", cover.status, place));
  append_all(out, styled_line("Notice", cover.notice, place));
  return out;
}

Json Converter::set(const Block& block, const Part& node, const Place& place) {
  Place inner = place;
  inner.shift = place.shift + 1;
  Json whole = Json::array();
  const bool has_cover = !node.content.empty() && std::holds_alternative<Cover>(node.content.front().content);
  if (!has_cover)  // else the cover's title is the part's heading
    whole.push_back(
        ast::header(std::min(inner.shift, dialect_.deepest_heading()), {}, inlines(node.title, place)));
  append_all(whole, blocks(node.content, inner));
  ast::Attributes attributes;
  if (dialect_.has_anchors()) attributes.id = bookmarks_.of(block.id);
  auto out = dialect_.page_break();
  out.push_back(ast::div(attributes, std::move(whole)));
  return out;
}

Json Converter::set(const Block&, const Division& node, const Place& place) {
  return blocks(node.content, place);
}

Json Converter::set(const Block& block, const ForeignPages& node, const Place& place) {
  lose(block.span ? block.span : node.file.span, "{} cannot hold the pages of “{}”; a line names them",
       {node.file.path}, "they are in the PDF that Taqrir makes itself");
  Inlines line = plain(node.stamp);
  if (!node.stamp.empty() && !node.title.empty()) line.push_back({Text{" — "}, {}});
  line.insert(line.end(), node.title.begin(), node.title.end());
  if (line.empty()) line = plain(node.file.path);
  return styled_line("Piece", line, place);
}

}  // namespace taqrir::pandoc
