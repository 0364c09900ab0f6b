#include "app/twin_merge.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "app/twin_blocks.hpp"
#include "base/hash.hpp"
#include "base/unicode.hpp"
#include "base/word_lists.hpp"

namespace taqrir::app {

namespace {

using pandoc::Alignment;
using pandoc::Item;
constexpr int kNone = Alignment::kNone;
constexpr std::size_t kNowhere = static_cast<std::size_t>(-1);

// ---------------------------------------------------------------- lines

bool is_blank(const std::string& line) { return line.find_first_not_of(" \t\r") == std::string::npos; }

/// The label of a note's definition that begins here; empty: none does.
std::string label_defined(const std::string& line) {
  if (!line.starts_with("[^")) return {};
  const auto close = line.find("]:");
  return close == std::string::npos ? std::string() : line.substr(2, close - 2);
}

/// A stretch of lines that is no part of a block: definitions of notes, rules, comments, and what they
/// continue in.
bool begins_beside(const std::string& line) {
  return !label_defined(line).empty() || line.starts_with("<!--") ||
         (line.starts_with("---") && line.find_first_not_of("- \r") == std::string::npos);
}

/// The lines of a block in its text: [begin, end) are the block's own, [end, next) what stands behind it.
struct Region {
  std::size_t begin = 0, end = 0, next = 0;
};

Region region_of(const std::vector<std::string>& lines, std::size_t begin, std::size_t next) {
  Region out{begin, next, next};
  // Chunks parted by blank lines; from the first that is no part of the block on, all is behind it.
  bool after_blank = false;
  std::size_t content_end = begin;
  for (auto i = begin; i < next; ++i) {
    if (is_blank(lines[i])) {
      after_blank = true;
      continue;
    }
    if (after_blank && i > begin && begins_beside(lines[i])) break;
    after_blank = false, content_end = i + 1;
  }
  out.end = content_end;
  return out;
}

std::string shortened(const std::string& text) {
  const auto characters = split_characters(text);
  if (characters.size() <= 60) return text;
  std::string out;
  for (std::size_t i = 0; i < 57; ++i) out += characters[i];
  return out + "…";
}

// ---------------------------------------------------------------- one text

/// A block of the text as it is today.
struct SourceBlock {
  std::size_t first = 0, last = 0;  // items: [first, last)
  Region region;
};

/// Items of the twin that belong together: a block of the text, or new ones.
struct Group {
  std::size_t block = kNowhere;
  std::vector<std::size_t> items;  // of the twin
};

class Merger {
 public:
  Merger(const Twin& twin, const std::string& path, const pandoc::Marks& now, SourceRef source,
         const input::MarkdownStyle& style, std::string shown_twin, const TwinPictures::Existing& existing)
      : twin_(twin),
        path_(path),
        source_(std::move(source)),
        lines_(parted(source_->text(), "\n")),
        style_(style),
        shown_twin_(std::move(shown_twin)),
        pictures_(twin.pictures, path, existing) {
    for (std::size_t i = 0; i < twin.marks.items.size(); ++i)
      if (twin.marks.items[i].source == path) base_.push_back(i);
    for (const auto& item : now.items)
      if (item.source == path) now_.push_back(&item);
    find_blocks();
    map_items();
    prepare_style();
  }

  MergedText merge() {
    find_groups();
    decide();
    if (!out_.conflicts.empty()) return std::move(out_);
    know_pictures();
    emit();
    drop_lost_notes();
    return std::move(out_);
  }

 private:
  const Item& was(std::size_t base) const { return twin_.marks.items[base]; }
  const std::string& was_pictures(int base) const { return was(static_cast<std::size_t>(base)).pictures; }
  const Item& is(std::size_t item) const { return twin_.items[item]; }
  Span place(std::size_t block) const {
    return {source_, static_cast<std::uint32_t>(blocks_[block].region.begin + 1), 1, 0};
  }

  // ---- what is where

  void find_blocks() {
    for (std::size_t i = 0; i < now_.size(); ++i) {
      const auto line = static_cast<std::size_t>(std::max(now_[i]->line, 1) - 1);
      if (blocks_.empty() || blocks_.back().region.begin != line)
        blocks_.push_back({i, i, {line, line, line}});
      blocks_.back().last = i + 1;
      block_of_.push_back(blocks_.size() - 1);
    }
    for (std::size_t k = 0; k < blocks_.size(); ++k) {
      auto next = k + 1 < blocks_.size() ? blocks_[k + 1].region.begin : lines_.size();
      blocks_[k].region = region_of(lines_, blocks_[k].region.begin, std::max(next, blocks_[k].region.begin));
    }
  }

  /// From the items of the twin's making to those of today; the same where the text is the same.
  void map_items() {
    const auto* mark = twin_.marks.source(path_);
    now_of_.assign(twin_.marks.items.size(), kNone);
    base_of_.assign(now_.size(), kNone);
    std::vector<int> map(base_.size());
    if (mark && mark->sha256 == sha256_hex(source_->text()) && base_.size() == now_.size()) {
      for (std::size_t i = 0; i < map.size(); ++i) map[i] = static_cast<int>(i);
    } else {
      std::vector<std::string> a, b;
      for (const auto i : base_) a.push_back(was(i).kind + was(i).text + was(i).pictures);
      for (const auto* item : now_) b.push_back(item->kind + item->text + item->pictures);
      map = pandoc::common_sequence(a, b);
    }
    for (std::size_t i = 0; i < map.size(); ++i)
      if (map[i] != kNone)
        now_of_[base_[i]] = map[i], base_of_[static_cast<std::size_t>(map[i])] = static_cast<int>(base_[i]);
  }

  void prepare_style() {
    for (std::size_t i = 0; i < now_.size(); ++i) {
      const auto& line =
          lines_[std::min(blocks_[block_of_[i]].region.begin, lines_.empty() ? 0 : lines_.size() - 1)];
      const auto signs = line.find_first_not_of('#');
      if (now_[i]->kind == "heading" && signs != 0 && signs != std::string::npos) {
        style_.level_shift = static_cast<int>(signs) - now_[i]->level;
        break;
      }
    }
    std::size_t longest = 60;
    for (const auto& line : lines_)
      if (!line.starts_with("|") && !line.starts_with("!") && !line.starts_with("#"))
        longest = std::max(longest, split_characters(line).size());
    style_.width = std::min<std::size_t>(longest, 120);
    std::vector<pandoc::Atom> all;
    for (const auto i : base_) all.insert(all.end(), was(i).atoms.begin(), was(i).atoms.end());
    labels_ = labels_of(all);
    for (const auto& line : lines_)
      if (auto label = label_defined(line); !label.empty()) taken_labels_.insert(label);
    style_.known_note = [this](const Footnote& note) -> std::optional<std::string> {
      const auto it = labels_.find(words_of_note(note));
      return it == labels_.end() ? std::nullopt : std::optional(it->second);
    };
    style_.new_label = [this] {
      for (int n = 1;; ++n)
        if (auto label = "note-" + std::to_string(n); taken_labels_.insert(label).second) return label;
    };
  }

  std::size_t block_of_twin(std::size_t t) const {
    const auto base = twin_.alignment.base[t];
    const auto now = base == kNone ? kNone : now_of_[static_cast<std::size_t>(base)];
    return now == kNone ? kNowhere : block_of_[static_cast<std::size_t>(now)];
  }

  void find_groups() {
    std::vector<std::size_t> own;
    for (std::size_t t = 0; t < twin_.items.size(); ++t)
      if (twin_.alignment.source[t] == path_) own.push_back(t);
    for (std::size_t i = 0; i < own.size(); ++i) {
      const auto t = own[i];
      const auto base = twin_.alignment.base[t];
      auto block = block_of_twin(t);
      if (base != kNone && block == kNowhere) {  // the text changed here since
        if (!twin_.alignment.same[t]) conflict_at(t, was(static_cast<std::size_t>(base)));
        continue;
      }
      if (block == kNowhere && !groups_.empty() && groups_.back().block != kNowhere)  // within a block?
        for (std::size_t j = i + 1; j < own.size(); ++j)
          if (const auto next = block_of_twin(own[j]); next != kNowhere) {
            if (next == groups_.back().block) block = next;
            break;
          }
      if (groups_.empty() || groups_.back().block != block) groups_.push_back({block, {}});
      groups_.back().items.push_back(t);
    }
  }

  std::string heading_before(std::size_t t) const {
    for (auto i = t + 1; i-- > 0;)
      if (twin_.items[i].kind == "heading") return twin_.items[i].text;
    return {};
  }

  void conflict_at(std::size_t t, const Item& before) {
    const auto& text = is(t).text;
    out_.conflicts.push_back(hinted(
        error({source_, 0, 0, 0},
              "the text changed since the twin was made, and the twin changes the same place: “{}”, under "
              "“{}” in {}",
              {shortened(text), heading_before(t), shown_twin_}),
        "write the change into the text by hand (it was made from “{}”), or make the twin anew and edit that",
        {shortened(before.text)}));
  }

  // ---- what becomes of it

  bool untouched(const Group& group) const {
    const auto& block = blocks_[group.block];
    if (group.items.size() != block.last - block.first) return false;
    return std::all_of(group.items.begin(), group.items.end(),
                       [&](std::size_t t) { return twin_.alignment.same[t]; });
  }

  /// Whether all items of the block are as they were when the twin was made.
  bool is_as_it_was(std::size_t k) const {
    for (auto i = blocks_[k].first; i < blocks_[k].last; ++i)
      if (base_of_[i] == kNone) return false;
    return true;
  }

  void decide() {
    group_of_.assign(blocks_.size(), kNowhere);
    for (std::size_t g = 0; g < groups_.size(); ++g)
      if (groups_[g].block != kNowhere) group_of_[groups_[g].block] = g;
    removed_.assign(blocks_.size(), false);
    for (std::size_t k = 0; k < blocks_.size(); ++k) {
      if (group_of_[k] == kNowhere)
        removed_[k] = is_as_it_was(k);
      else if (!untouched(groups_[group_of_[k]]) && !is_as_it_was(k))
        conflict_at(groups_[group_of_[k]].items.front(), *now_[blocks_[k].first]);
    }
  }

  std::string raw(std::size_t begin, std::size_t end) const {
    std::string out;
    for (auto i = begin; i < end; ++i) out += lines_[i] + "\n";
    return out;
  }

  // ---- writing

  void know_pictures() {
    for (const auto& group : groups_) {
      if (group.block == kNowhere) continue;
      std::vector<pandoc::ItemPicture> all;
      std::set<std::string> others;
      for (const auto t : group.items) {
        const auto base = twin_.alignment.base[t];
        if (base == kNone) continue;
        for (auto& picture : pandoc::pictures_in(is(t).node)) all.push_back(std::move(picture));
        others.merge(pandoc::other_pictures(was(static_cast<std::size_t>(base)), is(t)));
      }
      pictures_.know(all, before(group.block).lines, others);
    }
  }

  void gap() {
    if (!out_.text.empty() && !out_.text.ends_with("\n\n"))
      out_.text += out_.text.ends_with("\n") ? "\n" : "\n\n";
  }

  void insert(const std::string& text) {
    if (text.empty()) return;
    gap();
    out_.text += text + "\n";
  }

  void emit() {
    const auto first = blocks_.empty() ? lines_.size() : blocks_.front().region.begin;
    out_.text = raw(0, first);
    std::size_t g = 0;
    const auto insert_new = [&] {
      for (; g < groups_.size() && groups_[g].block == kNowhere; ++g) insert_group(groups_[g]);
    };
    insert_new();
    for (std::size_t k = 0; k < blocks_.size(); ++k) {
      emit_block(k);
      if (group_of_[k] == kNowhere) continue;
      g = group_of_[k] + 1;
      insert_new();
    }
    for (std::size_t k = 0; k < blocks_.size(); ++k)  // only now is known what stands elsewhere
      if (removed_[k] && !moved_.contains(k))
        out_.taken.push_back(note(place(k), "removed: “{}”", {name_of(*now_[blocks_[k].first])}));
    const bool ended = source_->text().ends_with("\n");
    while (out_.text.ends_with("\n\n") && !source_->text().ends_with("\n\n")) out_.text.pop_back();
    if (!ended && out_.text.ends_with("\n")) out_.text.pop_back();
  }

  void emit_block(std::size_t k) {
    const auto& region = blocks_[k].region;
    if (removed_[k]) {
      auto rest = region.end;
      while (rest < region.next && is_blank(lines_[rest])) ++rest;
      if (rest < region.next) out_.text += raw(rest, region.next);
      return;
    }
    if (group_of_[k] == kNowhere || untouched(groups_[group_of_[k]])) {
      out_.text += raw(region.begin, region.next);
      return;
    }
    tell_changes(groups_[group_of_[k]]);
    out_.text += written(groups_[group_of_[k]], before(k)) + raw(region.end, region.next);
  }

  BlockBefore before(std::size_t k) const {
    BlockBefore out;
    const auto& block = blocks_[k];
    out.lines = raw(block.region.begin, block.region.end);
    out.id = now_[block.first]->id;
    for (auto i = block.first; i < block.last; ++i)
      if (base_of_[i] != kNone) {
        const auto& atoms = was(static_cast<std::size_t>(base_of_[i])).atoms;
        out.atoms.insert(out.atoms.end(), atoms.begin(), atoms.end());
      }
    return out;
  }

  std::string written(const Group& group, const BlockBefore& before) {
    std::vector<TwinItem> items;
    for (const auto t : group.items) {
      const auto base = twin_.alignment.base[t];
      TwinItem item{&is(t), base == kNone ? is(t).style : was(static_cast<std::size_t>(base)).style, false,
                    base == kNone};
      if (group.block != kNowhere && base != kNone)
        item.was_first =
            now_of_[static_cast<std::size_t>(base)] == static_cast<int>(blocks_[group.block].first);
      items.push_back(std::move(item));
    }
    const auto lost = pictures_.lost();
    const auto taken = pictures_.taken().size();
    const auto blocks = blocks_of_items(items, before, pictures_);
    const auto here = group.block == kNowhere ? whole_file(source_->path()) : place(group.block);
    for (auto i = taken; i < pictures_.taken().size(); ++i) tell_picture(pictures_.taken()[i], here);
    if (pictures_.lost() > lost)
      out_.lost.push_back(
          hinted(warning(whole_file(shown_twin_),
                         "pictures that were put in under “{}” are not taken, they are no PNG or JPEG: {}",
                         {heading_before(group.items.front()), std::to_string(pictures_.lost() - lost)}),
                 "save each as PNG in the mission and name it in the text: ![what it shows](picture.png)"));
    return input::write_markdown(blocks, style_);
  }

  void tell_picture(const TakenPicture& picture, const Span& here) {
    auto told = note(here, "the picture “{}” was put in: written to “{}”",
                     {shortened(picture.description), picture.path});
    if (picture.description.empty())
      told = hinted(note(here, "a picture was put in: written to “{}”", {picture.path}),
                    "say between its brackets in the text what it shows, for those who do not see it");
    out_.taken.push_back(std::move(told));
    out_.pictures.push_back(picture);
  }

  /// What stood elsewhere in the text comes with the lines that it had there.
  void insert_group(const Group& group) {
    Group fresh;
    const auto flush = [&] {
      if (fresh.items.empty()) return;
      BlockBefore none;
      for (std::size_t k = 0; k < blocks_.size(); ++k)
        if (removed_[k]) {
          const auto more = before(k).atoms;
          none.atoms.insert(none.atoms.end(), more.begin(), more.end());
        }
      out_.taken.push_back(note(whole_file(source_->path()), "added under “{}”: “{}”",
                                {heading_before(fresh.items.front()), name_of(is(fresh.items.front()))}));
      insert(written(fresh, none));
      fresh.items.clear();
    };
    for (std::size_t i = 0; i < group.items.size();) {
      const auto k = moved_block(group, i);
      if (k == kNowhere) {
        fresh.items.push_back(group.items[i++]);
        continue;
      }
      flush();
      moved_.insert(k);
      out_.taken.push_back(note(place(k), "moved: “{}”", {shortened(now_[blocks_[k].first]->text)}));
      insert(raw(blocks_[k].region.begin, blocks_[k].region.end));
      i += blocks_[k].last - blocks_[k].first;
    }
    flush();
  }

  static std::string name_of(const Item& item) {
    return shortened(item.text.empty() && item.kind == "picture" ? "a picture" : item.text);
  }

  /// The removed block whose items stand here.
  std::size_t moved_block(const Group& group, std::size_t at) const {
    for (std::size_t k = 0; k < blocks_.size(); ++k) {
      const auto count = blocks_[k].last - blocks_[k].first;
      if (!removed_[k] || moved_.contains(k) || at + count > group.items.size()) continue;
      bool same = true;
      for (std::size_t i = 0; i < count && same; ++i) {
        const auto& now = *now_[blocks_[k].first + i];
        const auto& item = is(group.items[at + i]);
        same = now.kind == item.kind && now.text == item.rich && now.pictures == item.pictures;
      }
      if (same) return k;
    }
    return kNowhere;
  }

  void tell_changes(const Group& group) {
    for (const auto t : group.items) {
      if (twin_.alignment.same[t]) continue;
      const auto base = twin_.alignment.base[t];
      const auto [from, to] = base == kNone
                                  ? std::pair<std::string, std::string>("", is(t).text)
                                  : changed_words(was(static_cast<std::size_t>(base)).text, is(t).rich);
      const bool of_pictures = base == kNone || was_pictures(base) != is(t).pictures ||
                               !pandoc::other_pictures(was(static_cast<std::size_t>(base)), is(t)).empty();
      if (from.empty() && to.empty() && of_pictures)
        out_.taken.push_back(note(place(group.block), "its pictures are others now"));
      else
        out_.taken.push_back(note(place(group.block), "“{}” became “{}”", {shortened(from), shortened(to)}));
    }
    if (group.items.size() < blocks_[group.block].last - blocks_[group.block].first)
      out_.taken.push_back(note(place(group.block), "parts of this block were removed"));
  }

 public:
  /// What differs, without the words that both begin and end with.
  static std::pair<std::string, std::string> changed_words(const std::string& a, const std::string& b) {
    const auto is_end = [](const std::string& text, std::size_t i) {
      return i == 0 || i == text.size() || text[i] == ' ' || text[i - 1] == ' ' || text[i] == '\n' ||
             text[i] == '\t' || text[i - 1] == '\n' || text[i - 1] == '\t';
    };
    std::size_t head = 0, common = 0;
    while (common < a.size() && common < b.size() && a[common] == b[common]) ++common;
    for (head = common; head > 0 && !(is_end(a, head) && is_end(b, head)); --head) {
    }
    std::size_t tail = 0;
    while (tail < a.size() - head && tail < b.size() - head &&
           a[a.size() - 1 - tail] == b[b.size() - 1 - tail])
      ++tail;
    while (tail > 0 && !(is_end(a, a.size() - tail) && is_end(b, b.size() - tail))) --tail;
    return {pandoc::collapsed(a.substr(head, a.size() - head - tail)),
            pandoc::collapsed(b.substr(head, b.size() - head - tail))};
  }

 private:
  /// Definitions of notes that nothing refers to any more.
  void drop_lost_notes() {
    const auto lines = parted(out_.text, "\n");
    std::string kept;
    bool dropping = false;
    for (std::size_t i = 0; i < lines.size(); ++i) {
      if (const auto label = label_defined(lines[i]); !label.empty()) {
        const auto mark = "[^" + label + "]";
        std::size_t uses = 0;
        for (auto at = out_.text.find(mark); at != std::string::npos; at = out_.text.find(mark, at + 1))
          ++uses;
        const bool was_used = count_in_source(mark) > 1;
        dropping = uses < 2 && was_used;
      } else if (dropping && !is_blank(lines[i]) && !lines[i].starts_with("    ")) {
        dropping = false;
      }
      if (!dropping) kept += lines[i] + "\n";
    }
    if (!out_.text.ends_with("\n") && !kept.empty()) kept.pop_back();
    out_.text = std::move(kept);
  }

  std::size_t count_in_source(const std::string& mark) const {
    std::size_t uses = 0;
    for (auto at = source_->text().find(mark); at != std::string::npos;
         at = source_->text().find(mark, at + 1))
      ++uses;
    return uses;
  }

  const Twin& twin_;
  const std::string path_;
  const SourceRef source_;
  const std::vector<std::string> lines_;
  input::MarkdownStyle style_;
  const std::string shown_twin_;
  std::vector<std::size_t> base_;  // items of the marks
  std::vector<const Item*> now_;
  std::vector<SourceBlock> blocks_;
  std::vector<std::size_t> block_of_;  // of now_
  std::vector<int> now_of_, base_of_;
  std::map<std::string, std::string> labels_;
  std::set<std::string> taken_labels_;
  std::vector<Group> groups_;
  std::vector<std::size_t> group_of_;  // of blocks
  std::vector<bool> removed_;
  std::set<std::size_t> moved_;
  TwinPictures pictures_;
  MergedText out_;
};

}  // namespace

MergedText merge_twin(const Twin& twin, const std::string& path, const pandoc::Marks& now,
                      const SourceRef& source, const input::MarkdownStyle& style,
                      const std::string& shown_twin, const TwinPictures::Existing& existing) {
  return Merger(twin, path, now, source, style, shown_twin, existing).merge();
}

std::string text_of_twin(const Twin& twin, const std::string& path, const input::MarkdownStyle& style,
                         TwinPictures& pictures, Diagnostics& lost) {
  input::MarkdownStyle own = style;
  std::string out;
  int highest = 7;
  for (std::size_t t = 0; t < twin.items.size(); ++t)
    if (twin.alignment.source[t] == path && twin.items[t].kind == "heading")
      highest = std::min(highest, twin.items[t].level);
  own.level_shift = highest > 6 ? 0 : 2 - highest;
  for (std::size_t t = 0; t < twin.items.size();) {
    if (twin.alignment.source[t] != path) {
      ++t;
      continue;
    }
    // A block of the text: items that were made of one line of it.
    const auto line_of = [&](std::size_t i) {
      return twin.alignment.base[i] == kNone
                 ? 0
                 : twin.marks.items[static_cast<std::size_t>(twin.alignment.base[i])].line;
    };
    std::vector<TwinItem> items;
    BlockBefore before;
    const auto line = line_of(t);
    for (; t < twin.items.size() && twin.alignment.source[t] == path && line_of(t) == line; ++t) {
      const auto base = twin.alignment.base[t];
      const auto* mark = base == kNone ? nullptr : &twin.marks.items[static_cast<std::size_t>(base)];
      items.push_back({&twin.items[t], mark ? mark->style : twin.items[t].style, false, !mark});
      if (!mark) continue;
      if (before.id.empty()) before.id = mark->id;
      before.atoms.insert(before.atoms.end(), mark->atoms.begin(), mark->atoms.end());
    }
    const auto text = input::write_markdown(blocks_of_items(items, before, pictures), own);
    if (!text.empty()) out += (out.empty() ? "" : "\n") + text;
  }
  if (pictures.lost() > 0)
    lost.push_back(
        hinted(warning({}, "pictures in the part of “{}” are not taken, they are no PNG or JPEG: {}",
                       {path, std::to_string(pictures.lost())}),
               "save each as PNG in the mission and name it in the text: ![what it shows](picture.png)"));
  return out;
}

}  // namespace taqrir::app
