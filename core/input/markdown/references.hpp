// What [[references]] and {{ placeholders }} stand for: the same for Markdown and for texts of other
// programs.
#pragma once

#include <string>
#include <string_view>

#include "input/markdown.hpp"

namespace taqrir::input::markdown {

class References {
 public:
  References(const MarkdownOptions& options, Diagnostics& diagnostics)
      : options_(options), diagnostics_(diagnostics) {}

  /// `all` stands between [[ and ]]: “#id”, “piece:id”, “blank”, “blank:points”, each with “|words” or
  /// without.
  void reference(std::string_view all, const Span& span, Inlines& out);
  /// `label` may be empty: then the piece's own name.
  void piece(const std::string& id, Inlines label, const Span& span, Inlines& out);
  /// The value becomes text, never markup.
  void placeholder(const std::string& name, const Span& span, Inlines& out);

 private:
  void blank(const std::string& target, std::string label, const Span& span, Inlines& out);
  void missing_piece(const std::string& id, Inlines label, const Span& span, Inlines& out);
  void report(Diagnostic diagnostic) { diagnostics_.push_back(std::move(diagnostic)); }

  const MarkdownOptions& options_;
  Diagnostics& diagnostics_;
};

}  // namespace taqrir::input::markdown
