#include "layout/galleys.hpp"

#include <algorithm>
#include <atomic>

#include "base/phases.hpp"
#include "layout/parallel.hpp"
#include "model/walk.hpp"

namespace taqrir::layout {

namespace {

constexpr std::size_t kBlocks = 40;         // of a galley
constexpr std::size_t kLong = 3 * kBlocks;  // a document of fewer blocks is set in one piece

int count_notes(const Blocks& blocks);

int count_notes(const Inlines& inlines) {
  int count = 0;
  for (const auto& in : inlines) {
    count += std::holds_alternative<Footnote>(in.content);
    for_each_inner(
        in, [&](const Inlines& inner) { count += count_notes(inner); },
        [&](const Blocks& inner) { count += count_notes(inner); });
  }
  return count;
}

int count_notes(const Block& block) {
  int count = 0;
  for_each_child(
      block, [&](const Inlines& inner) { count += count_notes(inner); },
      [&](const Blocks& inner) { count += count_notes(inner); });
  return count;
}

int count_notes(const Blocks& blocks) {
  int count = 0;
  for (const auto& block : blocks) count += count_notes(block);
  return count;
}

}  // namespace

// How far a galley's own numbers are from the document's.
struct Galleys::Shifts {
  NodeId node = 0;
  int frame = 0, header = 0, note = 0, floating = 0;
  std::vector<ImageId> images;  // by the galley's own number
  std::vector<StyleId> styles;

  NodeId moved(NodeId id) const { return id > 0 ? id + node : id; }  // 0 is the document's own element

  void move(Item& item) const {
    item.node = moved(item.node);
    if (auto* image = std::get_if<PlacedImage>(&item.content)) image->image = images[image->image];
  }

  void move(Strip& s) const {
    for (auto& item : s.items) move(item);
    for (auto& link : s.links) link.node = moved(link.node);
    for (auto& late : s.late) late.node = moved(late.node), late.style = styles[late.style];
    for (auto& n : s.notes) n += note;
    for (auto& f : s.frames) f += frame;
    if (s.floating >= 0) s.floating += floating;
    if (s.header >= 0) s.header += header;
    if (s.foreign) s.foreign->node = moved(s.foreign->node);
  }

  void move(Strips& strips) const {
    for (auto& s : strips) move(s);
  }
};

bool Galleys::is_long(std::size_t blocks) { return blocks >= kLong; }

Strips Galleys::set(std::span<const Block> blocks, const Setting& setting) {
  if (!is_long(blocks.size())) return whole_.blocks(blocks, setting);
  cut(blocks);
  set_on_threads(setting);
  std::vector<Shifts> shifts;
  shifts.reserve(galleys_.size());
  for (auto& galley : galleys_) {
    if (!holds(galley)) {
      galley.notes_before = whole_.note_count_;
      set_galley(galley, whole_.typesetter, setting);
    }
    shifts.push_back(gather(galley));
  }
  return put_together(shifts);
}

void Galleys::cut(std::span<const Block> blocks) {
  int notes = 0;
  for (std::size_t at = 0; at < blocks.size(); at += kBlocks) {
    Galley galley;
    galley.blocks = blocks.subspan(at, std::min(kBlocks, blocks.size() - at));
    galley.notes_before = notes;
    for (const auto& block : galley.blocks) notes += count_notes(block);
    galleys_.push_back(std::move(galley));
  }
}

// Each thread has a typesetter to itself, and takes the next galley that nobody has taken.
void Galleys::set_on_threads(const Setting& setting) {
  std::atomic<std::size_t> next{0};
  const int threads = static_cast<int>(helpers_.size()) + 1;
  parallel_for(static_cast<std::size_t>(threads), threads, [&](std::size_t i) {
    const PhaseScope scope(Phase::blocks);
    Typesetter& typesetter = i == 0 ? whole_.typesetter : *helpers_[i - 1];
    for (std::size_t g; (g = next.fetch_add(1)) < galleys_.size();)
      set_galley(galleys_[g], typesetter, setting);
  });
}

void Galleys::set_galley(Galley& galley, Typesetter& typesetter, const Setting& setting) const {
  auto missing_before = typesetter.take_missing();
  galley.composer = std::make_unique<Composer>(whole_, typesetter);
  Composer& composer = *galley.composer;
  composer.note_count_ = galley.notes_before;
  for (const auto& [path, id] : whole_.image_ids_)
    if (!id) composer.image_ids_.emplace(path, std::nullopt);  // lost, as has been said already
  galley.strips = composer.block(galley.blocks.front(), setting);
  galley.opening = galley.strips.size();
  for (const auto& block : galley.blocks.subspan(1)) {
    auto strips = composer.block(block, setting);
    const auto count = strips.size();
    Composer::join(galley.strips, std::move(strips), block, count);
  }
  galley.missing = typesetter.take_missing();
  typesetter.add_missing(missing_before);
}

// Whether what was taken for granted when the galley was set is so: how many footnotes there are before it,
// and that none of its pictures has been reported as lost. What does not hold is set again in its turn.
bool Galleys::holds(const Galley& galley) const {
  const auto reported = [&](const auto& image) {
    const auto known = whole_.image_ids_.find(image.first);
    return !image.second && known != whole_.image_ids_.end() && !known->second;
  };
  const auto& images = galley.composer->image_ids_;
  return galley.notes_before == whole_.note_count_ && std::none_of(images.begin(), images.end(), reported);
}

// ---------------------------------------------------------------- in order

namespace {

template <class T>
void move_behind(std::vector<T>& to, std::vector<T>& from) {
  to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
}

}  // namespace

Galleys::Shifts Galleys::gather(Galley& galley) {
  Composer& part = *galley.composer;
  const Shifts shifts = shifts_of(part);
  gather_nodes(part, shifts);
  for (auto& note : part.notes) shifts.move(note.strips);
  for (auto& header : part.headers) shifts.move(header.strips);
  move_behind(whole_.notes, part.notes);
  move_behind(whole_.headers, part.headers);
  move_behind(whole_.frames, part.frames);
  move_behind(whole_.diagnostics, part.diagnostics);
  whole_.typesetter.add_missing(galley.missing);
  whole_.note_count_ = part.note_count_;
  whole_.float_count_ += part.float_count_;
  return shifts;
}

Galleys::Shifts Galleys::shifts_of(const Composer& part) {
  Shifts shifts;
  shifts.node = static_cast<NodeId>(whole_.nodes.size()) - 1;
  shifts.frame = static_cast<int>(whole_.frames.size());
  shifts.header = static_cast<int>(whole_.headers.size());
  shifts.note = static_cast<int>(whole_.notes.size());
  shifts.floating = whole_.float_count_;
  shifts.images = gather_images(part);
  for (std::size_t s = 0; s < part.typesetter.style_count(); ++s)
    shifts.styles.push_back(whole_.typesetter.style(part.typesetter.style(static_cast<StyleId>(s))));
  return shifts;
}

void Galleys::gather_nodes(Composer& part, const Shifts& shifts) {
  for (auto node = part.nodes.begin() + 1; node != part.nodes.end(); ++node) {
    node->parent = shifts.moved(node->parent);
    whole_.nodes.push_back(std::move(*node));
  }
  part.node_languages_.erase(part.node_languages_.begin());
  move_behind(whole_.node_languages_, part.node_languages_);
}

// A picture that several galleys show is one picture. Returns its number by the galley's own.
std::vector<ImageId> Galleys::gather_images(const Composer& part) {
  std::vector<const std::string*> paths(part.images.size());
  for (const auto& [path, id] : part.image_ids_) {
    if (id)
      paths[*id] = &path;
    else
      whole_.image_ids_.emplace(path, std::nullopt);
  }
  std::vector<ImageId> ids;
  for (std::size_t i = 0; i < paths.size(); ++i) {
    const auto next = static_cast<ImageId>(whole_.images.size());
    const auto [known, fresh] = whole_.image_ids_.emplace(*paths[i], next);
    if (fresh) whole_.images.push_back(part.images[i]);
    ids.push_back(known->second.value_or(0));
  }
  return ids;
}

Strips Galleys::put_together(const std::vector<Shifts>& shifts) {
  parallel_for(galleys_.size(), static_cast<int>(helpers_.size()) + 1,
               [&](std::size_t g) { shifts[g].move(galleys_[g].strips); });
  std::size_t count = 0;
  for (const auto& galley : galleys_) count += galley.strips.size();
  Strips out;
  out.reserve(count);
  for (auto& galley : galleys_)
    Composer::join(out, std::move(galley.strips), galley.blocks.front(), galley.opening);
  return out;
}

}  // namespace taqrir::layout
