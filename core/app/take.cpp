// taqrir take: an edited twin back into the texts that it was made of. What was changed outside them is named
// and not taken.
#include <algorithm>

#include "app/job.hpp"
#include "app/paths.hpp"
#include "app/report_context.hpp"
#include "app/selectors.hpp"
#include "app/sessions.hpp"
#include "app/twin_merge.hpp"
#include "app/twin_origin.hpp"
#include "app/twin_outside.hpp"
#include "input/piece_format.hpp"
#include "model/numbering.hpp"

namespace taqrir::app {

namespace {

Diagnostic unknown_report(const std::string& shown, const pandoc::Marks& marks) {
  const auto of = marks.activity.empty() ? std::string("the mission") : "“" + marks.activity + "”";
  return hinted(error(whole_file(shown), "it is the twin of “{}” of {}, which this mission does not declare",
                      {marks.report, of}),
                "name the mission’s folder: taqrir take FILE DIR");
}

Diagnostic unknown_text(const std::string& shown, const std::string& path) {
  return hinted(error(whole_file(shown), "it was made of “{}”, which is no text of this report now", {path}),
                "name the text in activity.toml again, or take its part from the twin by hand");
}

class Taker {
 public:
  Taker(const MissionSession& session, const std::string& shown, Twin twin, Outcome& outcome)
      : session_(session), shown_(shown), twin_(std::move(twin)), outcome_(outcome) {}

  void take() {
    const auto* fields = session_.fields(twin_.marks.report, twin_.marks.activity);
    const bool known = twin_.marks.activity.empty() || session_.activity(twin_.marks.activity);
    if (!fields || !known) return outcome_.diagnostics.push_back(unknown_report(shown_, twin_.marks));
    Findings findings;
    auto composed = compose_report(session_, twin_.marks.report, twin_.marks.activity, fields, findings);
    if (!composed.document) return append(outcome_.diagnostics, std::move(composed.diagnostics));
    const auto locale = session_.shop().locale(composed.document->language);
    if (!locale) return append(outcome_.diagnostics, locale.error());
    number_document(*composed.document, **locale);
    const auto now = pandoc::marks_of(*composed.document, **locale,
                                      origin_of(session_, twin_.marks.report, twin_.marks.activity));
    for (const auto& source : twin_.marks.sources)
      if (now.source(source.path))  // never a path that only the file names
        merge(source.path, now, composed.document->language);
      else
        outcome_.diagnostics.push_back(unknown_text(shown_, source.path));
    append(outcome_.diagnostics, changed_outside(session_, twin_, shown_));
  }

 private:
  void merge(const std::string& path, const pandoc::Marks& now, const std::string& language) {
    auto file = read_text(session_.shop().real, join(session_.mission().folder, path), session_.shown(path));
    if (!file) return append(outcome_.diagnostics, std::move(file.error()));
    input::MarkdownStyle style;
    style.language = language, style.languages = session_.mission().record.texts("languages");
    auto merged = merge_twin(twin_, path, now, *file, style, shown_,
                             [this](const std::string& name) { return existing(name); });
    append(outcome_.diagnostics, std::move(merged.taken));
    append(outcome_.diagnostics, std::move(merged.lost));
    if (!merged.conflicts.empty()) return append(outcome_.diagnostics, std::move(merged.conflicts));
    if (merged.text == (*file)->text()) return;
    for (const auto& picture : merged.pictures)
      if (!write(picture.path, picture.bytes.view())) return;
    write(path, merged.text);
  }

  /// Empty bytes where something stands that cannot be read.
  std::optional<Bytes> existing(const std::string& name) const {
    const auto path = normal(name);
    if (path.starts_with("..") || path.starts_with("/")) return Bytes();
    const auto whole = join(session_.mission().folder, path);
    if (!session_.shop().real.info(whole)) return std::nullopt;
    return session_.shop().real.read(whole).value_or(Bytes());
  }

  bool write(const std::string& path, std::string_view bytes) {
    if (auto written = session_.shop().real.write(join(session_.mission().folder, path), bytes); !written)
      return append(outcome_.diagnostics, std::move(written.error())), false;
    outcome_.outputs.push_back({"take",
                                twin_.marks.activity,
                                extension(path).substr(1),
                                session_.shown(path),
                                0,
                                bytes.size(),
                                {},
                                0});
    return true;
  }

  const MissionSession& session_;
  const std::string shown_;
  const Twin twin_;
  Outcome& outcome_;
};

}  // namespace

Outcome Job::take(const TakeRequest& request) {
  Outcome outcome;
  const auto bytes = world_.read(request.file);
  if (!bytes) return outcome.diagnostics = bytes.error(), outcome;
  auto twin = read_twin(shop(), *bytes, input::piece_format(bytes->view(), request.file), request.file);
  if (!twin) return outcome.diagnostics = std::move(twin.error()), outcome;
  const auto folder = request.folder.empty() ? std::string(".") : request.folder;
  for (const auto& session : open_sessions(shop(), {folder}, outcome.diagnostics))
    if (!has_errors(outcome.diagnostics)) Taker(*session, request.file, *twin, outcome).take();
  sort_and_unify(outcome.diagnostics);
  return outcome;
}

}  // namespace taqrir::app
