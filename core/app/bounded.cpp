#include "app/bounded.hpp"

#include <algorithm>
#include <cmath>

#include "app/paths.hpp"
#include "model/walk.hpp"

namespace taqrir::app {

namespace {

constexpr double kHopeless = 1.1;   // more than this times the bound by calculation: not worth making
constexpr double kReserve = 0.995;  // of the bound: what calculation leaves to chance
constexpr double kMostFrame =
    0.75;  // of the bound: what every volume takes; more makes volumes of hardly anything
constexpr int kMostPartings = 8;  // each with what the last one taught
constexpr int kMostPasses = 6;    // until the numbers of pages are those that stand in the text
constexpr std::string_view kPiecePrefix = "piece:";
constexpr std::size_t kStretchBytes = 2500;  // of a stretch besides its text: pages, tags, outline

/// Characters of text, pictures and foreign files of a stretch.
struct Matter {
  std::size_t characters = 0, attached = 0;
  std::set<std::string> images, files;
};

class Weigher {
 public:
  explicit Weigher(const Bound& bound) : bound_(bound) {}

  Matter weigh(const Document& document, const Stretch& stretch) {
    matter_ = {};
    for (const auto* block : blocks_of(document, stretch)) add(*block);
    return std::move(matter_);
  }

 private:
  void add(const Block& block) {
    if (const auto* figure = std::get_if<Figure>(&block.content))
      matter_.images.insert(bound_.name_of(figure->image.file));
    if (const auto* foreign = std::get_if<ForeignPages>(&block.content))
      matter_.files.insert(foreign->file.path);
    if (const auto* code = std::get_if<CodeBlock>(&block.content)) matter_.characters += code->text.size();
    if (!block.id.empty()) matter_.attached += bound_.attached_size(block.id);
    for_each_child(
        block, [&](const Inlines& inlines) { add(inlines); },
        [&](const Blocks& blocks) {
          for (const auto& one : blocks) add(one);
        });
  }

  void add(const Inlines& inlines) {
    for (const auto& in : inlines) {
      if (const auto* text = std::get_if<Text>(&in.content)) matter_.characters += text->text.size();
      if (const auto* image = std::get_if<Image>(&in.content))
        matter_.images.insert(bound_.name_of(image->file));
      for_each_inner(
          in, [&](const Inlines& inner) { add(inner); },
          [&](const Blocks& blocks) {
            for (const auto& one : blocks) add(one);
          });
    }
  }

  const Bound& bound_;
  Matter matter_;
};

std::set<std::string> foreign_files(const layout::Pages& pages) {
  std::set<std::string> files;
  for (const auto& page : pages.pages)
    if (page.foreign) files.insert(page.foreign->file);
  return files;
}

/// Bytes of pictures and foreign files, by name.
using Sizes = std::map<std::string, std::size_t>;

std::size_t sum(const Sizes& sizes) {
  std::size_t all = 0;
  for (const auto& [name, size] : sizes) all += size;
  return all;
}

class BoundedMaker {
 public:
  BoundedMaker(const Setting& setting, const Bound& bound,
               const std::function<void(const BoundedFile&, std::string&)>& sealed)
      : setting_(setting), bound_(bound), sealed_(sealed) {}

  Bounded make(Document document) {
    document_ = std::move(document);
    append(out_.diagnostics, number(document_, setting_));
    if (has_errors(out_.diagnostics)) return finish();
    auto laid = set_pages(document_, setting_, nullptr);
    append(out_.diagnostics, std::move(laid.diagnostics));
    if (has_errors(out_.diagnostics)) return finish();
    pages_ = std::move(laid.pages);
    if (!fits_as_one()) part();
    return finish();
  }

 private:
  Bounded finish() {
    if (has_errors(out_.diagnostics)) out_.files.clear();
    if (resampling_ && !out_.files.empty()) {
      out_.resampled = resampling_->resampled();
      if (!out_.resampled.empty()) out_.dpi = resampling_->fineness().dpi;
    }
    return std::move(out_);
  }

  // ---- one file

  /// Whatever comes of it is settled when this is true: a file that fits, or an error.
  bool fits_as_one() {
    InView whole;
    auto file = rendered(pages_, whole, bound_.path);
    if (!file.made.bytes) return true;
    const auto sizes_as_they_are = sizes(pages_, nullptr);
    whole_ = file.made.bytes->size(), inner_ = sum(sizes_as_they_are);
    if (whole_ <= bound_.bytes) return out_.files.push_back(std::move(file)), true;
    file = {};
    const auto frame = whole_ - std::min(whole_, inner_);
    if (bound_.resampling)
      for (const auto& fineness : kFinenesses) {
        if (fits_at(fineness, frame)) return true;
        if (has_errors(out_.diagnostics)) return true;
      }
    return false;
  }

  bool fits_at(const Fineness& fineness, std::size_t frame) {
    resampling_ = bound_.resampling(fineness);
    auto pages = pages_;
    resampling_->thin(pages);
    sizes_ = sizes(pages, resampling_.get());
    inner_ = sum(sizes_), whole_ = frame + inner_;
    if (resampling_->resampled().empty() ||
        static_cast<double>(whole_) > kHopeless * static_cast<double>(bound_.bytes))
      return false;
    InView view;
    view.resampling = resampling_.get();
    auto file = rendered(std::move(pages), view, bound_.path);
    if (!file.made.bytes) return false;
    whole_ = file.made.bytes->size();
    if (whole_ > bound_.bytes) return false;
    out_.files.push_back(std::move(file));
    return true;
  }

  Sizes sizes(const layout::Pages& pages, Resampling* resampling) {
    Sizes out;
    for (const auto& image : pages.images) out[image.name] = image.bytes.size();
    for (const auto& file : foreign_files(pages))
      if (const auto bytes = setting_.read({file, {}}))
        out[file] = resampling ? resampling->thin(*bytes, file).size() : bytes->size();
    return out;
  }

  BoundedFile rendered(layout::Pages pages, const InView& view, const std::string& path) {
    BoundedFile file{path, view.place, {}};
    Setting own = setting_;
    own.attachments = [&](const layout::Pages& all) { return bound_.attachments(all, view); };
    if (resampling_) own.read = [&](const FileRef& ref) { return thin(ref); };
    file.made.pages = static_cast<int>(pages.pages.size());
    file.made = render_set(std::move(pages), own);
    append(out_.diagnostics, std::move(file.made.diagnostics));
    if (file.made.bytes) sealed_(file, *file.made.bytes);
    return file;
  }

  Result<Bytes> thin(const FileRef& ref) {
    auto bytes = setting_.read(ref);
    return bytes ? Result<Bytes>(resampling_->thin(*bytes, ref.path)) : bytes;
  }

  // ---- volumes

  struct Volume {
    std::size_t first = 0, last = 0;
    Document document;
    layout::Laid laid;
    double estimate = 0;
  };

  void part() {
    stretches_ = stretches_of(document_);
    if (sizes_.empty()) sizes_ = sizes(pages_, nullptr);
    if (!measure_frame()) return;
    weigh();
    for (int parting = 0;; ++parting) {
      const auto room = static_cast<double>(bound_.bytes) * kReserve - static_cast<double>(frame_);
      auto volumes =
          volumes_from(parted(stretches_, weights_, static_cast<std::size_t>(std::max(room, 1.0))));
      if (!set_volumes(volumes)) return;
      auto files = render_volumes(volumes);
      if (has_errors(out_.diagnostics)) return;
      if (!too_large(volumes, files) || parting + 1 == kMostPartings)
        return settle(volumes, std::move(files));
    }
  }

  /// What every volume takes: cover, contents list, fonts.
  bool measure_frame() {
    std::vector<Volume> one(1);
    one[0].last = 0;
    if (!set_volumes(one)) return false;
    InView view;
    view.resampling = resampling_.get();
    Setting own = setting_;
    own.attachments = {};
    auto made = render_set(thinned(one[0].laid.pages), own);
    append(out_.diagnostics, std::move(made.diagnostics));
    if (!made.bytes) return false;
    frame_ = made.bytes->size();
    if (static_cast<double>(frame_) < kMostFrame * static_cast<double>(bound_.bytes)) return true;
    out_.diagnostics.push_back(
        hinted(error(bound_.span,
                     "no volume of “{}” can be of at most {}: its cover and contents list alone take {}",
                     {file_name(bound_.path), size_in_words(bound_.bytes), size_in_words(frame_)}),
               "write a larger max_size"));
    return false;
  }

  /// What is left of the whole, besides pictures and foreign files, is shared out by the length of texts.
  void weigh() {
    Weigher weigher(bound_);
    std::vector<Matter> matters;
    std::size_t characters = 0, known = 0;
    for (const auto& stretch : stretches_) {
      matters.push_back(weigher.weigh(document_, stretch));
      characters += matters.back().characters, known += weight_of(matters.back());
    }
    const double rest = static_cast<double>(whole_ - std::min(whole_, frame_ + known));
    const double each = characters > 0 ? rest / static_cast<double>(characters) : 0;
    for (const auto& matter : matters)
      weights_.push_back(weight_of(matter) +
                         static_cast<std::size_t>(each * static_cast<double>(matter.characters)));
  }

  std::size_t weight_of(const Matter& matter) const {
    std::size_t all = kStretchBytes + matter.attached;
    for (const auto* names : {&matter.images, &matter.files})
      for (const auto& name : *names)
        if (const auto size = sizes_.find(name); size != sizes_.end()) all += size->second;
    return all;
  }

  std::vector<Volume> volumes_from(const std::vector<std::size_t>& starts) const {
    std::vector<Volume> out(starts.size());
    for (std::size_t v = 0; v < starts.size(); ++v) {
      out[v].first = starts[v], out[v].last = v + 1 < starts.size() ? starts[v + 1] : stretches_.size();
      for (auto i = out[v].first; i < out[v].last; ++i) out[v].estimate += static_cast<double>(weights_[i]);
    }
    return out;
  }

  static VolumePlace place_of(const std::vector<Volume>& volumes, std::size_t v) {
    return {static_cast<int>(v) + 1, static_cast<int>(volumes.size())};
  }

  /// Lays all out until each says the others' pages right.
  bool set_volumes(std::vector<Volume>& volumes) {
    for (std::size_t v = 0; v < volumes.size(); ++v)
      volumes[v].document = volume_of(document_, stretches_, volumes[v].first, volumes[v].last,
                                      place_of(volumes, v), setting_.locale);
    auto places = first_places(volumes);
    for (int pass = 0; pass < kMostPasses; ++pass) {
      for (std::size_t v = 0; v < volumes.size(); ++v)
        if (!lay_out_volume(volumes[v], v, places, volumes.size())) return false;
      auto now = places_in(volumes);
      if (now == places) return add_outlines(volumes), true;
      places = std::move(now);
    }
    out_.diagnostics.push_back(error({}, "the pages of the volumes of “{}” could not be settled",
                                     {file_name(bound_.path)}, Blame::internal));
    return false;
  }

  /// By volume: its own anchors.
  using Places = std::vector<std::map<std::string, layout::RemotePlace>>;

  std::string words(std::size_t v, const std::string& page) const {
    return setting_.locale.word("document.volume-place", {{"n", std::to_string(v + 1)}, {"page", page}});
  }

  layout::RemotePlace remote(std::size_t v, int page, std::optional<Pt> height) const {
    return {file_name(volume_path(bound_.path, static_cast<int>(v) + 1)), page, height,
            words(v, std::to_string(page + 1))};
  }

  Places first_places(const std::vector<Volume>& volumes) const {
    Places out(volumes.size());
    for (std::size_t v = 0; v < volumes.size(); ++v)
      for (const auto& anchor : anchors_of(volumes[v].document)) out[v].emplace(anchor, remote(v, 0, {}));
    return out;
  }

  Places places_in(const std::vector<Volume>& volumes) const {
    Places out(volumes.size());
    for (std::size_t v = 0; v < volumes.size(); ++v)
      for (const auto& [anchor, at] : volumes[v].laid.pages.destinations) {
        const auto& page = volumes[v].laid.pages.pages[static_cast<std::size_t>(at.page)];
        const auto height = page.foreign ? std::nullopt : std::optional<Pt>(page.size.height - at.y);
        out[v].emplace(anchor, remote(v, at.page, height));
      }
    return out;
  }

  bool lay_out_volume(Volume& volume, std::size_t v, const Places& places, std::size_t count) {
    layout::Companions companions;
    companions.whole = &document_;
    companions.widest = words(count - 1, std::string(std::to_string(pages_.pages.size()).size(), '0'));
    for (std::size_t other = 0; other < places.size(); ++other)
      if (other != v)
        for (const auto& [anchor, place] : places[other])
          if (!places[v].contains(anchor)) companions.elsewhere.emplace(anchor, place);
    auto document = volume.document;
    point_elsewhere(document, companions.elsewhere);
    volume.laid = set_pages(document, setting_, &companions);
    if (has_errors(volume.laid.diagnostics)) append(out_.diagnostics, volume.laid.diagnostics);
    return !has_errors(out_.diagnostics);
  }

  /// Below each volume's own outline the others, to the depth of their parts.
  void add_outlines(std::vector<Volume>& volumes) const {
    std::vector<std::vector<layout::OutlineEntry>> own;
    for (const auto& volume : volumes) own.push_back(volume.laid.pages.outline);
    for (std::size_t v = 0; v < volumes.size(); ++v)
      for (std::size_t other = 0; other < volumes.size(); ++other) {
        if (other == v) continue;
        auto& outline = volumes[v].laid.pages.outline;
        const auto title = setting_.locale.word("document.volume", {{"n", std::to_string(other + 1)}});
        outline.push_back({title, 1, {}, {}, remote(other, 0, {})});
        for (const auto& entry : own[other])
          if (entry.level == 1) outline.push_back({entry.title, 2, {}, {}, remote(other, entry.at.page, {})});
      }
  }

  layout::Pages thinned(layout::Pages pages) const {
    if (resampling_) resampling_->thin(pages);
    return pages;
  }

  std::vector<BoundedFile> render_volumes(const std::vector<Volume>& volumes) {
    InView view;
    view.resampling = resampling_.get();
    for (std::size_t v = 0; v < volumes.size(); ++v) {
      view.names.push_back(file_name(volume_path(bound_.path, static_cast<int>(v) + 1)));
      view.pages.push_back(&volumes[v].laid.pages);
    }
    std::vector<BoundedFile> files;
    for (std::size_t v = 0; v < volumes.size() && !has_errors(out_.diagnostics); ++v) {
      view.place = place_of(volumes, v);
      files.push_back(
          rendered(thinned(volumes[v].laid.pages), view, volume_path(bound_.path, view.place.number)));
    }
    return files;
  }

  /// Whether another parting can help; then the weights know better.
  bool too_large(const std::vector<Volume>& volumes, const std::vector<BoundedFile>& files) {
    bool any = false;
    for (std::size_t v = 0; v < volumes.size(); ++v) {
      const auto size = files[v].made.bytes->size();
      if (size <= bound_.bytes || volumes[v].last - volumes[v].first < 2) continue;
      any = true;
      const double true_weight = static_cast<double>(size) - static_cast<double>(std::min(frame_, size));
      const double factor = std::max(1.01, 1.01 * true_weight / std::max(volumes[v].estimate, 1.0));
      for (auto i = volumes[v].first; i < volumes[v].last; ++i)
        weights_[i] = static_cast<std::size_t>(static_cast<double>(weights_[i]) * factor) + 1;
    }
    return any;
  }

  void settle(const std::vector<Volume>& volumes, std::vector<BoundedFile> files) {
    for (std::size_t v = 0; v < volumes.size(); ++v) {
      append(out_.diagnostics, volumes[v].laid.diagnostics);
      const auto size = files[v].made.bytes->size();
      if (size > bound_.bytes) out_.diagnostics.push_back(over(files[v].path, size, piece_in(volumes[v])));
    }
    out_.diagnostics.push_back(
        note(bound_.span, "“{}” is larger than {} and stands in {} volumes",
             {file_name(bound_.path), size_in_words(bound_.bytes), std::to_string(files.size())}));
    out_.files = std::move(files);
  }

  /// The piece that a volume of one stretch holds.
  std::string piece_in(const Volume& volume) const {
    if (volume.last - volume.first == 1)
      for (const auto* block : blocks_of(document_, stretches_[volume.first]))
        if (block->id.starts_with(kPiecePrefix)) return block->id.substr(kPiecePrefix.size());
    return {};
  }

  Diagnostic over(const std::string& path, std::size_t size, const std::string& piece) const {
    const std::vector<std::string> sizes{file_name(path), size_in_words(size),
                                         size_in_words(size - bound_.bytes)};
    if (piece.empty())
      return hinted(
          warning(bound_.span, "“{}” is {}, {} more than it may be: what it holds cannot be parted", sizes),
          "write a larger max_size");
    auto d =
        warning(bound_.span, "“{}” is {}, {} more than it may be: the piece “{}” cannot be parted", sizes);
    d.message.args.push_back(piece);
    return hinted(std::move(d), "annex a smaller file, or write a larger max_size");
  }

  const Setting& setting_;
  const Bound& bound_;
  const std::function<void(const BoundedFile&, std::string&)>& sealed_;
  Bounded out_;
  Document document_;    // numbered
  layout::Pages pages_;  // of the whole, pictures as they are
  std::unique_ptr<Resampling> resampling_;
  std::size_t whole_ = 0, inner_ = 0,
              frame_ = 0;  // bytes: the whole, its pictures and pieces, what every volume has
  Sizes sizes_;
  std::vector<Stretch> stretches_;
  std::vector<std::size_t> weights_;
};

}  // namespace

Bounded make_bounded(Document document, const Setting& setting, const Bound& bound,
                     const std::function<void(const BoundedFile&, std::string& bytes)>& sealed) {
  return BoundedMaker(setting, bound, sealed).make(std::move(document));
}

std::string volume_path(const std::string& path, int number) {
  const auto kind = extension(path);
  return path.substr(0, path.size() - kind.size()) + "-" + std::to_string(number) + kind;
}

std::string size_in_words(std::size_t bytes) {
  const bool large = bytes >= 1'000'000;
  const auto tenths =
      static_cast<std::size_t>(std::llround(static_cast<double>(bytes) / (large ? 1e5 : 1e2)));
  return std::to_string(tenths / 10) + (tenths % 10 ? "." + std::to_string(tenths % 10) : "") +
         (large ? " MB" : " kB");
}

}  // namespace taqrir::app
