// What an edited twin says of a text, merged into that text: blocks that nobody touched keep their lines byte
// for byte, touched and new ones are written as Markdown. Pure: nothing is read or written here.
#pragma once

#include <string>
#include <vector>

#include "app/twin_file.hpp"
#include "app/twin_pictures.hpp"
#include "base/span.hpp"
#include "input/markdown_writer.hpp"

namespace taqrir::app {

struct MergedText {
  std::string text;                    ///< the whole file as it is to be
  Diagnostics taken;                   ///< notes: each change, at its place in the text as it was
  Diagnostics conflicts;               ///< errors: what both have changed; then nothing is to be written
  Diagnostics lost;                    ///< warnings: what Markdown or the mission cannot take
  std::vector<TakenPicture> pictures;  ///< to be written beside it
};

/// `path`: of the text in the mission. `now`: what a twin made today would remember. `source`: the text as it
/// is today. `existing`: files of the mission, so that none is written over.
MergedText merge_twin(const Twin& twin, const std::string& path, const pandoc::Marks& now,
                      const SourceRef& source, const input::MarkdownStyle& style,
                      const std::string& shown_twin, const TwinPictures::Existing& existing = {});

/// The parts of a text as the twin has them, without the text: clean Markdown of all.
std::string text_of_twin(const Twin& twin, const std::string& path, const input::MarkdownStyle& style,
                         TwinPictures& pictures, Diagnostics& lost);

}  // namespace taqrir::app
