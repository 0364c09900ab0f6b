// Forms to fill in, made from a report's fields.
#pragma once

#include <functional>
#include <string>

#include "model/locale.hpp"
#include "sdk/report.hpp"

namespace taqrir::app {

/// The file that stands ready for a field; empty: none does.
using FileOf = std::function<std::string(const Field&)>;

/// What a text or a sheet that a form asks for is called; empty: the field names none.
std::string file_name_for(const Field& field);

/// The form to be written into activity.toml, in the locale's language: every field with its label, help and
/// choices as comments, the parts of rows too; what is required stands blank (`check` asks for it), the rest
/// is commented out.
std::string form_of(const ReportInfo& info, const Locale& locale, const FileOf& file_of);

}  // namespace taqrir::app
