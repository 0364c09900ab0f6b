#include "pandoc/office/cells.hpp"

#include <algorithm>
#include <cstdlib>

namespace taqrir::pandoc::office {

namespace {

std::size_t number_of(const std::string& text) { return std::strtoul(text.c_str(), nullptr, 10); }

std::vector<std::string> rows_of(const std::string& letters) {
  std::vector<std::string> out(1);
  for (const char c : letters)
    if (c == '/')
      out.emplace_back();
    else
      out.back() += c;
  return out;
}

char letter(const std::vector<std::string>& rows, std::size_t row, std::size_t cell, char none) {
  return row < rows.size() && cell < rows[row].size() ? rows[row][cell] : none;
}

}  // namespace

Cells::Cells(const Mark& mark)
    : kind(mark.value("kind")),
      head(number_of(mark.value("head"))),
      foot(number_of(mark.value("foot"))),
      height(std::strtod(mark.value("height").c_str(), nullptr)),
      rtl(mark.value("dir") == "rtl"),
      tones_(rows_of(mark.value("cells"))),
      alignments_(rows_of(mark.value("aligns"))) {}

char Cells::tone(std::size_t row, std::size_t cell) const { return letter(tones_, row, cell, '.'); }
char Cells::alignment(std::size_t row, std::size_t cell) const { return letter(alignments_, row, cell, 's'); }

bool Cells::keeps_with_next(std::size_t row, std::size_t rows, std::size_t cells) const {
  if (row + 1 >= rows) return false;
  if (kind == "parallel") return row < head;
  if (kind != "data" && kind != "form") return kind == "key-facts" || kind == "signatures";
  std::size_t columns = 0;
  for (const auto& letters : alignments_) columns = std::max(columns, letters.size());
  const bool title = cells == 1 && columns > 1;
  return row <= head || row + 2 == rows || title;
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
