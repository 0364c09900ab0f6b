#include "app/holdings.hpp"

#include <algorithm>

#include "base/hash.hpp"
#include "model/dump.hpp"
#include "model/walk.hpp"

namespace taqrir::app {

namespace {

/// Pages of the things in a document, by their anchors.
class Places {
 public:
  /// Of a file that another program made presentable ("@pdf/PATH") the file itself.
  static std::string own_path(const std::string& path) {
    return path.starts_with('@') ? path.substr(path.find('/') + 1) : path;
  }

  explicit Places(const layout::Pages& pages) : pages_(pages) {
    for (std::size_t p = 0; p < pages.pages.size(); ++p)
      if (const auto& slot = pages.pages[p].foreign) ends_[own_path(slot->file)] = static_cast<int>(p);
  }

  /// From the anchor to the end of its entry in the outline, or to the last page of the foreign `file`.
  /// Nowhere when the document has no such anchor.
  PageRange of(const std::string& anchor, const std::string& file = {}) const {
    const auto found = pages_.destinations.find(anchor);
    if (found == pages_.destinations.end()) return {};
    const int from = found->second.page;
    const auto end = ends_.find(file);
    const int to = end != ends_.end() ? end->second : last_page(pages_.outline, found->second, pages_.pages.size());
    return {from + 1, std::max(from, to) + 1};
  }

 private:
  const layout::Pages& pages_;
  std::map<std::string, int> ends_;  // of foreign files
};

const char* name_of(Piece::Standing standing) {
  switch (standing) {
    case Piece::Standing::withheld: return "withheld";
    case Piece::Standing::missing: return "missing";
    case Piece::Standing::present: break;
  }
  return "present";
}

ManifestPiece entry_of(const Piece& piece, const Redactor& redactor, const std::string& language,
                       const PageRange& at) {
  ManifestPiece out;
  out.activity = redactor.redacted(piece.activity), out.id = redactor.redacted(piece.id);
  out.number = piece.number;
  out.title = piece.title.in(language);
  out.file = redactor.redacted(piece.file.path), out.sha256 = piece.sha256;
  out.standing = name_of(piece.standing);
  out.pages = piece.pages, out.at = at;
  return out;
}

template <class T>
void order_by_page(std::vector<T>& all) {
  std::stable_sort(all.begin(), all.end(), [](const T& a, const T& b) { return a.at.from < b.at.from; });
}

std::string anchor_of(const Deliverable& d) {
  return d.activity.empty() ? d.report : d.activity + "/" + d.report;
}

ManifestReport entry_of(const MissionSession& session, const Deliverable& d, std::string sha256) {
  const auto* fields = session.fields(d.report, d.activity);
  return {session.redactor().redacted(d.activity),
          d.report,
          fields ? fields->text("version") : std::string(),
          d.status,
          std::move(sha256),
          {}};
}

void hash_parts(const Blocks& blocks, PartHashes& hashes) {
  for (const auto& block : blocks) {
    const auto* part = std::get_if<Part>(&block.content);
    if (!part) continue;
    Document alone;
    alone.blocks = part->content;
    if (!block.id.empty()) hashes[block.id] = sha256_hex(dump(alone));
    hash_parts(part->content, hashes);
  }
}

}  // namespace

PartHashes hashes_of_parts(const Document& document) {
  PartHashes hashes;
  hash_parts(document.blocks, hashes);
  return hashes;
}

Holdings holdings_of(const MissionSession& session, const layout::Pages& pages, const PartHashes& hashes,
                     const std::string& language) {
  const Places places(pages);
  Holdings out;
  for (const auto& d : session.deliverables()) {
    const auto anchor = session.redactor().redacted(anchor_of(d));
    const auto hash = hashes.find(anchor);
    if (!d.declared || hash == hashes.end()) continue;
    auto entry = entry_of(session, d, hash->second);
    entry.at = places.of(anchor);
    out.reports.push_back(std::move(entry));
  }
  order_by_page(out.reports);
  for (const auto& piece : session.pieces({}).all)
    if (const auto at = places.of(session.redactor().redacted(piece_anchor(piece)), piece.file.path);
        at.from > 0)
      out.pieces.push_back(entry_of(piece, session.redactor(), language, at));
  order_by_page(out.pieces);
  return out;
}

}  // namespace taqrir::app
