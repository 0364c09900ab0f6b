#include "pandoc/twin_reading.hpp"

#include "pandoc/office/odt_reading.hpp"
#include "pandoc/reading.hpp"

namespace taqrir::pandoc {

namespace {

Diagnostic not_understood(const std::string& shown) {
  return error(whole_file(shown), "the text was not read: {}", {"Pandoc's answer is not understood"});
}

}  // namespace

Result<TwinContent> read_twin_content(World& world, World& files, const Bytes& file,
                                      const std::string& format, const std::string& shown) {
  const bool odt = format == "odt";
  auto marked = odt ? office::with_marks(file.view(), shown) : Result<std::string>(std::string());
  if (!marked) return fail(std::move(marked.error()));
  auto text =
      take_text(world, files, odt ? Bytes(std::move(*marked)) : file, odt ? "odt" : "docx+styles", shown);
  if (!text) return fail(std::move(text.error()));
  auto tree = ast::Json::parse(text->json, nullptr, false);
  if (!tree.is_object() || !tree.contains("blocks")) return fail(not_understood(shown));
  try {
    return TwinContent{odt ? office::without_marks(std::move(tree)) : std::move(tree),
                       std::move(text->pictures)};
  } catch (const ast::Json::exception&) {
    return fail(not_understood(shown));
  }
}

}  // namespace taqrir::pandoc
