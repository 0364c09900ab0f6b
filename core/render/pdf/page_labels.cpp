#include "render/pdf/page_labels.hpp"

#include <algorithm>

#include "render/pdf/syntax.hpp"
#include "render/pdf/tree.hpp"

namespace taqrir::pdf {

namespace {

std::string roman(int value) {
  static constexpr std::pair<int, const char*> kSteps[] = {
      {1000, "m"}, {900, "cm"}, {500, "d"}, {400, "cd"}, {100, "c"}, {90, "xc"}, {50, "l"},
      {40, "xl"},  {10, "x"},   {9, "ix"},  {5, "v"},    {4, "iv"},  {1, "i"}};
  std::string out;
  for (const auto& [step, letters] : kSteps)
    for (; value >= step; value -= step) out += letters;
  return out;
}

// What a label counts as: /S of its range and its number. Style 0: as it stands, counts as nothing.
struct Counted {
  char style = 0;
  int number = 0;
};

Counted decimal(const std::string& label) {
  const bool digits = !label.empty() && label.size() < 7 && label.front() != '0' &&
                      std::all_of(label.begin(), label.end(), [](char c) { return c >= '0' && c <= '9'; });
  return digits ? Counted{'D', std::stoi(label)} : Counted{};
}

Counted lower_roman(const std::string& label) {
  for (int value = 1; value < 100 && !label.empty(); ++value)
    if (roman(value) == label) return {'r', value};
  return {};
}

Counted counted(const std::string& label) {
  const Counted number = decimal(label);
  return number.style ? number : lower_roman(label);
}

std::string range(const std::string& label, const Counted& counted) {
  std::string out = "<<";
  if (counted.style) {
    out += std::string("/S/") + counted.style + "/St " + std::to_string(counted.number);
  } else if (!label.empty()) {
    out += "/P";
    put_text(out, label);
  }
  return out + ">>";
}

std::vector<TreeEntry> ranges(const layout::Pages& pages, int first) {
  std::vector<TreeEntry> out;
  Counted last;
  for (std::size_t i = 0; i < pages.pages.size(); ++i) {
    const auto& label = pages.pages[i].label;
    const Counted now = counted(label);
    const bool continues = now.style != 0 && now.style == last.style && now.number == last.number + 1;
    if (!continues || i == 0) out.push_back({std::to_string(first + static_cast<int>(i)), range(label, now)});
    last = now;
  }
  return out;
}

}  // namespace

int write_page_labels(ObjectFile& file, const layout::Pages& pages) {
  return write_tree(file, TreeKind::numbers, ranges(pages, 0));
}

int write_page_labels_of_part(ObjectFile& file, const layout::Pages& pages, int first) {
  return write_tree(file, TreeKind::numbers, ranges(pages, first), TreePlace::below_a_root);
}

}  // namespace taqrir::pdf
