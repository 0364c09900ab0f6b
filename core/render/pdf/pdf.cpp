#include "render/pdf/pdf.hpp"

#include <algorithm>

#include "render/pdf/annotation.hpp"
#include "render/pdf/attachments.hpp"
#include "render/pdf/claims.hpp"
#include "render/pdf/colour_profile.hpp"
#include "render/pdf/deflate.hpp"
#include "render/pdf/destination.hpp"
#include "render/pdf/image.hpp"
#include "render/pdf/metadata.hpp"
#include "render/pdf/outline.hpp"
#include "render/pdf/page_labels.hpp"
#include "render/pdf/page_tree.hpp"
#include "render/pdf/parallel.hpp"
#include "render/pdf/part.hpp"
#include "render/pdf/syntax.hpp"
#include "render/pdf/tree.hpp"

namespace taqrir::pdf {

namespace {

using layout::ImageAsset;
using layout::Pages;

// One file's way: contents of the pages, then everything costly side by side, then the objects.
class Renderer {
 public:
  Renderer(const Pages& pages, const Options& options) : pages_(pages), options_(options) {}
  /// A part of a file that others go before.
  Renderer(const Pages& pages, const Options& options, const PartPlace& place)
      : pages_(pages), options_(options), file_(place.first_object), place_(place) {}

  Result<std::string> render() {
    if (pages_.pages.empty() || pages_.nodes.empty())
      return fail(hinted(error({}, "the document has no pages", {}, Blame::internal),
                         "this is a fault of the program: please report it with the files that show it"));
    write_contents();
    reserve();
    work();
    store();
    if (has_errors(diagnostics_)) return fail(std::move(diagnostics_));
    return file_.save(catalog_, info_);
  }

  Result<RenderedPart> render_part() {
    write_contents();
    reserve();
    work();
    store_resources();
    if (has_errors(diagnostics_)) return fail(std::move(diagnostics_));
    RenderedPart out;
    out.page_tree = write_page_tree(file_, pages_, contents_, links_, numbers_);
    out.first_page = numbers_.first_page;
    out.boughs = store_part_of_structure(file_, pages_, structure_, contents_, links_, structure_numbers_);
    out.keys = static_cast<int>(contents_.size() + links_.size());
    out.claims = claims(pages_);
    out.claims.archival = out.claims.archival && !file_.has_process_colours();
    for (const auto& [id, object] : numbers_.images)
      out.images[pages_.images[id].bytes.view().data()] = object;
    auto objects = file_.save_objects();
    if (!objects) return fail(std::move(objects.error()));
    out.objects = std::move(*objects);
    return out;
  }

 private:
  void write_contents() {
    text_ = type_text(pages_, options_.threads);
    contents_.resize(pages_.pages.size());
    parallel_for(contents_.size(), options_.threads,
                 [&](std::size_t i) { contents_[i] = write_content(pages_, i, text_); });
    used_fonts_.assign(pages_.fonts.size(), false);
    used_images_.assign(pages_.images.size(), false);
    for (const auto& content : contents_) {
      for (const auto id : content.fonts) used_fonts_[id] = true;
      for (const auto id : content.images) used_images_[id] = true;
    }
  }

  // Numbers in a fixed order, whatever the threads do.
  void reserve() {
    if (place_) {
      numbers_.first_key = structure_numbers_.first_key = place_->first_key;
      numbers_.above = place_->pages, structure_numbers_.document = place_->document;
      structure_numbers_.root = place_->structure;
    } else {
      catalog_ = file_.reserve();
      info_ = file_.reserve();
      structure_numbers_.root = file_.reserve();
    }
    numbers_.first_page = structure_numbers_.first_page = file_.reserve(static_cast<int>(contents_.size()));
    numbers_.first_content = file_.reserve(static_cast<int>(contents_.size()));
    for (const auto& content : contents_)
      numbers_.stamps.push_back(content.stamp.empty() ? 0 : file_.reserve());
    numbers_.fonts.resize(pages_.fonts.size());
    for (std::size_t i = 0; i < pages_.fonts.size(); ++i)
      if (used_fonts_[i]) numbers_.fonts[i] = reserve_font(file_);
    structure_numbers_.first_element = file_.reserve(static_cast<int>(pages_.nodes.size()));
    links_ = write_links(file_, pages_, numbers_.first_page, numbers_.first_key);
  }

  // Fonts and pictures take longest and go first; the structure is one piece of work; then pages.
  void work() {
    fonts_.resize(pages_.fonts.size());
    pictures_.resize(pages_.images.size());
    const std::size_t fonts = fonts_.size(), pictures = pictures_.size();
    parallel_for(fonts + pictures + 1 + contents_.size(), options_.threads, [&](std::size_t i) {
      if (i < fonts) return build_one_font(i);
      if ((i -= fonts) < pictures) return decode_one_picture(i);
      if ((i -= pictures) == 0) {
        structure_ = build_structure(pages_, contents_, links_, structure_numbers_);
      } else if (options_.compress) {
        auto& content = contents_[i - 1];
        content.operators = deflated(content.operators);
        if (!content.stamp.empty()) content.stamp = deflated(content.stamp);
      }
    });
  }

  void build_one_font(std::size_t i) {
    if (used_fonts_[i])
      fonts_[i] = build_font(pages_.fonts[i], text_.fonts[i], numbers_.fonts[i], options_.compress);
  }

  void decode_one_picture(std::size_t i) {
    if (used_images_[i] && !stands_before(i) && pages_.images[i].format == ImageAsset::Format::png)
      pictures_[i] = decode_png(pages_.images[i], options_.compress);
  }

  /// The picture's object in an earlier part; 0: there is none.
  int stands_before(std::size_t i) const {
    if (!place_) return 0;
    const auto found = place_->images.find(pages_.images[i].bytes.view().data());
    return found == place_->images.end() ? 0 : found->second;
  }

  void store_resources() {
    store_fonts();
    store_pictures();
    if (has_errors(diagnostics_)) return;
    for (std::size_t i = 0; i < contents_.size(); ++i) {
      file_.set_stream(numbers_.first_content + static_cast<int>(i), {}, std::move(contents_[i].operators),
                       options_.compress);
      if (numbers_.stamps[i] != 0)
        file_.set_stream(numbers_.stamps[i], {}, std::move(contents_[i].stamp), options_.compress);
    }
  }

  void store() {
    store_resources();
    if (has_errors(diagnostics_)) return;
    const int page_tree = write_page_tree(file_, pages_, contents_, links_, numbers_);
    store_structure(file_, structure_, contents_, links_, structure_numbers_);
    file_.set(info_, information(pages_.metadata));
    store_catalog(page_tree);
  }

  template <class T>
  std::optional<T> take(Result<T>& result) {
    if (result) return std::move(*result);
    append(diagnostics_, std::move(result.error()));
    return std::nullopt;
  }

  void store_fonts() {
    for (std::size_t i = 0; i < fonts_.size(); ++i) {
      if (!used_fonts_[i]) continue;
      if (auto font = take(fonts_[i]))
        store_font(file_, numbers_.fonts[i], std::move(*font), options_.compress);
    }
  }

  void store_pictures() {
    for (std::size_t i = 0; i < pictures_.size(); ++i) {
      if (!used_images_[i]) continue;
      const auto id = static_cast<layout::ImageId>(i);
      if (const int before = stands_before(i))
        numbers_.images[id] = before;
      else if (pages_.images[i].format == ImageAsset::Format::jpeg) {
        auto stored = store_jpeg(file_, pages_.images[i]);
        if (auto object = take(stored)) numbers_.images[id] = *object;
      } else if (auto picture = take(pictures_[i])) {
        numbers_.images[id] = store_png(file_, std::move(*picture), options_.compress);
      }
    }
  }

  int named_destinations() {
    std::vector<TreeEntry> entries;
    for (const auto& [name, destination] : pages_.destinations) {
      TreeEntry entry;
      put_string(entry.key, name);
      put_destination(entry.value, pages_, numbers_.first_page, destination);
      entries.push_back(std::move(entry));
    }
    return write_tree(file_, TreeKind::names, entries);
  }

  void store_catalog(int page_tree) {
    std::string out = "/Type/Catalog/MarkInfo<</Marked true>>" + output_intent(file_, options_.compress);
    const auto entry = [&](const char* key, int object) {
      out += key;
      put_reference(out, object);
    };
    entry("/Pages ", page_tree);
    entry("/StructTreeRoot ", structure_numbers_.root);
    entry("/PageLabels ", write_page_labels(file_, pages_));
    entry("/Metadata ", store_xmp());
    const auto attached =
        write_attachments(file_, options_.attachments, pages_.metadata.date, options_.compress);
    if (!pages_.destinations.empty() || !attached.names.empty()) {
      out += "/Names<<";
      if (!pages_.destinations.empty()) entry("/Dests ", named_destinations());
      out += attached.names + ">>";
    }
    out += attached.associated;
    if (const int outline = write_outline(file_, pages_, numbers_.first_page)) {
      entry("/Outlines ", outline);
      out += "/PageMode/UseOutlines";
    }
    out += "/OpenAction[";  // the first page at the window's width
    put_reference(out, numbers_.first_page);
    out += "/FitH ";
    put_real(out, pages_.pages.front().size.height);
    out += "]";
    out += "/ViewerPreferences<</DisplayDocTitle true";
    out += pages_.right_to_left ? "/Direction/R2L>>" : ">>";
    if (!pages_.metadata.language.empty()) {
      out += "/Lang";
      put_text(out, pages_.metadata.language);
    }
    file_.set(catalog_, std::move(out));
  }

  bool holds_foreign_pages() const {
    return std::any_of(pages_.pages.begin(), pages_.pages.end(),
                       [](const layout::Page& page) { return page.foreign.has_value(); });
  }

  int store_xmp() {
    Claims claimed = claims(pages_);
    claimed.archival = claimed.archival && !file_.has_process_colours();
    claimed.with_files = !options_.attachments.empty();
    if (claimed.with_files && holds_foreign_pages()) claimed.archival = false;
    const int object = file_.reserve();
    file_.set_stream(object, "/Type/Metadata/Subtype/XML", xmp(pages_.metadata, claimed), false);
    return object;
  }

  const Pages& pages_;
  const Options& options_;
  ObjectFile file_;
  std::optional<PartPlace> place_;
  Diagnostics diagnostics_;
  TypedText text_;
  int catalog_ = 0, info_ = 0;
  PageNumbers numbers_;
  StructureNumbers structure_numbers_;
  std::vector<PageContent> contents_;
  std::vector<bool> used_fonts_, used_images_;
  std::vector<OwnedAnnotation> links_;
  std::vector<Result<FontObjects>> fonts_;
  std::vector<Result<Picture>> pictures_;
  StructureElements structure_;
};

}  // namespace

std::string output_intent(ObjectFile& file, bool compress) {
  const int profile = file.reserve();
  file.set_stream(profile, "/N 3", compress ? deflated(srgb_profile()) : srgb_profile(), compress);
  std::string out = "/OutputIntents[<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier";
  put_string(out, kColourSpaceName);
  out += "/Info";
  put_string(out, kColourSpaceName);
  out += "/DestOutputProfile ";
  put_reference(out, profile);
  return out + ">>]";
}

Result<std::string> render(const Pages& pages, const Options& options) {
  return Renderer(pages, options).render();
}

Result<RenderedPart> render_part(const Pages& pages, const PartPlace& place, const Options& options) {
  return Renderer(pages, options, place).render_part();
}

}  // namespace taqrir::pdf
