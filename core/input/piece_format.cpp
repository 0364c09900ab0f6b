#include "input/piece_format.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "base/unicode.hpp"

namespace taqrir::input {

namespace {

using namespace std::string_view_literals;

constexpr std::size_t kHead =
    1024;  // where a PDF's first line may begin (ISO 32000-1, implementation note 13)

bool holds(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return out;
}

std::string lower_extension(const std::string& path) {
  const auto name = path.substr(path.rfind('/') + 1);
  const auto dot = name.rfind('.');
  return dot == std::string::npos ? std::string() : lower(name.substr(dot + 1));
}

// ---------------------------------------------------------------- packages (ZIP, OLE)

// ODF 1.2 part 3, 3.3: the first member is “mimetype”, stored, so its content stands at byte 38.
std::string open_document(std::string_view bytes) {
  constexpr auto kType = "mimetypeapplication/vnd.oasis.opendocument."sv;
  if (bytes.size() < 30 || bytes.substr(30, kType.size()) != kType) return {};
  const auto type = bytes.substr(30 + kType.size(), 12);
  if (type.starts_with("text")) return "odt";
  if (type.starts_with("spreadsheet")) return "ods";
  return type.starts_with("presentation") ? "odp" : "";
}

// Names of members stand in the clear; the directory of all of them at the end.
std::string package(std::string_view bytes) {
  if (auto open = open_document(bytes); !open.empty()) return open;
  if (bytes.size() > 30 && bytes.substr(30).starts_with("mimetypeapplication/epub+zip")) return "epub";
  const auto directory = bytes.substr(bytes.size() - std::min<std::size_t>(bytes.size(), 1u << 16));
  const auto has = [&](std::string_view name) { return holds(directory, name); };
  if (has("word/document.xml")) return "docx";
  if (has("xl/workbook.")) return "xlsx";
  return has("ppt/presentation.xml") ? "pptx" : "";
}

// All old Office files are one container: the name says which.
std::string old_office(const std::string& extension) {
  for (const auto* known : {"doc", "xls", "ppt"})
    if (extension == known) return extension;
  return {};
}

// ---------------------------------------------------------------- texts

bool is_html(std::string_view bytes) {
  auto head = lower(bytes.substr(0, 512));
  const auto first = head.find_first_not_of("\xEF\xBB\xBF \t\r\n");
  if (first == std::string::npos) return false;
  head.erase(0, first);
  return head.starts_with("<!doctype html") || head.starts_with("<html");
}

bool is_text(std::string_view bytes) {
  const auto control = [](unsigned char c) { return c < 0x20 && (c < '\t' || c > '\r') && c != 0x1B; };
  return !bytes.empty() && std::none_of(bytes.begin(), bytes.end(), control);
}

std::string text_format(const std::string& extension) {
  if (extension == "md" || extension == "markdown") return "markdown";
  if (extension == "csv" || extension == "tsv") return "csv";
  return extension == "txt" || extension == "text" || extension.empty() ? "text" : "";
}

std::string by_signature(std::string_view bytes, const std::string& extension) {
  if (holds(bytes.substr(0, kHead), "%PDF-")) return "pdf";
  if (bytes.starts_with("\x89PNG\r\n\x1A\n")) return "png";
  if (bytes.starts_with("\xFF\xD8\xFF")) return "jpeg";
  if (bytes.starts_with("II*\0"sv) || bytes.starts_with("MM\0*"sv)) return "tiff";
  if (bytes.starts_with("RIFF") && bytes.size() > 8 && bytes.substr(8, 4) == "WEBP") return "webp";
  if (bytes.starts_with("PK\3\4")) return package(bytes);
  if (bytes.starts_with("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")) return old_office(extension);
  return bytes.starts_with("{\\rtf") ? "rtf" : "";
}

constexpr std::array kFormats{
    std::pair{"pdf"sv, "pdf"sv},   std::pair{"png"sv, "png"sv},   std::pair{"jpg"sv, "jpeg"sv},
    std::pair{"jpeg"sv, "jpeg"sv}, std::pair{"tif"sv, "tiff"sv},  std::pair{"tiff"sv, "tiff"sv},
    std::pair{"webp"sv, "webp"sv}, std::pair{"docx"sv, "docx"sv}, std::pair{"odt"sv, "odt"sv},
    std::pair{"html"sv, "html"sv}, std::pair{"htm"sv, "html"sv},  std::pair{"xlsx"sv, "xlsx"sv},
    std::pair{"ods"sv, "ods"sv},   std::pair{"pptx"sv, "pptx"sv}, std::pair{"odp"sv, "odp"sv},
    std::pair{"doc"sv, "doc"sv},   std::pair{"xls"sv, "xls"sv},   std::pair{"ppt"sv, "ppt"sv},
    std::pair{"rtf"sv, "rtf"sv},   std::pair{"epub"sv, "epub"sv}, std::pair{"tex"sv, "latex"sv},
    std::pair{"docm"sv, "docx"sv}, std::pair{"xlsm"sv, "xlsx"sv}};

}  // namespace

std::string format_of_name(const std::string& path) {
  const auto extension = lower_extension(path);
  for (const auto& [name, format] : kFormats)
    if (extension == name) return std::string(format);
  return extension.empty() ? std::string() : text_format(extension);
}

std::string piece_format(std::string_view bytes, const std::string& path) {
  const auto extension = lower_extension(path);
  if (auto known = by_signature(bytes, extension); !known.empty()) return known;
  const auto claimed = format_of_name(path);
  const bool text = is_text(bytes);
  if (text && is_html(bytes) && text_format(extension).empty()) return "html";
  if (text && !text_format(extension).empty()) return text_format(extension);
  return text_format(extension).empty() ? claimed : std::string();  // bytes that are no text are not set
}

bool is_picture(std::string_view format) {
  return format == "png" || format == "jpeg" || format == "tiff" || format == "webp";
}

bool is_office(std::string_view format) {
  for (const auto office : {"xlsx"sv, "ods"sv, "pptx"sv, "odp"sv, "doc"sv, "xls"sv, "ppt"sv, "rtf"sv})
    if (format == office) return true;
  return false;
}

Piece::Kind kind_of_format(std::string_view format) {
  if (format == "pdf") return Piece::Kind::pdf;
  if (is_picture(format)) return Piece::Kind::picture;
  for (const auto text : {"markdown"sv, "csv"sv, "html"sv, "text"sv, "docx"sv, "odt"sv})
    if (format == text) return Piece::Kind::text;
  return Piece::Kind::other;
}

}  // namespace taqrir::input
