// type.toml to a DeclaredType: every mistake at once.
#include <algorithm>
#include <set>

#include "declared_report.hpp"
#include "fields.hpp"
#include "type_schema.hpp"

namespace taqrir::declared {

namespace {

ReportScope scope_of(const std::string& word) {
  if (word == "mission") return ReportScope::mission;
  return word == "row" ? ReportScope::row : ReportScope::activity;
}

class TypeReader {
 public:
  TypeReader(const TypeSource& source, Diagnostics& diagnostics)
      : source_(source), raw_(source.declaration()), diagnostics_(diagnostics) {}

  std::unique_ptr<const DeclaredType> read() {
    if (!known_format()) return nullptr;
    record_ = source_.checked(raw_, type_schema(), diagnostics_);
    head();
    fields();
    names();
    program();
    sections();
    unused_fields();
    const auto& used = names_.used();
    type_->declaration.common.uses_activities =
        std::find(used.begin(), used.end(), "activities") != used.end();
    type_->declaration.common.uses_figures = std::find(used.begin(), used.end(), "figures") != used.end();
    type_->uses_rows = std::find(used.begin(), used.end(), type_->info.rows) != used.end();
    if (has_errors(diagnostics_)) return nullptr;
    return std::move(type_);
  }

 private:
  void say(Diagnostic diagnostic) { diagnostics_.push_back(std::move(diagnostic)); }

  bool known_format() {
    const auto version = raw_.integer("format_version");
    if (!version || *version <= kFormatVersion) return true;
    say(hinted(error(raw_.span_of("format_version"),
                     "this type is written in format {}; this program knows format {}",
                     {std::to_string(*version), std::to_string(kFormatVersion)}),
               "install a newer Taqrir"));
    return false;
  }

  void head() {
    auto& info = type_->info;
    info.id = source_.id();
    if (const auto id = record_.text("id"); !id.empty() && id != info.id)
      say(hinted(error(record_.span_of("id"), "the id “{}” is not the folder’s name “{}”", {id, info.id}),
                 "give both the same name"));
    info.title = record_.localized("title"), info.summary = record_.localized("summary");
    info.scope = scope_of(record_.text("scope"));
    info.rows = record_.text("rows");
    languages();
    auto& declaration = type_->declaration;
    declaration.id = info.id, declaration.files = source_.files();
    declaration.prefix = source_.file("", {}).path;
    declaration.currency = record_.text("currency");
    check_currency(record_, diagnostics_);
    for (const auto* key : {"title", "summary"})
      if (const auto* value = raw_.find(key)) check_translations(*value, declaration, diagnostics_);
    words();
    theme();
  }

  void languages() {
    auto& languages = type_->declaration.languages;
    languages = record_.texts("languages");
    if (!languages.empty()) return;
    for (const auto& [language, text] : type_->info.title.by_language)
      if (!language.empty()) languages.push_back(language);
  }

  void words() {
    const Record* words = record_.table("words");
    if (!words) return;
    for (const auto& [name, value] : words->entries())
      type_->declaration.words[name] = words->localized(name);
    if (const Record* raw = raw_.table("words"))
      for (const auto& [name, value] : raw->entries())
        check_translations(value, type_->declaration, diagnostics_);
  }

  void theme() {
    const auto name = record_.text("theme");
    if (name.empty()) return;
    const auto& files = type_->declaration.files;
    if (std::find(files.begin(), files.end(), name) == files.end())
      return say(hinted(error(record_.span_of("theme"), "the type’s folder has no file “{}”", {name}),
                        "write it, or take the key out"));
    type_->info.theme = source_.file(name, record_.span_of("theme"));
  }

  void fields() {
    ReadFields reader{source_, type_->declaration, diagnostics_};
    type_->declaration.fields = reader.fields(raw_.tables("field"));
    for (const auto& shape : type_->declaration.fields) type_->info.fields.push_back(field_of(shape));
  }

  void names() {
    std::vector<std::string> words;
    for (const auto& [name, text] : type_->declaration.words) words.push_back(name);
    auto& declaration = type_->declaration;
    declaration.common = common_shapes(source_, type_->info.scope, words);
    declaration.common.add_to(names_);
    for (const auto& shape : declaration.fields) names_.add(shape.name, shape);
    all_fields_.kind = ShapeKind::table, all_fields_.members = declaration.fields;
    names_.add("fields", all_fields_);
    rows();
  }

  /// In row scope: what `row` is, and the name of each file.
  void rows() {
    const auto& info = type_->info;
    type_->file_name = record_.localized("file_name"), type_->file_name_span = record_.span_of("file_name");
    if (info.scope != ReportScope::row) return only_of_rows();
    if (info.rows.empty())
      return say(
          hinted(error(record_.span_of("scope"), "a type of the scope “row” says of which field’s rows"),
                 "add rows = \"participants\""));
    const auto row = check_rows(info.rows, names_, record_.span_of("rows"));
    if (!row) return append(diagnostics_, row.error());
    names_.used().pop_back();  // that was ourselves
    if (!find_field(info.fields, info.rows))
      return say(hinted(error(record_.span_of("rows"), "“{}” is no field of this type", {info.rows}),
                        "name a [[field]] of type sheet or list"));
    names_.add("row", **row);
    if (const auto* value = raw_.find("file_name")) {
      if (const auto* text = std::get_if<std::string>(&value->content))
        append(diagnostics_, source_.rehearse(*text, value->span, NameBindings(names_)));
    }
  }

  void only_of_rows() {
    for (const auto* key : {"rows", "file_name"})
      if (record_.has(key))
        say(hinted(error(record_.span_of(key), "“{}” is for types that are made for each row", {key}),
                   "write scope = \"row\", or take the key out"));
  }

  // -------------------------------------------------------------- sections

  /// What the program is and whether it may run is the host's to say.
  void program() {
    type_->by_program = raw_.has("program");
    if (type_->by_program && raw_.has("section"))
      say(hinted(error(raw_.span_of("section"), "a type is made of sections, or by a program, not both"),
                 "take out the sections, or the key “program”"));
    if (!type_->by_program && raw_.has("limits"))
      say(hinted(error(raw_.span_of("limits"), "the limits are those of a program, and the type has none"),
                 "take them out, or add program = [\"python3\", \"report.py\"]"));
  }

  void sections() {
    if (type_->by_program) return;
    const auto all = raw_.tables("section");
    if (all.empty() && !raw_.has("section"))
      say(hinted(error(raw_.span(), "the type has no section: its report would be empty"),
                 "add [[section]] with component = \"text\""));
    std::set<std::string> ids;
    for (const auto& raw : all) section(raw, ids);
  }

  void section(const Record& raw, std::set<std::string>& ids) {
    const auto name = raw.text("component");
    const auto* component = find_component(name);
    if (!component) return unknown_component(raw, name);
    Section out;
    out.component = component;
    out.record = source_.checked(raw, section_schema(component->keys), diagnostics_);
    out.level = static_cast<int>(std::clamp<std::int64_t>(out.record.integer("level").value_or(1), 1, 6));
    if (const auto id = out.record.text("id"); !id.empty() && !ids.insert(id).second)
      say(hinted(error(out.record.span_of("id"), "another section has the id “{}”", {id}),
                 "give each section its own id"));
    check(raw, out);
    type_->sections.push_back(std::move(out));
  }

  void unknown_component(const Record& raw, const std::string& name) {
    std::vector<std::string> known;
    std::string all;
    for (const auto& component : components()) {
      known.push_back(component.name);
      all += (all.empty() ? "" : ", ") + component.name;
    }
    auto d = raw.has("component") ? error(raw.span_of("component"), "no component is called “{}”", {name})
                                  : error(raw.span(), "the section does not say its component");
    const auto best = nearest(name, known);
    say(best.empty() ? hinted(std::move(d), "components: {}", {all})
                     : hinted(std::move(d), "did you mean “{}”?", {best}));
  }

  void check(const Record& raw, Section& section) {
    const auto& record = section.record;
    auto inner = std::make_unique<Names>(&names_);
    if (record.has("for_each")) {
      const auto row = check_rows(record.text("for_each"), names_, record.span_of("for_each"));
      if (!row) return append(diagnostics_, row.error());
      inner = std::make_unique<Names>(names_of_item(names_, **row));
    }
    Checking checking(source_, type_->declaration, *inner, raw, record, diagnostics_);
    if (const auto* value = raw.find("when")) {
      checking.say(mistakes_in(*value, *inner));
      auto when = parse_condition(*value);
      if (when) section.when = std::move(*when);
    }
    checking.text("title");
    section.component->check(checking);
    if (section.component->name == "report-section")
      type_->info.uses.push_back({record.text("report"), record.span_of("report")});
  }

  void unused_fields() {
    if (type_->by_program || has_errors(diagnostics_)) return;  // what could not be read may use them
    const auto& used = names_.used();
    for (const auto& field : type_->declaration.fields) {
      const bool is_used =
          std::find(used.begin(), used.end(), field.name) != used.end() || field.name == type_->info.rows;
      if (!is_used)
        say(hinted(note(field.span, "no section makes use of the field “{}”", {field.name}),
                   "show it in a section, or take it out of the form"));
    }
  }

  const TypeSource& source_;
  const Record& raw_;
  Diagnostics& diagnostics_;
  Record record_;
  std::unique_ptr<DeclaredType> type_ = std::make_unique<DeclaredType>();
  Shape all_fields_;
  Names names_;
};

}  // namespace

std::unique_ptr<const DeclaredType> read_type(const TypeSource& source, Diagnostics& diagnostics) {
  auto type = TypeReader(source, diagnostics).read();
  sort_and_unify(diagnostics);
  return type;
}

}  // namespace taqrir::declared
