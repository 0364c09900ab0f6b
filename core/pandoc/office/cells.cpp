#include "pandoc/office/cells.hpp"

#include <cstdlib>

namespace taqrir::pandoc::office {

namespace {

std::size_t number_of(const std::string& text) { return std::strtoul(text.c_str(), nullptr, 10); }

}  // namespace

Cells::Cells(const Mark& mark)
    : kind(mark.value("kind")),
      head(number_of(mark.value("head"))),
      foot(number_of(mark.value("foot"))),
      rtl(mark.value("dir") == "rtl") {
  rows_.emplace_back();
  for (const char c : mark.value("cells"))
    if (c == '/')
      rows_.emplace_back();
    else
      rows_.back() += c;
}

char Cells::tone(std::size_t row, std::size_t cell) const {
  return row < rows_.size() && cell < rows_[row].size() ? rows_[row][cell] : '.';
}

std::string Cells::panel_of(char tone) {
  switch (tone) {
    case 'g': return "good-panel";
    case 'c': return "caution-panel";
    case 'b': return "bad-panel";
    default: return {};
  }
}

std::string Cells::style_of(char tone) {
  switch (tone) {
    case 'g': return "Tone good";
    case 'c': return "Tone caution";
    case 'b': return "Tone bad";
    case 'm': return "Tone muted";
    default: return {};
  }
}

}  // namespace taqrir::pandoc::office
