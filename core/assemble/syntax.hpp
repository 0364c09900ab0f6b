// PDF syntax as text (ISO 32000-1, 7.3), for objects that are written without QPDF's writer.
#pragma once

#include <qpdf/QPDFObjectHandle.hh>
#include <string>
#include <string_view>

namespace taqrir::assemble {

/// With its slash, escaped as needed.
void put_name(std::string& out, const std::string& name);
/// In parentheses, or in hexadecimal digits when there are bytes below 32 or above 126.
void put_string(std::string& out, std::string_view bytes);
std::string string_text(std::string_view bytes);
/// Neither array nor dictionary nor stream; as it was written.
void put_scalar(std::string& out, QPDFObjectHandle scalar);
/// “12 0 R”
std::string reference_text(int number);
/// A real with at most six digits behind the point.
std::string real_text(double value);
/// A string for readers: PDFDocEncoding where it has the letters of `utf8`, else UTF-16.
std::string unicode_text(const std::string& utf8);

}  // namespace taqrir::assemble
