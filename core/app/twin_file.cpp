#include "app/twin_file.hpp"

#include <memory>
#include <nlohmann/json.hpp>

#include "input/office_package.hpp"
#include "pandoc/twin_reading.hpp"

namespace taqrir::app {

namespace {

/// The text of the element whose name stands as an attribute at `at`; it may lie one element deeper.
std::string text_after(const std::string& xml, std::size_t at) {
  for (int elements = 0; elements < 3; ++elements) {
    const auto begin = xml.find('>', at);
    if (begin == std::string::npos) return {};
    const auto end = xml.find('<', begin);
    if (end == std::string::npos) return {};
    if (end > begin + 1) return xml.substr(begin + 1, end - begin - 1);
    at = end;
  }
  return {};
}

Diagnostic no_twin(const std::string& shown) {
  return hinted(
      error(whole_file(shown),
            "this file does not remember which text it was made of: it is no twin that Taqrir wrote, or a "
            "program dropped its properties"),
      "take a twin that “taqrir build --format docx” or “odt” wrote; or name the file itself in "
      "activity.toml");
}

}  // namespace

std::optional<pandoc::Marks> marks_in(const Bytes& file, const std::string& format) {
  if (format != "docx" && format != "odt") return std::nullopt;
  const auto package = input::open_office(file.view(), format, {});
  const auto found = package ? package->texts.find(format == "odt" ? "meta.xml" : "docProps/custom.xml")
                             : std::map<std::string, std::string>::const_iterator();
  if (!package || found == package->texts.end()) return std::nullopt;
  const auto& xml = found->second;
  std::string text;
  for (std::size_t part = 0;; ++part) {
    const auto at = xml.find("\"" + pandoc::property_name(part) + "\"");
    if (at == std::string::npos) break;
    text += text_after(xml, at);
  }
  return text.empty() ? std::nullopt : pandoc::unpacked(text);
}

Result<Twin> read_twin(Workshop& shop, const Bytes& file, const std::string& format,
                       const std::string& shown) {
  auto marks = marks_in(file, format);
  if (!marks) return fail(no_twin(shown));
  auto content = pandoc::read_twin_content(shop.world, shop.real, file, format, shown);
  if (!content) return fail(content.error());
  Twin twin{std::move(*marks), {}, {}, std::move(content->pictures)};
  try {
    twin.items = pandoc::items_of(content->tree);
  } catch (const nlohmann::json::exception&) {
    return fail(error(whole_file(shown), "the text was not read: {}", {"Pandoc's answer is not understood"}));
  }
  for (auto& item : twin.items)
    pandoc::add_prints(item, [&](const std::string& address) {
      const auto found = twin.pictures.find(address);
      return found == twin.pictures.end() ? std::string() : pandoc::print_of(found->second);
    });
  twin.alignment = pandoc::align(twin.marks, twin.items);
  return twin;
}

}  // namespace taqrir::app
