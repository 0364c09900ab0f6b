#include "render/pdf/series.hpp"

#include <optional>
#include <vector>

#include "base/hash.hpp"
#include "render/pdf/destination.hpp"
#include "render/pdf/metadata.hpp"
#include "render/pdf/offsets.hpp"
#include "render/pdf/page_labels.hpp"
#include "render/pdf/part.hpp"
#include "render/pdf/syntax.hpp"
#include "render/pdf/tree.hpp"

namespace taqrir::pdf {

namespace {

constexpr std::string_view kHeader = "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n";

// Objects of the whole, numbered before all parts.
enum Whole {
  kCatalog = 1,
  kInfo,
  kStructure,
  kDocument,
  kPages,
  kOutlines,
  kLabels,
  kParents,
  kIdentifiers,
  kFirstFree
};

/// An entry of the outline that waits for the one after it.
struct Entry {
  int number = 0;
  std::string body;  // but for /Next
};

}  // namespace

struct Series::Impl {
  Sink sink;
  Options options;
  Offsets offsets;
  std::uint64_t at = 0;
  std::string hashes, first_page_size;
  layout::Metadata metadata;
  bool right_to_left = false;
  Claims claims;
  int pages = 0, next_key = 0, first_page = 0;
  std::map<const void*, int> images;
  std::vector<Bytes> kept;  // of the pictures whose bytes are keys
  std::string page_kids, structure_kids;
  std::vector<Bough> parents, identifiers;
  std::vector<int> labels;  // trees
  std::optional<Entry> last_entry;
  int first_entry = 0, entries = 0;

  bool put(std::string_view bytes) {
    at += bytes.size();
    hashes += sha256_hex(bytes);
    if (hashes.size() > 4096) hashes = sha256_hex(hashes);
    return sink(bytes);
  }

  int next_object() const { return offsets.size(); }

  /// A number for an object that is written later.
  int reserve() {
    offsets.add(0);
    return next_object() - 1;
  }

  bool object(int number, std::string_view entries) {
    offsets.set(number, at);
    return put(std::to_string(number) + " 0 obj\n<<" + std::string(entries) + ">>\nendobj\n");
  }

  /// Objects of a part or of the end, whose numbers follow those before.
  bool objects(const ObjectFile::Objects& more) {
    for (const auto offset : more.offsets) offsets.add(at + offset);
    return put(more.bytes);
  }

  // -------------------------------------------------------------- a part

  Result<void> add(const layout::Pages& part) {
    if (pages == 0 && !begin(part)) return fail(Diagnostics{});
    PartPlace place{next_object(), kPages, kStructure, kDocument, next_key, images};
    auto rendered = render_part(part, place, options);
    if (!rendered) return fail(std::move(rendered.error()));
    if (!objects(rendered->objects)) return fail(Diagnostics{});
    if (pages == 0) first_page = rendered->first_page;
    if (auto written = write_labels(part); !written) return written;
    if (!write_entries(part, rendered->first_page)) return fail(Diagnostics{});
    remember(part, *rendered);
    return {};
  }

  bool begin(const layout::Pages& part) {
    metadata = part.metadata, right_to_left = part.right_to_left;
    put_real(first_page_size, part.pages.front().size.height);
    while (next_object() < kFirstFree) offsets.add(0);
    return put(kHeader);
  }

  Result<void> write_labels(const layout::Pages& part) {
    ObjectFile file(next_object());
    labels.push_back(write_page_labels_of_part(file, part, pages));
    auto written = file.save_objects();
    if (!written) return fail(std::move(written.error()));
    return objects(*written) ? Result<void>() : fail(Diagnostics{});
  }

  bool write_entries(const layout::Pages& part, int first) {
    for (const auto& entry : part.outline) {
      if (entry.level != 1) continue;
      Entry now{reserve(), "/Title"};
      put_text(now.body, entry.title);
      now.body += "/Parent ";
      put_reference(now.body, kOutlines);
      if (last_entry) now.body += "/Prev ", put_reference(now.body, last_entry->number);
      now.body += "/Dest";
      put_destination(now.body, part, first, entry.at);
      if (!write_last_entry(now.number)) return false;
      if (entries++ == 0) first_entry = now.number;
      last_entry = std::move(now);
    }
    return true;
  }

  /// `next`: number of the entry after it; 0: there is none.
  bool write_last_entry(int next) {
    if (!last_entry) return true;
    if (next > 0) last_entry->body += "/Next ", put_reference(last_entry->body, next);
    return object(last_entry->number, last_entry->body);
  }

  void remember(const layout::Pages& part, const RenderedPart& rendered) {
    put_reference(page_kids, rendered.page_tree), page_kids += ' ';
    structure_kids += rendered.boughs.kids;
    if (rendered.boughs.parents.object) parents.push_back(rendered.boughs.parents);
    if (rendered.boughs.identifiers.object) identifiers.push_back(rendered.boughs.identifiers);
    for (const auto& image : part.images)
      if (rendered.images.contains(image.bytes.view().data()) && !images.contains(image.bytes.view().data()))
        kept.push_back(image.bytes);
    images.insert(rendered.images.begin(), rendered.images.end());
    claims.accessible = claims.accessible && rendered.claims.accessible;
    claims.archival = claims.archival && rendered.claims.archival;
    pages += static_cast<int>(part.pages.size()), next_key += rendered.keys;
  }

  // -------------------------------------------------------------- the end

  Result<void> finish() {
    ObjectFile file(next_object());
    const auto catalog_entries = catalog(file);
    auto rest = file.save_objects();
    if (!rest) return fail(std::move(rest.error()));
    bool good = objects(*rest);
    good = good && object(kCatalog, catalog_entries) && object(kInfo, information(metadata));
    good = good && object(kPages, "/Type/Pages/Kids[" + page_kids + "]/Count " + std::to_string(pages));
    good = good && write_structure() && object(kLabels, kids_of(labels));
    good = good && write_last_entry(0) && object(kOutlines, outlines());
    return good && write_cross_references() ? Result<void>() : fail(Diagnostics{});
  }

  std::string catalog(ObjectFile& file) {
    std::string out = "/Type/Catalog/MarkInfo<</Marked true>>" + output_intent(file, options.compress);
    const auto entry = [&](const char* key, int number) {
      out += key;
      put_reference(out, number);
    };
    entry("/Pages ", kPages), entry("/StructTreeRoot ", kStructure);
    entry("/PageLabels ", kLabels);
    const int packet = file.reserve();
    file.set_stream(packet, "/Type/Metadata/Subtype/XML", xmp(metadata, claims), false);
    entry("/Metadata ", packet);
    entry("/Outlines ", kOutlines);
    out += "/PageMode/UseOutlines/OpenAction[";
    put_reference(out, first_page);
    out += "/FitH " + first_page_size + "]/ViewerPreferences<</DisplayDocTitle true";
    out += right_to_left ? "/Direction/R2L>>" : ">>";
    if (!metadata.language.empty()) {
      out += "/Lang";
      put_text(out, metadata.language);
    }
    return out;
  }

  std::string outlines() const {
    std::string out = "/Type/Outlines/First ";
    put_reference(out, first_entry);
    out += "/Last ";
    put_reference(out, last_entry->number);
    return out + "/Count " + std::to_string(entries);
  }

  bool write_structure() {
    std::string root = "/Type/StructTreeRoot/K ", element = "/S/Document/P ";
    put_reference(root, kDocument), put_reference(element, kStructure);
    root += "/ParentTree ";
    put_reference(root, kParents);
    root += "/ParentTreeNextKey " + std::to_string(next_key);
    if (!identifiers.empty()) {
      root += "/IDTree ";
      put_reference(root, kIdentifiers);
    }
    element += "/K[" + structure_kids + "]";
    if (!metadata.language.empty()) {
      element += "/Lang";
      put_text(element, metadata.language);
    }
    return object(kStructure, root) && object(kDocument, element) && object(kParents, kids_of(parents)) &&
           (identifiers.empty() || object(kIdentifiers, kids_of(identifiers)));
  }

  static std::string kids_of(const std::vector<int>& objects) {
    std::string out = "/Kids[";
    for (const auto object : objects) put_reference(out, object), out += ' ';
    return out + ']';
  }

  static std::string kids_of(const std::vector<Bough>& boughs) {
    std::vector<int> objects;
    for (const auto& bough : boughs) objects.push_back(bough.object);
    return kids_of(objects);
  }

  bool write_cross_references() {
    const auto start = at;
    const auto id = sha256_hex(hashes).substr(0, 32);
    if (!offsets.write([this](std::string_view bytes) { return put(bytes); })) return false;
    std::string out = "trailer\n<</Size " + std::to_string(offsets.size()) + "/Root ";
    put_reference(out, kCatalog);
    out += "/Info ";
    put_reference(out, kInfo);
    return put(out + "/ID[<" + id + "><" + id + ">]>>\nstartxref\n" + std::to_string(start) + "\n%%EOF\n");
  }
};

Series::Series(Sink sink, Options options) : impl_(std::make_unique<Impl>()) {
  impl_->sink = std::move(sink), impl_->options = std::move(options);
}
Series::~Series() = default;

Result<void> Series::add(const layout::Pages& part) { return impl_->add(part); }
Result<void> Series::finish() { return impl_->finish(); }
int Series::pages() const { return impl_->pages; }

}  // namespace taqrir::pdf
