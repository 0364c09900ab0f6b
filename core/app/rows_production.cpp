#include "app/rows_production.hpp"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <map>
#include <mutex>
#include <optional>
#include <set>

#include "app/paths.hpp"
#include "app/pool.hpp"
#include "app/rows.hpp"
#include "app/streamed_file.hpp"
#include "base/hash.hpp"
#include "layout/joined.hpp"
#include "render/pdf/series.hpp"

namespace taqrir::app {

namespace {

void sum_up(Output& output, const FileList& files) {
  output.files = files.size(), output.pages = 0, output.bytes = 0;
  files.each([&](const ManifestFile& file) { output.pages += file.pages, output.bytes += file.bytes; });
  output.sha256 = sha256_of(files);
}

Diagnostic no_such_row(const std::string& name, const Production& production, const PackedTexts& all) {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < all.size(); ++i) names.emplace_back(all[i]);
  auto d = error({}, "no row of “{}” is called “{}”", {production.report, name}, Blame::usage);
  const auto best = nearest(name, names);
  if (!best.empty()) return hinted(std::move(d), "did you mean “{}”?", {best});
  std::string some;
  for (std::size_t i = 0; i < std::min<std::size_t>(names.size(), 5); ++i)
    some += (i == 0 ? "" : ", ") + names[i];
  return hinted(std::move(d), "rows are called as their files: {}", {some + (names.size() > 5 ? " …" : "")});
}

/// What both ways have in common: which rows there are, and what is said of them.
class RowsMaker {
 public:
  RowsMaker(Workshop& shop, const Production& production, std::size_t threads, const RowProgress& progress)
      : shop_(shop),
        production_(production),
        session_(*production.session),
        threads_(threads),
        progress_(progress) {}

 protected:
  bool read() {
    start_ = shop_.real.clock().wall;
    const auto type = session_.types().report(production_.report);
    auto rows = ReportRows::read(session_, type->info(), production_.fields, findings_, product_.diagnostics);
    if (!rows) return append(product_.diagnostics, std::move(rows.error())), false;
    rows_ = std::move(*rows);
    names_ = names_of_rows(session_, production_.report, production_.activity, production_.fields, rows_,
                           findings_, threads_, product_.diagnostics);
    choose();
    progress_.begin(chosen_.size());
    return true;
  }

  /// Of the k-th row that was chosen.
  Product make_row(std::size_t k, bool as_pages) {
    const auto i = chosen_[k];
    const auto record = rows_.record(i);
    auto one = production_;
    one.row = &record, one.rows = Production::Rows::none, one.as_pages = as_pages;
    if (!as_pages) one.path = join(production_.path, file_name_of(k));
    auto product = make_guarded(shop_, one, 1);
    const std::lock_guard lock(mutex_);
    say(std::move(product.diagnostics));
    for (auto& source : product.sources) sources_.insert(std::move(source));
    product_.beyond_activity = product_.beyond_activity || product.beyond_activity;
    progress_.made(std::string(names_[i]));
    return product;
  }

  std::string name_of_row(std::size_t k) const { return std::string(names_[chosen_[k]]); }
  std::string file_name_of(std::size_t k) const { return name_of_row(k) + "." + name_of(production_.format); }

  /// `output` has what the files are; the rest is said here.
  Product finish(ProductFile file, std::size_t made) {
    append(product_.diagnostics, std::move(findings_.diagnostics));
    for (auto& source : findings_.sources) sources_.insert(std::move(source));
    product_.sources.assign(sources_.begin(), sources_.end());
    sort_and_unify(product_.diagnostics);
    if (made == 0) return std::move(product_);
    auto& output = file.output;
    output.type = production_.report, output.activity = production_.activity;
    output.format = name_of(production_.format), output.path = production_.path;
    output.seconds = std::chrono::duration<double>(shop_.real.clock().wall - start_).count();
    output.rows = made;
    output.rows_failed = chosen_.size() - made + (production_.only.empty() ? rows_.spoiled() : 0);
    product_.files.push_back(std::move(file));
    return std::move(product_);
  }

  Workshop& shop_;
  const Production& production_;
  const MissionSession& session_;
  const std::size_t threads_;
  const RowProgress& progress_;
  std::vector<std::uint32_t> chosen_;
  PackedTexts names_;
  Product product_;
  std::mutex mutex_;

 private:
  /// All rows, or those that were asked for.
  void choose() {
    std::set<std::string_view> asked(production_.only.begin(), production_.only.end());
    const bool all = asked.empty();
    for (std::size_t i = 0; i < names_.size(); ++i)
      if (all || asked.erase(names_[i]) > 0) chosen_.push_back(static_cast<std::uint32_t>(i));
    for (const auto& name : asked)
      product_.diagnostics.push_back(no_such_row(std::string(name), production_, names_));
  }

  /// Each once: what all rows have in common is said by all of them.
  void say(Diagnostics diagnostics) {
    for (auto& d : diagnostics)
      if (said_.insert(render(d)).second) product_.diagnostics.push_back(std::move(d));
  }

  std::chrono::nanoseconds start_{};
  Findings findings_;
  ReportRows rows_;
  std::set<std::string> said_, sources_;
};

// ---------------------------------------------------------------- a file for each

class FilesMaker : public RowsMaker {
 public:
  using RowsMaker::RowsMaker;

  Product make() {
    if (!read()) return std::move(product_);
    run_parallel(chosen_.size(), threads_, [&](std::size_t k) {
      const auto product = make_row(k, false);
      if (product.files.empty()) return list(k, std::nullopt);
      const auto& output = product.files.front().output;
      list(k, ManifestFile{file_name_of(k), output.pages, output.bytes, output.sha256});
    });
    ProductFile folder;
    folder.rows = std::move(list_);
    sum_up(folder.output, folder.rows);
    const auto count = folder.rows.size();
    return finish(std::move(folder), count);
  }

 private:
  /// In the order of the rows.
  void list(std::size_t k, std::optional<ManifestFile> file) {
    const std::lock_guard lock(mutex_);
    ready_.emplace(k, std::move(file));
    for (; !ready_.empty() && ready_.begin()->first == next_; ready_.erase(ready_.begin()), ++next_)
      if (ready_.begin()->second) list_.add(*ready_.begin()->second);
  }

  FileList list_;
  std::map<std::size_t, std::optional<ManifestFile>> ready_;
  std::size_t next_ = 0;
};

// ---------------------------------------------------------------- all in one

constexpr std::size_t kRowsInPart =
    100;  // share their fonts; more take more memory, fewer make a larger file

class OneFileMaker : public RowsMaker {
 public:
  using RowsMaker::RowsMaker;

  Product make() {
    if (!read()) return std::move(product_);
    auto file = StreamedFile::open(shop_.real, production_.path);
    if (!file) return append(product_.diagnostics, std::move(file.error())), std::move(product_);
    series_ = std::make_unique<pdf::Series>([&](std::string_view bytes) { return (*file)->write(bytes); },
                                            pdf::Options{});
    const auto parts = (chosen_.size() + kRowsInPart - 1) / kRowsInPart;
    run_parallel(parts, threads_, [&](std::size_t part) { make_part(part); });
    if (made_ == 0) return finish({}, 0);
    if (!broken_) told(series_->finish());
    if (auto done = (*file)->publish(); !broken_) told(std::move(done));
    if (broken_) return std::move(product_);
    ProductFile whole;
    whole.output.pages = series_->pages(), whole.output.bytes = (*file)->size();
    whole.output.sha256 = (*file)->sha256();
    return finish(std::move(whole), made_);
  }

 private:
  void make_part(std::size_t part) {
    wait_for_room(part);
    const auto begin = part * kRowsInPart, end = std::min(begin + kRowsInPart, chosen_.size());
    layout::Joiner joiner(begin + 1);
    std::size_t made = 0;
    for (auto k = begin; k < end; ++k) {
      auto product = make_row(k, true);
      if (!product.pages || holds_foreign_pages(k, *product.pages)) continue;
      joiner.add(std::move(*product.pages), name_of_row(k));
      ++made;
    }
    deliver(part, joiner.take(), made);
  }

  bool holds_foreign_pages(std::size_t k, const layout::Pages& pages) {
    const bool any = std::any_of(pages.pages.begin(), pages.pages.end(),
                                 [](const layout::Page& page) { return page.foreign.has_value(); });
    if (!any) return false;
    const std::lock_guard lock(mutex_);
    product_.diagnostics.push_back(
        hinted(error({}, "“{}” holds pages of another PDF, which cannot stand in one file with other rows",
                     {name_of_row(k)}),
               "make a file for each row"));
    return true;
  }

  /// Parts that wait for their turn are in memory: there are never many.
  void wait_for_room(std::size_t part) {
    std::unique_lock lock(turn_);
    moved_.wait(lock, [&] { return part < next_ + 2 * threads_; });
  }

  /// Puts the parts that are ready into the file, in their order, one at a time.
  void deliver(std::size_t part, layout::Pages pages, std::size_t made) {
    std::unique_lock lock(turn_);
    ready_.emplace(part, std::move(pages));
    made_ += made;
    while (!writing_ && !ready_.empty() && ready_.begin()->first == next_) {
      const auto now = std::move(ready_.begin()->second);
      ready_.erase(ready_.begin());
      writing_ = true;
      lock.unlock();
      if (!broken_ && !now.pages.empty()) told(series_->add(now));
      lock.lock();
      writing_ = false, ++next_;
      moved_.notify_all();
    }
  }

  void told(Result<void> result) {
    if (result) return;
    const std::lock_guard lock(mutex_);
    broken_ = true;
    append(product_.diagnostics, std::move(result.error()));
  }

  std::unique_ptr<pdf::Series> series_;
  std::mutex turn_;
  std::condition_variable moved_;
  std::map<std::size_t, layout::Pages> ready_;
  std::size_t next_ = 0, made_ = 0;
  bool writing_ = false;
  std::atomic<bool> broken_ = false;
};

}  // namespace

Product make_rows_in_one(Workshop& shop, const Production& production, std::size_t threads,
                         const RowProgress& progress) {
  return OneFileMaker(shop, production, threads, progress).make();
}

Product make_rows(Workshop& shop, const Production& production, std::size_t threads,
                  const RowProgress& progress) {
  return FilesMaker(shop, production, threads, progress).make();
}

std::string rows_key(const Production& production) {
  std::string out = production.rows == Production::Rows::one_file ? "rows in one file" : "rows";
  for (const auto& name : production.only) out += " " + name;
  return out;
}

namespace {

/// A file that is still as it was made.
bool is_ours(World& world, const std::string& path, const ManifestFile& file) {
  const auto bytes = world.info(path) ? world.read(path) : Result<Bytes>(fail(Diagnostics{}));
  return bytes && sha256_hex(bytes->view()) == file.sha256;
}

/// Removes files that no row is called by any more, and says so in one line.
class Removal {
 public:
  Removal(World& world, std::string folder) : world_(world), folder_(std::move(folder)) {}

  void remove(const std::string& name) {
    world_.remove(join(folder_, name));
    names_.push_back(name);
  }
  void tell(Diagnostics& diagnostics) const {
    constexpr std::size_t kFew = 3;
    if (names_.size() == 1)
      diagnostics.push_back(note(whole_file(join(folder_, names_.front())),
                                 "removed: no row of the table is called so any more"));
    if (names_.size() < 2) return;
    std::string some;
    for (std::size_t i = 0; i < std::min(kFew, names_.size()); ++i) some += (i ? ", " : "") + names_[i];
    if (names_.size() > kFew) some += " …";
    diagnostics.push_back(note(whole_file(folder_),
                               "{} files removed, as no row of the table is called so any more: {}",
                               {std::to_string(names_.size()), some}));
  }

 private:
  World& world_;
  std::string folder_;
  std::vector<std::string> names_;
};

FileList in_order(const FileList& files) {
  std::vector<ManifestFile> all;
  files.each([&](const ManifestFile& file) { all.push_back(file); });
  std::sort(all.begin(), all.end(),
            [](const ManifestFile& a, const ManifestFile& b) { return a.path < b.path; });
  FileList out;
  for (const auto& file : all) out.add(file);
  return out;
}

}  // namespace

bool rows_lie_there(World& world, const ProductFile& folder) {
  bool all = true;
  folder.rows.each([&](const ManifestFile& file) {
    all = all && is_ours(world, join(folder.output.path, file.path), file);
  });
  return all;
}

void settle_rows(World& world, const std::string& folder, const Production& production, ManifestEntry& entry,
                 Diagnostics& diagnostics) {
  const auto old = read_manifest(world, folder, join(folder, kManifestName));
  if (!old) return;  // is told when the manifest is updated
  const auto before = std::find_if(old->outputs.begin(), old->outputs.end(), [&](const ManifestEntry& one) {
    return one.path == entry.path && one.format == entry.format;
  });
  if (before == old->outputs.end()) return;
  std::set<std::string> made;
  entry.files.each([&](const ManifestFile& file) { made.insert(file.path); });
  const bool keeps = !production.only.empty() || entry.rows_failed > 0;
  Removal removal(world, production.path);
  before->files.each([&](const ManifestFile& file) {
    const auto path = join(production.path, file.path);
    if (made.contains(file.path) || !is_ours(world, path, file)) return;
    if (keeps) return entry.files.add(file);
    removal.remove(file.path);
  });
  removal.tell(diagnostics);
  entry.files = in_order(entry.files);
  Output all;
  sum_up(all, entry.files);
  entry.pages = all.pages, entry.bytes = all.bytes, entry.sha256 = all.sha256, entry.rows = all.files;
}

void forget_rows(World& world, const std::string& folder, const Production& production,
                 Diagnostics& diagnostics) {
  const auto here = world.canonical(folder.empty() ? "." : folder);
  const auto name = relative_to(world.canonical(production.path), here);
  const auto path = join(folder, kManifestName);
  auto manifest = read_manifest(world, folder, path);
  if (!manifest) return append(diagnostics, manifest.error());
  const auto entry = std::find_if(
      manifest->outputs.begin(), manifest->outputs.end(),
      [&](const ManifestEntry& one) { return one.path == name && one.format == name_of(production.format); });
  if (entry == manifest->outputs.end()) return;
  const bool in_one = entry->files.empty();
  Removal removal(world, in_one ? parent(production.path) : production.path);
  if (in_one && is_ours(world, production.path, {name, 0, 0, entry->sha256}))
    removal.remove(file_name(production.path));
  entry->files.each([&](const ManifestFile& file) {
    if (is_ours(world, join(production.path, file.path), file)) removal.remove(file.path);
  });
  removal.tell(diagnostics);
  manifest->outputs.erase(entry);
  if (auto written = world.write(path, to_json(*manifest)); !written)
    append(diagnostics, std::move(written.error()));
}

}  // namespace taqrir::app
