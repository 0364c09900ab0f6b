#include "input/markdown/dialects.hpp"

#include <algorithm>
#include <cctype>
#include <optional>

namespace taqrir::input::markdown {

namespace {

using Found = std::optional<ForeignMark>;

bool is_letter(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) || static_cast<unsigned char>(c) >= 0x80;
}

char before(std::string_view text, std::size_t at) { return at == 0 ? ' ' : text[at - 1]; }
char after(std::string_view text, std::size_t at) { return at < text.size() ? text[at] : ' '; }

// Bytes up to and with `close`, searched no farther than `most`; 0 when it does not come.
std::size_t up_to(std::string_view text, std::size_t from, std::string_view close, std::size_t most) {
  const auto end = text.substr(0, from + most).find(close, from);
  return end == std::string_view::npos ? 0 : end + close.size() - from;
}

// ---------------------------------------------------------------- what begins with a brace

Found braces(std::string_view text, std::size_t at, bool placeholders) {
  const char next = after(text, at + 1);
  if (next == '{' && placeholders)
    return ForeignMark{at, 2, "“{{” begins no placeholder: it needs a name and “}}” on the same line",
                       "for braces as they are, write \\{{"};
  const auto length = up_to(text, at, "}", 80);
  if (length == 0) return std::nullopt;
  if (next == '#')
    return ForeignMark{at, length,
                       "this is no id: an id has no spaces and ends its heading, caption or paragraph",
                       "write it as in {#method}"};
  if (next != '.' && next != ':') return std::nullopt;
  return ForeignMark{at, length, "attributes are not read: they stand as they are written",
                     "only {#id} is read; remove the rest"};
}

// ---------------------------------------------------------------- links

// `[` of the `]` at `at`, in the same text and not far from it.
std::size_t opening(std::string_view text, std::size_t at) {
  const auto from = at - std::min<std::size_t>(at, 400);
  const auto found = text.substr(from, at - from).rfind('[');
  return found == std::string_view::npos ? found : from + found;
}

Found brackets(std::string_view text, std::size_t at) {
  const char next = after(text, at + 1);
  if (next != '(' && next != '[') return std::nullopt;
  const auto open = opening(text, at);
  if (open == std::string_view::npos || open + 1 == at || text[open + 1] == '^') return std::nullopt;
  if (text.substr(open, at - open).find(']') != std::string_view::npos) return std::nullopt;
  const bool picture = before(text, open) == '!';
  const auto begin = picture ? open - 1 : open;
  if (is_letter(before(text, begin))) return std::nullopt;  // a[0](x)
  if (next == '(') {
    const auto close = up_to(text, at, ")", 400);
    return ForeignMark{begin, close > 0 ? at + close - begin : at + 2 - begin,
                       picture ? "this is no picture: its path holds spaces, or its bracket is not closed"
                               : "this is no link: its address holds spaces, or its bracket is not closed",
                       "an address with spaces stands between < and >: [text](<my file.png>)"};
  }
  const auto close = up_to(text, at + 2, "]", 80);
  if (close < 2 || text[at + 2] == '^') return std::nullopt;
  return ForeignMark{begin, at + 2 + close - begin, "no line of the text says where this link leads",
                     "write [text](address), or add a line “[name]: address”"};
}

// ---------------------------------------------------------------- signs in pairs

Found formula(std::string_view text, std::size_t at) {
  const bool doubled = after(text, at + 1) == '$';
  const std::size_t begin = at + (doubled ? 2 : 1);
  const auto length = up_to(text, begin, doubled ? "$$" : "$", 200);
  const auto body = text.substr(begin, length > 0 ? length - (doubled ? 2 : 1) : 0);
  if (body.empty() || body.find_first_of("\\^_{") == std::string_view::npos) return std::nullopt;
  if (!doubled &&
      (body.front() == ' ' || body.back() == ' ' || body.front() == '(' || is_letter(before(text, at))))
    return std::nullopt;
  return ForeignMark{at, begin + length - at, "formulas are not read: they stand as they are written",
                     "write it in words or as a picture; \\$ is the sign itself"};
}

// `==marked==`, H~2~O, m^2^: without spaces at their edges.
Found paired(std::string_view text, std::size_t at, std::string_view sign, std::size_t most,
             const char* message, const char* hint) {
  if (!text.substr(at).starts_with(sign)) return std::nullopt;
  const auto begin = at + sign.size();
  const auto length = up_to(text, begin, sign, most);
  const auto body = text.substr(begin, length > 0 ? length - sign.size() : 0);
  if (body.empty() || !is_letter(body.front()) || body.back() == ' ') return std::nullopt;
  return ForeignMark{at, begin + length - at, message, hint};
}

Found small_sign(std::string_view text, std::size_t at, const char* hint) {
  const std::string_view sign = text.substr(at, 1);
  if (!is_letter(before(text, at))) return std::nullopt;
  const auto found = paired(text, at, sign, 12, "this is not read: it stands as it is written", hint);
  const bool spaced = found && text.substr(at, found->length).find(' ') != std::string_view::npos;
  return spaced ? std::nullopt : found;
}

Found open_strong(std::string_view text, std::size_t at) {
  const char ahead = before(text, at);
  if (after(text, at + 1) != '*' || !is_letter(after(text, at + 2)) || (ahead != ' ' && ahead != '('))
    return std::nullopt;
  return ForeignMark{at, 2, "“**” opens strong text here and nothing closes it in this paragraph",
                     "write ** at its end, without a space before it; \\*\\* for the signs themselves"};
}

Found mark_at(std::string_view text, std::size_t at, bool placeholders) {
  switch (text[at]) {
    case '{': return braces(text, at, placeholders);
    case ']': return brackets(text, at);
    case '$': return formula(text, at);
    case '=':
      return paired(text, at, "==", 200, "“==” marks nothing: it stands as it is written",
                    "write **strong** text");
    case '~': return small_sign(text, at, "write <sub>2</sub>");
    case '^': return small_sign(text, at, "write <sup>2</sup>");
    case '*': return open_strong(text, at);
    default:
      if (at > 0 || !text.starts_with(":::")) return std::nullopt;
      return ForeignMark{0, 3, "“:::” is not read: it stands as it is written",
                         "a callout is a quote that begins with [!NOTE]"};
  }
}

// ---------------------------------------------------------------- front matter

std::string_view next_line(std::string_view text, std::size_t& at) {
  const auto end = std::min(text.find('\n', at), text.size());
  auto line = text.substr(at, end - at);
  at = std::min(end + 1, text.size());
  while (!line.empty() && (line.back() == '\r' || line.back() == ' ' || line.back() == '\t'))
    line.remove_suffix(1);
  return line;
}

// `key: value` in YAML, `key = value` in TOML.
bool is_entry(std::string_view line, char sign) {
  auto at = line.find(sign);
  if (at == 0 || at == std::string_view::npos) return false;
  if (sign == ':' && after(line, at + 1) != ' ') return false;
  while (sign == '=' && at > 0 && line[at - 1] == ' ') --at;
  return std::all_of(line.begin(), line.begin() + static_cast<std::ptrdiff_t>(at),
                     [](char c) { return is_letter(c) || c == '_' || c == '-' || c == '.'; });
}

bool belongs(std::string_view line) {
  return line.empty() || line.front() == ' ' || line.front() == '\t' || line.front() == '#' ||
         line.front() == '-' || line.front() == '[';
}

}  // namespace

std::vector<ForeignMark> foreign_marks(std::string_view text, bool placeholders) {
  std::vector<ForeignMark> out;
  for (auto at = text.find_first_of("{]$=~^*:"); at != std::string_view::npos;
       at = text.find_first_of("{]$=~^*:", at)) {
    const auto found = mark_at(text, at, placeholders);
    if (found) out.push_back(*found);
    at = found ? std::max(at + 1, found->at + found->length) : at + 1;
  }
  return out;
}

std::size_t front_matter(std::string_view text) {
  std::size_t at = 0;
  const auto fence = next_line(text, at);
  if (fence != "---" && fence != "+++") return 0;
  const char sign = fence == "---" ? ':' : '=';
  bool entries = false;
  for (int lines = 0; at < text.size() && lines < 500; ++lines) {
    const auto line = next_line(text, at);
    if (line == fence || (sign == ':' && line == "...")) return entries ? at : 0;
    const bool entry = is_entry(line, sign);
    if (!entry && !belongs(line)) return 0;
    entries |= entry;
  }
  return 0;
}

}  // namespace taqrir::input::markdown
