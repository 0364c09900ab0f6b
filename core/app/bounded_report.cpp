#include "app/bounded_report.hpp"

#include <algorithm>

#include "app/paths.hpp"
#include "base/hash.hpp"

namespace taqrir::app {

namespace {

/// Whether something that stands for the piece on pages is among the names.
bool has_leaf(const MissionSession& session, const Piece& piece, const std::set<std::string>& names) {
  return std::any_of(piece.leaves.begin(), piece.leaves.end(), [&](const FileRef& leaf) {
    return names.contains(leaf.path) || names.contains(session.assets().shown(leaf.path));
  });
}

const Piece* piece_of(const MissionSession& session, const ManifestPiece& entry) {
  for (const auto& piece : session.pieces({}).all)
    if (piece.number == entry.number && session.redactor().redacted(piece.activity) == entry.activity) return &piece;
  return nullptr;
}

}  // namespace

int dpi_of(const InView& view) {
  return view.resampling && !view.resampling->resampled().empty() ? view.resampling->fineness().dpi : 0;
}

Holdings holdings_in_view(const MissionSession& session, const layout::Pages& pages, const PartHashes& hashes,
                          const std::string& language, const InView& view) {
  auto out = holdings_of(session, pages, hashes, language);
  if (view.place.of > 0)
    std::erase_if(out.reports, [](const ManifestReport& one) { return one.at.from == 0; });
  if (!view.resampling) return out;
  const auto names = view.resampling->resampled();
  for (auto& entry : out.pieces)
    if (const auto* piece = piece_of(session, entry); piece && has_leaf(session, *piece, names))
      entry.dpi = view.resampling->fineness().dpi;
  return out;
}

std::vector<ManifestVolume> volumes_in_view(const MissionSession& session, const PartHashes& hashes,
                                            const std::string& language, const InView& view) {
  std::vector<ManifestVolume> out;
  for (std::size_t v = 0; v < view.pages.size(); ++v)
    out.push_back({view.names[v], static_cast<int>(view.pages[v]->pages.size()),
                   holdings_in_view(session, *view.pages[v], hashes, language, view)});
  return out;
}

std::size_t attached_size(const MissionSession& session, const std::string& anchor) {
  for (const auto& piece : session.pieces({}).all)
    if (piece.kind == Piece::Kind::other && session.redactor().redacted(piece_anchor(piece)) == anchor)
      if (const auto bytes = session.assets().bytes(piece.file)) return bytes->size();
  return 0;
}

void tell_resampled(const MissionSession& session, const std::set<std::string>& resampled, int dpi,
                    std::size_t bound, Diagnostics& diagnostics) {
  const auto size = size_in_words(bound);
  for (const auto& piece : session.pieces({}).all) {
    if (!has_leaf(session, piece, resampled)) continue;
    diagnostics.push_back(hinted(warning(whole_file(session.shown(piece.file.path)),
                                         "the pictures of the piece “{}” stand at {} dots an inch in the "
                                         "dossier, which is to be at most {}",
                                         {piece.id, std::to_string(dpi), size}),
                                 "the file itself is as it was; --zip keeps it so"));
  }
  const auto& all = session.pieces({}).all;
  for (const auto& name : resampled)
    if (std::none_of(all.begin(), all.end(),
                     [&](const Piece& piece) { return has_leaf(session, piece, {name}); }))
      diagnostics.push_back(
          warning(whole_file(name),
                  "this picture stands at {} dots an inch in the dossier, which is to be at most {}",
                  {std::to_string(dpi), size}));
}

Diagnostic without_resampling(const Span& span) {
  return hinted(warning(span, "pictures cannot be made smaller: libvips’ tools are not here"),
                "install them: “sudo apt install libvips-tools”");
}

namespace {

bool is_of_set(const ManifestEntry& entry, const std::string& base) {
  return entry.path == base || (entry.volume > 0 && entry.path == volume_path(base, entry.volume));
}

}  // namespace

void remove_outdated(World& world, const std::string& folder, const std::string& path,
                     const std::vector<ManifestEntry>& now, Diagnostics& diagnostics) {
  const auto manifest = read_manifest(world, folder, join(folder, kManifestName));
  if (!manifest) return;  // told when it is written
  const auto base = relative_to(world.canonical(path), world.canonical(folder.empty() ? "." : folder));
  std::vector<std::string> gone;
  for (const auto& entry : manifest->outputs) {
    const bool made =
        std::any_of(now.begin(), now.end(), [&](const auto& one) { return one.path == entry.path; });
    if (made || !is_of_set(entry, base)) continue;
    gone.push_back(entry.path);
    const auto file = join(folder, entry.path);
    if (!world.info(file)) continue;
    const auto bytes = world.read(file);
    if (bytes && sha256_hex(bytes->view()) == entry.sha256)
      world.remove(file);
    else
      diagnostics.push_back(
          hinted(warning(whole_file(file), "this file is of an earlier dossier and was changed since"),
                 "remove it when it is no longer needed"));
  }
  if (auto done = forget_outputs(world, folder, gone); !done) append(diagnostics, std::move(done.error()));
}

}  // namespace taqrir::app
