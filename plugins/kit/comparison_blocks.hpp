// Which blocks of two texts belong together.
#pragma once

#include <string>

#include "kit/comparison_script.hpp"
#include "model/document.hpp"

namespace taqrir::kit {

/// All the words of a block, for comparing it as a whole.
std::string words_in(const Block& block);

/// A block that came or went, all its words marked. One that went has no id, no number and no line in
/// contents.
Block marked_whole(Block block, bool inserted);

/// Like Script, but blocks of a kind that share enough words stay too. Bounded as compared() is.
Script pair_blocks(const Blocks& before, const Blocks& after, const std::string& language);

}  // namespace taqrir::kit
