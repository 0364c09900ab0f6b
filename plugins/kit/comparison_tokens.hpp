// Inlines as words that keep their marks, and back.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "model/document.hpp"

namespace taqrir::kit {

/// A word, a sign, or a node that is one thing (a picture, a note, a reference). Spaces go with the word
/// before.
struct Token {
  Inline leaf;        ///< a Text, or the node
  std::string key;    ///< what is compared: the word without its spaces
  bool word = false;  ///< letters or digits
  std::size_t sentence = 0;
  std::vector<std::shared_ptr<const Inline>>
      marks;  ///< the nodes around it, outermost first, without content
};
using Tokens = std::vector<Token>;

Tokens tokens_of(const Inlines& inlines, const std::string& language);

/// Tokens side by side, those within the same mark within one again.
Inlines inlines_of(const Tokens& tokens);

/// Takes the spaces off the last token, so that no line is drawn under or through them. Empty: there are
/// none.
std::string take_last_spaces(Tokens& tokens);

}  // namespace taqrir::kit
