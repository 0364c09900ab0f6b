// usage: sheets FOLDER [pdf|docx|odt|html|…]   one file for each document, its name on standard output
#include <cstdio>

#include "app/assets.hpp"
#include "app/setting.hpp"
#include "app/system_world.hpp"
#include "documents.hpp"
#include "input/resources.hpp"

namespace taqrir {
namespace {

const std::vector<std::string> kData{std::string(TAQRIR_SOURCE_DIR) + "/templates"};

void say(const Diagnostics& diagnostics) {
  for (const auto& each : diagnostics) std::fprintf(stderr, "%s\n", each.message.text().c_str());
}

int write_all(const std::string& folder, app::Format format) {
  app::SystemWorld world;
  app::HashBook book(world);
  app::MissionAssets assets(world, book, std::string(TAQRIR_SOURCE_DIR) + "/configs/omp-dialogue", "", kData);
  layout::FontBook fonts(world);
  const auto french = input::load_locale(world, kData, "fr").value(),
             arabic = input::load_locale(world, kData, "ar").value();
  const auto other = [&](const std::string& language) -> std::shared_ptr<const Locale> {
    auto loaded = input::load_locale(world, kData, language);
    return loaded ? *loaded : nullptr;
  };
  french->know_others(other), arabic->know_others(other);
  int status = 0;
  for (auto& sheet : test::sheets(*french, *arabic)) {
    const auto theme = input::load_theme(world, kData, sheet.theme);
    if (!theme) return say(theme.error()), 1;
    const Locale& locale = sheet.document.language == "ar" ? static_cast<const Locale&>(*arabic) : *french;
    const app::Setting setting{world,
                               *theme,
                               locale,
                               assets,
                               [&](const FileRef& file) { return assets.bytes(file); },
                               [&]() -> layout::FontBook& { return fonts; },
                               kData};
    auto made = app::make_file(std::move(sheet.document), {format}, setting);
    say(made.diagnostics);
    const auto path = folder + "/" + sheet.name + "." + app::name_of(format);
    if (!made.bytes || !world.write(path, *made.bytes))
      status = 1;
    else
      std::printf("%s\n", path.c_str());
  }
  return status;
}

}  // namespace
}  // namespace taqrir

int main(int argc, char** argv) {
  if (argc < 2) return std::fprintf(stderr, "usage: sheets FOLDER [FORMAT]\n"), 2;
  using taqrir::app::Format;
  const std::string wanted = argc > 2 ? argv[2] : "pdf";
  for (const auto format :
       {Format::pdf, Format::docx, Format::odt, Format::html, Format::epub, Format::markdown})
    if (wanted == taqrir::app::name_of(format)) return taqrir::write_all(argv[1], format);
  return 2;
}
