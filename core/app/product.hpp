// What came of a production, before it is entered anywhere. Inner to produce() and its parts.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/production.hpp"
#include "layout/pages.hpp"

namespace taqrir::app {

/// One file of a product; a bounded one may be several. Or a folder with a file for each row.
struct ProductFile {
  Output output;
  Holdings holdings;
  int dpi = 0;                          // to which pictures were resampled
  std::vector<ManifestVolume> volumes;  // of a volume: the whole set
  FileList rows;                        // of a folder of rows: its files
};

struct Product {
  std::vector<ProductFile> files;  // none: it could not be made
  Diagnostics diagnostics;
  std::vector<std::string> sources;
  bool beyond_activity = false;
  std::optional<layout::Pages> pages;  // of a production that is not written
};

/// Makes it. A fault of ours in one report does not take the others with it.
Product make_guarded(Workshop& shop, const Production& production, int threads);

}  // namespace taqrir::app
