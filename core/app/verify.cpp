// taqrir verify: outputs, their pieces and their sources against the manifest beside them, or a PDF alone
// against the one inside it.
#include <algorithm>
#include <set>

#include "app/archive.hpp"
#include "app/archive_zip.hpp"
#include "app/changes.hpp"
#include "app/manifest.hpp"
#include "app/manifest_seal.hpp"
#include "app/paths.hpp"
#include "assemble/assemble.hpp"
#include "base/hash.hpp"
#include "base/memory_world.hpp"

namespace taqrir::app {

namespace {

constexpr const char* kReplacedHint = "make the output again to take the new one in";
constexpr const char* kOriginalHint = "take the original from where it was delivered";

std::string name_of(const ManifestPiece& piece) {
  const auto id = piece.activity.empty() ? piece.id : piece.activity + "/" + piece.id;
  return std::to_string(piece.number) + " (" + id + ")";
}

class Verification {
 public:
  Verification(World& world, std::string folder, Outcome& outcome)
      : world_(world), folder_(std::move(folder)), outcome_(outcome) {}

  void verify(const ManifestEntry& entry) {
    const auto path = join(folder_, entry.path);
    if (!entry.files.empty()) return verify_rows(entry, path);
    listed_.insert(entry.path);
    const auto bytes = read(path);
    if (!bytes)
      return say(hinted(error(whole_file(path), "this file of the manifest is not there"), "build it again"));
    if (sha256_hex(bytes->view()) != entry.sha256)
      return say(hinted(error(whole_file(path), "the file has changed since it was made"),
                        "build it again, or take the original from where it was delivered"));
    outcome_.outputs.push_back(
        {entry.type, entry.activity, entry.format, path, entry.pages, bytes->size(), entry.sha256, 0});
    verify_inputs(entry, entry.path, join(folder_, entry.mission));
  }

  /// A folder with a file for each row.
  void verify_rows(const ManifestEntry& entry, const std::string& folder) {
    std::size_t whole = 0;
    entry.files.each([&](const ManifestFile& file) {
      const auto path = join(folder, file.path);
      listed_.insert(join(entry.path, file.path));
      const auto bytes = read(path);
      if (!bytes)
        say(hinted(error(whole_file(path), "this file of the manifest is not there"), "build it again"));
      else if (sha256_hex(bytes->view()) != file.sha256)
        say(hinted(error(whole_file(path), "the file has changed since it was made"),
                   "build it again, or take the original from where it was delivered"));
      else
        ++whole;
    });
    Output output{entry.type,  entry.activity, entry.format, folder,
                  entry.pages, entry.bytes,    entry.sha256, 0};
    output.files = output.rows = whole;
    outcome_.outputs.push_back(std::move(output));
    verify_inputs(entry, entry.path, join(folder_, entry.mission));
  }

  /// What has changed since does not spoil the output; what moved away cannot be told, so the mission's
  /// folder is asked for first. The pieces of an archive lie in a folder that is no mission.
  void verify_inputs(const ManifestEntry& entry, const std::string& output, const std::string& mission) {
    const bool here = world_.info(join(mission, "mission.toml")).has_value();
    delivered_ = !here && entry.mission == kArchivedPieces;
    for (const auto& piece : entry.holdings.pieces)
      if (!piece.file.empty() && !piece.sha256.empty())
        verify_piece(piece, output, normal(join(mission, piece.file)), here);
    if (!here) return;
    for (const auto& source : entry.sources)
      verify_source(source, output, normal(join(mission, source.path)));
  }

  /// Files of the kinds that we make which nobody lists, in the folders where listed ones lie.
  void look_for_others() {
    if (world_.info(join(folder_, "mission.toml"))) return;  // the mission's own files lie here
    std::set<std::string> folders;
    for (const auto& path : listed_) folders.insert(parent(path));
    for (const auto& folder : folders)
      for (const auto& name : world_.list(join(folder_, folder)))
        if (const auto path = join(folder, name); is_of_our_kinds(name) && !listed_.contains(path))
          say(warning(whole_file(join(folder_, path)), "the manifest does not list this file"));
  }

 private:
  static bool is_of_our_kinds(const std::string& name) {
    static const std::set<std::string> kKinds{".pdf", ".docx", ".odt", ".html", ".epub", ".zip"};
    return kKinds.contains(extension(name));
  }

  std::optional<Bytes> read(const std::string& path) {
    if (!world_.info(path)) return std::nullopt;
    auto bytes = world_.read(path);
    return bytes ? std::optional(std::move(*bytes)) : std::nullopt;
  }

  void verify_piece(const ManifestPiece& piece, const std::string& output, const std::string& path,
                    bool mission_is_here) {
    if (seen_.contains(path)) return;
    const auto bytes = read(path);
    if (!bytes && !mission_is_here && !delivered_) return;
    seen_.insert(path);
    if (delivered_) return judge_delivered(piece, path, bytes);
    if (!bytes)
      say(warning(whole_file(path), "piece {} of “{}” is no longer there", {name_of(piece), output}));
    else if (sha256_hex(bytes->view()) != piece.sha256)
      say(hinted(warning(whole_file(path), "piece {} has been replaced since “{}” was made",
                         {name_of(piece), output}),
                 kReplacedHint));
  }

  /// What an archive holds was handed over with it.
  void judge_delivered(const ManifestPiece& piece, const std::string& path,
                       const std::optional<Bytes>& bytes) {
    if (!bytes)
      say(hinted(error(whole_file(path), "piece {} is missing from what was delivered", {name_of(piece)}),
                 kOriginalHint));
    else if (sha256_hex(bytes->view()) != piece.sha256)
      say(hinted(error(whole_file(path), "piece {} has changed since it was delivered", {name_of(piece)}),
                 kOriginalHint));
  }

  void verify_source(const ManifestSource& source, const std::string& output, const std::string& path) {
    if (!seen_.insert(path).second) return;
    const auto bytes = read(path);
    if (!bytes)
      say(warning(whole_file(path), "a source of “{}” is no longer there", {output}));
    else if (sha256_hex(bytes->view()) != source.sha256)
      say(warning(whole_file(path), "a source of “{}” has changed since", {output}));
  }

  void say(Diagnostic d) { outcome_.diagnostics.push_back(std::move(d)); }

  World& world_;
  std::string folder_;
  Outcome& outcome_;
  std::set<std::string> seen_, listed_;
  bool delivered_ = false;  // the pieces at hand lie in an archive, or where one was unpacked
};

Diagnostic not_listed(const std::string& folder, const std::string& file, const Manifest& manifest) {
  std::vector<std::string> names;
  for (const auto& entry : manifest.outputs) names.push_back(entry.path);
  const auto best = nearest(file, names);
  auto d = error(whole_file(join(folder, file)), "the manifest does not list this file");
  return best.empty() ? d : hinted(std::move(d), "did you mean “{}”?", {best});
}

/// The folder whose manifest is meant, and the one file of it; an empty file means all.
struct Place {
  std::string folder, file;
};

/// A manifest stands beside a dossier, and above the folders of the activities: the nearest is taken.
Place place_of(World& world, const std::string& path) {
  if (const auto info = world.info(path); info && info->is_directory) return {path, {}};
  if (file_name(path) == kManifestName) return {parent(path), {}};
  for (auto folder = parent(path);; folder = parent(folder)) {
    if (world.info(join(folder, kManifestName)))
      return {folder, folder.empty() ? path : path.substr(folder.size() + 1)};
    if (folder.empty() || folder == "/") break;
  }
  return {parent(path), file_name(path)};
}

bool lists(const Manifest& manifest, const std::string& file) {
  return std::any_of(manifest.outputs.begin(), manifest.outputs.end(),
                     [&](const auto& entry) { return entry.path == file; });
}

void verify_place(World& world, const Place& place, const Manifest& manifest, Outcome& outcome) {
  Verification verification(world, place.folder, outcome);
  if (!place.file.empty() && !lists(manifest, place.file))
    return outcome.diagnostics.push_back(not_listed(place.folder, place.file, manifest));
  for (const auto& entry : manifest.outputs)
    if (place.file.empty() || entry.path == place.file) verification.verify(entry);
  if (place.file.empty()) verification.look_for_others();
}

// ---------------------------------------------------------------- a PDF alone

/// A file with the manifest that it carries.
struct Alone {
  Bytes bytes;
  Embedded embedded;
};

/// None: it is no PDF, or carries no manifest of ours.
Result<std::optional<Alone>> open_alone(World& world, const std::string& path) {
  const auto info = world.info(path);
  if (!info || info->is_directory || extension(path) != ".pdf") return std::nullopt;
  auto bytes = world.read(path);
  if (!bytes) return fail(std::move(bytes.error()));
  auto text = assemble::attached_file(*bytes, path, kManifestName);
  if (!text) return fail(std::move(text.error()));
  if (!*text) return std::nullopt;
  auto embedded = read_embedded(bytes->view(), **text, path);
  if (!embedded) return fail(std::move(embedded.error()));
  return Alone{std::move(*bytes), std::move(*embedded)};
}

/// Where a lone PDF's sources may lie: its folder, that of an archive's pieces, and the folder above.
std::string sources_of(World& world, const std::string& path, const ManifestEntry& entry) {
  const auto here = parent(path);
  const auto above = here.empty() ? std::string("..") : normal(here + "/..");
  for (const auto& folder : {here.empty() ? std::string(".") : here, join(here, kArchivedPieces), above})
    for (const auto& piece : entry.holdings.pieces)
      if (!piece.file.empty() && world.info(join(folder, piece.file))) return folder;
  return {};
}

void verify_alone(World& world, const std::string& path, const Alone& alone, Outcome& outcome) {
  if (!alone.embedded.whole)
    outcome.diagnostics.push_back(hinted(
        error(whole_file(path), "the file has changed since it was made"),
        "the manifest inside it bears a seal over all its bytes, which does not hold: take the original "
        "from where it was delivered"));
  Verification verification(world, parent(path), outcome);
  for (const auto& entry : alone.embedded.manifest.outputs) {
    if (alone.embedded.whole)
      outcome.outputs.push_back({entry.type, entry.activity, entry.format, path, entry.pages,
                                 alone.bytes.size(), sha256_hex(alone.bytes.view()), 0});
    if (const auto folder = sources_of(world, path, entry); !folder.empty())
      verification.verify_inputs(entry, path, folder);
  }
}

Diagnostic nothing_to_verify(const std::string& manifest) {
  return hinted(error({}, "there is no “{}” to verify against", {manifest}, Blame::usage),
                "taqrir build and taqrir dossier write it beside what they make");
}

/// What is to be compared, whatever it was found in.
struct Subject {
  Place place;
  std::optional<Manifest> manifest;  ///< beside
  std::optional<Alone> alone;        ///< or inside

  const Manifest& any() const { return manifest ? *manifest : alone->embedded.manifest; }
};

Result<Subject> subject_of(World& world, const std::string& path) {
  Subject subject{place_of(world, path), {}, {}};
  const auto shown = join(subject.place.folder, kManifestName);
  const bool beside = world.info(shown).has_value();
  if (beside) {
    auto manifest = read_manifest(world, subject.place.folder, shown);
    if (!manifest) return fail(std::move(manifest.error()));
    subject.manifest = std::move(*manifest);
    if (subject.place.file.empty() || lists(*subject.manifest, subject.place.file)) return subject;
  }
  auto alone = open_alone(world, path);
  if (!alone) return fail(std::move(alone.error()));
  if (*alone) subject.manifest.reset(), subject.alone = std::move(*alone);
  if (!subject.manifest && !subject.alone) return fail(nothing_to_verify(shown));
  return subject;
}

/// An older manifest may have been kept under any name.
Result<Subject> older_subject(World& world, const std::string& path) {
  if (extension(path) != ".json") return subject_of(world, path);
  const auto bytes = world.read(path);
  if (!bytes) return fail(bytes.error());
  auto manifest = manifest_of(bytes->view(), path);
  if (!manifest) return fail(std::move(manifest.error()));
  return Subject{{parent(path), {}}, std::move(*manifest), {}};
}

void compare_with_older(World& world, const Subject& subject, const std::string& older, Outcome& outcome) {
  auto old = older_subject(world, older);
  if (!old) return append(outcome.diagnostics, std::move(old.error()));
  const bool one = subject.alone || old->alone || !subject.place.file.empty();
  outcome.changes = one ? changes_of_one(old->any(), subject.any(), subject.place.file)
                        : changes_between(old->any(), subject.any());
}

}  // namespace

namespace {

/// An archive that no manifest lists is verified as the folder that it would be unpacked to, in memory.
Result<std::unique_ptr<MemoryWorld>> unpacked(World& world, const std::string& path) {
  const auto info = world.info(path);
  if (!info || info->is_directory || extension(path) != ".zip") return nullptr;
  const auto place = place_of(world, path);
  const auto manifest = read_manifest(world, place.folder, join(place.folder, kManifestName));
  if (manifest && lists(*manifest, place.file)) return nullptr;
  const auto bytes = world.read(path);
  if (!bytes) return fail(bytes.error());
  auto files = unzip(*bytes, path);
  if (!files) return fail(std::move(files.error()));
  auto out = std::make_unique<MemoryWorld>();
  for (const auto& file : *files) out->add(join(path, file.path), std::string(file.bytes.view()));
  return out;
}

/// PDFs in a folder without a manifest that carry their own.
std::vector<std::pair<std::string, Alone>> lone_files(World& world, const std::string& folder,
                                                      Diagnostics& diagnostics) {
  std::vector<std::pair<std::string, Alone>> out;
  const auto info = world.info(folder);
  if (!info || !info->is_directory || world.info(join(folder, kManifestName))) return out;
  for (const auto& name : world.list(folder)) {
    auto alone = open_alone(world, join(folder, name));
    if (!alone)
      append(diagnostics, std::move(alone.error()));
    else if (*alone)
      out.emplace_back(join(folder, name), std::move(**alone));
    else if (extension(name) == ".pdf")
      diagnostics.push_back(
          warning(whole_file(join(folder, name)), "this file carries no manifest to verify it by"));
  }
  return out;
}

void verify_subject(World& files, World& world, const Subject& subject, const VerifyRequest& request,
                    Outcome& outcome) {
  if (subject.manifest)
    verify_place(files, subject.place, *subject.manifest, outcome);
  else
    verify_alone(files, request.path, *subject.alone, outcome);
  if (!request.against.empty()) compare_with_older(world, subject, request.against, outcome);
}

}  // namespace

Outcome Job::verify(const VerifyRequest& request) {
  Outcome outcome;
  const auto archive = unpacked(world_, request.path);
  if (!archive) {
    outcome.diagnostics = archive.error();
    return outcome;
  }
  if (request.against.empty())
    if (const auto alone = lone_files(world_, request.path, outcome.diagnostics); !alone.empty()) {
      for (const auto& [path, file] : alone) verify_alone(world_, path, file, outcome);
      sort_and_unify(outcome.diagnostics);
      return outcome;
    }
  outcome.diagnostics.clear();
  World& files = *archive ? static_cast<World&>(**archive) : world_;
  const auto subject = subject_of(files, request.path);
  if (!subject) {
    outcome.diagnostics = subject.error();
    return outcome;
  }
  verify_subject(files, world_, *subject, request, outcome);
  sort_and_unify(outcome.diagnostics);
  return outcome;
}

}  // namespace taqrir::app
