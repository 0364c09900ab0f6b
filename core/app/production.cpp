#include "app/production.hpp"

#include <algorithm>
#include <chrono>
#include <map>

#include "app/paths.hpp"
#include "app/pool.hpp"
#include "app/report_context.hpp"
#include "app/setting.hpp"
#include "base/hash.hpp"

namespace taqrir::app {

namespace {

struct Product {
  std::optional<Output> output;
  Diagnostics diagnostics;
  std::vector<std::string> sources;
};

class Maker {
 public:
  Maker(Workshop& shop, const Production& production, int threads)
      : shop_(shop), production_(production), session_(*production.session), threads_(threads) {}

  Product make() {
    const auto start = std::chrono::steady_clock::now();
    auto composed =
        compose_report(session_, production_.report, production_.activity, production_.fields, findings_);
    append(product_.diagnostics, std::move(composed.diagnostics));
    if (composed.document && !has_errors(product_.diagnostics)) set(std::move(*composed.document));
    append(product_.diagnostics, std::move(findings_.diagnostics));
    product_.sources = std::move(findings_.sources);
    if (product_.output)
      product_.output->seconds =
          std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    return std::move(product_);
  }

 private:
  void set(Document document) {
    const auto locale = shop_.locale(document.language);
    if (!locale) return append(product_.diagnostics, locale.error());
    if (production_.draft) document.furniture.watermark = (*locale)->word("document.draft");
    RecordingAssets assets(session_.assets(), findings_.sources);
    const Setting setting{shop_.world,
                          session_.theme(),
                          **locale,
                          assets,
                          [this](const FileRef& file) { return read(file); },
                          [this]() -> layout::FontBook& { return shop_.fonts(); },
                          reference_docx(),
                          threads_};
    auto made = make_file(std::move(document), production_.format, setting);
    append(product_.diagnostics, std::move(made.diagnostics));
    if (made.bytes) write(*made.bytes, made.pages);
  }

  Result<Bytes> read(const FileRef& file) {
    findings_.read(file.path);
    return session_.assets().bytes(file);
  }

  std::string reference_docx() const {
    auto folders = shop_.locations.data;
    folders.insert(folders.begin(), session_.mission().folder);
    for (const auto& folder : folders)
      if (const auto path = join(folder, "pandoc/reference.docx"); shop_.world.info(path)) return path;
    return {};
  }

  void write(const std::string& bytes, int pages) {
    auto written = shop_.world.write(production_.path, bytes);
    if (!written) return append(product_.diagnostics, std::move(written.error()));
    product_.output = Output{production_.report,
                             production_.activity,
                             name_of(production_.format),
                             production_.path,
                             pages,
                             bytes.size(),
                             sha256_hex(bytes),
                             0};
  }

  Workshop& shop_;
  const Production& production_;
  const MissionSession& session_;
  const int threads_;
  Findings findings_;
  Product product_;
};

/// A fault of ours in one report must not take the others with it.
Product make_guarded(Workshop& shop, const Production& production, int threads) {
  try {
    return Maker(shop, production, threads).make();
  } catch (const std::exception& e) {
    Product product;
    product.diagnostics.push_back(error({}, "“{}” could not be made: {}; this is a fault of Taqrir",
                                        {production.path, e.what()}, Blame::internal));
    return product;
  }
}

class ProgressCount {
 public:
  ProgressCount(const OnProgress& tell, std::size_t total) : tell_(tell), total_(total) {}
  void done(const Production& p) {
    std::lock_guard lock(mutex_);
    ++done_;
    if (tell_) tell_({done_, total_, p.activity.empty() ? p.report : p.activity + "/" + p.report});
  }

 private:
  const OnProgress& tell_;
  const std::size_t total_;
  std::mutex mutex_;
  std::size_t done_ = 0;
};

std::vector<ManifestSource> sources_of(const MissionSession& session, const Product& product) {
  auto paths = product.sources;
  for (const auto& path : session.mission().files_read) paths.push_back(path);
  std::sort(paths.begin(), paths.end());
  paths.erase(std::unique(paths.begin(), paths.end()), paths.end());
  std::vector<ManifestSource> out;
  for (const auto& path : paths) {
    if (path.starts_with(kDataPrefix)) continue;  // the program's own
    if (const auto bytes = session.assets().bytes({path, {}}))
      out.push_back({path, sha256_hex(bytes->view())});
  }
  return out;
}

ManifestEntry entry_of(World& world, const std::string& folder, const Production& production,
                       const Product& product) {
  const auto& output = *product.output;
  const auto here = world.canonical(folder.empty() ? "." : folder);
  return {relative_to(world.canonical(output.path), here),
          relative_to(production.session->mission().folder, here),
          output.type,
          output.activity,
          output.format,
          output.pages,
          output.bytes,
          output.sha256,
          sources_of(*production.session, product)};
}

}  // namespace

void produce(Workshop& shop, const std::vector<Production>& productions, const std::string& manifest,
             int jobs, Outcome& outcome) {
  const auto threads = thread_count(jobs, productions.size());
  const auto inner = std::max<int>(1, static_cast<int>(thread_count(jobs, 64) / threads));
  std::vector<Product> products(productions.size());
  ProgressCount progress(shop.progress, productions.size());
  run_parallel(productions.size(), threads, [&](std::size_t i) {
    products[i] = make_guarded(shop, productions[i], inner);
    progress.done(productions[i]);
  });
  std::vector<ManifestEntry> entries;
  for (std::size_t i = 0; i < products.size(); ++i) {
    append(outcome.diagnostics, products[i].diagnostics);
    if (!products[i].output) continue;
    outcome.outputs.push_back(*products[i].output);
    entries.push_back(entry_of(shop.world, manifest, productions[i], products[i]));
  }
  if (auto updated = update_manifest(shop.world, manifest, entries); !updated)
    append(outcome.diagnostics, std::move(updated.error()));
}

}  // namespace taqrir::app
