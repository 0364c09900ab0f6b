// Pages -> a tagged PDF 1.7, by libharu. The only header of this folder that others may include.
#pragma once

#include <string>

#include "base/result.hpp"
#include "layout/pages.hpp"

namespace taqrir::pdf {

struct Options {
  int threads = 1;       ///< for compressing page contents
  bool compress = true;  ///< off: readable contents, for tests
};

/// The whole file's bytes. Equal Pages give equal bytes. Foreign slots come out as pages of the
/// right size that hold only their stamp: assemble fills them (see base/pdf_marks.hpp).
Result<std::string> render(const layout::Pages& pages, const Options& options = {});

}  // namespace taqrir::pdf
