#include "base/diagnostic.hpp"

#include <algorithm>
#include <set>
#include <tuple>

#include "base/severity.hpp"
#include "base/unicode.hpp"

namespace taqrir {

std::string Message::text() const {
  std::string out;
  std::size_t next = 0;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (pattern[i] == '{' && i + 1 < pattern.size() && pattern[i + 1] == '}') {
      if (next < args.size()) out += args[next++];
      ++i;
    } else {
      out += pattern[i];
    }
  }
  return out;
}

Diagnostic error(Span span, std::string pattern, std::vector<std::string> args, Blame blame) {
  return {Severity::error, blame, std::move(span), {std::move(pattern), std::move(args)}, {}};
}

Diagnostic warning(Span span, std::string pattern, std::vector<std::string> args) {
  return {Severity::warning, Blame::input, std::move(span), {std::move(pattern), std::move(args)}, {}};
}

Diagnostic note(Span span, std::string pattern, std::vector<std::string> args) {
  return {Severity::note, Blame::input, std::move(span), {std::move(pattern), std::move(args)}, {}};
}

Diagnostic hinted(Diagnostic diagnostic, std::string pattern, std::vector<std::string> args) {
  diagnostic.hint = {std::move(pattern), std::move(args)};
  return diagnostic;
}

Span whole_file(std::string path) {
  return {std::make_shared<SourceFile>(std::move(path), std::string()), 0, 0, 0};
}

bool has_errors(const Diagnostics& diagnostics) {
  return std::any_of(diagnostics.begin(), diagnostics.end(),
                     [](const Diagnostic& d) { return d.severity == Severity::error; });
}

void append(Diagnostics& to, Diagnostics more) {
  to.insert(to.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

void sort_and_unify(Diagnostics& diagnostics) {
  const auto key = [](const Diagnostic& d) {
    return std::make_tuple(d.span.file ? d.span.file->path() : std::string(), d.span.line, d.span.column);
  };
  std::stable_sort(diagnostics.begin(), diagnostics.end(),
                   [&](const Diagnostic& a, const Diagnostic& b) { return key(a) < key(b); });
  // Messages about one place keep their order, so repeats need not stand side by side.
  std::set<std::tuple<decltype(key(diagnostics.front())), Severity, std::string>> seen;
  std::erase_if(diagnostics, [&](const Diagnostic& d) {
    return !seen.emplace(key(d), d.severity, d.message.text()).second;
  });
}

int exit_status(const Diagnostics& diagnostics) {
  int status = 0;
  for (const auto& d : diagnostics)
    if (d.severity == Severity::error) status = std::max(status, static_cast<int>(d.blame));
  return status;
}

const char* name_of(Severity severity) {
  switch (severity) {
    case Severity::note: return "note";
    case Severity::warning: return "warning";
    case Severity::error: return "error";
  }
  return "error";
}

namespace {

std::string place(const Span& span) {
  if (!span.file) return "taqrir: ";
  std::string out = printable(span.file->path()) + ":";
  if (span.line > 0) out += std::to_string(span.line) + ":";
  if (span.line > 0 && span.column > 0) out += std::to_string(span.column) + ":";
  if (const auto words = place_in_words(span); !words.empty()) out += " " + printable(words) + ":";
  return out + " ";
}

// A window around the column, so that a line of a megabyte prints as one line of a terminal.
constexpr std::uint32_t kWindow = 120;

std::string excerpt(const Span& span) {
  if (!span.file || span.line == 0) return {};
  const auto characters = split_characters(span.file->line(span.line));
  if (characters.empty()) return {};
  const std::uint32_t column = std::max<std::uint32_t>(span.column, 1);
  const std::uint32_t first = column > kWindow - 20 ? column - (kWindow - 20) : 0;
  std::string shown, caret;
  if (first > 0) shown += "…", caret += " ";
  for (std::size_t i = first; i < characters.size() && i < first + kWindow; ++i) {
    const bool tab = characters[i] == "\t";
    shown += tab ? "\t" : printable(characters[i]);
    if (i + 1 < column) caret += tab ? "\t" : std::string(display_width(characters[i]), ' ');
  }
  std::string out = "  " + shown + "\n";
  if (span.column == 0) return out;
  const std::uint32_t length = span.end_column > column ? span.end_column - column : 1;
  const std::uint32_t room = first + kWindow > column ? first + kWindow - column + 1 : 1;
  return out + "  " + caret + "^" + std::string(std::min(length, room) - 1, '~') + "\n";
}

std::size_t alignment_distance(std::string_view a, std::string_view b) {
  std::vector<std::vector<std::size_t>> d(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i) d[i][0] = i;
  for (std::size_t j = 0; j <= b.size(); ++j) d[0][j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i)
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t cost = a[i - 1] == b[j - 1] ? 0 : 1;
      d[i][j] = std::min({d[i - 1][j] + 1, d[i][j - 1] + 1, d[i - 1][j - 1] + cost});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        d[i][j] = std::min(d[i][j], d[i - 2][j - 2] + 1);
    }
  return d[a.size()][b.size()];
}

}  // namespace

std::string render(const Diagnostic& d) {
  std::string out =
      place(d.span) + name_of(d.severity) + ": " + printable(d.message.text()) + "\n" + excerpt(d.span);
  if (!d.hint.pattern.empty()) out += "  hint: " + printable(d.hint.text()) + "\n";
  return out;
}

std::string nearest(std::string_view word, const std::vector<std::string>& candidates) {
  if (word.size() > 200) return {};
  std::string best;
  std::size_t best_distance = std::max<std::size_t>(1, word.size() / 3) + 1;
  for (const auto& candidate : candidates) {
    if (candidate.size() > 200) continue;
    const auto distance = alignment_distance(word, candidate);
    if (distance < best_distance) best_distance = distance, best = candidate;
  }
  return best;
}

}  // namespace taqrir
