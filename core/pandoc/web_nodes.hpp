// Small nodes that the files of the WebConverter share.
#pragma once

#include <string>

#include "model/document.hpp"
#include "pandoc/ast.hpp"

namespace taqrir::pandoc::web {

/// Markup of ours: constants and numbers.
inline ast::Json raw(std::string text) { return ast::raw_block("html", std::move(text)); }

/// A div of a class.
inline ast::Json styled(const char* style, ast::Json blocks) {
  return ast::div({{}, {style}, {}}, std::move(blocks));
}

/// The class of what stands elsewhere than where lines begin; null: it stands there.
inline const char* class_of(Alignment alignment) {
  if (alignment == Alignment::center) return "center";
  return alignment == Alignment::start ? nullptr : "end";
}

/// The class of what has a meaning; null: it has none.
inline const char* class_of(Tone tone) {
  switch (tone) {
    case Tone::good: return "good";
    case Tone::caution: return "caution";
    case Tone::bad: return "bad";
    case Tone::muted: return "muted";
    default: return nullptr;
  }
}

}  // namespace taqrir::pandoc::web
