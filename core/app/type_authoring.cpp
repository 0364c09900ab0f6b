// taqrir types new: a type's folder, copied from the starter type or from another type, under a name of its
// own.
#include <algorithm>

#include "app/job.hpp"
#include "app/paths.hpp"
#include "app/selectors.hpp"
#include "app/workshop.hpp"

namespace taqrir::app {

namespace {

constexpr const char* kStarterId = "mon-type";  // in templates/starter-type

bool is_part_of_id(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || (c >= 'A' && c <= 'Z');
}

/// Whether what stands between the two is the type's id, and no word of a text: `"ID"`,
/// `plan = "ID.list"`, `deliverables.ID`, `types/ID/`, and in a comment `taqrir … ID`.
bool is_name(std::string_view before, std::string_view after) {
  if (!after.empty() && is_part_of_id(after.front())) return false;
  for (const auto* key : {"deliverables.", "types/"})
    if (before.ends_with(key)) return true;
  if (before.ends_with("plan = \"")) return true;
  if (before.ends_with('"')) return after.starts_with('"');
  const auto line = before.substr(before.rfind('\n') + 1);
  return line.starts_with('#') && line.find("taqrir ") != std::string_view::npos && before.ends_with(' ');
}

/// `text` with `old`, where it is the type's name, as `fresh`.
std::string renamed(const std::string& text, const std::string& old, const std::string& fresh) {
  std::string out;
  std::size_t begin = 0;
  for (auto at = text.find(old); at != std::string::npos; at = text.find(old, at + old.size())) {
    const auto all = std::string_view(text);
    if (!is_name(all.substr(0, at), all.substr(at + old.size()))) continue;
    out += text.substr(begin, at - begin) + fresh;
    begin = at + old.size();
  }
  return out + text.substr(begin);
}

bool holds_names(const std::string& name) { return name.ends_with(".toml") || name.ends_with(".document"); }

class TypeCopier {
 public:
  TypeCopier(World& world, std::string old, std::string fresh, Outcome& outcome)
      : world_(world), old_(std::move(old)), fresh_(std::move(fresh)), outcome_(outcome) {}

  void copy(const std::string& from, const std::string& to) {
    for (const auto& name : world_.list(from)) {
      const auto source = join(from, name), target = join(to, name);
      const auto info = world_.info(source);
      if (info && info->is_directory)
        copy(source, target);
      else
        copy_file(source, to, name);
    }
  }

 private:
  void copy_file(const std::string& source, const std::string& folder, const std::string& name) {
    const auto bytes = world_.read(source);
    if (!bytes) return append(outcome_.diagnostics, bytes.error());
    const bool names = holds_names(name);
    const auto text = names ? renamed(std::string(bytes->view()), old_, fresh_) : std::string(bytes->view());
    const auto target = join(folder, name);
    if (auto written = world_.write(target, text); !written)
      return append(outcome_.diagnostics, std::move(written.error()));
    const auto format = extension(target);
    outcome_.outputs.push_back(
        {"types", {}, format.substr(format.empty() ? 0 : 1), target, 0, text.size(), {}, 0});
  }

  World& world_;
  std::string old_, fresh_;
  Outcome& outcome_;
};

bool is_type_id(const std::string& id) {
  return !id.empty() && id.front() != '-' && std::all_of(id.begin(), id.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  });
}

Diagnostics refusal(World& world, const ReportTypes& types, const NewTypeRequest& request,
                    const std::string& target) {
  if (!is_type_id(request.id))
    return {hinted(error({}, "“{}” cannot be the id of a type", {request.id}, Blame::usage),
                   "small letters without accents, digits and “-”: compte-rendu")};
  if (world.info(target))
    return {hinted(error({}, "“{}” is there already", {target}, Blame::usage),
                   "give the type another id, or remove the folder")};
  if (types.knows(request.id) && types.origin(request.id) == TypeOrigin::plugin)
    return {hinted(error({}, "a report type is called “{}” already, by the plugin “{}”",
                         {request.id, types.plugin(request.id)}, Blame::usage),
                   "give the type another id")};
  return {};
}

}  // namespace

Outcome Job::new_type(const NewTypeRequest& request) {
  Outcome outcome;
  const auto folder = request.folder.empty() ? std::string(".") : request.folder;
  outcome.diagnostics = no_mission(world_, folder);
  if (has_errors(outcome.diagnostics)) return outcome;
  const auto target = join(join(folder, "types"), request.id);
  const auto& types = shop().types_here();
  outcome.diagnostics = refusal(world_, types, request, target);
  if (has_errors(outcome.diagnostics)) return outcome;
  std::string source, old = request.from.empty() ? kStarterId : request.from;
  if (request.from.empty()) {
    for (const auto& data : locations_.data)
      if (source.empty() && world_.info(join(data, "starter-type/type.toml")))
        source = join(data, "starter-type");
    if (source.empty())
      outcome.diagnostics = {
          hinted(error({}, "the starter type that ships with Taqrir is not found", {}, Blame::machine),
                 "set TAQRIR_DATA to the folder “templates” of Taqrir, or install it again")};
  } else if (const auto* from = types.folder(request.from)) {
    source = from->folder;
  } else if (types.knows(request.from)) {
    outcome.diagnostics = {
        hinted(error({}, "“{}” is no folder but made by the plugin “{}”: it cannot be copied",
                     {request.from, types.plugin(request.from)}, Blame::usage),
               "“taqrir types” says which types are folders")};
  } else {
    (void)type(request.from, outcome.diagnostics);  // says that there is none
  }
  if (source.empty()) return outcome;
  TypeCopier(world_, old, request.id, outcome).copy(source, target);
  if (has_errors(outcome.diagnostics)) return outcome;
  shop_.reset();  // the schemas know the new type too
  write_schemas(folder, {"mission", "activity", "type"}, outcome);
  return outcome;
}

}  // namespace taqrir::app
