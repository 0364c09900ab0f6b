// The names that a template may write, one scope within another: what they are (Names, for the check) and
// what they have in them (Scope, when a report is composed). Inner names win.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "datum.hpp"
#include "kit/writer.hpp"
#include "sdk/report.hpp"
#include "sdk/report_type.hpp"

namespace taqrir::declared {

class Names {
 public:
  Names() = default;
  explicit Names(const Names* outer) : outer_(outer) {}

  /// `shape` must outlive the names.
  void add(std::string name, const Shape& shape) { shapes_.emplace_back(std::move(name), &shape); }
  /// The shape, or an error that offers the nearest name.
  Result<const Shape*> find(std::string_view path, const Span& span) const;
  /// As find(), and notes that the type makes use of it.
  const Shape* head(std::string_view name) const;
  std::vector<std::string> all() const;
  /// First parts of paths that were found; of the outermost scope.
  std::vector<std::string>& used() const { return outer_ ? outer_->used() : used_; }
  /// Notes the parts of a path that are looked for whatever they stand in.
  void note(std::string_view path) const;

 private:
  const Names* outer_ = nullptr;
  std::vector<std::pair<std::string, const Shape*>> shapes_;
  mutable std::vector<std::string> used_;
};

/// What every template may name beside its fields: mission, activity, organisation …, report, today, and the
/// type's words. Kept as long as the type.
struct Common {
  std::vector<Shape> shapes;  ///< by their names
  /// Whether the type names `activities`: then its reports are made again when any activity changes.
  bool uses_activities = false;
  bool uses_figures = false;  ///< whether it names `figures`: then the activities' sheets are read
  void add_to(Names& names) const;
};
Common common_shapes(const TypeSource& source, ReportScope scope, const std::vector<std::string>& words);

/// Names of a repetition: `item`, the item's own members by their bare names, and `loop`.
Names names_of_item(const Names& outer, const Shape& row);
const Shape& loop_shape();

// ---------------------------------------------------------------- when a report is composed

class Scope {
 public:
  Scope() = default;
  explicit Scope(const Scope* outer) : outer_(outer) {}

  void add(std::string name, std::shared_ptr<const Datum> datum) {
    data_.emplace_back(std::move(name), std::move(datum));
  }
  /// Null: there is nothing of that name, or nothing in it.
  const Datum* find(std::string_view path) const;
  /// Of an item: all the rows that it is one of; null elsewhere.
  const std::vector<Datum>* rows() const { return rows_ || !outer_ ? rows_ : outer_->rows(); }
  void stand_in(const std::vector<Datum>& rows) { rows_ = &rows; }

 private:
  const Scope* outer_ = nullptr;
  const std::vector<Datum>* rows_ = nullptr;
  std::vector<std::pair<std::string, std::shared_ptr<const Datum>>> data_;
};

/// What cannot be read of the activities' sheets is kept by the writer.
void add_common(Scope& scope, const Common& common, kit::Writer& writer,
                const std::map<std::string, LocalizedText>& words);
/// `item`, one of `rows`, as number `index` of the `count` that are shown. Both must outlive the scope.
Scope scope_of_item(const Scope& outer, const std::vector<Datum>& rows, const Datum& item, std::size_t index,
                    std::size_t count);
/// Of all rows the one at `index`.
Scope scope_of_item(const Scope& outer, const std::vector<Datum>& rows, std::size_t index);

}  // namespace taqrir::declared
