// Document + Theme -> Pages.
#pragma once

#include <memory>

#include "base/result.hpp"
#include "layout/pages.hpp"
#include "model/document.hpp"
#include "model/locale.hpp"
#include "model/theme.hpp"

namespace taqrir::layout {

struct PageBox { Size size; };               ///< as shown: rotation applied
struct ForeignInfo { std::vector<PageBox> pages; };

/// What layout asks of the outside: pictures ready to embed, and the sizes of foreign pages.
/// May be called from several threads.
class Assets {
 public:
  virtual ~Assets() = default;
  virtual Result<ImageAsset> image(const FileRef& file) = 0;
  virtual Result<ForeignInfo> foreign(const FileRef& file) = 0;
};

/// Font files opened once and shared by all documents of a run. Safe for several threads.
class FontBook {
 public:
  explicit FontBook(World& world);
  ~FontBook();
  struct Impl;
  Impl& impl() const { return *impl_; }

 private:
  std::unique_ptr<Impl> impl_;
};

/// What one volume of a set knows of the others.
struct Companions {
  const Document* whole = nullptr;               ///< numbered; the contents list is that of the whole
  std::map<std::string, RemotePlace> elsewhere;  ///< the anchors of the other volumes
  std::string widest;  ///< words of a place that need as much room as any: pages end alike whatever the numbers
};

struct Laid {
  Pages pages;
  Diagnostics diagnostics;
};

/// Never throws. Errors (a font that no family of a role provides, a picture that cannot be read)
/// stand in the diagnostics; the pages are whole all the same, with a visible mark in their place.
/// The same on any number of threads.
Laid lay_out(const Document& document, const Theme& theme, const Locale& locale, Assets& assets,
             FontBook& fonts, int threads = 1, const Companions* companions = nullptr);

/// A chart without its caption, on one page that is as large as the drawing and a narrow edge. What is drawn is
/// what lay_out draws in a column of `width`, turned round where `language` runs from right to left.
Laid lay_out_chart(const Chart& chart, const std::string& language, const Theme& theme, const Locale& locale,
                   FontBook& fonts, Pt width);

/// The pages as text, one item a line, for golden tests: positions rounded to 0.1 pt.
std::string dump(const Pages& pages);

}  // namespace taqrir::layout
