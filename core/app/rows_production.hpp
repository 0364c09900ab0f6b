// A production of rows: a folder with a file for each, made on several threads, each given up as soon as it
// is written.
#pragma once

#include <functional>
#include <string>

#include "app/product.hpp"

namespace taqrir::app {

/// How far it is. May be called from any thread, never from two at once.
struct RowProgress {
  std::function<void(std::size_t rows)> begin;
  std::function<void(const std::string& name)> made;
};

/// A row that has errors is told of and has no file; the others are made.
Product make_rows(Workshop& shop, const Production& production, std::size_t threads,
                  const RowProgress& progress);

/// All rows in one PDF, with a bookmark for each, written part by part. A row that has errors is left out.
Product make_rows_in_one(Workshop& shop, const Production& production, std::size_t threads,
                         const RowProgress& progress);

/// What tells apart two productions of the same rows.
std::string rows_key(const Production& production);
/// Whether each of the folder's files is still what it was.
bool rows_lie_there(World& world, const ProductFile& folder);

/// Joins the entry with what the manifest in `folder` lists of the same rows: where only some were asked for,
/// or some could not be made, the others' files stay; else those that no row has any more are removed.
void settle_rows(World& world, const std::string& folder, const Production& production, ManifestEntry& entry,
                 Diagnostics& diagnostics);

/// Of a table without rows: what the manifest in `folder` lists of earlier ones is removed.
void forget_rows(World& world, const std::string& folder, const Production& production,
                 Diagnostics& diagnostics);

}  // namespace taqrir::app
