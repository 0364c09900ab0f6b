#include "input/markdown.hpp"

#include <algorithm>

#include "input/markdown/dialects.hpp"
#include "input/markdown/limits.hpp"
#include "input/markdown/reader.hpp"
#include "input/markdown/scripts.hpp"

namespace taqrir::input {

using namespace markdown;

namespace {

// Where a TOML string's text stands in its file, when it stands there as it is (no escapes): its first byte.
std::optional<std::size_t> place_in_file(std::string_view text, const Span& origin) {
  if (!origin.file || origin.line == 0 || text.empty()) return std::nullopt;
  const std::string_view file = origin.file->text();
  const auto line = origin.file->line(origin.line);
  if (!line.data()) return std::nullopt;
  const auto begin = static_cast<std::size_t>(line.data() - file.data());
  std::size_t at = begin;
  for (std::uint32_t column = 1; column < origin.column && at < file.size(); ++at)
    if (at + 1 >= file.size() || (static_cast<unsigned char>(file[at + 1]) & 0xC0) != 0x80) ++column;
  for (std::size_t quotes = 0; quotes <= 5 && at + quotes < file.size(); ++quotes)
    if (file.substr(at + quotes, text.size()) == text) return at + quotes;
  return std::nullopt;
}

Origin origin_of(std::string_view whole, std::size_t paragraph, const Span& origin) {
  const auto at = place_in_file(whole, origin);
  if (!at) return {origin.file, 0, 1, 0, origin};
  const auto offset = *at + paragraph;
  const auto& file = origin.file->text();
  const auto lines = std::count(file.begin(), file.begin() + static_cast<std::ptrdiff_t>(offset), '\n');
  return {origin.file, offset, static_cast<std::uint32_t>(lines) + 1, 2, std::nullopt};
}

// One paragraph of a short text, parsed as the heading that it is not: a heading holds inlines only, so a
// text that begins with "1." or "-" stays what it is. The closing # keeps a # of the text.
Inlines read_paragraph(std::string_view text, Origin origin, const MarkdownOptions& options,
                       Diagnostics& diagnostics) {
  std::string line = "# ";
  line += text;
  std::replace_if(
      line.begin(), line.end(), [](char c) { return c == '\n' || c == '\r'; }, ' ');
  line += " #";
  const auto tree = options.bindings ? parse_template(line) : parse(line);
  return Reader(options, diagnostics, std::move(origin)).only_inlines(tree.get());
}

// Where the text begins: what a site generator wants to know of it is not for a report.
Origin behind_front_matter(const SourceRef& file, Diagnostics& diagnostics) {
  const std::string_view text = file->text();
  const auto length = front_matter(text);
  if (length == 0) return {file, 0, 1, 0, std::nullopt};
  const auto lines = static_cast<std::uint32_t>(
      std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(length), '\n'));
  diagnostics.push_back(hinted(warning(Span{file, 1, 1, 0}, "the front matter (lines 1 to {}) is left out",
                                       {std::to_string(std::max(lines, 1u))}),
                               "titles, dates and languages stand in mission.toml and activity.toml"));
  return {file, length, lines + 1, 0, std::nullopt};
}

std::size_t end_of_paragraph(std::string_view text, std::size_t from) {
  for (auto at = text.find('\n', from); at != std::string_view::npos; at = text.find('\n', at + 1)) {
    const auto next = text.find_first_not_of(" \t\r", at + 1);
    if (next != std::string_view::npos && text[next] == '\n') return at;
  }
  return text.size();
}

}  // namespace

MarkdownText read_markdown(const SourceRef& file, const MarkdownOptions& options) {
  if (auto refused = refusal(file)) return {{}, {std::move(*refused)}};
  MarkdownText out;
  const auto origin = behind_front_matter(file, out.diagnostics);
  const auto text = std::string_view(file->text()).substr(origin.offset);
  const auto tree = options.bindings ? parse_template(text) : parse(text);
  out.blocks = Reader(options, out.diagnostics, origin).document(tree.get());
  if (holds_other_scripts(file->text(), options.language))
    mark_languages(out.blocks, options.language, options.languages);
  return out;
}

MarkdownText read_inline_markdown(std::string_view text, const Span& origin, const MarkdownOptions& options) {
  MarkdownText out;
  const auto source =
      std::make_shared<SourceFile>(origin.file ? origin.file->path() : std::string(), std::string(text));
  if (auto refused = refusal(source)) {
    refused->span = origin;
    return {{}, {std::move(*refused)}};
  }
  Inlines all;
  for (std::size_t begin = text.find_first_not_of(" \t\r\n"); begin < text.size();) {
    const auto end = end_of_paragraph(text, begin);
    auto part = read_paragraph(text.substr(begin, end - begin), origin_of(text, begin, origin), options,
                               out.diagnostics);
    if (!all.empty() && !part.empty()) all.push_back({HardBreak{}, {}});
    std::move(part.begin(), part.end(), std::back_inserter(all));
    begin = text.find_first_not_of(" \t\r\n", end);
  }
  if (holds_other_scripts(text, options.language)) mark_languages(all, options.language, options.languages);
  if (!all.empty()) out.blocks.push_back({Paragraph{std::move(all)}, {}, {}, origin});
  return out;
}

}  // namespace taqrir::input
