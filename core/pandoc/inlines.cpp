#include <algorithm>

#include "model/bonds.hpp"
#include "model/french.hpp"
#include "model/walk.hpp"
#include "pandoc/converter.hpp"
#include "pandoc/items.hpp"

namespace taqrir::pandoc {

using ast::Json;

namespace {

/// What of an inline the next words look back on; nullopt: the words in it say so themselves.
std::optional<std::string> end_of(const Inline& in) {
  if (std::holds_alternative<SoftBreak>(in.content) || std::holds_alternative<HardBreak>(in.content))
    return " ";
  if (const auto* code = std::get_if<CodeSpan>(&in.content)) return code->text;
  bool has_words = std::holds_alternative<Text>(in.content);
  for_each_inner(
      in, [&](const Inlines&) { has_words = true; }, [](const Blocks&) {});
  constexpr const char* kObject = "\uFFFC";
  return has_words ? std::nullopt : std::optional<std::string>(kObject);
}

bool is_address(const Link& link) { return link.content.empty() || plain_text(link.content) == link.url; }

/// A line to write on, of underscores, in a typewriter's measure of a body text.
std::string to_write_on(Pt width) {
  constexpr Pt kUnderscore = 5.5;
  return std::string(static_cast<std::size_t>(std::clamp(width / kUnderscore, 3.0, 80.0)), '_');
}

}  // namespace

Json Converter::inlines(const Inlines& all, const Place& place) {
  auto out = line(all, place);
  if (place.language == document_.language || out.empty()) return out;
  return dialect_.run(place.language, std::move(out));
}

Json Converter::line(const Inlines& all, const Place& place) {
  auto around = std::exchange(before_, std::string());  // of a note's call
  Json out = Json::array();
  append(out, all, place);
  before_ = std::move(around);
  return out;
}

void Converter::append_text(Json& to, const std::string& text, const Place& place) {
  std::string room;
  const auto bonded = place.verbatim ? std::string_view(text) : with_bonds(text, room);
  if (place.verbatim || dialect_.sets_french_spacing() || !has_french_spacing(place.language)) {
    before_ = bonded;
    return ast::append_words(to, before_);
  }
  const auto floor = before_.size();
  append_french(before_, bonded, floor);
  before_.erase(0, floor);
  ast::append_words(to, before_);
}

Json Converter::words(const std::string& text, const std::string& language) const {
  std::string room, spaced;
  const auto bonded = with_bonds(text, room);
  if (dialect_.sets_french_spacing() || !has_french_spacing(language)) return ast::words(std::string(bonded));
  append_french(spaced, bonded, 0);
  return ast::words(spaced);
}

void Converter::append(Json& to, const Inlines& all, const Place& place) {
  for (const auto& in : all) {
    const auto source = origin_ ? written_as(in) : std::string();
    if (source.empty()) {
      append_one(to, in, place);
      continue;
    }
    Json made = Json::array();
    append_one(made, in, place);
    to.push_back(ast::span({{}, {}, {{kAtomMark, source}}}, std::move(made)));
  }
}

Json Converter::reference(const std::string& id, Json inlines) const {
  const auto bookmark = bookmarks_.of(id);
  return bookmark.empty() || !dialect_.has_anchors() ? ast::span({}, std::move(inlines))
                                                     : ast::link("#" + bookmark, std::move(inlines));
}

Json Converter::picture(const Image& image, const Span& span, std::string height) {
  if (!dialect_.has_pictures()) {
    lose(span, "{} holds no pictures: the description of “{}” stands for it", {image.file.path});
    return ast::wrapped("Emph", ast::words(image.alt));
  }
  auto name = pictures_.keep(image.file);
  if (!name) {
    complain(std::move(name.error()), span);
    return ast::span({}, ast::words(image.alt));
  }
  ast::Attributes attributes;
  if (image.width) attributes.pairs.emplace_back("width", ast::points(*image.width));
  if (!height.empty()) attributes.pairs.emplace_back("height", std::move(height));
  return ast::image(attributes, ast::words(image.alt), *name);
}

Json Converter::footnote(const Footnote& node, const Place& place) {
  return ast::note(blocks(node.content, {place.language, place.shift, false}));
}

std::optional<Json> Converter::page_reference(const PageReference& node) {
  const auto bookmark = bookmarks_.of(node.target);
  return bookmark.empty() ? std::nullopt : dialect_.page_of(bookmark);
}

void Converter::append_one(Json& to, const Inline& in, const Place& place) {
  auto end = end_of(in);
  const auto inner = [&](const Inlines& content) {
    Json out = Json::array();
    append(out, content, place);
    return out;
  };
  const auto wrapped = [&](const char* type, const Inlines& content) {
    to.push_back(ast::wrapped(type, inner(content)));
  };
  const auto flatten = [&] {
    if (!dialect_.has_raised_letters())
      lose(in.span, "{} has no raised or lowered letters: brackets stand for it", {});
  };
  const auto unlinked = [&](const std::string& id) {
    if (!dialect_.has_anchors() && !bookmarks_.of(id).empty())
      lose(in.span, "{} has no links to its places: this reference is words alone", {});
  };
  std::visit(
      walk_detail::Overloaded{
          [&](const Text& n) { append_text(to, n.text, place); },
          [&](const SoftBreak&) { to.push_back(ast::node("SoftBreak")); },
          [&](const HardBreak&) { to.push_back(ast::node("LineBreak")); },
          [&](const Emphasis& n) { wrapped("Emph", n.content); },
          [&](const Strong& n) { wrapped("Strong", n.content); },
          [&](const Strikethrough& n) { wrapped("Strikeout", n.content); },
          [&](const Insertion& n) {
            if (!dialect_.has_raised_letters())  // Markdown: emphasis at most
              lose(in.span, "{} has no underlined words: what was inserted is not told from the rest", {});
            auto text = ast::one(ast::wrapped("Underline", inner(n.content)));
            to.push_back(ast::span(dialect_.styled("Tone good"), std::move(text)));
          },
          [&](const Blank& n) { to.push_back(ast::node("Str", to_write_on(n.width))); },
          [&](const Superscript& n) { flatten(), wrapped("Superscript", n.content); },
          [&](const Subscript& n) { flatten(), wrapped("Subscript", n.content); },
          [&](const CodeSpan& n) { to.push_back(ast::code(n.text)); },
          [&](const Link& n) {
            Place within = place;
            within.verbatim = is_address(n);
            Json content = Json::array();
            append(content, n.content, within);
            to.push_back(ast::link(n.url, std::move(content)));
          },
          [&](const CrossReference& n) {
            unlinked(n.target), to.push_back(reference(n.target, inner(n.content)));
          },
          [&](const PageReference& n) {
            const auto page = page_reference(n);
            if (!page) lose(in.span, "{} has no number of a page to refer to: “…” stands for it", {});
            to.push_back(page.value_or(ast::node("Str", "…")));
          },
          [&](const PieceReference& n) {
            unlinked("piece:" + n.piece);
            to.push_back(reference("piece:" + n.piece, ast::words(n.label.empty() ? n.piece : n.label)));
          },
          [&](const Footnote& n) { to.push_back(footnote(n, place)); },
          [&](const Image& n) { to.push_back(picture(n, in.span)); },
          [&](const LanguageSpan& n) {
            if (!dialect_.has_languages()) lose(in.span, kNoLanguages, {});
            Place other = place;
            other.language = n.language;
            Json content = Json::array();
            append(content, n.content, other);
            ast::append_all(to, dialect_.run(n.language, std::move(content)));
          },
      },
      in.content);
  if (end) before_ = std::move(*end);
}

}  // namespace taqrir::pandoc
