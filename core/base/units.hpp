// Lengths are PostScript points (1/72 inch), as in PDF, held in a double named Pt.
#pragma once

namespace taqrir {

using Pt = double;

constexpr Pt mm(double millimetres) { return millimetres * 72.0 / 25.4; }

struct Size {
  Pt width = 0;
  Pt height = 0;
};

inline constexpr Size kA4{595.2756, 841.8898};

}  // namespace taqrir
