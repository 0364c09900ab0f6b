#include "input/markdown/html.hpp"

#include <cctype>

namespace taqrir::input::markdown {

namespace {

bool is_name(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) || c == '-' || c == ':' || c == '_';
}
bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

char lower(char c) { return static_cast<char>(std::tolower(static_cast<unsigned char>(c))); }

std::string take_name(std::string_view text, std::size_t& at) {
  std::string out;
  while (at < text.size() && is_name(text[at])) out += lower(text[at++]);
  return out;
}

void skip_spaces(std::string_view text, std::size_t& at) {
  while (at < text.size() && is_space(text[at])) ++at;
}

std::string take_value(std::string_view text, std::size_t& at) {
  std::string out;
  const char quote = at < text.size() && (text[at] == '"' || text[at] == '\'') ? text[at++] : '\0';
  while (at < text.size() && (quote ? text[at] != quote : !is_space(text[at]) && text[at] != '>'))
    out += text[at++];
  if (quote && at < text.size()) ++at;
  return out;
}

std::size_t end_after(std::string_view text, std::string_view end) {
  const auto at = text.find(end);
  return at == std::string_view::npos ? text.size() : at + end.size();
}

HtmlTag comment(std::string_view text) {
  HtmlTag out;
  const bool dashes = text.substr(0, 4) == "<!--";
  out.comment = dashes;
  if (text.substr(0, 9) == "<![CDATA[")
    out.name = "![CDATA[…]]";
  else if (!dashes)
    out.name = text.substr(1, std::min<std::size_t>(text.find_first_of(" \t\r\n?>", 2), 12) - 1);
  out.closed = !dashes || text.find("-->") != std::string_view::npos;
  out.length = end_after(text, dashes ? "-->" : text[1] == '?' ? "?>" : ">");
  return out;
}

void read_attributes(HtmlTag& tag, std::string_view text, std::size_t& at) {
  for (skip_spaces(text, at); at < text.size() && text[at] != '>'; skip_spaces(text, at)) {
    const auto name = take_name(text, at);
    if (name.empty()) {
      ++at;
      continue;
    }
    skip_spaces(text, at);
    if (at >= text.size() || text[at] != '=') continue;
    skip_spaces(text, ++at);
    const auto value = take_value(text, at);
    if (name == "lang") tag.language = value;
  }
}

}  // namespace

HtmlTag read_tag(std::string_view text) {
  HtmlTag out;
  if (text.size() < 2 || text[0] != '<') return out;
  if (text[1] == '!' || text[1] == '?') return comment(text);
  std::size_t at = 1;
  if (text[at] == '/') out.closing = true, ++at;
  out.name = take_name(text, at);
  if (out.name.empty()) return {};
  read_attributes(out, text, at);
  out.length = at < text.size() ? at + 1 : at;
  return out;
}

}  // namespace taqrir::input::markdown
