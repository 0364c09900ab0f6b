// Pictures in fewer pixels, so that a document becomes smaller: those of our own pages and those inside
// foreign PDFs. How many pixels a picture needs is known by how large it stands on its page. By libvips'
// tools; what was made once is kept (app/pieces_conversion.hpp).
#pragma once

#include <array>
#include <map>
#include <mutex>
#include <set>
#include <string>

#include "app/pieces_conversion.hpp"
#include "base/result.hpp"
#include "layout/pages.hpp"

namespace taqrir::app {

/// How fine pictures may be.
struct Fineness {
  int dpi = 0;      ///< dots an inch, on the page
  int quality = 0;  ///< of JPEG
};

/// From fine to coarse; coarser than the last is never made.
inline constexpr std::array<Fineness, 3> kFinenesses{{{200, 85}, {150, 80}, {110, 75}}};

/// Safe for several threads. What cannot be made smaller stays as it is: no error comes of it.
class Resampling {
 public:
  /// `program` as for PieceWorkers.
  Resampling(World& world, Conversions& conversions, std::string program, Fineness fineness, int threads)
      : world_(world),
        conversions_(conversions),
        program_(std::move(program)),
        fineness_(fineness),
        threads_(threads) {}

  const Fineness& fineness() const { return fineness_; }

  /// Pictures of our own pages that are finer than is wanted. Their places stay as they are. Left alone: line
  /// art (1 bit, palettes), and what does not become smaller by a tenth.
  void thin(layout::Pages& pages);
  /// A foreign PDF with smaller pictures; as it was when that would not make it smaller by a tenth.
  Bytes thin(const Bytes& pdf, const std::string& shown);

  /// What stands resampled: pictures by ImageAsset::name, PDFs as they were shown.
  std::set<std::string> resampled() const;

 private:
  bool thin(layout::ImageAsset& image, double width, double height);
  Result<std::string> thinned(const Bytes& pdf, const std::string& shown);
  void note(const std::string& name);

  World& world_;
  Conversions& conversions_;
  const std::string program_;
  const Fineness fineness_;
  const int threads_;
  mutable std::mutex mutex_;
  std::set<std::string> resampled_;
  std::map<std::string, Bytes> pdfs_;
};

}  // namespace taqrir::app
