#include "kit/legal.hpp"

#include <algorithm>
#include <set>

#include "model/builder.hpp"

namespace taqrir::kit {

namespace {

const Heading* legal_heading(const Block& block) {
  const auto* heading = std::get_if<Heading>(&block.content);
  return heading && heading->is_legal() ? heading : nullptr;
}

/// A division with its heading in front; what stands before the first is one too.
using Divisions = std::vector<Blocks>;

Divisions divisions_of(Blocks blocks) {
  Divisions out;
  for (auto& block : blocks) {
    if (out.empty() || legal_heading(block)) out.emplace_back();
    out.back().push_back(std::move(block));
  }
  if (!out.empty() && !legal_heading(out.front().front())) return out;
  out.insert(out.begin(), Blocks{});  // nothing before the first
  return out;
}

const Span& place_of(const Blocks& blocks) {
  static const Span kNowhere;
  return blocks.empty() ? kNowhere : blocks.front().span;
}

std::optional<Heading::Kind> kind_of(const Blocks& division) {
  const auto* heading = division.empty() ? nullptr : legal_heading(division.front());
  return heading ? std::optional(heading->kind) : std::nullopt;
}

void warn_of_difference(const Divisions& first, const Divisions& other, const std::string& language,
                        Diagnostics& out) {
  const auto count = std::min(first.size(), other.size());
  for (std::size_t i = 1; i < count; ++i)
    if (kind_of(first[i]) != kind_of(other[i])) {
      out.push_back(
          hinted(warning(place_of(other[i]),
                         "here the text in “{}” has another division than the first language", {language}),
                 "give both the same titles, chapters and articles in the same order"));
      return;
    }
  if (first.size() == other.size()) return;
  out.push_back(hinted(
      warning(place_of(other.back()), "the text in “{}” has {} divisions, that of the first language {}",
              {language, std::to_string(other.size() - 1), std::to_string(first.size() - 1)}),
      "give both the same titles, chapters and articles in the same order"));
}

/// A later language's heading is no second entry, and its id no second place.
void stand_behind(Blocks& blocks, const std::set<std::string>& taken) {
  for (auto& block : blocks) {
    if (auto* heading = std::get_if<Heading>(&block.content)) heading->in_contents = false;
    if (taken.contains(block.id)) block.id.clear();
  }
}

TableCell cell_of(const std::string& language, Blocks blocks) {
  TableCell out;
  if (!blocks.empty()) out.content.push_back(block(Division{std::move(blocks)}, {}, language));
  return out;
}

}  // namespace

Blocks legal_text(Blocks blocks, const std::vector<Heading::Kind>& kinds) {
  int outermost = 6;
  for (const auto& block : blocks)
    if (const auto* heading = std::get_if<Heading>(&block.content))
      outermost = std::min(outermost, heading->level);
  for (auto& block : blocks)
    if (auto* heading = std::get_if<Heading>(&block.content)) {
      const auto depth = static_cast<std::size_t>(heading->level - outermost);
      if (depth < kinds.size()) heading->kind = kinds[depth];
    }
  return blocks;
}

Block parallel_text(std::vector<LanguageText> texts, const Locale& locale, Diagnostics& diagnostics) {
  DataTable table;
  table.kind = DataTable::Kind::parallel;
  table.header.emplace_back();
  std::vector<Divisions> all;
  std::set<std::string> taken;
  for (auto& text : texts) {
    const auto& own = locale.in(text.language);
    table.columns.emplace_back();
    table.header.back().push_back(cell_of(text.language, {paragraph(own.word("document.language-name"))}));
    if (!all.empty()) stand_behind(text.blocks, taken);
    for (const auto& block : text.blocks)
      if (!block.id.empty()) taken.insert(block.id);
    all.push_back(divisions_of(std::move(text.blocks)));
    if (all.size() > 1) warn_of_difference(all.front(), all.back(), text.language, diagnostics);
  }
  std::size_t rows = 0;
  for (const auto& divisions : all) rows = std::max(rows, divisions.size());
  for (std::size_t r = 0; r < rows; ++r) {
    TableRow row;
    bool any = false;
    for (std::size_t c = 0; c < all.size(); ++c) {
      row.push_back(cell_of(texts[c].language, r < all[c].size() ? std::move(all[c][r]) : Blocks{}));
      any = any || !row.back().content.empty();
    }
    if (any) table.rows.push_back(std::move(row));
  }
  return block(std::move(table));
}

}  // namespace taqrir::kit
