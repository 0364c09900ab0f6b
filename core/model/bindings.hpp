// What the placeholders of a template stand for. A template is a Markdown text with {{ names }}, {{#if …}}
// and
// {{#each …}}: whoever reads it (ReportContext::template_text) knows where they stand and which belong
// together, and asks the Bindings what they mean. An answer is a node of the document, never markup.
#pragma once

#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "model/document.hpp"

namespace taqrir {

class Bindings {
 public:
  virtual ~Bindings() = default;

  /// `{{ placeholder }}` within a line. What is asked for is given as it is written, without the braces;
  /// `span` is its place, braces and all.
  virtual Result<Inlines> value(std::string_view placeholder, const Span& span) const = 0;
  /// `{{ placeholder }}` alone in its paragraph, when it stands for whole blocks; nullopt: for a value.
  /// `heading_level`: of the highest heading that may come.
  virtual std::optional<Result<Blocks>> blocks(std::string_view placeholder, const Span& span,
                                               int heading_level) const {
    return (void)placeholder, (void)span, (void)heading_level, std::nullopt;
  }
  /// `{{#if condition}}`.
  virtual Result<bool> holds(std::string_view condition, const Span& span) const = 0;
  /// `{{#each list}}`: what stands between is read once with each of these.
  virtual Result<std::vector<std::shared_ptr<const Bindings>>> each(std::string_view list,
                                                                    const Span& span) const = 0;
  /// Whether only mistakes are looked for: then both sides of a condition are read.
  virtual bool rehearses() const { return false; }
};

}  // namespace taqrir
