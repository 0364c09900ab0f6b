// Pictures beside each other. Those of a row are equally high and fill its width together, so that landscapes
// and portraits stand side by side without gaps.
#include <algorithm>

#include "layout/composer.hpp"

namespace taqrir::layout {

class GridSetter {
 public:
  GridSetter(Composer& composer, const PictureGrid& grid, const Setting& setting)
      : composer_(composer), grid_(grid), setting_(setting) {
    setting_.in_cell = false, setting_.tight = true, setting_.align = TextAlign::center;
  }

  Strips set() {
    gather();
    setting_.parent = composer_.node(Tag::sect, setting_.parent, setting_.language);
    const auto columns = static_cast<std::size_t>(std::clamp(grid_.columns, 1, 4));
    Strips out;
    for (std::size_t i = 0; i < cells_.size(); i += columns)
      out.push_back(row(i, std::min(columns, cells_.size() - i), columns));
    if (out.empty()) return out;
    out.front().before = 8;
    auto words =
        composer_.caption(grid_.caption, grid_.number, "document.figure", setting_, setting_.parent, Tag::p);
    out.back().keep_with_next = !words.empty();
    for (std::size_t i = 0; i + 1 < words.size(); ++i) words[i].keep_with_next = true;
    out.insert(out.end(), std::make_move_iterator(words.begin()), std::make_move_iterator(words.end()));
    out.back().after = 12;
    return out;
  }

 private:
  static constexpr Pt kGap = 10, kBelow = 4;  // between pictures; between a picture and its caption
  static constexpr double kTallest = 0.42;    // of the frame's height: a row

  struct GridCell {
    const GridPicture* picture = nullptr;
    ImageId image = 0;
    double ratio = 1;  ///< width over height
  };

  void gather() {
    for (const auto& picture : grid_.pictures)
      if (const auto id = composer_.image(picture.image.file)) {
        const auto& asset = composer_.images[*id];
        cells_.push_back(
            {&picture, *id, std::max(asset.width, 1) / static_cast<double>(std::max(asset.height, 1))});
      }
  }

  // A row that is not full has the height of one that is, as if its pictures came again.
  Pt height_of(std::size_t first, std::size_t count, std::size_t columns) const {
    double ratios = 0;
    for (std::size_t c = 0; c < count; ++c) ratios += cells_[first + c].ratio;
    ratios *= static_cast<double>(columns) / static_cast<double>(count);
    const Pt room = setting_.width - kGap * static_cast<Pt>(columns - 1);
    return std::min(room / ratios, composer_.frame().height * kTallest);
  }

  Strip row(std::size_t first, std::size_t count, std::size_t columns) {
    const Pt height = height_of(first, count, columns);
    Pt taken = kGap * static_cast<Pt>(count - 1);
    for (std::size_t c = 0; c < count; ++c) taken += cells_[first + c].ratio * height;
    Pt x = count == columns ? (setting_.width - taken) / 2 : 0;
    Strip out;
    out.height = height;
    for (std::size_t c = 0; c < count; ++c) {
      const Pt width = cells_[first + c].ratio * height;
      put(out, cells_[first + c], x, width, height);
      x += width + kGap;
    }
    out.after = kGap;
    return out;
  }

  void put(Strip& row, const GridCell& cell, Pt x, Pt width, Pt height) {
    const auto& picture = *cell.picture;
    const NodeId figure = composer_.node(Tag::figure, setting_.parent, setting_.language);
    composer_.nodes[static_cast<std::size_t>(figure)].alternative =
        picture.image.alt.empty() ? plain_text(picture.caption) : picture.image.alt;
    row.items.push_back({PlacedImage{cell.image, x, 0, width, height}, figure});
    Setting below = setting_;
    below.width = width, below.parent = figure;
    Pt y = height + kBelow;
    for (auto& line :
         composer_.paragraph(picture.caption, "caption", below, Tag::caption, TextAlign::center)) {
      const Pt h = line.height;
      merge(row, std::move(line), x, y);
      y += h;
      row.height = std::max(row.height, y);
    }
  }

  Composer& composer_;
  const PictureGrid& grid_;
  Setting setting_;
  std::vector<GridCell> cells_;
};

Strips Composer::set(const Block&, const PictureGrid& b, const Setting& s) {
  return s.dry ? Strips{} : GridSetter(*this, b, s).set();
}

}  // namespace taqrir::layout
