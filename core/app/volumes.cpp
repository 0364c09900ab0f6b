#include "app/volumes.hpp"

#include <algorithm>

#include "model/builder.hpp"
#include "model/walk.hpp"

namespace taqrir::app {

namespace {

constexpr std::string_view kPieceAnchor = "piece:";

bool is_part(const Block& block) { return std::holds_alternative<Part>(block.content); }
bool is_break(const Block& block) { return std::holds_alternative<PageBreak>(block.content); }
bool is_piece(const Block& block) { return block.id.starts_with(kPieceAnchor); }

/// What may stand on a divider page before its piece.
bool is_of_divider(const Block& block) {
  const auto* heading = std::get_if<Heading>(&block.content);
  return std::holds_alternative<KeyFacts>(block.content) || (heading && !heading->in_contents);
}

/// Where the pages of the piece at `at` begin: its page break, or that of its divider page.
std::size_t start_of_piece(const Blocks& blocks, std::size_t at, std::size_t floor) {
  auto from = at;
  while (from > floor && is_of_divider(blocks[from - 1])) --from;
  return from > floor && is_break(blocks[from - 1]) ? from - 1 : at;
}

class Collector {
 public:
  std::vector<Stretch> collect(const Blocks& blocks) {
    walk(blocks, {}, Stretch::Boundary::activity);
    flush_opening();
    return std::move(stretches_);
  }

 private:
  using Boundary = Stretch::Boundary;

  /// `before`: of the boundary before the first of these blocks.
  void walk(const Blocks& blocks, const std::vector<std::size_t>& path, Boundary before) {
    const auto inner = path.empty() ? Boundary::activity : Boundary::report;
    std::size_t begin = 0;
    bool opening = !path.empty();  // what stands before the first report or piece of a Part stays with it
    const auto run = [&](std::size_t end) {
      if (begin < end) add({path, begin, end}, before, opening), before = inner;
      begin = end;
    };
    for (std::size_t i = 0; i < blocks.size(); ++i) {
      if (is_part(blocks[i])) {
        run(i), opening = false;
        auto below = path;
        below.push_back(i);
        walk(std::get<Part>(blocks[i].content).content, below, before);
        begin = i + 1, before = inner;
      } else if (is_piece(blocks[i])) {
        if (const auto start = start_of_piece(blocks, i, begin); start > begin)
          run(start), before = Boundary::piece;
        opening = false;
      }
    }
    opening = false;
    run(blocks.size());
  }

  void add(Segment segment, Boundary before, bool opening) {
    if (opening_.segments.empty()) opening_.before = before;
    opening_.segments.push_back(std::move(segment));
    if (!opening) flush_opening();
  }

  void flush_opening() {
    if (!opening_.segments.empty()) stretches_.push_back(std::move(opening_));
    opening_ = {};
  }

  std::vector<Stretch> stretches_;
  Stretch opening_;  // waits for what it opens
};

const Blocks& blocks_at(const Document& document, const std::vector<std::size_t>& path) {
  const Blocks* blocks = &document.blocks;
  for (const auto i : path) blocks = &std::get<Part>((*blocks)[i].content).content;
  return *blocks;
}

const Block& part_at(const Document& document, std::vector<std::size_t> path) {
  const auto last = path.back();
  path.pop_back();
  return blocks_at(document, path)[last];
}

}  // namespace

std::vector<Stretch> stretches_of(const Document& document) { return Collector().collect(document.blocks); }

std::vector<const Block*> blocks_of(const Document& document, const Stretch& stretch) {
  std::vector<const Block*> out;
  for (const auto& segment : stretch.segments) {
    const auto& blocks = blocks_at(document, segment.path);
    for (auto i = segment.begin; i < segment.end; ++i) out.push_back(&blocks[i]);
  }
  return out;
}

// ---------------------------------------------------------------- parting

namespace {

/// The end of a volume that begins with `first` and has room up to `full` (not included): the last boundary
/// of the best kind that leaves it more than half full.
std::size_t best_end(const std::vector<Stretch>& stretches, const std::vector<std::size_t>& sums,
                     std::size_t first, std::size_t full, std::size_t capacity) {
  if (full == stretches.size()) return full;
  for (const auto kind : {Stretch::Boundary::activity, Stretch::Boundary::report})
    for (auto end = full; end > first; --end)
      if (stretches[end].before <= kind && 2 * (sums[end] - sums[first]) > capacity) return end;
  return full;
}

}  // namespace

std::vector<std::size_t> parted(const std::vector<Stretch>& stretches,
                                const std::vector<std::size_t>& weights, std::size_t capacity) {
  std::vector<std::size_t> sums{0}, starts;
  for (const auto weight : weights) sums.push_back(sums.back() + weight);
  for (std::size_t first = 0; first < stretches.size();) {
    starts.push_back(first);
    auto full = first + 1;
    while (full < stretches.size() && sums[full + 1] - sums[first] <= capacity) ++full;
    first = best_end(stretches, sums, first, full, capacity);
  }
  return starts;
}

// ---------------------------------------------------------------- one volume's document

namespace {

using Path = std::vector<std::size_t>;

Path head(const Path& path, std::size_t length) {
  return Path(path.begin(), path.begin() + static_cast<std::ptrdiff_t>(length));
}

std::set<Path> parts_begun_before(const std::vector<Stretch>& stretches, std::size_t first) {
  std::set<Path> begun;
  for (std::size_t i = 0; i < first; ++i)
    for (const auto& segment : stretches[i].segments)
      for (std::size_t n = 1; n <= segment.path.size(); ++n) begun.insert(head(segment.path, n));
  return begun;
}

/// Puts segments under copies of the Parts that they stand in.
class VolumeBody {
 public:
  VolumeBody(const Document& whole, std::set<Path> begun, VolumePlace place, const Locale& locale)
      : whole_(whole), begun_(std::move(begun)), place_(place), locale_(locale) {}

  void add(const Segment& segment) {
    std::size_t common = 0;
    while (common < open_.size() && common < segment.path.size() && open_[common] == segment.path[common])
      ++common;
    open_.resize(common), shown_.resize(common);
    for (auto n = common + 1; n <= segment.path.size(); ++n) enter(segment.path, n);
    const auto& blocks = blocks_at(whole_, segment.path);
    auto& to = target();
    for (auto i = segment.begin; i < segment.end; ++i) {
      to.push_back(blocks[i]);
      const auto* heading = std::get_if<Heading>(&blocks[i].content);
      if (heading && heading->level == 1 && segment.path.empty())
        titles_.push_back(plain_text(heading->content));
    }
  }

  Blocks take() { return std::move(blocks_); }
  /// Titles of what stands at the top, in order.
  const std::vector<std::string>& titles() const { return titles_; }

 private:
  /// A Part that goes on from an earlier volume is opened once, for all those around and within it that go on
  /// too.
  void enter(const Path& path, std::size_t n) {
    const auto part = head(path, n);
    const bool goes_on = begun_.contains(part);
    const bool within = goes_on && n > 1 && begun_.contains(head(path, n - 1));
    if (!within) {
      Block copy = part_at(whole_, part);
      auto& content = std::get<Part>(copy.content);
      if (n == 1)
        titles_.push_back(plain_text(content.title) +
                          (goes_on ? " (" + locale_.word("document.continued") + ")" : ""));
      content.content.clear();
      if (goes_on) go_on(copy, path);
      target().push_back(std::move(copy));
    }
    open_.push_back(path[n - 1]), shown_.push_back(!within);
  }

  void go_on(Block& block, const Path& path) const {
    auto& part = std::get<Part>(block.content);
    Cover cover;
    cover.kicker = plain(locale_.word("document.volume-goes-on", {{"n", std::to_string(place_.number - 1)}}));
    cover.title = part.title;
    for (std::size_t n = 2; n <= path.size() && begun_.contains(head(path, n)); ++n)
      cover.subtitle = std::get<Part>(part_at(whole_, head(path, n)).content).title;
    block.id += "~" + std::to_string(place_.number);
    part.title.push_back({Text{" (" + locale_.word("document.continued") + ")"}, {}});
    part.content.push_back(taqrir::block(std::move(cover)));
  }

  Blocks& target() {
    Blocks* to = &blocks_;
    for (const bool shown : shown_)
      if (shown) to = &std::get<Part>(to->back().content).content;
    return *to;
  }

  const Document& whole_;
  const std::set<Path> begun_;
  const VolumePlace place_;
  const Locale& locale_;
  Blocks blocks_;
  Path open_;
  std::vector<bool> shown_;  // whether the open Part has a copy, or its blocks stand in the one around it
  std::vector<std::string> titles_;
};

template <class Node>
const Block* first_of(const Blocks& blocks) {
  const auto found = std::find_if(blocks.begin(), blocks.end(),
                                  [](const Block& one) { return std::holds_alternative<Node>(one.content); });
  return found == blocks.end() ? nullptr : &*found;
}

Block cover_of(const Document& whole, const std::string& which, const std::string& holds_word,
               const std::vector<std::string>& titles) {
  const auto* own = first_of<Cover>(whole.blocks);
  Block out = own ? *own : block(Cover{});
  auto& cover = std::get<Cover>(out.content);
  if (cover.title.empty()) cover.title = plain(whole.title);
  if (!cover.kicker.empty()) cover.kicker.push_back({Text{" – "}, {}});
  cover.kicker.push_back({Text{which}, {}});
  Inlines holds;
  for (const auto& title : titles) {
    if (!holds.empty()) holds.push_back({HardBreak{}, {}});
    holds.push_back({Text{title}, {}});
  }
  if (!holds.empty()) cover.facts.insert(cover.facts.begin(), {plain(holds_word), std::move(holds)});
  return out;
}

Block contents_of(const Document& whole, const Locale& locale) {
  const auto* own = first_of<Contents>(whole.blocks);
  return own ? *own : block(Contents{3, plain(locale.word("document.contents"))});
}

/// Its cover becomes the volume's; its contents list stays where it is.
void complete_first(Blocks& blocks, Block cover, Block contents) {
  const bool has_contents = first_of<Contents>(blocks) != nullptr;
  auto at = std::find_if(blocks.begin(), blocks.end(),
                         [](const Block& one) { return std::holds_alternative<Cover>(one.content); });
  if (at == blocks.end())
    at = blocks.insert(blocks.begin(), std::move(cover));
  else
    *at = std::move(cover);
  if (!has_contents) {
    at = blocks.insert(at + 1, page_break());
    blocks.insert(at + 1, std::move(contents));
  }
}

}  // namespace

Document volume_of(const Document& whole, const std::vector<Stretch>& stretches, std::size_t first,
                   std::size_t last, VolumePlace place, const Locale& locale) {
  VolumeBody body(whole, parts_begun_before(stretches, first), place, locale);
  for (auto i = first; i < last; ++i)
    for (const auto& segment : stretches[i].segments) body.add(segment);
  Document out = whole;
  const auto which = locale.word("document.volume-of",
                                 {{"n", std::to_string(place.number)}, {"of", std::to_string(place.of)}});
  auto cover = cover_of(whole, which, locale.word("document.volume-holds"), body.titles());
  auto contents = contents_of(whole, locale);
  out.title += " – " + which;
  out.blocks = body.take();
  if (first == 0 && last > 0) {
    complete_first(out.blocks, std::move(cover), std::move(contents));
  } else {
    Blocks front{std::move(cover), page_break(), std::move(contents)};
    if (!out.blocks.empty() && !is_part(out.blocks.front()) && !is_break(out.blocks.front()))
      front.push_back(page_break());
    out.blocks.insert(out.blocks.begin(), std::make_move_iterator(front.begin()),
                      std::make_move_iterator(front.end()));
  }
  return out;
}

// ---------------------------------------------------------------- anchors and references

namespace {

void gather(const Blocks& blocks, std::set<std::string>& out) {
  for (const auto& block : blocks) {
    if (!block.id.empty()) out.insert(block.id);
    for_each_child(
        block, [](const Inlines&) {}, [&](const Blocks& inner) { gather(inner, out); });
  }
}

class Pointer {
 public:
  explicit Pointer(const Document& document, const std::map<std::string, layout::RemotePlace>& elsewhere)
      : elsewhere_(elsewhere), language_(document.language) {}

  void point(Blocks& blocks, bool in_table = false) {
    for (auto& block : blocks) {
      const bool table = in_table || std::holds_alternative<DataTable>(block.content);
      for_each_child(
          block, [&](Inlines& inlines) { point(inlines, table); },
          [&](Blocks& inner) { point(inner, table); });
    }
  }

 private:
  void point(Inlines& inlines, bool in_table) {
    for (auto& in : inlines) {
      for_each_inner(
          in, [&](Inlines& inner) { point(inner, in_table); },
          [&](Blocks& inner) { point(inner, in_table); });
      if (const auto* page = std::get_if<PageReference>(&in.content); page && !page->extent) {
        if (const auto* place = find(page->target))
          in.content = CrossReference{page->target, {words(place->words)}};
      } else if (const auto* piece = std::get_if<PieceReference>(&in.content)) {
        const auto target = std::string(kPieceAnchor) + piece->piece;
        if (const auto* place = find(target))
          in.content = CrossReference{
              target,
              {{Text{piece->label.empty() ? piece->piece : piece->label}, in.span}, in_brackets(*place)}};
      } else if (auto* reference = std::get_if<CrossReference>(&in.content); reference && !in_table) {
        if (const auto* place = find(reference->target)) reference->content.push_back(in_brackets(*place));
      }
    }
  }

  const layout::RemotePlace* find(const std::string& anchor) const {
    const auto found = elsewhere_.find(anchor);
    return found == elsewhere_.end() ? nullptr : &found->second;
  }

  Inline in_brackets(const layout::RemotePlace& place) const { return words(" (" + place.words + ")"); }
  Inline words(std::string text) const { return {LanguageSpan{language_, plain(std::move(text))}, {}}; }

  const std::map<std::string, layout::RemotePlace>& elsewhere_;
  const std::string language_;
};

}  // namespace

std::set<std::string> anchors_of(const Document& document) {
  std::set<std::string> out;
  gather(document.blocks, out);
  return out;
}

void point_elsewhere(Document& document, const std::map<std::string, layout::RemotePlace>& elsewhere) {
  Pointer(document, elsewhere).point(document.blocks);
}

}  // namespace taqrir::app
