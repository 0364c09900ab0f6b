// Galleys: text that is set but not yet made up into pages. The blocks of a long document are set in
// stretches, on several threads, and put together in order. What comes out is the same on any number of
// threads: where a galley ends depends on the document alone, and whatever a document numbers through is
// numbered again in order.
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "layout/composer.hpp"

namespace taqrir::layout {

class Galleys {
 public:
  /// Each of the helpers serves one thread beside the caller's; they must outlive the strips' codes.
  Galleys(Composer& whole, std::span<const std::unique_ptr<Typesetter>> helpers)
      : whole_(whole), helpers_(helpers) {}

  /// As Composer::blocks. What the galleys have gathered is the composer's afterwards.
  Strips set(std::span<const Block> blocks, const Setting& setting);

  /// Whether a document of so many blocks is set in several galleys.
  static bool is_long(std::size_t blocks);

 private:
  struct Galley {
    std::span<const Block> blocks;
    std::unique_ptr<Composer> composer;  ///< its own
    Strips strips;
    std::size_t opening = 0;  ///< strips of the first block
    std::vector<Typesetter::Missing> missing;
    int notes_before = 0;  ///< footnotes of the document above it, as counted beforehand
  };
  struct Shifts;

  void cut(std::span<const Block> blocks);
  void set_on_threads(const Setting& setting);
  void set_galley(Galley& galley, Typesetter& typesetter, const Setting& setting) const;
  bool holds(const Galley& galley) const;
  Shifts gather(Galley& galley);
  Shifts shifts_of(const Composer& part);
  void gather_nodes(Composer& part, const Shifts& shifts);
  std::vector<ImageId> gather_images(const Composer& part);
  Strips put_together(const std::vector<Shifts>& shifts);

  Composer& whole_;
  std::span<const std::unique_ptr<Typesetter>> helpers_;
  std::vector<Galley> galleys_;
};

}  // namespace taqrir::layout
