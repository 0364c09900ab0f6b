// Writes one report: its blocks in order, with all that goes wrong on the way. A report that is composed
// with a Writer reads like its own table of contents.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "kit/words.hpp"
#include "sdk/report.hpp"

namespace taqrir::kit {

class Writer {
 public:
  /// `topic`: of the plugin's words (templates/locales/<language>/<topic>.toml).
  Writer(const ReportContext& context, const ReportInfo& info, std::string topic);

  const ReportContext& context() const noexcept { return context_; }
  const Record& fields() const { return context_.fields(); }
  const Words& words() const noexcept { return words_; }  ///< the plugin's
  const Words& kit() const noexcept { return kit_; }      ///< those that all plugins share
  std::string word(std::string_view key, const Arguments& arguments = {}) const {
    return words_(key, arguments);
  }
  const std::string& report() const noexcept { return info_.id; }

  // ---- what is said
  void add(Block block) { blocks_.push_back(std::move(block)); }
  void add(Blocks blocks);
  /// A heading in the plugin's words; its anchor is "part-" and the key.
  void heading(int level, std::string_view key);
  void unnumbered_heading(int level, std::string_view key);
  void paragraph(std::string_view key, const Arguments& arguments = {});
  /// Contents list to `depth` levels, under the document's own word.
  void contents(int depth = 2);

  // ---- what is read; what cannot be read is kept as diagnostics
  /// The Markdown file under `key`, or nothing when the key is absent.
  Blocks text(std::string_view key, int heading_level = 2);
  Inlines inlines(const std::string& text, const Span& span);
  Inlines inlines(const Record& record, std::string_view key);
  /// The elements of an array of strings.
  std::vector<Inlines> list(const Record& record, std::string_view key);

  // ---- what goes wrong
  Diagnostics& diagnostics() noexcept { return diagnostics_; }
  /// An error: a part that the terms of reference demand is not there. `remedy`: the hint, whole.
  void lacks(std::string_view key, std::string remedy);
  /// As lacks(), for a key that names a Markdown file; also when the file holds no text. True: it is there.
  bool demands_text(std::string_view key, std::string remedy);

  /// The document, or none when there were errors.
  Composed finish();

 private:
  const ReportContext& context_;
  const ReportInfo& info_;
  Words words_, kit_;
  Blocks blocks_;
  Diagnostics diagnostics_;
};

/// What the report is about: the activity's title, or the mission's; the deliverable's own title first.
LocalizedText subject_of(const ReportContext& context);

}  // namespace taqrir::kit
