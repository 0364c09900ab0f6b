#include "kit/comparison_blocks.hpp"

#include <algorithm>

#include "kit/comparison.hpp"
#include "model/dump.hpp"
#include "model/segments.hpp"
#include "model/walk.hpp"

namespace taqrir::kit {

namespace {

constexpr std::size_t kMostBlocks = 4'000'000;  // pairs that are looked at for equality

void gather(const Block& block, std::string& to) {
  for_each_child(
      block, [&](const Inlines& inlines) { to += plain_text(inlines) + "\n"; },
      [&](const Blocks& inner) {
        for (const auto& each : inner) gather(each, to);
      });
}

/// All that a block says and is, whatever its place in the source.
std::string everything_of(const Block& block) {
  Document one;
  one.blocks.push_back(block);
  return dump(one, false);
}

void mark(Inlines& inlines, bool inserted) {
  if (inlines.empty()) return;
  Inlines whole = std::move(inlines);
  inlines.clear();
  if (inserted)
    inlines.push_back({Insertion{std::move(whole)}, {}});
  else
    inlines.push_back({Strikethrough{std::move(whole)}, {}});
}

void mark(Block& block, bool inserted) {
  if (!inserted) block.id.clear();
  if (auto* heading = std::get_if<Heading>(&block.content); heading && !inserted)
    heading->numbered = heading->in_contents = false;
  for_each_child(
      block, [&](Inlines& inlines) { mark(inlines, inserted); },
      [&](Blocks& inner) {
        for (auto& each : inner) mark(each, inserted);
      });
}

bool is_heading(const Block& block) { return std::holds_alternative<Heading>(block.content); }

Likeness likeness_of(const Block& block, const std::string& language, Keys& keys) {
  const auto text = words_in(block);
  Likeness out{block.content.index(), {}, {}};
  if (is_heading(block)) out.name = block.id;
  for (const auto word : words_of(text, language))
    if (word.find_first_not_of(" \n\t.,;:") != std::string_view::npos)
      out.bag.push_back(keys.of(std::string(word)));
  std::sort(out.bag.begin(), out.bag.end());
  return out;
}

std::vector<Likeness> likenesses(const Blocks& all, const std::vector<std::size_t>& indices,
                                 const std::string& language, Keys& keys) {
  std::vector<Likeness> out;
  for (const auto i : indices) out.push_back(likeness_of(all[i], language, keys));
  return out;
}

struct Gap {
  std::vector<std::size_t> before, after;
};

void close(Script& out, Gap& gap, const Blocks& before, const Blocks& after, const std::string& language) {
  const bool few = gap.after.empty() || gap.before.size() <= kMostPairs / gap.after.size();
  Script pairs;
  if (few) {
    Keys keys;
    const auto left = likenesses(before, gap.before, language, keys);
    pairs = pair_alike(left, likenesses(after, gap.after, language, keys));
  } else {
    for (std::size_t i = 0; i < gap.before.size(); ++i) pairs.push_back({i, Step::kNone});
    for (std::size_t j = 0; j < gap.after.size(); ++j) pairs.push_back({Step::kNone, j});
  }
  for (auto step : pairs) {
    if (step.before != Step::kNone) step.before = gap.before[step.before];
    if (step.after != Step::kNone) step.after = gap.after[step.after];
    out.push_back(step);
  }
  gap = {};
}

/// Of a place where blocks went and others came: first what belongs to the division that is open there,
/// paragraph by paragraph, then the divisions that went, then those that came.
void put_in_order(Script& out, const Gap& gap, const Blocks& before, const Blocks& after) {
  std::size_t i = 0, j = 0;
  const auto gone = [&] { out.push_back({gap.before[i++], Step::kNone}); };
  const auto come = [&] { out.push_back({Step::kNone, gap.after[j++]}); };
  const auto more_gone = [&] { return i < gap.before.size() && !is_heading(before[gap.before[i]]); };
  const auto more_come = [&] { return j < gap.after.size() && !is_heading(after[gap.after[j]]); };
  while (more_gone() || more_come()) {
    if (more_gone()) gone();
    if (more_come()) come();
  }
  while (i < gap.before.size()) gone();
  while (j < gap.after.size()) come();
}

Script ordered(const Script& script, const Blocks& before, const Blocks& after) {
  Script out;
  Gap gap;
  for (const auto& step : script) {
    if (!step.stays()) {
      step.before != Step::kNone ? gap.before.push_back(step.before) : gap.after.push_back(step.after);
      continue;
    }
    put_in_order(out, std::exchange(gap, {}), before, after);
    out.push_back(step);
  }
  put_in_order(out, gap, before, after);
  return out;
}

}  // namespace

std::string words_in(const Block& block) {
  std::string out;
  gather(block, out);
  return out;
}

Block marked_whole(Block block, bool inserted) {
  mark(block, inserted);
  return block;
}

Script pair_blocks(const Blocks& before, const Blocks& after, const std::string& language) {
  Keys keys;
  std::vector<std::size_t> a, b;
  for (const auto& block : before) a.push_back(keys.of(everything_of(block)));
  for (const auto& block : after) b.push_back(keys.of(everything_of(block)));
  Script out;
  Gap gap;
  for (const auto& step : script_of(a, b, kMostBlocks)) {
    if (!step.stays()) {
      step.before != Step::kNone ? gap.before.push_back(step.before) : gap.after.push_back(step.after);
      continue;
    }
    close(out, gap, before, after, language);
    out.push_back(step);
  }
  close(out, gap, before, after, language);
  return ordered(out, before, after);
}

// ---------------------------------------------------------------- blocks compared

namespace {

Block compared_one(const Block& before, const Block& after, const std::string& language);

/// Items of lists are compared by their first block's likeness, as blocks are.
Block as_division(const ListItem& item) { return {Division{item.content}, {}, {}, {}}; }

List compared_lists(const List& before, const List& after, const std::string& language) {
  List out = after;
  out.items.clear();
  Blocks a, b;
  for (const auto& item : before.items) a.push_back(as_division(item));
  for (const auto& item : after.items) b.push_back(as_division(item));
  for (const auto& step : pair_blocks(a, b, language)) {
    Block made = step.stays()                 ? compared_one(a[step.before], b[step.after], language)
                 : step.before != Step::kNone ? marked_whole(a[step.before], false)
                                              : marked_whole(b[step.after], true);
    const auto& from = step.after != Step::kNone ? after.items[step.after] : before.items[step.before];
    out.items.push_back({std::move(std::get<Division>(made.content).content), from.checked});
  }
  return out;
}

struct SameKind {
  const std::string& language;

  bool operator()(const Paragraph& before, Paragraph& after) const {
    after.content = compared(before.content, after.content, language);
    return true;
  }
  bool operator()(const Heading& before, Heading& after) const {
    after.content = compared(before.content, after.content, language);
    return true;
  }
  bool operator()(const List& before, List& after) const {
    after = compared_lists(before, after, language);
    return true;
  }
  bool operator()(const Division& before, Division& after) const {
    after.content = compared(before.content, after.content, language);
    return true;
  }
  bool operator()(const Quote& before, Quote& after) const {
    after.content = compared(before.content, after.content, language);
    return true;
  }
  template <class Before, class After>
  bool operator()(const Before&, After&) const {
    return false;
  }
};

/// Empty where there is nothing to compare within: both stand then, one struck and one inserted.
bool compare_within(const Block& before, Block& after, const std::string& language) {
  const auto& own = after.language.empty() ? language : after.language;
  return std::visit(SameKind{own}, before.content, after.content);
}

Block compared_one(const Block& before, const Block& after, const std::string& language) {
  Block out = after;
  compare_within(before, out, language);
  return out;
}

}  // namespace

Blocks compared(const Blocks& before, const Blocks& after, const std::string& language) {
  Blocks out;
  for (const auto& step : pair_blocks(before, after, language)) {
    if (!step.stays()) {
      out.push_back(step.before != Step::kNone ? marked_whole(before[step.before], false)
                                               : marked_whole(after[step.after], true));
      continue;
    }
    const auto &old = before[step.before], &young = after[step.after];
    Block made = young;
    const bool same = everything_of(old) == everything_of(young);
    if (same || compare_within(old, made, language)) {
      out.push_back(std::move(made));
    } else {
      out.push_back(marked_whole(old, false));
      out.push_back(marked_whole(young, true));
    }
  }
  return out;
}

}  // namespace taqrir::kit
