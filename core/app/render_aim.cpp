#include "app/render_aim.hpp"

#include <array>

#include "app/paths.hpp"

namespace taqrir::app {

namespace {

/// Other names of the same; dumps have no extension of their own.
struct Extension {
  const char* text;
  Format format;
};
constexpr std::array kExtensions{
    Extension{".pdf", Format::pdf},     Extension{".docx", Format::docx},
    Extension{".odt", Format::odt},     Extension{".html", Format::html},
    Extension{".htm", Format::html},    Extension{".epub", Format::epub},
    Extension{".md", Format::markdown}, Extension{".markdown", Format::markdown}};

std::optional<Format> format_of_extension(const std::string& extension) {
  for (const auto& known : kExtensions)
    if (known.text == extension) return known.format;
  return std::nullopt;
}

std::string all_extensions() {
  std::string out;
  for (const auto& known : kExtensions) out += (out.empty() ? "" : ", ") + std::string(known.text);
  return out;
}

Diagnostic unknown_extension(const std::string& path) {
  return hinted(
      error({}, "“{}” is no extension of a format that is made: “{}”", {extension(path), path}, Blame::usage),
      "known: {}; --format says it of a file with another name", {all_extensions()});
}

Diagnostic contradiction(const std::string& path, Format named, Format asked) {
  return hinted(error({}, "“{}” is the name of one format, --format {} asks for another",
                      {path, name_of(asked)}, Blame::usage),
                "leave out --format, or write --format {}, or give the file another extension",
                {name_of(named)});
}

Result<Format> format_of(const RenderRequest& request) {
  const auto ending = extension(request.out);
  const auto named = format_of_extension(ending);
  if (!ending.empty() && !named && !request.format) return fail(unknown_extension(request.out));
  if (named && request.format && *named != *request.format)
    return fail(contradiction(request.out, *named, *request.format));
  return request.format.value_or(named.value_or(Format::pdf));
}

std::string path_of(const RenderRequest& request, Format format) {
  if (!request.out.empty()) return request.out;
  return join(parent(request.file), stem(request.file) + "." + name_of(format));
}

}  // namespace

Result<Aim> render_aim(World& world, const RenderRequest& request) {
  const auto format = format_of(request);
  if (!format) return fail(format.error());
  if (*format != Format::pdf && !request.pdf_engine.empty())
    return fail(
        hinted(error({}, "“{}” is made by Pandoc; engines are for pdf", {name_of(*format)}, Blame::usage),
               "leave out --pdf-engine, or write --format pdf"));
  const auto path = path_of(request, *format);
  if (world.info(path) && world.canonical(path) == world.canonical(request.file))
    return fail(hinted(error({}, "“{}” is the text itself, and would be written over", {path}, Blame::usage),
                       "name another file with -o"));
  return Aim{*format, request.pdf_engine.empty() ? Engine::native : Engine::pandoc, request.pdf_engine, path};
}

}  // namespace taqrir::app
