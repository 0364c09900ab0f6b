// Pages, fonts and pictures are made on the threads that layout uses as well.
#pragma once

#include "layout/parallel.hpp"

namespace taqrir::pdf {

using layout::parallel_for;

}  // namespace taqrir::pdf
