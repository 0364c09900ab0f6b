// How much of one thing is read. Every limit on what users write stands here, with its reason, and in
// docs/markdown.md; beyond it there is an error that names the line, never a crash or a long wait.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace taqrir::input {

// Markdown. cmark-gfm's time grows with the square of some counts within a paragraph, and its tables fill
// short rows up to their header's length. Each limit is far above what a written text holds and keeps the
// parser below about half a second; tests/unit/input/markdown_limits_test.cpp tries what is known to be slow.
inline constexpr std::size_t kLargestText = 16u << 20;  ///< bytes of a text
inline constexpr std::size_t kMostMarkers = 100;        ///< of quotes and lists at the begin of one line
inline constexpr std::size_t kMostColumns = 200;        ///< of a table
inline constexpr std::size_t kMostCells = 200'000;      ///< of a table
inline constexpr double kMostEffort = 1.5e8;            ///< sum of the squares of the marks in each paragraph
inline constexpr int kDeepest = 60;         ///< lists in lists, quotes in quotes, emphasis in emphasis
inline constexpr int kLongestSyntax = 400;  ///< bytes of a reference, a placeholder or an anchor
inline constexpr std::size_t kMostFootnoteNodes = 200'000;  ///< made for notes, all references counted
inline constexpr std::size_t kMostAlike = 20;               ///< warnings about one foreign mark in a text

inline constexpr std::size_t kMostRepeats = 100'000;  ///< of what {{#each}} stands before, in one text
// CSV.
inline constexpr std::size_t kMostRowErrors = 50;  ///< of one file: a wrong separator would give one a row

// Office files, as parts of a ZIP. A long report's text is 5 MB of XML; Pandoc takes some forty times as much
// memory as that.
inline constexpr long kMostParts = 10'000;
inline constexpr std::uint64_t kMostXml = 32u << 20;        ///< bytes of all XML parts together
inline constexpr std::uint64_t kMostUnpacked = 512u << 20;  ///< bytes of all other parts together
inline constexpr std::uint64_t kSmallPart =
    8u << 20;  ///< a part up to this, or of XML, may unpack to any multiple of itself
inline constexpr std::uint64_t kMostUnpackedTimes =
    200;  ///< a larger one: pictures give 20, deflate's most is 1032
inline constexpr std::string_view kXmlParts[] = {".xml", ".rels", ".xhtml", ".html", ".htm", ".opf", ".ncx"};

inline constexpr std::size_t kLargestPage =
    32u << 20;  ///< bytes of a text in HTML, with its pictures, or in LaTeX

// Pictures.
inline constexpr int kLargestSide = 20'000;  ///< pixels of a picture's width or height

}  // namespace taqrir::input
