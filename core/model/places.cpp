#include "model/places.hpp"

#include <charconv>

namespace taqrir {

namespace {

bool read_number(std::string_view text, std::uint32_t& to) {
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), to);
  return fault == std::errc() && end == text.data() + text.size();
}

/// Takes what follows the last `separator` off the end of `text`.
std::optional<std::string_view> take_last(std::string_view& text, char separator) {
  const auto at = text.rfind(separator);
  if (at == std::string_view::npos) return std::nullopt;
  const auto last = text.substr(at + 1);
  text = text.substr(0, at);
  return last;
}

}  // namespace

std::string place_text(const Span& span) {
  if (!span) return {};
  auto out = span.file->path() + ":" + std::to_string(span.line) + ":" + std::to_string(span.column);
  if (span.end_column > 0) out += "-" + std::to_string(span.end_column);
  return out;
}

std::optional<Span> PlaceReader::read(std::string_view text) {
  Span span;
  auto columns = take_last(text, ':');
  const auto line = columns ? take_last(text, ':') : std::nullopt;
  if (!line || text.empty() || !read_number(*line, span.line)) return std::nullopt;
  if (columns->find('-') != std::string_view::npos)
    if (!read_number(*take_last(*columns, '-'), span.end_column)) return std::nullopt;
  if (!read_number(*columns, span.column)) return std::nullopt;
  auto it = files_.find(text);
  if (it == files_.end()) {
    const std::string path(text);
    it = files_.emplace(path, std::make_shared<SourceFile>(path, std::string())).first;
  }
  span.file = it->second;
  return span;
}

}  // namespace taqrir
