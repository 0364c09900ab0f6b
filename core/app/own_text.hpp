// A text of the mission that was written with another program: Word, LibreOffice, a browser, LaTeX.
#pragma once

#include "app/mission_session.hpp"
#include "app/report_context.hpp"
#include "input/markdown.hpp"

namespace taqrir::app {

/// “docx”, “odt”, “html”, “epub”, “latex”, which Pandoc reads, or what is no text at all; empty: it is
/// Markdown.
std::string format_of_own_text(std::string_view bytes, const std::string& path);

/// See ReportContext::text. `options` are those of a Markdown text in the file's place.
Result<Blocks> own_text(const MissionSession& session, const FileRef& file, const std::string& format,
                        const input::MarkdownOptions& options, Findings& findings);

}  // namespace taqrir::app
