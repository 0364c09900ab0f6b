#include <algorithm>
#include <array>

#include "input/markdown/dialects.hpp"
#include "input/markdown/limits.hpp"
#include "input/markdown/reader.hpp"

namespace taqrir::input::markdown {

namespace {

std::string_view literal_of(cmark_node* node) {
  const char* text = node ? cmark_node_get_literal(node) : nullptr;
  return text ? text : "";
}

Kind kind_of_sibling(cmark_node* node) { return node ? kind_of(node) : Kind::other; }

bool ends(std::string_view text, std::string_view tail) {
  return text.size() >= tail.size() && text.substr(text.size() - tail.size()) == tail;
}

bool is_web_address(std::string_view url) {
  static constexpr std::array<std::string_view, 5> kSchemes{"http://", "https://",
                                                            "mailto:", "tel:", "ftp://"};
  return std::any_of(kSchemes.begin(), kSchemes.end(),
                     [&](std::string_view scheme) { return url.starts_with(scheme); });
}

// %20 and its kind; other text as it is.
std::string percent_decoded(const std::string& text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool code = text[i] == '%' && i + 2 < text.size() &&
                      std::isxdigit(static_cast<unsigned char>(text[i + 1])) &&
                      std::isxdigit(static_cast<unsigned char>(text[i + 2]));
    out += code ? static_cast<char>(std::stoi(text.substr(i + 1, 2), nullptr, 16)) : text[i];
    if (code) i += 2;
  }
  return out;
}

// A span widened to take in the brackets around what it covers.
Span widened(Span span, std::uint32_t before, std::uint32_t after) {
  if (span.line == 0 || span.column <= before || span.end_column <= span.column) return span;
  span.column -= before;
  span.end_column += after;
  return span;
}

}  // namespace

// ---------------------------------------------------------------- sequences of inlines

Inlines Reader::only_inlines(cmark_node* root) {
  auto* block = cmark_node_first_child(root);
  if (!block) return {};
  Inlines out = inlines(block);
  if (!anchor_.empty()) out.push_back({Text{" {#" + anchor_ + "}"}, {}});  // nothing here can be pointed to
  return out;
}

Inlines Reader::inlines(cmark_node* parent) {
  if (++depth_ > kDeepest && too_deep(span_of(parent), depth_)) return --depth_, Inlines{};
  std::vector<OpenTag> open(1);
  inline_sequence(cmark_node_first_child(parent), nullptr, open);
  while (open.size() > 1) {
    report(hinted(warning(open.back().span, "“<{}>” is not closed in its paragraph", {open.back().tag.name}),
                  "write </{}> where its text ends", {open.back().tag.name}));
    pop_tag(open);
  }
  --depth_;
  return std::move(open.front().content);
}

void Reader::inline_(cmark_node* node, std::vector<OpenTag>& open) {
  Inlines& out = open.back().content;
  const auto contained = [&](auto content) {
    Span span = span_of(node);
    content.content = inlines(node);
    out.push_back({std::move(content), std::move(span)});
  };
  switch (kind_of(node)) {
    case Kind::text: return text(node, out);
    case Kind::soft_break: return out.push_back({SoftBreak{}, {}});
    case Kind::hard_break: return out.push_back({HardBreak{}, {}});
    case Kind::code:
      return out.push_back({CodeSpan{std::string(literal_of(node))}, span_of(node, literal_of(node))});
    case Kind::emphasis: return contained(Emphasis{});
    case Kind::strong: return contained(Strong{});
    case Kind::strikethrough: return contained(Strikethrough{});
    case Kind::link: return link(node, out);
    case Kind::image: return image(node, out);
    case Kind::html: return html(node, open);
    case Kind::footnote_reference: return footnote(node, out);
    case Kind::reference: return reference(node, out);
    case Kind::placeholder: return placeholder(node, out);
    case Kind::anchor: anchor_ = payload(node); return;
    default: return;
  }
}

// The brackets of [[…]] stand at the ends of the texts beside it; so does the space before an anchor.
void Reader::text(cmark_node* node, Inlines& out) {
  const auto literal = literal_of(node);
  auto shown = literal;
  if (kind_of_sibling(cmark_node_previous(node)) == Kind::reference && shown.starts_with("]]"))
    shown.remove_prefix(2);
  const auto next = kind_of_sibling(cmark_node_next(node));
  if (next == Kind::reference && ends(shown, "[[")) shown.remove_suffix(2);
  if (next == Kind::anchor) shown = shown.substr(0, shown.find_last_not_of(" \t") + 1);
  Span span = span_of(node, literal);
  if (shown.empty()) return;
  warn_of_lost_footnotes(literal, span);
  warn_of_foreign_marks(literal, span);
  out.push_back({Text{std::string(shown)}, std::move(span)});
}

namespace {

// Places within the text that a span covers, asked for mostly in their order: a text is counted once.
class Parts {
 public:
  Parts(const Span& span, std::string_view text) : span_(span), text_(text) {
    const auto line = span.file->line(span.line);
    last_column_ = column_of_byte(line, line.size());
  }

  /// `length` bytes from byte `at` on.
  Span operator()(std::size_t at, std::size_t length) {
    if (at < at_) at_ = 0, column_ = 0;
    column_ += column_of_byte(text_.substr(at_), at - at_) - 1;
    at_ = at;
    const auto part = text_.substr(at, length);
    Span out = span_;
    out.column += column_;
    out.end_column = out.column + column_of_byte(part, part.size()) - 1;
    return out.column > last_column_ ? span_ : out;
  }

 private:
  const Span& span_;
  std::string_view text_;
  std::size_t at_ = 0;
  std::uint32_t column_ = 0;  // characters before at_
  std::uint32_t last_column_ = 0;
};

}  // namespace

void Reader::warn_of_lost_footnotes(std::string_view text, const Span& span) {
  if (!span.file || text.find("[^") == std::string_view::npos) return;
  Parts part(span, text);
  for (auto open = text.find("[^"); open != std::string_view::npos; open = text.find("[^", open + 2)) {
    const auto close = text.substr(0, open + kLongestSyntax).find(']', open);
    if (close == std::string_view::npos) continue;
    const std::string mark(text.substr(open, close - open + 1));
    if (close == open + 2 || !places_.last_said(open, mark)) continue;
    report(hinted(warning(part(open, mark.size()), "the footnote {} has no text", {mark}),
                  "add a line “{}: the text of the note”", {mark}));
  }
}

// Signs that stand in the file as they stand in the text: others were escaped.
void Reader::warn_of_foreign_marks(std::string_view text, const Span& span) {
  if (!span.file) return;
  const auto marks = foreign_marks(text, options_.placeholder || bindings_);
  if (marks.empty()) return;
  Parts part(span, text);
  for (const auto& mark : marks) {
    const auto words = text.substr(mark.at, mark.length);
    if (!places_.last_said(mark.at, words)) continue;
    const auto count = ++alike_[mark.message];
    if (count > kMostAlike + 1) continue;
    const auto here = part(mark.at, mark.length);
    report(count <= kMostAlike ? hinted(warning(here, mark.message), mark.hint)
                               : note(here, "more of this kind is not told: {}", {mark.message}));
  }
}

// ---------------------------------------------------------------- links and pictures

void Reader::link(cmark_node* node, Inlines& out) {
  Span span = span_of(node);
  const std::string url = cmark_node_get_url(node) ? cmark_node_get_url(node) : "";
  Inlines content = inlines(node);
  if (url.starts_with("#") && url.size() > 1)
    return out.push_back(
        {CrossReference{percent_decoded(url.substr(1)), std::move(content)}, std::move(span)});
  if (url.starts_with("piece:")) return references_.piece(url.substr(6), std::move(content), span, out);
  if (is_web_address(url)) return out.push_back({Link{url, std::move(content)}, std::move(span)});
  report(hinted(
      url.empty()
          ? warning(span, "this link has no address; the text is kept without link")
          : warning(span, "“{}” is no address that a report can link to; the text is kept without link",
                    {url}),
      "link to https://…, to “#id”, or to “piece:id” for an annexed piece"));
  std::move(content.begin(), content.end(), std::back_inserter(out));
}

void Reader::image(cmark_node* node, Inlines& out) {
  const Span span = span_of(node);
  const std::string url = cmark_node_get_url(node) ? cmark_node_get_url(node) : "";
  picture(url, plain_text(inlines(node)), span, out);
}

void Reader::picture(const std::string& path, std::string alt, const Span& span, Inlines& out) {
  const auto say_instead = [&] {
    if (!alt.empty()) out.push_back({Text{alt}, span});
  };
  if (is_web_address(path)) {
    report(
        hinted(warning(span, "the picture “{}” is on the web and is not fetched; a link stands in its place",
                       {path}),
               "save the picture in the mission and name that file"));
    return out.push_back({Link{path, {{Text{alt.empty() ? path : alt}, span}}}, span});
  }
  if (path.starts_with("data:") || path.empty()) {
    report(hinted(warning(span, path.empty() ? "a picture without a file is left out"
                                             : "a picture within the text is left out"),
                  "save the picture in the mission and name that file"));
    return say_instead();
  }
  if (alt.empty())
    report(hinted(warning(span, "the picture has no description"),
                  "write what it shows between the brackets, for those who do not see it: ![…]({})", {path}));
  const auto name = percent_decoded(path);
  if (!options_.file) return out.push_back({Image{FileRef{name, span}, std::move(alt), {}}, span});
  auto file = options_.file(name, span);
  if (file) return out.push_back({Image{std::move(*file), std::move(alt), {}}, span});
  for (auto& diagnostic : file.error()) {
    diagnostic.span = span;
    report(std::move(diagnostic));
  }
  say_instead();
}

// ---------------------------------------------------------------- HTML tags

void Reader::html(cmark_node* node, std::vector<OpenTag>& open) {
  const auto literal = literal_of(node);
  const Span span = span_of(node, literal);
  auto tag = read_tag(literal);
  if (tag.comment) return;
  if (tag.name == "br") return open.back().content.push_back({HardBreak{}, span});
  const bool paired = tag.name == "span" || tag.name == "sub" || tag.name == "sup";
  if (!paired) {
    if (!tag.closing) report(left_out(span, tag));
    return;
  }
  if (tag.closing) return close_tag(open, tag, span);
  if (tag.name == "span" && tag.language.empty()) report(left_out(span, tag));
  open.push_back({std::move(tag), span, {}});
}

void Reader::close_tag(std::vector<OpenTag>& open, const HtmlTag& tag, const Span& span) {
  const auto same = [&](const OpenTag& other) { return other.tag.name == tag.name; };
  if (std::none_of(open.begin() + 1, open.end(), same))
    return report(hinted(warning(span, "“</{}>” closes nothing", {tag.name}),
                         "a tag opens and closes in one paragraph, and on one side of each * or **"));
  while (open.back().tag.name != tag.name) {
    report(
        warning(open.back().span, "“<{}>” is not closed before “</{}>”", {open.back().tag.name, tag.name}));
    pop_tag(open);
  }
  pop_tag(open);
}

void Reader::pop_tag(std::vector<OpenTag>& open) {
  OpenTag done = std::move(open.back());
  open.pop_back();
  Inlines& out = open.back().content;
  if (done.tag.name == "sub") return out.push_back({Subscript{std::move(done.content)}, done.span});
  if (done.tag.name == "sup") return out.push_back({Superscript{std::move(done.content)}, done.span});
  if (!done.tag.language.empty())
    return out.push_back({LanguageSpan{done.tag.language, std::move(done.content)}, done.span});
  std::move(done.content.begin(), done.content.end(), std::back_inserter(out));
}

// ---------------------------------------------------------------- our syntax

void Reader::reference(cmark_node* node, Inlines& out) {
  const std::string all = payload(node);
  references_.reference(all, widened(span_of(node, all), 2, 2), out);
}

void Reader::placeholder(cmark_node* node, Inlines& out) {
  if (bindings_) return bound_value(node, out);
  references_.placeholder(payload(node), places_.up_to(span_of(node, "{{"), "}}"), out);
}

namespace {

std::size_t size_of(const Blocks& blocks) {
  std::size_t size = 0;
  for (const auto& block : blocks)
    if (const auto* paragraph = std::get_if<Paragraph>(&block.content)) size += paragraph->content.size();
  return size + blocks.size();
}

}  // namespace

void Reader::footnote(cmark_node* node, Inlines& out) {
  const Span span = span_of(node);
  const auto number = static_cast<std::size_t>(std::max(0, std::atoi(std::string(literal_of(node)).c_str())));
  if (number == 0 || number > footnotes_.size()) return;
  if (in_footnote_)
    return report(hinted(warning(span, "a footnote within a footnote is left out"),
                         "put its text into the note itself"));
  if (footnote_size_ > kMostFootnoteNodes)
    return report(error(span, "this text refers to its footnotes too often; the footnote is left out here"));
  in_footnote_ = true;
  auto anchor = std::move(anchor_);
  const Places before = places_;
  Footnote note{blocks(footnotes_[number - 1])};
  places_ = before;
  anchor_ = std::move(anchor);
  in_footnote_ = false;
  footnote_size_ += size_of(note.content);
  out.push_back({std::move(note), span});
}

}  // namespace taqrir::input::markdown
