#include "app/archive.hpp"

#include <algorithm>
#include <set>

#include "app/archive_zip.hpp"
#include "app/manifest.hpp"
#include "app/paths.hpp"
#include "base/hash.hpp"
#include "sdk/version.hpp"

namespace taqrir::app {

namespace {

constexpr const char* kPieces = kArchivedPieces;

/// Formats that are compressed in themselves; the text of some of them cannot be searched byte by byte.
bool is_packed(const std::string& path) {
  static const std::set<std::string> kPacked{".pdf", ".jpg",  ".jpeg", ".png",  ".webp", ".zip",
                                             ".docx", ".odt", ".xlsx", ".pptx", ".ods",  ".odp"};
  return kPacked.contains(extension(path));
}

/// Pages and pictures are in the dossier as they are; what is text in a package cannot be vouched for.
bool is_opaque(const std::string& path) {
  static const std::set<std::string> kOpaque{".zip", ".docx", ".doc", ".odt",  ".rtf", ".xlsx",
                                             ".xls", ".ods",  ".pptx", ".ppt", ".odp", ".epub"};
  return kOpaque.contains(extension(path));
}

/// “dossier.zip” of “dossier.pdf”, and of “dossier-1.pdf” when that is its first volume.
std::string whole_path(const ManifestEntry& dossier) {
  const auto volume = dossier.volume > 0 ? "-" + std::to_string(dossier.volume) : std::string();
  return dossier.path.substr(0, dossier.path.size() - extension(dossier.path).size() - volume.size()) + ".zip";
}

/// The file itself, or all volumes of the set that it is the first of; of the others none.
std::vector<ManifestEntry> set_of(const ManifestEntry& first, const Manifest& manifest) {
  if (first.volume == 0) return {first};
  std::vector<ManifestEntry> out;
  if (first.volume == 1)
    for (const auto& volume : first.volumes)
      for (const auto& entry : manifest.outputs)
        if (entry.path == join(parent(first.path), volume.path)) out.push_back(entry);
  return out;
}

class Archivist {
 public:
  Archivist(World& world, const MissionSession& session, const std::string& folder, Outcome& outcome)
      : world_(world), session_(session), folder_(folder), outcome_(outcome) {}

  /// The archive's own entry for the manifest beside it; none when it could not be made.
  /// `dossier` are its volumes, or the one file that it is.
  std::optional<ManifestEntry> make(const std::vector<ManifestEntry>& dossier) {
    files_.clear();
    Manifest manifest{kVersion, {}};
    for (const auto& entry : dossier) {
      const auto path = join(folder_, entry.path);
      if (!add(file_name(path), world_.read(path))) return std::nullopt;
      manifest.outputs.push_back(entry);
      manifest.outputs.back().path = file_name(path), manifest.outputs.back().mission = kPieces;
    }
    for (const auto& piece : session_.pieces({}).all)
      for (const auto& entry : dossier) add_piece(piece, entry);
    for (auto& entry : manifest.outputs) {
      tell_what_is_here(entry.holdings);
      for (auto& volume : entry.volumes) tell_what_is_here(volume.holdings);
    }
    files_.push_back({kManifestName, Bytes(to_json(manifest))});
    return written(dossier.front(), join(folder_, whole_path(dossier.front())));
  }

 private:
  bool add(const std::string& name, Result<Bytes> bytes) {
    if (bytes) files_.push_back({name, std::move(*bytes), !is_packed(name)});
    if (!bytes) append(outcome_.diagnostics, std::move(bytes.error()));
    return bytes.has_value();
  }

  /// A piece that stays out of the archive has no file in its manifest: nobody shall miss it.
  void tell_what_is_here(Holdings& holdings) const {
    for (auto& piece : holdings.pieces) {
      const auto name = join(kPieces, piece.file);
      if (std::none_of(files_.begin(), files_.end(), [&](const auto& f) { return f.path == name; })) piece.file.clear();
    }
  }

  void add_piece(const Piece& piece, const ManifestEntry& dossier) {
    const auto& pieces = dossier.holdings.pieces;
    const bool held = std::any_of(pieces.begin(), pieces.end(), [&](const ManifestPiece& one) {
      return one.activity == session_.redactor().redacted(piece.activity) && one.number == piece.number &&
             one.standing == "present";
    });
    if (!held || piece.file.path.empty()) return;
    auto bytes = world_.read(join(session_.mission().folder, piece.file.path));
    if (bytes && says_too_much(piece, *bytes)) return;
    const auto name = join(kPieces, session_.redactor().redacted(piece.file.path));
    const bool twice = std::any_of(files_.begin(), files_.end(), [&](const auto& f) { return f.path == name; });
    if (!twice) add(name, std::move(bytes));
  }

  bool says_too_much(const Piece& piece, const Bytes& bytes) {
    if (session_.edition() == Edition::full || session_.redactor().empty()) return false;
    const bool opaque = is_opaque(piece.file.path);
    if (!opaque && !session_.names_people(piece.file.path) && !session_.redactor().finds(bytes.view())) return false;
    auto d = opaque ? warning(piece.span, "the piece “{}” cannot be searched for names and stays out of the archive",
                              {piece.id})
                    : warning(piece.span, "the piece “{}” names people and stays out of the archive", {piece.id});
    outcome_.diagnostics.push_back(
        hinted(std::move(d), "give it as a PDF without names, or mark it confidential = true"));
    return true;
  }

  std::optional<ManifestEntry> written(const ManifestEntry& dossier, const std::string& path) {
    auto bytes = zip(std::move(files_));
    if (!bytes) return append(outcome_.diagnostics, std::move(bytes.error())), std::nullopt;
    const auto there = world_.info(path) ? world_.read(path) : Result<Bytes>(Bytes());
    const bool same = there && there->view() == *bytes;
    if (auto done = same ? Result<void>() : world_.write(path, *bytes); !done)
      return append(outcome_.diagnostics, std::move(done.error())), std::nullopt;
    ManifestEntry entry;
    entry.path = path.substr(folder_.empty() ? 0 : folder_.size() + 1);
    entry.mission = dossier.mission, entry.type = dossier.type, entry.activity = dossier.activity;
    entry.format = "zip", entry.edition = dossier.edition, entry.draft = dossier.draft;
    entry.bytes = bytes->size(), entry.sha256 = sha256_hex(*bytes);
    outcome_.outputs.push_back({entry.type, entry.activity, entry.format, path, 0, entry.bytes, entry.sha256, 0,
                                same});
    return entry;
  }

  World& world_;
  const MissionSession& session_;
  const std::string folder_;
  Outcome& outcome_;
  std::vector<ArchiveFile> files_;
};

const MissionSession* session_of(World& world, const Sessions& sessions, const std::string& folder,
                                 const ManifestEntry& entry) {
  const auto mission = world.canonical(join(folder.empty() ? "." : folder, entry.mission));
  for (const auto& session : sessions)
    if (session->mission().folder == mission) return session.get();
  return nullptr;
}

}  // namespace

void add_archives(World& world, const Sessions& sessions, const std::string& folder, Outcome& outcome) {
  const auto manifest = read_manifest(world, folder, join(folder, kManifestName));
  if (!manifest) return append(outcome.diagnostics, manifest.error());
  std::vector<ManifestEntry> entries;
  const auto outputs = outcome.outputs;
  for (const auto& output : outputs)
    for (const auto& entry : manifest->outputs) {
      if (join(folder, entry.path) != output.path || entry.sha256 != output.sha256) continue;
      const auto set = set_of(entry, *manifest);
      if (set.empty()) continue;
      if (const auto* session = session_of(world, sessions, folder, entry))
        if (auto own = Archivist(world, *session, folder, outcome).make(set)) entries.push_back(*own);
    }
  if (auto updated = update_manifest(world, folder, entries); !updated)
    append(outcome.diagnostics, std::move(updated.error()));
}

}  // namespace taqrir::app
