#include "names.hpp"

#include <algorithm>

#include "base/word_lists.hpp"
#include "expression.hpp"
#include "figures.hpp"

namespace taqrir::declared {

namespace {

std::vector<std::string> split_path(std::string_view path) {
  std::vector<std::string> out;
  for (std::size_t begin = 0; begin <= path.size();) {
    const auto end = std::min(path.find('.', begin), path.size());
    out.emplace_back(path.substr(begin, end - begin));
    begin = end + 1;
  }
  return out;
}

std::vector<std::string> names_of(const std::vector<Shape>& shapes) {
  std::vector<std::string> out;
  for (const auto& shape : shapes) out.push_back(shape.name);
  return out;
}

Diagnostic unknown(const std::string& name, const std::string& within, const std::vector<std::string>& known,
                   const Span& span) {
  auto d = within.empty() ? error(span, "nothing is called “{}” here", {name})
                          : error(span, "“{}” has no “{}”", {within, name});
  const auto best = nearest(name, known);
  const auto whole = within.empty() ? best : within + "." + best;
  if (!best.empty()) return hinted(std::move(d), "did you mean “{}”?", {whole});
  return hinted(std::move(d), "known here: {}", {listed(known)});
}

Shape simple(std::string name, ShapeKind kind) {
  Shape out;
  out.name = std::move(name), out.kind = kind;
  return out;
}

Shape table(std::string name, std::vector<Shape> members) {
  auto out = simple(std::move(name), ShapeKind::table);
  out.members = std::move(members);
  return out;
}

/// Members of mission.toml that have a name of their own, as in texts.
constexpr const char* kShort[] = {"organisation", "programme", "consultant", "contract"};

}  // namespace

// ---------------------------------------------------------------- names

const Shape* Names::head(std::string_view name) const {
  for (auto it = shapes_.rbegin(); it != shapes_.rend(); ++it)
    if (it->first == name) return it->second;
  return outer_ ? outer_->head(name) : nullptr;
}

std::vector<std::string> Names::all() const {
  auto out = outer_ ? outer_->all() : std::vector<std::string>{};
  for (const auto& [name, shape] : shapes_) out.push_back(name);
  return out;
}

void Names::note(std::string_view path) const {
  for (auto& part : split_path(path))
    if (part == "figures") used().emplace_back("figures");
}

Result<const Shape*> Names::find(std::string_view path, const Span& span) const {
  const auto parts = split_path(path);
  const auto* shape = head(parts.front());
  const auto place = place_of(path, span);
  if (!shape) return fail(unknown(parts.front(), {}, all(), place));
  used().push_back(parts.front() == "fields" && parts.size() > 1 ? parts[1] : parts.front());
  note(path);
  std::string within = parts.front();
  for (std::size_t i = 1; i < parts.size(); ++i) {
    const bool one_row = i == 1 && (within == "item" || within == "row");  // of a sheet, whose shape it has
    const bool rows = shape->holds_rows() && !one_row;
    const auto* member = rows ? nullptr : shape->member(parts[i]);
    if (!member && rows)
      return fail(hinted(error(place, "“{}” has several rows: of which is “{}” meant?", {within, parts[i]}),
                         "repeat: {} … {}; or sum them up: {}",
                         {"{{#each " + within + "}}", "{{/each}}", within + " | sum: " + parts[i]}));
    if (!member) return fail(unknown(parts[i], within, names_of(shape->members), place));
    shape = member, within += "." + parts[i];
  }
  return shape;
}

void Common::add_to(Names& names) const {
  for (const auto& shape : shapes) names.add(shape.name, shape);
}

namespace {

Shape activity_shape(std::string name, const TypeSource& source) {
  auto out = table(std::move(name), shapes_of(source.activity_fields()));
  out.members.push_back(simple("id", ShapeKind::text));
  out.members.push_back(figures_shape());
  return out;
}

}  // namespace

Common common_shapes(const TypeSource& source, ReportScope scope, const std::vector<std::string>& words) {
  Common out;
  auto mission = table("mission", shapes_of(source.mission_fields()));
  for (const auto* name : kShort)
    if (const auto* member = mission.member(name)) out.shapes.push_back(*member);
  out.shapes.push_back(std::move(mission));
  if (scope != ReportScope::mission) out.shapes.push_back(activity_shape("activity", source));
  auto activities = simple("activities", ShapeKind::list);
  activities.element.push_back(activity_shape("", source));
  out.shapes.push_back(std::move(activities));
  out.shapes.push_back(
      table("report", {simple("title", ShapeKind::text), simple("date", ShapeKind::date),
                       simple("status", ShapeKind::text), simple("version", ShapeKind::text)}));
  out.shapes.push_back(simple("today", ShapeKind::date));
  if (!words.empty()) {
    auto own = table("word", {});
    for (const auto& word : words) own.members.push_back(simple(word, ShapeKind::text));
    out.shapes.push_back(std::move(own));
  }
  return out;
}

const Shape& loop_shape() {
  static const Shape kLoop =
      table("loop", {simple("index", ShapeKind::integer), simple("count", ShapeKind::integer),
                     simple("first", ShapeKind::boolean), simple("last", ShapeKind::boolean)});
  return kLoop;
}

Names names_of_item(const Names& outer, const Shape& row) {
  Names out(&outer);
  for (const auto& member : row.members) out.add(member.name, member);
  out.add("loop", loop_shape());
  out.add("item", row);
  return out;
}

// ---------------------------------------------------------------- scopes

const Datum* Scope::find(std::string_view path) const {
  const auto parts = split_path(path);
  const Datum* datum = nullptr;
  for (const auto* scope = this; scope && !datum; scope = scope->outer_)
    for (auto it = scope->data_.rbegin(); it != scope->data_.rend() && !datum; ++it)
      if (it->first == parts.front()) datum = it->second.get();
  for (std::size_t i = 1; i < parts.size() && datum; ++i) datum = datum->member(parts[i]);
  return datum;
}

namespace {

std::shared_ptr<const Datum> shared(Datum datum) { return std::make_shared<const Datum>(std::move(datum)); }

Datum report_datum(const Shape& shape, const ReportContext& context, const std::string& report) {
  Datum out{&shape, {}, {}, {}, {}};
  const auto* status = context.fields().table("status");
  const auto add = [&](const char* name, Datum::Content content) {
    out.members.emplace_back(name, Datum{shape.member(name), std::move(content), {}, {}, {}});
  };
  add("title", context.report_title(report));
  add("date", context.today());
  add("status", status ? Datum::Content(context.locale().word("kit.status." + status->text("state")))
                       : Datum::Content());
  add("version", context.fields().text("version"));
  return out;
}

/// `writer` is null where the figures are not asked for.
Datum activity_datum(const Shape& shape, const Record* record, const std::string& id, kit::Writer* writer) {
  auto out = record ? datum_of(*record, shape) : Datum{&shape, {}, {}, {}, {}};
  for (auto& [name, member] : out.members) {
    if (name == "id") member.content = id;
    if (name == "figures" && writer) member = figures_datum(*member.shape, id, *writer);
  }
  return out;
}

Datum activities_datum(const Shape& shape, const ReportContext& context, kit::Writer* figures) {
  Datum out{&shape, {}, {}, {}, {}};
  for (const auto& activity : context.activities())
    out.elements.push_back(activity_datum(shape.element.front(), activity.record, activity.id, figures));
  return out;
}

Datum words_datum(const Shape& shape, const std::map<std::string, LocalizedText>& words) {
  Datum out{&shape, {}, {}, {}, {}};
  for (const auto& [name, text] : words)
    out.members.emplace_back(name, Datum{shape.member(name), text, {}, {}, {}});
  return out;
}

}  // namespace

void add_common(Scope& scope, const Common& common, kit::Writer& writer,
                const std::map<std::string, LocalizedText>& words) {
  const auto& context = writer.context();
  auto* figures = common.uses_figures ? &writer : nullptr;
  for (const auto& shape : common.shapes) {
    const auto& name = shape.name;
    if (name == "mission") scope.add(name, shared(datum_of(context.mission(), shape)));
    if (name == "activity" && context.activity())
      scope.add(name, shared(activity_datum(shape, context.activity(), context.activity_id(), figures)));
    for (const auto* short_name : kShort)
      if (name == short_name) scope.add(name, shared(datum_of(context.mission().find(name), shape)));
    if (name == "activities" && common.uses_activities)
      scope.add(name, shared(activities_datum(shape, context, figures)));
    if (name == "report") scope.add(name, shared(report_datum(shape, context, writer.report())));
    if (name == "today") scope.add(name, shared(made(ShapeKind::date, context.today())));
    if (name == "word") scope.add(name, shared(words_datum(shape, words)));
  }
}

Scope scope_of_item(const Scope& outer, const std::vector<Datum>& rows, const Datum& item, std::size_t index,
                    std::size_t count) {
  const auto view = [](const Datum& datum) {
    return std::shared_ptr<const Datum>(std::shared_ptr<const Datum>(), &datum);
  };
  Scope out(&outer);
  out.stand_in(rows);
  for (const auto& [name, member] : item.members) out.add(name, view(member));
  Datum loop{&loop_shape(), {}, {}, {}, {}};
  const auto add = [&](const char* name, Datum::Content content) {
    loop.members.emplace_back(name, Datum{loop_shape().member(name), std::move(content), {}, {}, {}});
  };
  add("index", static_cast<std::int64_t>(index + 1)), add("count", static_cast<std::int64_t>(count));
  add("first", index == 0), add("last", index + 1 == count);
  out.add("loop", shared(std::move(loop)));
  out.add("item", view(item));
  return out;
}

Scope scope_of_item(const Scope& outer, const std::vector<Datum>& rows, std::size_t index) {
  return scope_of_item(outer, rows, rows[index], index, rows.size());
}

}  // namespace taqrir::declared
