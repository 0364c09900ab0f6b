// How much of one thing is read. Every limit on what users write stands here, with its reason, and in
// docs/markdown.md; beyond it there is an error that names the line, never a crash or a long wait.
#pragma once

#include <cstddef>

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

// Pictures.
inline constexpr int kLargestSide = 20'000;  ///< pixels of a picture's width or height

}  // namespace taqrir::input
