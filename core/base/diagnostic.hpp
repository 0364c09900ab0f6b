// Diagnostics are values: severity, place, message, hint. Printing happens at the edge (cli).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/span.hpp"

namespace taqrir {

enum class Severity { note, warning, error };

/// Who must act; decides the exit status of the contract (see exit_status).
enum class Blame {
  input = 1,    ///< the mission's files, or something owed is missing
  usage = 2,    ///< the command line
  machine = 3,  ///< a tool or font is lacking, or a plugin failed
  internal = 4  ///< a fault of ours
};

/// A message made for translation: the English pattern is the key, `{}` takes the arguments in turn.
struct Message {
  std::string pattern;
  std::vector<std::string> args;

  std::string text() const;
};

struct Diagnostic {
  Severity severity = Severity::error;
  Blame blame = Blame::input;
  Span span;
  Message message;
  Message hint;  ///< what to do; an empty pattern means none
};

using Diagnostics = std::vector<Diagnostic>;

/// Builders: `error(span, "unknown key “{}”", {key}).with_hint("did you mean “{}”?", {best})`
/// is spelled `hinted(error(span, …), "…", {…})`.
Diagnostic error(Span span, std::string pattern, std::vector<std::string> args = {},
                 Blame blame = Blame::input);
Diagnostic warning(Span span, std::string pattern, std::vector<std::string> args = {});
Diagnostic note(Span span, std::string pattern, std::vector<std::string> args = {});
Diagnostic hinted(Diagnostic diagnostic, std::string pattern, std::vector<std::string> args = {});

/// A span that names a file as a whole, for "no such file" and the like.
Span whole_file(std::string path);

bool has_errors(const Diagnostics& diagnostics);
void append(Diagnostics& to, Diagnostics more);

/// Orders by file, line, column (stable), and drops exact repeats.
void sort_and_unify(Diagnostics& diagnostics);

/// The highest exit status that the errors ask for: 0 when there are none.
int exit_status(const Diagnostics& diagnostics);

/// `file:line:column: error: message`, the source line, a caret line, and `  hint: …`;
/// ends with a newline. Control characters in quoted input are shown as U+FFFD.
std::string render(const Diagnostic& diagnostic);

/// The candidate nearest to `word` when it is near enough to be a slip; else empty.
/// Optimal string alignment distance, at most a third of the word's length (at least 1).
std::string nearest(std::string_view word, const std::vector<std::string>& candidates);

}  // namespace taqrir
