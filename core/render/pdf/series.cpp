#include "render/pdf/series.hpp"

#include <cstdio>
#include <vector>

#include "base/hash.hpp"
#include "render/pdf/destination.hpp"
#include "render/pdf/metadata.hpp"
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
  kParents,
  kIdentifiers,
  kFirstFree
};

struct Entry {
  std::string title;
  std::string destination;  // in PDF syntax
};

}  // namespace

struct Series::Impl {
  Sink sink;
  Options options;
  std::vector<std::uint64_t> offsets{0};  // by number; 0 of those that are not written yet
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
  std::vector<Entry> outline;
  std::vector<std::string> labels;

  bool put(std::string_view bytes) {
    at += bytes.size();
    hashes += sha256_hex(bytes);
    if (hashes.size() > 4096) hashes = sha256_hex(hashes);
    return sink(bytes);
  }

  int next_object() const { return static_cast<int>(offsets.size()); }

  bool object(int number, std::string_view entries) {
    offsets[static_cast<std::size_t>(number)] = at;
    return put(std::to_string(number) + " 0 obj\n<<" + std::string(entries) + ">>\nendobj\n");
  }

  /// Objects of a part or of the end, whose numbers follow those before.
  bool objects(const ObjectFile::Objects& more) {
    for (const auto offset : more.offsets) offsets.push_back(at + offset);
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
    remember(part, *rendered);
    return {};
  }

  bool begin(const layout::Pages& part) {
    metadata = part.metadata, right_to_left = part.right_to_left;
    put_real(first_page_size, part.pages.front().size.height);
    offsets.resize(kFirstFree, 0);
    return put(kHeader);
  }

  void remember(const layout::Pages& part, const RenderedPart& rendered) {
    put_reference(page_kids, rendered.page_tree), page_kids += ' ';
    structure_kids += rendered.boughs.kids;
    if (rendered.boughs.parents.object) parents.push_back(rendered.boughs.parents);
    if (rendered.boughs.identifiers.object) identifiers.push_back(rendered.boughs.identifiers);
    for (const auto& entry : part.outline) {
      if (entry.level != 1) continue;
      Entry kept_entry{entry.title, {}};
      put_destination(kept_entry.destination, part, rendered.first_page, entry.at);
      outline.push_back(std::move(kept_entry));
    }
    for (const auto& page : part.pages) labels.push_back(page.label);
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
    const int first_item = write_items(file);
    auto rest = file.save_objects();
    if (!rest) return fail(std::move(rest.error()));
    bool good = objects(*rest);
    good = good && object(kCatalog, catalog_entries) && object(kInfo, information(metadata));
    good = good && object(kPages, "/Type/Pages/Kids[" + page_kids + "]/Count " + std::to_string(pages));
    good = good && write_structure();
    good = good && object(kOutlines, outlines(first_item));
    if (!good || !put(cross_references())) return fail(Diagnostics{});
    return {};
  }

  std::string catalog(ObjectFile& file) {
    std::string out = "/Type/Catalog/MarkInfo<</Marked true>>" + output_intent(file, options.compress);
    const auto entry = [&](const char* key, int number) {
      out += key;
      put_reference(out, number);
    };
    entry("/Pages ", kPages), entry("/StructTreeRoot ", kStructure);
    entry("/PageLabels ", write_page_labels(file, labels));
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

  /// The outline's items, one after the other; the first one's number.
  int write_items(ObjectFile& file) {
    const int first = file.reserve(static_cast<int>(outline.size()));
    for (std::size_t i = 0; i < outline.size(); ++i) {
      std::string body = "/Title";
      put_text(body, outline[i].title);
      const auto link = [&](const char* key, int number) {
        body += key;
        put_reference(body, number);
      };
      const int number = first + static_cast<int>(i);
      link("/Parent ", kOutlines);
      if (i > 0) link("/Prev ", number - 1);
      if (i + 1 < outline.size()) link("/Next ", number + 1);
      body += "/Dest" + outline[i].destination;
      file.set(number, std::move(body));
    }
    return first;
  }

  std::string outlines(int first_item) const {
    std::string out = "/Type/Outlines/First ";
    put_reference(out, first_item);
    out += "/Last ";
    put_reference(out, first_item + static_cast<int>(outline.size()) - 1);
    return out + "/Count " + std::to_string(outline.size());
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

  static std::string kids_of(const std::vector<Bough>& boughs) {
    std::string out = "/Kids[";
    for (const auto& bough : boughs) put_reference(out, bough.object), out += ' ';
    return out + ']';
  }

  std::string cross_references() const {
    const auto start = at;
    std::string out = "xref\n0 " + std::to_string(offsets.size()) + "\n";
    char line[24];
    for (std::size_t i = 0; i < offsets.size(); ++i) {
      const bool in_use = offsets[i] != 0;
      std::snprintf(line, sizeof line, "%010llu %05d %c\r\n", static_cast<unsigned long long>(offsets[i]),
                    in_use ? 0 : 65535, in_use ? 'n' : 'f');
      out += line;
    }
    const auto id = sha256_hex(hashes).substr(0, 32);
    out += "trailer\n<</Size " + std::to_string(offsets.size()) + "/Root ";
    put_reference(out, kCatalog);
    out += "/Info ";
    put_reference(out, kInfo);
    return out + "/ID[<" + id + "><" + id + ">]>>\nstartxref\n" + std::to_string(start) + "\n%%EOF\n";
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
