// Documents laid out with the shipped theme and locales, and questions about the pages that come out.
#pragma once

#include <string>
#include <vector>

#include "layout/layout.hpp"
#include "model/document.hpp"

namespace taqrir::layout::test {

Document document_of(Blocks blocks, const std::string& language = "fr");

/// Numbers the document and lays it out. Pictures are of 400 × 300 pixels, those named “portrait…” of 900 ×
/// 2400, those named “lost…” cannot be read; a foreign PDF has two A4 pages.
const Theme& theme();
Laid lay(Document document, const Theme& with = theme(), int threads = 1, const Companions* companions = nullptr);
/// A chart on a page of its own, with the words of its language.
Laid lay_alone(const Chart& chart, const std::string& language, Pt width, const Theme& with = theme());
/// Words of a language as shipped.
std::string word(const std::string& language, const std::string& key);

struct Box { double left, top, right, bottom; };

/// A text run where it stands; its width leaves out the space at its end.
struct Placed {
  int page = 0;
  std::size_t item = 0;
  double x = 0, y = 0, width = 0, size = 0;  ///< y: baseline
  std::string text;
  NodeId node = kArtifact;
  Box box() const { return {x, y - size * 0.72, x + width, y + size * 0.2}; }
};
std::vector<Placed> runs(const Pages& pages);
/// Runs that are not furniture.
std::vector<Placed> body(const Pages& pages);
/// Body text of a page (all pages: -1), lines parted by "|".
std::string text(const Pages& pages, int page = -1);
/// The first body run that holds `part`; fails when there is none.
Placed find(const Pages& pages, const std::string& part);
int page_of(const Pages& pages, const std::string& part);

struct Rectangle { int page; Box box; bool filled; NodeId node; };
std::vector<Rectangle> shapes(const Pages& pages);

/// What the questions below give of pages that are as they should be.
inline const std::vector<std::string> kNone;
/// Pairs of body runs whose boxes overlap, in words.
std::vector<std::string> overlaps(const Pages& pages);
/// What stands outside the page's frame (body) or the page itself (all), in words.
std::vector<std::string> outside(const Pages& pages);
/// Nodes P and H1 … H6 that nothing stands in.
std::vector<std::string> hollow(const Pages& pages);

std::string words(int count, const std::string& word = "gouvernance");
std::string messages(const Diagnostics& diagnostics);

}  // namespace taqrir::layout::test
