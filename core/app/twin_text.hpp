// A text of a report that is given as the edited twin of that report: only the part that is the text.
#pragma once

#include <functional>

#include "app/report_context.hpp"

namespace taqrir::app {

/// The Markdown of the part that came from the same key of the same report. nullopt: the file is no twin.
/// Errors: it has no such part. What was changed in it outside its texts is added to the findings.
Result<std::optional<std::string>> text_given_as_twin(const MissionSession& session, const FileRef& file,
                                                      const Bytes& bytes, const std::string& format,
                                                      const std::string& report, const Record& fields,
                                                      const std::string& language, Findings& findings);

using FindFile = std::function<Result<FileRef>(const std::string& path, const Span& span)>;
/// For that Markdown: pictures in the twin are found there, everything else as `others` finds it.
FindFile with_pictures_of(const FileRef& twin, FindFile others);

}  // namespace taqrir::app
