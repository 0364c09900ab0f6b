#include "app/production.hpp"

#include <algorithm>
#include <chrono>
#include <map>
#include <set>

#include "app/bounded.hpp"
#include "app/bounded_report.hpp"
#include "app/build_cache.hpp"
#include "app/context_json.hpp"
#include "app/holdings.hpp"
#include "app/manifest_seal.hpp"
#include "app/paths.hpp"
#include "app/pieces_attached.hpp"
#include "app/pieces_numbers.hpp"
#include "app/pieces_told.hpp"
#include "app/pool.hpp"
#include "app/product.hpp"
#include "app/program_type.hpp"
#include "app/report_context.hpp"
#include "app/rows_production.hpp"
#include "app/setting.hpp"
#include "app/twin_origin.hpp"
#include "base/hash.hpp"
#include "base/phases.hpp"
#include "input/piece_format.hpp"
#include "sdk/version.hpp"

namespace taqrir::app {

namespace {

/// Whoever has the public text, and a guess at the names, could try it against the hash of such a source.
bool names_people(const MissionSession& session, const std::string& path) {
  if (session.edition() == Edition::full || session.redactor().empty()) return false;
  if (session.names_people(path)) return true;
  const auto bytes = session.assets().bytes({path, {}});
  return bytes && session.redactor().finds(bytes->view());
}

std::vector<ManifestSource> sources_of(const MissionSession& session, std::vector<std::string> paths) {
  for (const auto& path : session.mission().files_read) paths.push_back(path);
  std::sort(paths.begin(), paths.end());
  paths.erase(std::unique(paths.begin(), paths.end()), paths.end());
  std::vector<ManifestSource> out;
  for (const auto& path : paths) {
    if (path.starts_with(kDataPrefix) || path.starts_with(kTypesPrefix) || session.withholds(path))
      continue;  // not the mission's; kept back
    if (names_people(session, path)) continue;
    if (auto sha256 = session.assets().sha256({path, {}}); !sha256.empty())
      out.push_back({session.redactor().redacted(path), std::move(sha256)});
  }
  return out;
}

/// The plugins whose reports an output is made of.
std::vector<ManifestPlugin> plugins_of(const MissionSession& session, const std::string& type,
                                       const Holdings& holdings) {
  std::vector<std::string> reports{type};
  for (const auto& report : holdings.reports) reports.push_back(report.report);
  std::map<std::string, std::string> versions;
  std::set<std::string> ids;
  for (const auto& report : reports) ids.insert(session.types().plugin(report));
  for (const auto& plugin : session.shop().host.plugins())
    if (ids.contains(plugin.manifest.id))
      versions[plugin.manifest.id] = plugin.manifest.version.empty() ? kVersion : plugin.manifest.version;
  std::vector<ManifestPlugin> out;
  for (const auto& [id, version] : versions) out.push_back({id, version});
  return out;
}

/// All but where the output and its mission lie.
ManifestEntry entry_of(const Production& production, const std::vector<std::string>& sources,
                       const Holdings& holdings, int pages) {
  ManifestEntry entry;
  entry.max_size = production.max_size;
  entry.type = production.report;
  entry.activity = production.session->redactor().redacted(production.activity);
  entry.format = name_of(production.format), entry.pages = pages;
  entry.draft = production.draft;
  if (production.session->edition() != Edition::full) entry.edition = name_of(production.session->edition());
  entry.sources = sources_of(*production.session, sources);
  entry.plugins = plugins_of(*production.session, production.report, holdings);
  entry.holdings = holdings;
  return entry;
}

/// Pictures of confidential pieces were taken out of the public edition's Document; a copy of one was not.
class GuardedAssets : public RecordingAssets {
 public:
  GuardedAssets(const MissionSession& session, std::vector<std::string>& sources)
      : RecordingAssets(session.assets(), sources), session_(session) {}

  Result<layout::ImageAsset> image(const FileRef& file) override {
    if (session_.edition() != Edition::full && session_.is_confidential(source_of(file.path)))
      return fail(
          hinted(error(file.span, "this picture is a copy of a confidential piece"),
                 "take it out of the text, or show the piece’s own file: the public edition leaves it out"));
    return RecordingAssets::image(file);
  }

 private:
  const MissionSession& session_;
};

class Maker {
 public:
  Maker(Workshop& shop, const Production& production, int threads)
      : shop_(shop), production_(production), session_(*production.session), threads_(threads) {}

  Product make() {
    const auto start = std::chrono::steady_clock::now();
    if (production_.format == Format::context)
      write_context();
    else
      compose();
    append(product_.diagnostics, std::move(findings_.diagnostics));
    product_.sources = std::move(findings_.sources);
    product_.beyond_activity = findings_.beyond_activity;
    for (auto& file : product_.files)
      file.output.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    return std::move(product_);
  }

 private:
  void compose() {
    auto composed = compose_report(session_, production_.report, production_.activity, production_.fields,
                                   findings_, production_.row);
    append(product_.diagnostics, std::move(composed.diagnostics));
    judge_sources();
    const bool without_bad_rows = production_.rows == Production::Rows::one_file;
    if (composed.document && (without_bad_rows || !has_errors(product_.diagnostics)))
      set(std::move(*composed.document));
  }

  void write_context() {
    const auto& types = session_.types();
    const auto report = types.report(production_.report);
    if (!report) return append(product_.diagnostics, types.said(production_.report));
    auto context = MissionContext::make(session_, production_.report, production_.activity,
                                        production_.fields, findings_, nullptr, production_.row);
    if (!context) return append(product_.diagnostics, std::move(context.error()));
    const auto* program = types.program(production_.report);
    auto json = context_json(**context, report->info(), program ? program->words : TypeWords{});
    if (!json) return append(product_.diagnostics, std::move(json.error()));
    write(*json, 0, production_.path);
  }

  /// What a text or a sheet of the mission says is said, though the same file is withheld as a piece.
  void judge_sources() {
    if (session_.edition() == Edition::full) return;
    auto paths = findings_.sources;
    std::sort(paths.begin(), paths.end());
    paths.erase(std::unique(paths.begin(), paths.end()), paths.end());
    for (const auto& path : paths) {
      if (path.starts_with(kDataPrefix) || path.starts_with(kTypesPrefix) || !session_.is_confidential(path))
        continue;
      const auto place = whole_file(session_.shown(path));
      const auto format = input::format_of_name(path);
      if (format == "csv")
        product_.diagnostics.push_back(hinted(
            warning(place, "what is computed from this confidential file stands in the public edition"),
            "see that no row of it can be told from the figures"));
      else if (!input::is_picture(format))  // pictures are left out, or refused by GuardedAssets
        product_.diagnostics.push_back(hinted(
            error(place,
                  "this file is a confidential piece, and a report of the public edition is made of it"),
            "give the report a text of its own, or do not mark the piece confidential"));
    }
  }

  void set(Document document) {
    const auto locale = shop_.locale(document.language);
    if (!locale) return append(product_.diagnostics, locale.error());
    if (production_.draft) document.furniture.watermark = (*locale)->word("document.draft");
    GuardedAssets assets(session_, findings_.sources);
    const Setting setting{shop_.world,
                          session_.theme(production_.report),
                          **locale,
                          assets,
                          [this](const FileRef& file) { return read(file); },
                          [this]() -> layout::FontBook& { return shop_.fonts(); },
                          shop_.locations.data,
                          [this] { return shop_.pandoc(); },
                          threads_,
                          LostReference::is_an_error,
                          [&](const layout::Pages& pages) { return attachments(pages, **locale, {}); },
                          shop_.locations.program,
                          &shop_.conversions,
                          session_.mission().folder,
                          &session_.mission_theme()};
    if (production_.as_pages) return keep_pages(document, setting);
    if (production_.max_size > 0 && production_.format == Format::pdf)
      return set_bounded(std::move(document), setting, **locale);
    const auto origin = origin_of(session_, production_.report, production_.activity);
    const bool remembers = session_.edition() == Edition::full;
    auto made = make_file(std::move(document),
                          {production_.format, production_.engine, production_.pdf_engine, production_.path,
                           remembers ? &origin : nullptr},
                          setting);
    append(product_.diagnostics, told_of_pieces(session_, std::move(made.diagnostics)));
    if (!made.bytes) return;
    if (!embedded_.empty() && !set_seal(*made.bytes, embedded_))
      return product_.diagnostics.push_back(
          error({}, "the manifest does not stand in “{}”", {production_.path}, Blame::internal));
    write(*made.bytes, made.pages, production_.path);
  }

  void keep_pages(Document& document, const Setting& setting) {
    append(product_.diagnostics, number(document, setting));
    if (has_errors(product_.diagnostics)) return;
    auto laid = set_pages(document, setting, nullptr);
    append(product_.diagnostics, told_of_pieces(session_, std::move(laid.diagnostics)));
    if (!has_errors(product_.diagnostics)) product_.pages = std::move(laid.pages);
  }

  /// A dossier with a bound (app/bounded.hpp): one file, or several volumes, of which none is written when
  /// another cannot be made.
  void set_bounded(Document document, const Setting& setting, const Locale& locale) {
    const auto bound = bound_of(locale);
    std::vector<ProductFile> said;
    const auto seal = [&](const BoundedFile& file, std::string& bytes) {
      if (!embedded_.empty() && !set_seal(bytes, embedded_))
        product_.diagnostics.push_back(
            error({}, "the manifest does not stand in “{}”", {file.path}, Blame::internal));
      holdings_by_path_[file.path] = {{}, holdings_, 0, volumes_};
    };
    auto made = make_bounded(std::move(document), setting, bound, seal);
    append(product_.diagnostics, told_of_pieces(session_, std::move(made.diagnostics)));
    if (has_errors(product_.diagnostics)) return;
    tell_resampled(session_, made.resampled, made.dpi, production_.max_size, product_.diagnostics);
    for (auto& file : made.files) {
      holdings_ = holdings_by_path_[file.path].holdings, volumes_ = holdings_by_path_[file.path].volumes;
      write(*file.made.bytes, file.made.pages, file.path);
      if (product_.files.empty() || product_.files.back().output.path != file.path) return;
      auto& written = product_.files.back();
      written.dpi = made.dpi;
      written.output.volume = file.place.number, written.output.volumes = file.place.of;
    }
  }

  Bound bound_of(const Locale& locale) {
    Bound bound;
    bound.bytes = production_.max_size, bound.path = production_.path;
    if (production_.fields) bound.span = production_.fields->span_of("max_size");
    if (shop_.conversions.has_pictures())
      bound.resampling = [this](Fineness fineness) {
        return std::make_unique<Resampling>(shop_.world, shop_.conversions, shop_.locations.program, fineness,
                                            threads_);
      };
    else
      product_.diagnostics.push_back(without_resampling(bound.span));
    bound.attachments = [this, &locale](const layout::Pages& pages, const InView& view) {
      return attachments(pages, locale, view);
    };
    bound.attached_size = [this](const std::string& anchor) { return attached_size(session_, anchor); };
    bound.name_of = [this](const FileRef& file) { return session_.assets().shown(file.path); };
    return bound;
  }

  /// A composition carries its manifest in itself.
  std::vector<pdf::Attachment> attachments(const layout::Pages& pages, const Locale& locale,
                                           const InView& view) {
    holdings_ = holdings_in_view(session_, pages, findings_.parts, locale.language(), view);
    volumes_ = volumes_in_view(session_, findings_.parts, locale.language(), view);
    std::vector<pdf::Attachment> files;
    for (auto& piece : attached_pieces(session_, pages, locale, product_.diagnostics))
      attach(std::move(piece), files);
    if (holdings_.empty() && volumes_.empty()) return embedded_.clear(), files;
    auto entry = entry_of(production_, findings_.sources, holdings_, static_cast<int>(pages.pages.size()));
    entry.dpi = dpi_of(view), entry.volume = view.place.number, entry.volumes = volumes_;
    embedded_ = manifest_to_embed(entry, session_.redactor().redacted(session_.id()));
    files.push_back({kManifestName, "application/json", locale.word("document.manifest"), embedded_,
                     pdf::Attachment::Relationship::data, true});
    return files;
  }

  /// Nobody has looked for names in the files of the public edition: they stay out where there are any.
  void attach(AttachedPiece piece, std::vector<pdf::Attachment>& to) {
    if (session_.edition() != Edition::full && !session_.redactor().empty())
      return product_.diagnostics.push_back(
          hinted(warning({}, "“{}” cannot be searched for names and is not attached", {piece.description}),
                 "give it as a PDF without names, or mark it confidential = true"));
    to.push_back({std::move(piece.name), std::move(piece.media_type), std::move(piece.description),
                  std::string(piece.bytes.view()), pdf::Attachment::Relationship::supplement});
  }

  Result<Bytes> read(const FileRef& file) {
    findings_.read(source_of(file.path));
    return session_.assets().presentable(file);
  }

  void write(const std::string& bytes, int pages, const std::string& path) {
    const PhaseScope scope(Phase::write);
    // One of thousands can be made again, and to wait for the disk each time would take longer than all the
    // rest.
    auto written = production_.row ? shop_.real.write_disposable(path, bytes) : shop_.real.write(path, bytes);
    if (!written) return append(product_.diagnostics, std::move(written.error()));
    product_.files.push_back({Output{production_.report, production_.activity, name_of(production_.format),
                                     path, pages, bytes.size(), sha256_hex(bytes), 0},
                              std::move(holdings_), 0, std::move(volumes_)});
  }

  Workshop& shop_;
  const Production& production_;
  const MissionSession& session_;
  const int threads_;
  Findings findings_;
  Product product_;
  std::string embedded_;  // the manifest that goes into the file; empty: none
  Holdings holdings_;     // of the file at hand
  std::vector<ManifestVolume> volumes_;
  std::map<std::string, ProductFile> holdings_by_path_;  // of bounded files
};

}  // namespace

Product make_guarded(Workshop& shop, const Production& production, int threads) {
  const PhaseScope scope(Phase::other);
  try {
    return Maker(shop, production, threads).make();
  } catch (const std::exception& e) {
    Product product;
    product.diagnostics.push_back(error({}, "“{}” could not be made: {}; this is a fault of Taqrir",
                                        {production.path, e.what()}, Blame::internal));
    return product;
  }
}

namespace {

// ---------------------------------------------------------------- what was made before

using Caches = std::map<const MissionSession*, std::unique_ptr<BuildCache>>;

Caches open_caches(const std::vector<Production>& productions) {
  std::vector<std::string> folders;
  for (const auto& p : productions) folders.push_back(p.session->mission().folder);
  Caches caches;
  for (const auto& p : productions)
    if (auto& cache = caches[p.session]; !cache) cache = std::make_unique<BuildCache>(*p.session, folders);
  return caches;
}

std::string key_of(World& world, const Production& p) {
  std::string all;
  for (const auto& part :
       {p.session->mission().shown, world.canonical(p.path), p.path, p.report, p.activity,
        p.fields ? p.fields->text("id") : std::string(),
        std::string(name_of(p.format)) + (p.engine == Engine::pandoc ? " by pandoc " + p.pdf_engine : "") +
            (p.draft ? " draft" : "") + " " + p.manner +
            (p.max_size > 0 ? " at most " + std::to_string(p.max_size) : ""),
        piece_numbers(*p.session), p.rows == Production::Rows::none ? "" : rows_key(p)})
    all += part + '\0';
  return sha256_hex(all);
}

/// Files of a product of several, for the cache: as a manifest's entries whose paths are those of the
/// outputs. Lists of files are kept beside it.
std::string text_of(const std::vector<ProductFile>& files) {
  Manifest manifest;
  for (const auto& file : files) {
    ManifestEntry entry;
    entry.path = file.output.path, entry.pages = file.output.pages, entry.bytes = file.output.bytes;
    entry.sha256 = file.output.sha256, entry.holdings = file.holdings, entry.dpi = file.dpi;
    entry.volume = file.output.volume, entry.volumes = file.volumes;
    entry.rows = file.output.rows, entry.rows_failed = file.output.rows_failed;
    manifest.outputs.push_back(std::move(entry));
  }
  return to_json(manifest);
}

/// Whether several files may come of it.
bool makes_several(const Production& p) { return p.max_size > 0 || p.rows != Production::Rows::none; }

std::vector<ProductFile> files_made_before(const std::string& text, const Production& p, BuildCache& cache) {
  std::vector<ProductFile> files;
  const auto manifest = manifest_of(text, {});
  if (!manifest) return files;
  for (const auto& e : manifest->outputs) {
    const auto rows = p.rows == Production::Rows::files ? cache.list(e.sha256) : FileList();
    if (!rows) return {};
    files.push_back(
        {Output{p.report, p.activity, name_of(p.format), e.path, e.pages, e.bytes, e.sha256, 0, true,
                e.volume, static_cast<int>(e.volumes.size()), rows->size(), e.rows, e.rows_failed},
         e.holdings, e.dpi, e.volumes, *rows});
  }
  return files;
}

/// The output as it was made before, when it was made of the same and is still that file (or those files).
std::optional<Product> lies_there(Workshop& shop, const Production& p, BuildCache& cache) {
  const auto start = std::chrono::steady_clock::now();
  if (!makes_several(p) && !shop.real.info(p.path)) return std::nullopt;
  auto made = cache.find(key_of(shop.real, p));
  if (!made) return std::nullopt;
  Product product;
  if (makes_several(p))
    product.files = files_made_before(made->holdings, p, cache);
  else
    product.files.push_back({Output{p.report, p.activity, name_of(p.format), p.path, made->pages, made->bytes,
                                    made->sha256, 0, true},
                             holdings_of(made->holdings),
                             0,
                             {}});
  for (auto& file : product.files) {
    const bool same = p.rows == Production::Rows::files
                          ? rows_lie_there(shop.real, file)
                          : shop.book.sha256(file.output.path) == file.output.sha256;
    if (!same) return std::nullopt;
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
    file.output.seconds = seconds.count();
  }
  if (product.files.empty()) return std::nullopt;
  product.diagnostics = std::move(made->diagnostics);
  product.sources = std::move(made->sources);
  return product;
}

/// The mission's files that went into a report: what it read, and the descriptions that it could see.
std::vector<std::string> files_of(const Production& p, const Product& product) {
  auto files = product.sources;
  const bool all = p.activity.empty() || product.beyond_activity;
  const auto own = "activities/" + p.activity + "/";
  for (const auto& file : p.session->mission().files_read)
    if (all || !file.starts_with("activities/") || file.starts_with(own)) files.push_back(file);
  for (const auto* owned : input::pieces_by_owner(p.session->mission()))
    for (const auto& piece : owned->all)
      if ((all || piece.activity == p.activity) && !piece.file.path.empty()) files.push_back(piece.file.path);
  return files;
}

void keep(const Production& p, const Product& product, Workshop& shop, BuildCache& cache) {
  if (product.files.empty()) return;
  const auto& o = product.files.front().output;
  if (p.rows == Production::Rows::files) cache.keep_list(product.files.front().rows);
  cache.keep(key_of(shop.real, p),
             {o.sha256,
              o.bytes,
              o.pages,
              product.diagnostics,
              product.sources,
              {},
              makes_several(p) ? text_of(product.files) : text_of(product.files.front().holdings)},
             files_of(p, product));
}

class ProgressCount {
 public:
  ProgressCount(const OnProgress& tell, std::size_t total) : tell_(tell), total_(total) {}
  void done(const Production& p) { done(name_of(p)); }
  void done(const std::string& what) {
    std::lock_guard lock(mutex_);
    ++done_;
    if (tell_) tell_({done_, total_, what});
  }
  /// A production turned out to be of so many rows, which count in its place.
  RowProgress of_rows(const Production& p) {
    return {[this](std::size_t rows) {
              std::lock_guard lock(mutex_);
              total_ += rows, --total_;
            },
            [this, what = name_of(p)](const std::string& name) { done(what + "#" + name); }};
  }

 private:
  static std::string name_of(const Production& p) {
    return p.activity.empty() ? p.report : p.activity + "/" + p.report;
  }

  const OnProgress& tell_;
  std::size_t total_;
  std::mutex mutex_;
  std::size_t done_ = 0;
};

ManifestEntry entry_of(Workshop& shop, const std::string& folder, const Production& production,
                       const Product& product, const ProductFile& file) {
  const auto& output = file.output;
  const auto here = shop.real.canonical(folder.empty() ? "." : folder);
  auto entry = entry_of(production, product.sources, file.holdings, output.pages);
  entry.dpi = file.dpi, entry.volume = output.volume, entry.volumes = file.volumes;
  entry.files = file.rows, entry.rows = output.rows, entry.rows_failed = output.rows_failed;
  entry.path = relative_to(shop.real.canonical(output.path), here);
  entry.mission = relative_to(production.session->mission().folder, here);
  entry.bytes = output.bytes, entry.sha256 = output.sha256;
  return entry;
}

/// What may have been in volumes before, or is now.
bool is_composition(const Product& product) {
  return !product.files.empty() &&
         (product.files.front().output.volume > 0 || !product.files.front().holdings.empty());
}

/// Made row by row. One file of another format than PDF is one document.
bool is_of_rows(const Production& p) {
  const bool by_us = p.format == Format::pdf && p.engine == Engine::native;
  return p.rows == Production::Rows::files || (p.rows == Production::Rows::one_file && by_us);
}

/// Makes those of the indices `left` and hands each over as it is ready. Where there are fewer than threads,
/// each is made by several; rows are made last, by all.
void make_all(Workshop& shop, const std::vector<Production>& productions, std::vector<std::size_t> left,
              int jobs, ProgressCount& progress, const std::function<void(std::size_t, Product)>& ready) {
  const auto rows = std::stable_partition(left.begin(), left.end(),
                                          [&](std::size_t i) { return !is_of_rows(productions[i]); });
  const std::vector<std::size_t> of_rows(rows, left.end());
  left.erase(rows, left.end());
  const auto threads = thread_count(jobs, std::max<std::size_t>(left.size(), 1));
  const auto inner = std::max<int>(1, static_cast<int>(thread_count(jobs, 64) / threads));
  run_parallel(left.size(), threads,
               [&](std::size_t k) { ready(left[k], make_guarded(shop, productions[left[k]], inner)); });
  for (const auto i : of_rows) {
    const auto make = productions[i].rows == Production::Rows::files ? make_rows : make_rows_in_one;
    ready(i, make(shop, productions[i], thread_count(jobs, 64), progress.of_rows(productions[i])));
  }
}

}  // namespace

void produce(Workshop& shop, const std::vector<Production>& productions, const Manner& manner,
             Outcome& outcome) {
  const auto caches = open_caches(productions);
  std::vector<Product> products(productions.size());
  ProgressCount progress(shop.progress, productions.size());
  std::vector<std::size_t> left;
  for (std::size_t i = 0; i < productions.size(); ++i) {
    auto before =
        manner.force ? std::nullopt : lies_there(shop, productions[i], *caches.at(productions[i].session));
    if (!before) left.push_back(i);
    if (!before) continue;
    products[i] = std::move(*before);
    progress.done(productions[i]);
  }
  make_all(shop, productions, left, manner.jobs, progress, [&](std::size_t i, Product product) {
    keep(productions[i], product, shop, *caches.at(productions[i].session));
    products[i] = std::move(product);
    if (!is_of_rows(productions[i])) progress.done(productions[i]);
  });
  for (const auto& [session, cache] : caches) cache->save();
  std::vector<ManifestEntry> entries;
  for (std::size_t i = 0; i < products.size(); ++i) {
    append(outcome.diagnostics, products[i].diagnostics);
    for (const auto& file : products[i].files) {
      outcome.outputs.push_back(file.output);
      entries.push_back(entry_of(shop, manner.manifest, productions[i], products[i], file));
      if (productions[i].rows == Production::Rows::files)
        settle_rows(shop.real, manner.manifest, productions[i], entries.back(), outcome.diagnostics);
    }
    const bool no_rows = productions[i].rows != Production::Rows::none && productions[i].only.empty() &&
                         products[i].files.empty() && !has_errors(products[i].diagnostics);
    if (no_rows) forget_rows(shop.real, manner.manifest, productions[i], outcome.diagnostics);
    if (is_composition(products[i]))
      remove_outdated(shop.real, manner.manifest, productions[i].path, entries, outcome.diagnostics);
  }
  if (auto updated = update_manifest(shop.real, manner.manifest, entries); !updated)
    append(outcome.diagnostics, std::move(updated.error()));
  shop.book.save();
}

}  // namespace taqrir::app
