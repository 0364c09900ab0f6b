// A part of a page.
#pragma once

namespace taqrir::assemble {

struct Area {
  double left = 0, bottom = 0, right = 0, top = 0;
};

}  // namespace taqrir::assemble
