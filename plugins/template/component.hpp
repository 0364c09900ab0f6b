// A component is one kind of section: its keys in type.toml, a check and a verb. Each is one small file;
// components.cpp lists them, and the check, the JSON Schema and the reference page are made from that list.
#pragma once

#include <functional>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "bindings.hpp"
#include "condition.hpp"
#include "environment.hpp"
#include "kit/writer.hpp"
#include "names.hpp"
#include "sdk/report_type.hpp"

namespace taqrir::declared {

/// What a type is made of beside its sections.
struct Declaration {
  std::string id;
  std::vector<std::string> languages;  ///< that the type promises its texts in
  std::vector<std::string> files;      ///< of its folder
  std::string prefix;                  ///< before their names in a FileRef
  std::string currency;
  std::map<std::string, LocalizedText> words;
  std::vector<Shape> fields;
  Common common;
};

/// The file of a text in a language: "x.ar.md" for "x.md", else "x.md", else in the first language that has
/// it. Empty: there is none.
std::string file_in(const Declaration& type, const std::string& name, const std::string& language);
/// "x.ar.md" for "x.md", where the folder has it; else empty.
std::string file_of_language(const Declaration& type, const std::string& name, const std::string& language);

/// A section being checked. What is wrong is said at once, in the type's own file.
class Checking {
 public:
  Checking(const TypeSource& source, const Declaration& type, const Names& names, const Record& raw,
           const Record& section, Diagnostics& diagnostics)
      : source_(source),
        type_(type),
        names_(names),
        raw_(raw),
        section_(section),
        diagnostics_(diagnostics) {}

  const Record& section() const { return section_; }  ///< as checked against the keys
  const Names& names() const { return names_; }
  const Declaration& type() const { return type_; }
  const TypeSource& source() const { return source_; }
  void say(Diagnostic diagnostic) { diagnostics_.push_back(std::move(diagnostic)); }
  void say(Diagnostics diagnostics) { append(diagnostics_, std::move(diagnostics)); }

  /// A text with placeholders, in each of its languages; warns of those that are missing.
  void text(std::string_view key) { text(raw_, key, names_); }
  void text(const Record& raw, std::string_view key, const Names& names);
  /// A Markdown file of the type's folder, in each of its languages.
  void file(std::string_view key);
  /// The rows that a key names; null when there are none (which has been said).
  const Shape* rows(std::string_view key);
  /// What a key's expression gives in a line; null likewise.
  const Shape* expression(const Record& raw, std::string_view key, const Names& names);
  void condition(const Record& raw, std::string_view key, const Names& names);
  /// A field of one of these kinds that a key names; null likewise.
  const Shape* field(std::string_view key, const std::vector<ShapeKind>& kinds) {
    return field(section_, key, kinds, names_);
  }
  const Shape* field(const Record& record, std::string_view key, const std::vector<ShapeKind>& kinds,
                     const Names& names);
  /// A field of a ready-made type ("budget") that a key names.
  void preset(std::string_view key, const char* preset);
  /// Exactly one of the keys must stand.
  void one_of(std::initializer_list<const char*> keys, const char* none, const char* several,
              const char* remedy);
  /// The key `activity`: an expression that gives an activity's id.
  void activity() { expression(section_, "activity", names_); }
  /// The tables under a key, as they are written.
  std::vector<Record> raw_tables(std::string_view key) const { return raw_.tables(key); }
  Record raw_table(std::string_view key) const {
    const Record* table = raw_.table(key);
    return table ? *table : Record();
  }
  Checking within(const Names& names) const { return {source_, type_, names, raw_, section_, diagnostics_}; }

 private:
  const TypeSource& source_;
  const Declaration& type_;
  const Names& names_;
  const Record& raw_;
  const Record& section_;
  Diagnostics& diagnostics_;
};

/// A section being composed.
class Composing {
 public:
  Composing(const Declaration& type, Environment& environment, const Scope& scope, const Record& section,
            int level)
      : type_(type), environment_(environment), scope_(scope), section_(section), level_(level) {}

  const Record& section() const { return section_; }
  const Declaration& type() const { return type_; }
  Environment& environment() { return environment_; }
  kit::Writer& writer() { return environment_.writer(); }
  const Scope& scope() const { return scope_; }
  /// Of headings within the section.
  int level() const { return level_; }

  Inlines text(std::string_view key) { return text(section_, key, scope_); }
  Inlines text(const Record& record, std::string_view key, const Scope& scope);
  Blocks file(std::string_view key);
  /// A file of the type's folder.
  Blocks file_named(const std::string& name, const Span& named = {});
  /// The rows that a key names; none when they are missing.
  const std::vector<Datum>& rows(std::string_view key);
  /// A scope for each of the rows that a key names and `where` takes; valid as long as the section.
  std::vector<Scope> scopes(std::string_view key);
  bool holds(const Record& record, std::string_view key, const Scope& scope);
  /// The datum of a field that a key names; null when there is none.
  const Datum* field(std::string_view key);
  Evaluated value(std::string_view expression, const Scope& scope);
  /// The activity that the key `activity` names; without it, the report's own.
  std::string activity();
  /// missing = "left-out": a section without content has no title either.
  bool leaves_out_missing() const { return section_.text("missing") == "left-out"; }

 private:
  const Declaration& type_;
  Environment& environment_;
  const Scope& scope_;
  const Record& section_;
  int level_;
};

struct Component {
  std::string name;
  std::string french, english;  ///< one sentence, for the reference
  Schema keys;                  ///< beside those that every section has
  void (*check)(Checking&);
  Blocks (*compose)(Composing&);
  std::string example;       ///< TOML, for the reference
  bool takes_title = false;  ///< the section's title is the component's, and no heading
};

/// activity = "item.id", and missing = "left-out": keys of components that show what an activity has.
Field activity_key();
Field missing_key();
/// parts = ["table"], caption = "…": which of the parts are shown, and what stands below a table.
Field parts_key(std::vector<std::string> parts);
Field caption_key();
/// Whether the section shows the part; all unless it says.
bool shows(const Composing& composing, const std::string& part);
/// The table under the section's own caption, where it has one.
Block captioned(Composing& composing, Block table);
/// That there is nothing to show is said, or left out as the section wishes.
Blocks without_content(Composing& composing);

const std::vector<Component>& components();
const Component* find_component(std::string_view name);
/// Whether the anchors in its texts are an author's, so that one that stands twice is a mistake to be told.
bool has_authors_anchors(const Component& component);

/// Warns of languages that the type promises and a text lacks. `raw`: as written, a text or a table of
/// languages.
void check_translations(const Value& raw, const Declaration& type, Diagnostics& diagnostics);

}  // namespace taqrir::declared
