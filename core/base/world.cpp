#include "base/world.hpp"

#include <algorithm>

#include "base/hash.hpp"
#include "base/unicode.hpp"

namespace taqrir {

namespace {

Span span_of_byte(const SourceRef& file, std::size_t offset) {
  const auto& text = file->text();
  const auto line = 1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(offset), '\n');
  const auto newline = text.rfind('\n', offset == 0 ? 0 : offset - 1);
  const std::size_t begin = offset == 0 || newline == std::string::npos ? 0 : newline + 1;
  const auto column = column_of_byte(std::string_view(text).substr(begin), offset - begin);
  return {file, static_cast<std::uint32_t>(line), column, column + 1};
}

}  // namespace

std::string World::stamp(const std::string&) { return {}; }

std::string World::sha256(const std::string& path) {
  const auto bytes = read(path);
  return bytes ? sha256_hex(bytes->view()) : std::string();
}

Result<void> World::write_disposable(const std::string& path, std::string_view bytes) {
  return write(path, bytes);
}

Result<SourceRef> read_text(World& world, const std::string& path, const std::string& shown) {
  auto bytes = world.read(path);
  if (!bytes) {
    for (auto& d : bytes.error()) d.span = whole_file(shown);
    return fail(std::move(bytes.error()));
  }
  std::string_view view = bytes->view();
  if (view.substr(0, 3) == "\xEF\xBB\xBF") view.remove_prefix(3);
  if (view.substr(0, 2) == "\xFF\xFE" || view.substr(0, 2) == "\xFE\xFF")
    return fail(hinted(error(whole_file(shown), "the file is UTF-16, not UTF-8"), "save the file as UTF-8"));
  std::string text(view);
  // Line ends of old Macs: as many programs still write on export.
  if (text.find('\n') == std::string::npos) std::replace(text.begin(), text.end(), '\r', '\n');
  auto file = std::make_shared<SourceFile>(shown, std::move(text));
  if (const auto bad = first_invalid_utf8(view))
    return fail(hinted(error(span_of_byte(file, *bad), "the file is not valid UTF-8 here"),
                       "save the file as UTF-8"));
  if (const auto nul = view.find('\0'); nul != std::string_view::npos)
    return fail(hinted(error(span_of_byte(file, nul), "the file holds a NUL byte here"),
                       "a text file holds none: is it another kind of file?"));
  return file;
}

}  // namespace taqrir
