#include "app/picture_sizes.hpp"

#include <algorithm>

#include "layout/figure_size.hpp"
#include "model/walk.hpp"

namespace taqrir::app {

namespace {

class Sizer {
 public:
  explicit Sizer(const Setting& setting) : setting_(setting) {
    const auto& page = setting.theme.page;
    const auto& margins = setting.theme.margins;
    column_ = {page.width - margins.inner - margins.outer, page.height - margins.top - margins.bottom};
  }

  void size(Blocks& blocks) {
    for (auto& block : blocks) {
      if (auto* figure = std::get_if<Figure>(&block.content)) size(*figure);
      for_each_child(
          block, [this](Inlines& inlines) { size(inlines); }, [this](Blocks& inner) { size(inner); });
    }
  }

 private:
  void size(Figure& figure) {
    if (const auto asset = setting_.assets.image(figure.image.file))
      figure.image.width = layout::figure_size(figure.image, *asset, column_).width;
  }

  void size(Inlines& inlines) {
    for (auto& in : inlines) {
      if (auto* image = std::get_if<Image>(&in.content)) {
        if (const auto asset = setting_.assets.image(image->file))
          image->width = std::min(layout::picture_width(*image, *asset), column_.width);
      }
      for_each_inner(
          in, [this](Inlines& inner) { size(inner); }, [this](Blocks& inner) { size(inner); });
    }
  }

  const Setting& setting_;
  Size column_;
};

}  // namespace

void size_pictures(Document& document, const Setting& setting) { Sizer(setting).size(document.blocks); }

}  // namespace taqrir::app
