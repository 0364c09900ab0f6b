#include "app/changes.hpp"

#include <algorithm>
#include <map>

namespace taqrir::app {

namespace {

/// One thing of an output: how it is called, and by which hash it is known.
struct Item {
  std::string name, title, sha256;
};
using Items = std::vector<Item>;

std::string in_activity(const std::string& activity, const std::string& id) {
  return activity.empty() ? id : activity + "/" + id;
}

Items reports_of(const ManifestEntry& entry) {
  Items out;
  for (const auto& report : entry.holdings.reports)
    out.push_back({in_activity(report.activity, report.report), {}, report.sha256});
  return out;
}

Items pieces_of(const ManifestEntry& entry) {
  Items out;
  for (const auto& piece : entry.holdings.pieces)
    out.push_back({in_activity(piece.activity, piece.id), piece.title, piece.sha256});
  return out;
}

Items sources_of(const ManifestEntry& entry) {
  Items out;
  for (const auto& source : entry.sources) {
    const bool piece = std::any_of(entry.holdings.pieces.begin(), entry.holdings.pieces.end(),
                                   [&](const auto& one) { return one.file == source.path; });
    if (!piece) out.push_back({source.path, {}, source.sha256});
  }
  return out;
}

const Item* find(const Items& items, const std::string& name) {
  const auto it = std::find_if(items.begin(), items.end(), [&](const auto& one) { return one.name == name; });
  return it == items.end() ? nullptr : &*it;
}

class Comparison {
 public:
  void compare(const std::string& output, const ManifestEntry& older, const ManifestEntry& newer) {
    output_ = output;
    const auto begin = changes_.size();
    compare("report", "changed", reports_of(older), reports_of(newer));
    compare("piece", "replaced", pieces_of(older), pieces_of(newer));
    compare("source", "changed", sources_of(older), sources_of(newer));
    if (older.sha256 == newer.sha256 && changes_.size() == begin) return;
    Change whole{"changed", "output", output, output, {}, older.sha256, newer.sha256};
    changes_.insert(changes_.begin() + static_cast<std::ptrdiff_t>(begin), std::move(whole));
  }

  void one_sided(const char* kind, const ManifestEntry& entry) {
    const bool added = kind == std::string_view("added");
    changes_.push_back({kind, "output", entry.path, entry.path, {}, added ? "" : entry.sha256,
                        added ? entry.sha256 : ""});
  }

  std::vector<Change> take() { return std::move(changes_); }

 private:
  void compare(const char* what, const char* different, const Items& older, const Items& newer) {
    for (const auto& now : newer) {
      const auto* was = find(older, now.name);
      if (!was) add("added", what, now, {}, now.sha256);
      if (was && was->sha256 != now.sha256) add(different, what, now, was->sha256, now.sha256);
    }
    for (const auto& was : older)
      if (!find(newer, was.name)) add("removed", what, was, was.sha256, {});
  }

  void add(const char* kind, const char* what, const Item& item, std::string was, std::string is) {
    changes_.push_back({kind, what, output_, item.name, item.title, std::move(was), std::move(is)});
  }

  std::string output_;
  std::vector<Change> changes_;
};

const ManifestEntry* entry_of(const Manifest& manifest, const std::string& path) {
  for (const auto& entry : manifest.outputs)
    if (entry.path == path) return &entry;
  return nullptr;
}

const ManifestEntry* entry_like(const Manifest& manifest, const ManifestEntry& like) {
  if (const auto* same = entry_of(manifest, like.path)) return same;
  for (const auto& entry : manifest.outputs)
    if (entry.type == like.type && entry.activity == like.activity && entry.edition == like.edition)
      return &entry;
  return nullptr;
}

}  // namespace

std::vector<Change> changes_between(const Manifest& older, const Manifest& newer) {
  Comparison comparison;
  for (const auto& now : newer.outputs)
    if (const auto* was = entry_of(older, now.path))
      comparison.compare(now.path, *was, now);
    else
      comparison.one_sided("added", now);
  for (const auto& was : older.outputs)
    if (!entry_of(newer, was.path)) comparison.one_sided("removed", was);
  return comparison.take();
}

std::vector<Change> changes_of_one(const Manifest& older, const Manifest& newer, const std::string& file) {
  const auto* now = entry_of(newer, file);
  if (!now && !newer.outputs.empty()) now = &newer.outputs.front();
  if (!now) return {};
  Comparison comparison;
  if (const auto* was = entry_like(older, *now))
    comparison.compare(now->path.empty() ? was->path : now->path, *was, *now);
  else
    comparison.one_sided("added", *now);
  return comparison.take();
}

}  // namespace taqrir::app
