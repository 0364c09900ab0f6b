#include "app/twin_text.hpp"

#include "app/assets.hpp"
#include "app/twin_merge.hpp"
#include "app/twin_outside.hpp"

namespace taqrir::app {

namespace {

std::string key_that_names(const Record& fields, const FileRef& file) {
  for (const auto& [key, value] : fields.entries())
    if (const auto* named = std::get_if<FileRef>(&value.content); named && named->path == file.path)
      return key;
  return {};
}

Diagnostic no_such_part(const FileRef& file, const std::string& report, const std::string& key) {
  return hinted(
      error(file.span, "“{}” is the twin of a report, and holds no text that was “{}” of [deliverables.{}]",
            {file.path, key, report}),
      "name the twin of this report, or a text of its own");
}

}  // namespace

Result<std::optional<std::string>> text_given_as_twin(const MissionSession& session, const FileRef& file,
                                                      const Bytes& bytes, const std::string& format,
                                                      const std::string& report, const Record& fields,
                                                      const std::string& language, Findings& findings) {
  const auto marks = marks_in(bytes, format);
  if (!marks) return std::nullopt;
  const auto key = key_that_names(fields, file);
  const pandoc::SourceMark* part = nullptr;
  for (const auto& source : marks->sources)
    if (source.field == key && marks->report == report) part = &source;
  if (!part && marks->sources.size() == 1) part = &marks->sources.front();
  if (!part) return fail(no_such_part(file, report, key));
  const auto shown = session.shown(file.path);
  const auto twin = read_twin(session.shop(), bytes, format, shown);
  if (!twin) return fail(twin.error());
  input::MarkdownStyle style;
  style.language = language, style.languages = session.mission().record.texts("languages");
  Diagnostics told;
  TwinPictures pictures(twin->pictures, [&](const std::string& address) {
    return as_picture_in(file.path, picture_key(address));
  });
  auto text = text_of_twin(*twin, part->path, style, pictures, told);
  append(told, changed_outside(session, *twin, shown));
  findings.add(std::move(told));
  return std::optional(std::move(text));
}

FindFile with_pictures_of(const FileRef& twin, FindFile others) {
  return [path = twin.path, others = std::move(others)](const std::string& wanted,
                                                        const Span& span) -> Result<FileRef> {
    if (wanted != path && source_of(wanted) == path) return FileRef{wanted, span};
    return others(wanted, span);
  };
}

}  // namespace taqrir::app
