#include "pandoc/web_converter.hpp"

#include <algorithm>
#include <array>

#include "pandoc/anchors.hpp"
#include "pandoc/web_nodes.hpp"

namespace taqrir::pandoc {

using ast::append_all;
using ast::Json;
using ast::one;
using web::raw;
using web::styled;

namespace {

constexpr int kDeepestHeading = 6;

}  // namespace

WebConverter::WebConverter(const Document& document, const Locale& locale, const WebDialect& dialect,
                           Pictures& pictures, const DrawChart& draw, Diagnostics& warnings)
    : Converter(document, locale, dialect, pictures, draw, warnings), web_(dialect) {
  for (const auto& entry : outline_of(document)) targets_[entry.id] = {entry.number, entry.text};
}

std::string WebConverter::word(const char* key, const Place& place) const {
  return locale_.in(place.language).word(std::string("document.") + key);
}

Json WebConverter::inlines(const Inlines& all, const Place& place) {
  return line(all, place);  // the Div around says the language
}

// ---------------------------------------------------------------- headings

int WebConverter::level_of(int wanted) {
  level_ = std::clamp(std::min(wanted + web_.title_levels(), level_ + 1), 1, kDeepestHeading);
  return level_;
}

// A book is parted into sections at its headings: one within a cell would part the table.
Json WebConverter::heading(int wanted, std::string id, std::string style, Json title) {
  if (open_cells_ > 0 && web_.title_levels() == 0)
    return ast::div({std::move(id), {std::move(style)}, {}},
                    one(ast::para(one(ast::wrapped("Strong", std::move(title))))));
  ast::Attributes attributes{std::move(id), {}, {}};
  if (web_.title_levels() > 0)
    attributes.classes.push_back(std::move(style));  // else the section's around it
  return ast::header(level_of(wanted), attributes, std::move(title));
}

Json WebConverter::set(const Block& block, const Heading& node, const Place& place) {
  Json title = Json::array();
  if (!node.number.empty()) {
    title.push_back(ast::span({{}, {"section-number"}, {}}, ast::words(node.number)));
    if (node.kind == Heading::Kind::section)
      title.push_back(ast::node("Str", "\u00A0\u00A0"));
    else  // “Titre premier – Objet”
      ast::append_words(title, number_before(node).substr(node.number.size()));
  }
  append_all(title, inlines(node.content, place));
  auto made = one(heading(node.level + place.shift, bookmarks_.of(block.id),
                          "level-" + std::to_string(node.level), std::move(title)));
  const auto* wanted = node.alignment ? web::class_of(*node.alignment) : nullptr;
  return wanted ? one(ast::div({{}, {wanted}, {}}, std::move(made))) : made;
}

Json WebConverter::set(const Block& block, const Part& node, const Place& place) {
  Place inner = place;
  inner.shift = place.shift + 1;
  Json whole = Json::array();
  const bool has_cover = !node.content.empty() && std::holds_alternative<Cover>(node.content.front().content);
  if (!has_cover) whole.push_back(heading(inner.shift, {}, "part-title", inlines(node.title, place)));
  append_all(whole, blocks(node.content, inner));
  return one(ast::div({bookmarks_.of(block.id), {"part"}, {}}, std::move(whole)));
}

// ---------------------------------------------------------------- figures

Json WebConverter::figure(const char* opening, Json picture, Json caption) {
  auto out = Json::array({raw(opening), ast::plain(one(std::move(picture)))});
  if (!caption.empty()) {
    out.push_back(raw("<figcaption>"));
    out.push_back(ast::plain(std::move(caption)));
    out.push_back(raw("</figcaption>"));
  }
  out.push_back(raw("</figure>"));
  return out;
}

Json WebConverter::set(const Block& block, const Figure& node, const Place& place) {
  return figure("<figure>", picture(node.image, block.span),
                caption(node.caption, node.number, "document.figure", block.id, place));
}

/// The values stand behind the figure, closed.
Json WebConverter::set(const Block& block, const Chart& node, const Place& place) {
  auto drawn = chart_picture(block, node, place);
  if (!drawn) return chart_as_table(block, node, place);
  auto out = figure("<figure class=\"chart\">", std::move(*drawn),
                    caption(node.caption, node.number, "document.figure", block.id, place));
  auto title = ast::words(word("numbers", place));
  if (!node.number.empty())
    append_all(
        title,
        ast::words(" (" + locale_.in(place.language).word("document.figure", {{"n", node.number}}) + ")"));
  out.push_back(raw("<details class=\"numbers\"><summary>"));
  out.push_back(ast::plain(std::move(title)));
  out.push_back(raw("</summary>"));
  append_all(out, numbers(node, place));
  out.push_back(raw("</details>"));
  return out;
}

// ---------------------------------------------------------------- room to write, panels

/// Ruled lines or a box, and for who does not see them what is to be written there.
Json WebConverter::set(const Block&, const BlankLines& node, const Place& place) {
  constexpr int kRuledLine = 21;  // points, as in the PDF
  const int lines = std::clamp(node.lines, 1, 100), parts = node.boxed ? 1 : lines;
  Json drawn = Json::array();
  for (int i = 0; i < parts; ++i)
    drawn.push_back(raw("<div style=\"height:" + std::to_string(kRuledLine * lines / parts) + "pt\"></div>"));
  const auto label = node.label.empty() ? word("blank", place) : node.label;
  return one(ast::div({{}, {node.boxed ? "box" : "blank"}, {{"role", "img"}, {"aria-label", label}}},
                      std::move(drawn)));
}

Json WebConverter::set(const Block&, const Quote& node, const Place& place) {
  auto inner = blocks(node.content, place);
  append_all(inner, styled_line("Attribution", node.attribution, place));
  return one(ast::node("BlockQuote", std::move(inner)));
}

Json WebConverter::set(const Block&, const Callout& node, const Place& place) {
  static constexpr std::array<const char*, 5> kKinds{"note", "tip", "important", "warning", "caution"};
  const std::string kind = kKinds.at(static_cast<std::size_t>(node.kind));
  auto title =
      node.title.empty() ? ast::words(word(("callout." + kind).c_str(), place)) : inlines(node.title, place);
  auto inner = one(styled("callout-word", one(ast::plain(std::move(title)))));
  append_all(inner, blocks(node.content, {place.language, place.shift, false}));
  return one(ast::div({{}, {"callout", kind}, {{"role", "note"}}}, std::move(inner)));
}

Json WebConverter::set(const Block&, const CodeBlock& node, const Place&) {
  return one(ast::code_block({{}, {}, {{"dir", "ltr"}}},
                             node.text));  // no colours: Pandoc's make a link of each line
}

Json WebConverter::facts_list(const std::vector<KeyFact>& facts, const Place& place) {
  if (facts.empty()) return Json::array();
  Json out = Json::array({raw("<dl>")});
  for (const auto& fact : facts) {
    out.push_back(raw("<div><dt>"));
    out.push_back(ast::plain(inlines(fact.label, place)));
    out.push_back(raw("</dt><dd>"));
    out.push_back(ast::plain(inlines(fact.value, place)));
    out.push_back(raw("</dd></div>"));
  }
  out.push_back(raw("</dl>"));
  return out;
}

Json WebConverter::set(const Block&, const KeyFacts& node, const Place& place) {
  Json inner = Json::array();
  if (!node.title.empty())
    inner.push_back(styled("facts-title", one(ast::plain(inlines(node.title, place)))));
  append_all(inner, facts_list(node.facts, place));
  return one(styled("facts", std::move(inner)));
}

Json WebConverter::set(const Block&, const Signatures& node, const Place& place) {
  auto out = styled_line("Signature Place", node.place_and_date, place);
  Json all = Json::array();
  for (const auto& signatory : node.signatories)
    all.push_back(styled(
        "signatory", Json::array({styled("role", one(ast::plain(inlines(signatory.role, place)))),
                                  styled("name", one(ast::plain(inlines(signatory.name, place)))),
                                  styled("room", Json::array()),
                                  styled("signed", one(ast::plain(ast::words(word("signature", place)))))})));
  if (!all.empty()) out.push_back(styled("signatures", std::move(all)));
  return out;
}

// ---------------------------------------------------------------- references

Json WebConverter::footnote(const Footnote& node, const Place& place) {
  const auto at = notes_.size();
  notes_.emplace_back();  // a note within this one comes after it
  notes_[at] = blocks(node.content, {place.language, place.shift, false});
  const auto number = locale_.in(place.language).integer(static_cast<std::int64_t>(at + 1));
  const auto index = std::to_string(at + 1);
  return ast::link("#note-" + index, one(ast::wrapped("Superscript", ast::words(number))),
                   {"note-ref-" + index,
                    {"note-ref"},
                    {{"role", "doc-noteref"}, {"aria-label", word("note", place) + " " + number}}});
}

/// At the end, each with a way back to where it is called for.
Json WebConverter::notes() {
  if (notes_.empty()) return Json::array();
  const Place place{document_.language};
  Json items = Json::array();
  for (std::size_t i = 0; i < notes_.size(); ++i) {
    const auto index = std::to_string(i + 1);
    auto back =
        ast::link("#note-ref-" + index, ast::words("↩"),
                  {{},
                   {"note-back"},
                   {{"role", "doc-backlink"}, {"aria-label", word("note-back", place) + " " + index}}});
    auto content = std::move(notes_[i]);
    const bool has_text =
        !content.empty() && (content.back()["t"] == "Para" || content.back()["t"] == "Plain");
    if (!has_text) content.push_back(ast::para(Json::array()));
    content.back()["c"].push_back(std::move(back));
    items.push_back(one(ast::div({"note-" + index, {"note"}, {}}, std::move(content))));
  }
  return one(ast::div({{}, {"notes"}, {{"role", "doc-endnotes"}, {"aria-label", word("notes", place)}}},
                      one(ast::list(true, 1, std::move(items)))));
}

/// Nothing has pages here: the section's number, or an arrow, leads there.
std::optional<Json> WebConverter::page_reference(const PageReference& node) {
  const auto bookmark = bookmarks_.of(node.target);
  if (bookmark.empty() || node.extent) return std::nullopt;
  const auto target = targets_.find(node.target);
  const bool numbered = target != targets_.end() && !target->second.number.empty();
  const bool leftwards = direction_of(document_.language) == Direction::rtl;
  ast::Attributes attributes;
  if (!numbered && target != targets_.end())
    attributes.pairs.emplace_back("aria-label", target->second.title);
  return ast::link("#" + bookmark,
                   ast::words(numbered    ? target->second.number
                              : leftwards ? "←"
                                          : "→"),
                   attributes);
}

}  // namespace taqrir::pandoc
