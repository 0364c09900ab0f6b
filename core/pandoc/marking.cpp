// Where the blocks and words of a Document come from, as marks in Pandoc's tree.
#include <algorithm>

#include "base/hash.hpp"
#include "pandoc/converter.hpp"
#include "pandoc/marks.hpp"
#include "pandoc/office_converter.hpp"

namespace taqrir::pandoc {

namespace {

std::size_t byte_of_column(std::string_view line, std::uint32_t column) {
  std::size_t at = 0;
  for (std::uint32_t n = 1; n < column && at < line.size(); ++n)
    for (++at; at < line.size() && (line[at] & 0xC0) == 0x80;) ++at;
  return at;
}

/// What stands at a span, to its end or to the end of its line.
std::string_view text_at(const Span& span, bool to_end) {
  if (!span.file || span.line == 0 || span.column == 0) return {};
  const auto line = span.file->line(span.line);
  const auto begin = byte_of_column(line, span.column);
  const auto end =
      to_end && span.end_column > span.column ? byte_of_column(line, span.end_column) : line.size();
  return line.substr(begin, end - begin);
}

std::string between(std::string_view text, std::string_view open, std::string_view close) {
  const auto begin = text.find(open);
  const auto end = begin == std::string_view::npos ? begin : text.find(close, begin + open.size());
  return end == std::string_view::npos ? std::string()
                                       : std::string(text.substr(begin, end + close.size() - begin));
}

bool is_of_text(const Span& span) { return span.file && !span.file->path().ends_with(".toml"); }

}  // namespace

std::optional<ast::Attributes> Converter::mark_of(const Block& block) {
  if (!origin_ || !is_of_text(block.span) || std::holds_alternative<Part>(block.content)) return std::nullopt;
  const auto path = origin_->path(*block.span.file);
  if (path.empty()) return std::nullopt;
  texts_.emplace(path, block.span.file);
  const auto id =
      block.span.file->text().find("{#" + block.id + "}") == std::string::npos ? std::string() : block.id;
  return ast::Attributes{
      {}, {}, {{kSourceMark, path}, {kLineMark, std::to_string(block.span.line)}, {kIdMark, id}}};
}

/// References, placeholders and notes by their own signs. Where the place is not exact, the form that always
/// holds.
std::string Converter::written_as(const Inline& in) const {
  if (!is_of_text(in.span)) return {};
  if (const auto* piece = std::get_if<PieceReference>(&in.content)) {
    const auto exact = between(text_at(in.span, false), "[[piece:", "]]");
    return exact.empty() ? "[[piece:" + piece->piece + "]]" : exact;
  }
  if (const auto* reference = std::get_if<CrossReference>(&in.content)) {
    const auto exact = between(text_at(in.span, false), "[[#", "]]");
    return exact.empty() ? "[[#" + reference->target + "]]" : exact;
  }
  if (std::holds_alternative<Footnote>(in.content)) return between(text_at(in.span, false), "[^", "]");
  const auto* text = std::get_if<Text>(&in.content);
  return text && !text->value_of.empty() ? "{{ " + text->value_of + " }}" : std::string();
}

Marks marks_of(const Document& document, const Locale& locale, const Origin& origin) {
  const std::vector<int> api{1, 22};
  const auto dialect = dialect_of(Writer::docx, api, {});
  const ReadFile any = [](const FileRef&) -> Result<Bytes> {
    return Bytes(std::string("\x89PNG\r\n\x1a\n"));
  };
  Diagnostics ignored;
  Pictures pictures(any, nullptr, dialect->a_file());
  const DrawChart no_drawing;
  OfficeConverter converter(document, locale, *dialect, pictures, no_drawing, ignored);
  converter.mark_texts(origin);
  return marks_of(converter.convert(api), converter.texts(), origin);
}

Marks marks_of(const ast::Json& marked_tree, const std::map<std::string, SourceRef>& texts,
               const Origin& origin, const PrintOf& print) {
  auto marks = marks_of(marked_tree, print);
  marks.report = origin.report, marks.activity = origin.activity;
  for (auto& source : marks.sources) {
    source.sha256 = sha256_hex(texts.at(source.path)->text());
    source.field = origin.field ? origin.field(source.path) : std::string();
  }
  return marks;
}

}  // namespace taqrir::pandoc
