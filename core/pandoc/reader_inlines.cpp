#include <charconv>
#include <iterator>

#include "pandoc/reader.hpp"

namespace taqrir::pandoc {

using Json = nlohmann::json;

namespace {

constexpr Pt kTallestInLine = 40;  // what is taller stands by itself

bool is_address(const std::string& url) {
  return url.starts_with("http://") || url.starts_with("https://") || url.starts_with("mailto:");
}

/// Those in the file itself are its data, or what Pandoc took out of it (take_text).
bool is_elsewhere(const std::string& url) { return !url.starts_with("data:") && !url.starts_with("./"); }

/// “max-width: 1cm; width: 8cm” -> “8cm”.
std::string in_style(std::string_view style, std::string_view name) {
  while (!style.empty()) {
    const auto rule = style.substr(0, style.find(';'));
    style.remove_prefix(std::min(rule.size() + 1, style.size()));
    const auto colon = rule.find(':');
    const auto trimmed = [](std::string_view text) {
      while (text.starts_with(' ')) text.remove_prefix(1);
      while (text.ends_with(' ')) text.remove_suffix(1);
      return text;
    };
    if (colon != std::string_view::npos && trimmed(rule.substr(0, colon)) == name)
      return std::string(trimmed(rule.substr(colon + 1)));
  }
  return {};
}

std::string attribute(const Json& attributes, std::string_view name) {
  for (const auto& pair : attributes.at(2))
    if (pair.at(0).get<std::string>() == name) return pair.at(1).get<std::string>();
  return {};
}

std::optional<Pt> length_in(const Json& attributes, std::string_view name) {
  if (const auto said = attribute(attributes, name); !said.empty()) return length_of(said);
  const auto style = attribute(attributes, "style");
  return style.empty() ? std::nullopt : length_of(in_style(style, name));
}

void append_to(Inlines& out, Inlines more) {
  out.insert(out.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

}  // namespace

std::optional<Pt> length_of(const std::string& text) {
  double number = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (problem != std::errc() || number <= 0 || number > 1e5) return std::nullopt;
  const std::string_view unit(end, static_cast<std::size_t>(text.data() + text.size() - end));
  if (unit == "in") return number * 72;
  if (unit == "cm") return number * 72 / 2.54;
  if (unit == "mm") return number * 72 / 25.4;
  if (unit == "pt") return number;
  return unit == "px" || unit.empty() ? std::optional<Pt>(number * 0.75) : std::nullopt;
}

void Reader::words(std::string text, Inlines& out) {
  auto* last = out.empty() ? nullptr : std::get_if<Text>(&out.back().content);
  if (last && text == " " && last->text.ends_with(' ')) return;  // a picture stood between them
  if (last)
    last->text += text;
  else
    out.push_back({Text{std::move(text)}, place()});
}

Inlines Reader::inlines(const Json& nodes) {
  const Depth depth(*this);
  Inlines out;
  for (const auto& node : nodes) inline_node(node, out);
  return out;
}

/// In a text of somebody else's, places within it have no anchors: such links are their words.
void Reader::link(const Json& content, Inlines& out) {
  anchor(content.at(0));
  auto inner = inlines(content.at(1));
  auto url = content.at(2).at(0).get<std::string>();
  if (is_address(url)) return out.push_back({Link{std::move(url), std::move(inner)}, place()});
  if (!own_ || url.empty()) return append_to(out, std::move(inner));
  if (url.front() == '#') {
    const bool named =
        is_label(inner) || !attribute(content.at(0), "reference-type").empty();  // our own number
    return out.push_back({CrossReference{url.substr(1), named ? Inlines{} : std::move(inner)}, place()});
  }
  tell("links to other files are kept as words: {}, the first to “{}”",
       "link to https://…, or write [[piece:id]] for an annexed piece", url);
  append_to(out, std::move(inner));
}

/// A picture's file; else what stands instead is in `out`.
std::optional<FileRef> Reader::file_of(const std::string& address, const Inlines& description, Inlines& out) {
  if (own_) {
    if (address.starts_with("http://") || address.starts_with("https://")) {
      tell("pictures on the web are not fetched, links stand in their places: {}, the first “{}”",
           "put them into the file itself", address);
      auto said = description.empty() ? Inlines{{Text{address}, place()}} : description;
      out.push_back({Link{address, std::move(said)}, place()});
      return std::nullopt;
    }
    auto file = own_->picture ? own_->picture(address, place()) : fail(Diagnostics{});
    if (file) return std::move(*file);
    for (auto& d : file.error()) d.span = place(), diagnostics_.push_back(std::move(d));
  } else {
    const auto file = is_elsewhere(address) || !take_ ? std::nullopt : take_(address);
    if (file) return file;
    ++(is_elsewhere(address) ? remote_ : lost_);
  }
  append_to(out, description);
  return std::nullopt;
}

/// A low one stands in its line; any other waits for the end of its paragraph.
void Reader::picture(const Json& content, Inlines& out) {
  anchor(content.at(0));
  auto description = inlines(content.at(1));
  const auto file = file_of(content.at(2).at(0).get<std::string>(), description, out);
  if (!file) return;
  const auto words = plain_text(description);
  Image image{*file, words.empty() ? alt_ : words, length_in(content.at(0), "width")};
  const auto height = length_in(content.at(0), "height");
  if (const auto size = height ? height : image.width; size && *size <= kTallestInLine)
    return out.push_back({std::move(image), place()});
  const bool captioned = content.at(2).at(1).get<std::string>().starts_with("fig:");
  figures_.push_back({std::move(image), captioned ? std::move(description) : Inlines{}, {}});
}

/// Word's drawings that Pandoc only knows to be there are told of by who looks into the file's parts.
void Reader::span(const Json& content, Inlines& out) {
  anchor(content.at(0));
  for (const auto& name : content.at(0).at(1))
    if (own_ && (name == "chart" || name == "diagram")) return;
  if (attribute(content.at(0), "custom-style") == "Emphasis") return wrap<Emphasis>(content.at(1), out);
  auto inner = inlines(content.at(1));
  const auto language = own_ ? attribute(content.at(0), "lang") : std::string();
  if (!language.empty() && !inner.empty())
    return out.push_back({LanguageSpan{language, std::move(inner)}, place()});
  append_to(out, std::move(inner));
}

void Reader::math(const Json& content, Inlines& out) {
  auto text = content.at(1).get<std::string>();
  if (own_)
    tell("equations are set as their TeX text: {}, the first “{}”",
         "put an equation in as a picture, or write it in words", text);
  words(std::move(text), out);
}

void Reader::inline_node(const Json& node, Inlines& out) {
  const auto type = node.at("t").get<std::string>();
  if (type == "Space") return words(" ", out);
  if (type == "SoftBreak") return out.push_back({SoftBreak{}, place()});
  if (type == "LineBreak") return out.push_back({HardBreak{}, place()});
  const auto& c = node.at("c");
  if (type == "RawInline") return raw(c);
  if (type == "Str") return words(c.get<std::string>(), out);
  if (type == "Emph" || type == "Underline") return wrap<Emphasis>(c, out);
  if (type == "Strong" || type == "SmallCaps") return wrap<Strong>(c, out);
  if (type == "Strikeout") return wrap<Strikethrough>(c, out);
  if (type == "Superscript") return wrap<Superscript>(c, out);
  if (type == "Subscript") return wrap<Subscript>(c, out);
  if (type == "Code") return out.push_back({CodeSpan{c.at(1).get<std::string>()}, place()});
  if (type == "Math") return math(c, out);
  if (type == "Note") return note(c, out);
  if (type == "Link") return link(c, out);
  if (type == "Image") return picture(c, out);
  if (type == "Span") return span(c, out);
  if (type == "Cite") return append_to(out, inlines(c.at(1)));
  if (type != "Quoted") return;
  const bool single = c.at(0).at("t") == "SingleQuote";
  words(single ? "‘" : "“", out);
  append_to(out, inlines(c.at(1)));
  words(single ? "’" : "”", out);
}

}  // namespace taqrir::pandoc
