// Items of a twin -> Blocks as their text had them: captions with their tables, callouts, references,
// placeholders, notes.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "app/twin_pictures.hpp"
#include "model/document.hpp"
#include "pandoc/items.hpp"

namespace taqrir::app {

/// What is known of the block that the items came from; empty for new ones.
struct BlockBefore {
  std::string lines;  ///< of the text
  std::string id;
  std::vector<pandoc::Atom> atoms;
};

struct TwinItem {
  const pandoc::Item* item = nullptr;
  std::string style;       ///< as the twin was made, or as it is now
  bool was_first = false;  ///< it is the first item of its block (a callout's title)
  bool is_new = false;     ///< no block had it
};

/// Pictures get the names that `pictures` gives; those without are left out.
Blocks blocks_of_items(const std::vector<TwinItem>& items, const BlockBefore& before, TwinPictures& pictures);

/// Labels of the notes among atoms, by their words.
std::map<std::string, std::string> labels_of(const std::vector<pandoc::Atom>& atoms);
std::string words_of_note(const Footnote& note);

}  // namespace taqrir::app
