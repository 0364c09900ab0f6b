// A composed Document to the bytes of a file.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "app/job.hpp"
#include "layout/layout.hpp"
#include "model/document.hpp"
#include "model/numbering.hpp"
#include "pandoc/pandoc.hpp"
#include "render/pdf/pdf.hpp"

namespace taqrir::app {

class Conversions;

/// What setting takes besides the document.
struct Setting {
  World& world;
  const Theme& theme;
  const Locale& locale;
  layout::Assets& assets;
  std::function<Result<Bytes>(const FileRef&)> read;  ///< a file of the mission
  std::function<layout::FontBook&()> fonts;           ///< opened only for PDF
  std::vector<std::string> data;  ///< the program's folders of templates: pandoc/page.html …
  std::function<Result<pandoc::Version>()> pandoc;  ///< asked only for formats that it makes
  int threads = 1;
  LostReference lost_references = LostReference::is_an_error;
  /// What to attach to the PDF, once its pages are known; may be null.
  std::function<std::vector<pdf::Attachment>(const layout::Pages&)> attachments;
  std::string program = {};            ///< Locations::program
  Conversions* conversions = nullptr;  ///< makes pictures of charts where a format wants PNG; null: none
  std::string mission = {};            ///< its folder: reference documents and style sheets of its own
  /// The theme that `theme` rests on; null: `theme` itself. Reference documents are made of it.
  const Theme* base_theme = nullptr;
};

struct Made {
  std::optional<std::string> bytes;  ///< none when there are errors
  int pages = 0;                     ///< 0: the format has none
  Diagnostics diagnostics;
};

/// What a file is to be.
struct Aim {
  Format format = Format::pdf;
  Engine engine = Engine::native;
  std::string pdf_engine = {};             ///< empty: the first that is there
  std::string shown = {};                  ///< where it goes, for messages
  const pandoc::Origin* origin = nullptr;  ///< what a twin remembers; null: nothing
};

/// Numbers, lays out and renders (or hands to Pandoc). Gives bytes only when there is no error at all.
Made make_file(Document document, const Aim& aim, const Setting& setting);

// ---- make_file's steps for PDF, for those who look at what lies between

/// As number_document.
Diagnostics number(Document& document, const Setting& setting);
/// Of a numbered document; `companions` null: it is no volume of a set.
layout::Laid set_pages(const Document& document, const Setting& setting,
                       const layout::Companions* companions);
/// The file, foreign pages in their places.
Made render_set(layout::Pages pages, const Setting& setting);

}  // namespace taqrir::app
