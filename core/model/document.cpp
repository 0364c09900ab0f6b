#include "model/document.hpp"

#include "model/walk.hpp"

namespace taqrir {

namespace {

void append_plain(std::string& to, const Inline& in) {
  const auto leaf = walk_detail::Overloaded{
      [&](const Text& n) { to += n.text; },
      [&](const CodeSpan& n) { to += n.text; },
      [&](const SoftBreak&) { to += ' '; },
      [&](const HardBreak&) { to += ' '; },
      [&](const PieceReference& n) { to += n.label.empty() ? n.piece : n.label; },
      [&](const Image& n) { to += n.alt; },
      [](const auto&) {},
  };
  std::visit(leaf, in.content);
  for_each_inner(
      in, [&](const Inlines& inner) { to += plain_text(inner); }, [](const Blocks&) {});
}

}  // namespace

std::string plain_text(const Inlines& inlines) {
  std::string out;
  for (const auto& in : inlines) append_plain(out, in);
  return out;
}

}  // namespace taqrir
