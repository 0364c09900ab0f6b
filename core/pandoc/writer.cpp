// A Document to the bytes of a file: into Pandoc's tree, through Pandoc, looked at.
#include <algorithm>

#include "pandoc/converter.hpp"
#include "pandoc/process.hpp"

namespace taqrir::pandoc {

namespace {

constexpr const char* kEngines[] = {"weasyprint", "xelatex", "lualatex", "typst"};

std::string text_of(const nlohmann::json& json) {
  return json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

/// Seconds since 1970 of the document's date; zip entries cannot be older than 1980.
std::string epoch_of(const Document& document) {
  constexpr long kFirstZipDay = 315532800;
  if (!document.date) return std::to_string(kFirstZipDay);
  const auto days = std::chrono::sys_days(*document.date).time_since_epoch().count();
  return std::to_string(std::max(kFirstZipDay, static_cast<long>(days) * 86400));
}

Result<std::string> engine_of(World& world, const WriteRequest& request) {
  if (request.writer != Writer::pdf) return std::string();
  for (const auto& engine : pdf_engines())
    if ((request.pdf_engine.empty() || request.pdf_engine == engine) && world.find_program(engine))
      return engine;
  if (request.pdf_engine.empty())
    return fail(
        hinted(error({}, "none of the programs by which Pandoc makes PDF is installed", {}, Blame::machine),
               "install one: “sudo apt-get install weasyprint”; or leave out --engine pandoc"));
  return fail(hinted(
      error({}, "“{}” is not installed; Pandoc was to make PDF by it", {request.pdf_engine}, Blame::machine),
      "“taqrir doctor” says how to install it"));
}

/// No --sandbox: Debian's 2.17 then cannot find its own data. The working folder holds our pictures and
/// templates and nothing else, and the JSON names nothing else.
Result<Call> call_of(const Dialect& dialect, Materials& materials, const Workplace& place, std::string json) {
  Call call;
  call.arguments = {"--from=json", std::string("--to=") + dialect.pandoc_format(), "--output=-",
                    "--data-dir=."};
  auto more = dialect.arguments(materials);
  if (!more) return fail(std::move(more.error()));
  call.arguments.insert(call.arguments.end(), more->begin(), more->end());
  call.input = std::move(json);
  call.folder = place.folder();
  call.environment = {{"SOURCE_DATE_EPOCH", epoch_of(materials.document)}, {"HOME", place.folder()}};
  call.purpose = std::string("write ") + dialect.a_file();
  call.limits = materials.request.limits;
  return call;
}

}  // namespace

const std::vector<std::string>& pdf_engines() {
  static const std::vector<std::string> kAll(std::begin(kEngines), std::end(kEngines));
  return kAll;
}

std::string to_pandoc_json(const Document& document, const Locale& locale, const std::vector<int>& api,
                           const Sources& sources, Writer writer, Diagnostics& warnings) {
  const auto dialect = dialect_of(writer, api, pdf_engines().front());
  Pictures pictures(sources.read, nullptr, dialect->a_file());
  return text_of(Converter(document, locale, *dialect, pictures, sources.draw, warnings).convert(api));
}

Result<std::string> write(World& world, const Document& document, const Locale& locale,
                          const Sources& sources, const WriteRequest& request, Diagnostics& diagnostics) {
  const auto pandoc = installed(world);
  if (!pandoc) return fail(pandoc.error());
  const auto engine = engine_of(world, request);
  if (!engine) return fail(engine.error());
  auto place = Workplace::make(world);
  if (!place) return fail(std::move(place.error()));
  const auto dialect = dialect_of(request.writer, pandoc->api, *engine);
  Pictures pictures(sources.read, dialect->pictures_as_data() ? nullptr : &*place, dialect->a_file());
  auto tree = Converter(document, locale, *dialect, pictures, sources.draw, diagnostics).convert(pandoc->api);
  Materials materials(world, *place, request, document, locale);
  dialect->enrich(tree["meta"], materials);
  auto call = call_of(*dialect, materials, *place, text_of(tree));
  if (!call) return fail(std::move(call.error()));
  auto answer = run(world, *call, diagnostics);
  if (answer && !dialect->accepts(*answer)) return fail(not_understood(*call));
  return answer;
}

}  // namespace taqrir::pandoc
