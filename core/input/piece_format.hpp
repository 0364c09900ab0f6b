// What an annexed file is, by its content. The name decides only where contents cannot: among plain texts,
// and for a file that claims a format and is too damaged to show it (its reader then says what is wrong).
#pragma once

#include <string>
#include <string_view>

#include "model/piece.hpp"

namespace taqrir::input {

/// "pdf"; "png", "jpeg", "tiff", "webp"; "markdown", "csv", "html", "text"; "docx", "odt"; "xlsx", "ods",
/// "pptx", "odp", "doc", "xls", "ppt", "rtf"; else empty.
std::string piece_format(std::string_view bytes, const std::string& path);
/// The same by the name alone.
std::string format_of_name(const std::string& path);

/// How pieces of a format are held where no converter is called.
Piece::Kind kind_of_format(std::string_view format);
/// Whether only LibreOffice reads it.
bool is_office(std::string_view format);
bool is_picture(std::string_view format);

}  // namespace taqrir::input
