// A Document to the bytes of a file: into Pandoc's tree, through Pandoc, looked at.
#include <algorithm>

#include "base/hash.hpp"
#include "pandoc/marks.hpp"
#include "pandoc/office_converter.hpp"
#include "pandoc/pdf_engines.hpp"
#include "pandoc/process.hpp"
#include "pandoc/web_converter.hpp"
#include "pandoc/zip_dates.hpp"

namespace taqrir::pandoc {

namespace {

std::string text_of(const nlohmann::json& json) {
  return json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

/// The document's date; zip entries cannot be older than 1980.
std::chrono::sys_days day_of(const Document& document) {
  constexpr std::chrono::sys_days kFirstZipDay{std::chrono::year{1980} / 1 / 1};
  return document.date ? std::max(kFirstZipDay, std::chrono::sys_days(*document.date)) : kFirstZipDay;
}

std::string epoch_of(const Document& document) {
  return std::to_string(static_cast<long>(day_of(document).time_since_epoch().count()) * 86400);
}

/// What is composed by a report stands nowhere in the mission: it is said of the output.
void place_in_output(const std::string& shown, std::size_t from, Diagnostics& diagnostics) {
  for (; from < diagnostics.size() && !shown.empty(); ++from)
    if (!diagnostics[from].span) diagnostics[from].span = whole_file(shown);
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
  call.shown = materials.request.shown;
  call.limits = materials.request.limits;
  return call;
}

/// The one that knows the format's own structure.
std::unique_ptr<Converter> converter_for(const Document& document, const Locale& locale,
                                         const Dialect& dialect, Pictures& pictures, const DrawChart& draw,
                                         Diagnostics& warnings) {
  if (dialect.is_web())
    return std::make_unique<WebConverter>(document, locale, static_cast<const WebDialect&>(dialect), pictures,
                                          draw, warnings);
  if (dialect.mark_format())
    return std::make_unique<OfficeConverter>(document, locale, dialect, pictures, draw, warnings);
  return std::make_unique<Converter>(document, locale, dialect, pictures, draw, warnings);
}

bool remembers(Writer writer) { return writer == Writer::docx || writer == Writer::odt; }

/// The marks go from the tree into the file's properties, in which nothing looks different for them.
void remember(nlohmann::json& tree, const Marks& marks) {
  tree["blocks"] = unmarked(tree["blocks"]);
  const auto parts = packed(marks);
  for (std::size_t i = 0; i < parts.size(); ++i) tree["meta"][property_name(i)] = ast::meta_text(parts[i]);
}

}  // namespace

std::string to_pandoc_json(const Document& document, const Locale& locale, const std::vector<int>& api,
                           const Sources& sources, Writer writer, Diagnostics& warnings,
                           const std::string& pdf_engine) {
  const auto dialect = dialect_of(writer, api, pdf_engine);
  Pictures pictures(sources.read, nullptr, dialect->a_file());
  return text_of(converter_for(document, locale, *dialect, pictures, sources.draw, warnings)->convert(api));
}

Result<std::string> write(World& world, const Document& document, const Locale& locale,
                          const Sources& sources, const WriteRequest& request, Diagnostics& diagnostics) {
  const auto pandoc = request.pandoc ? Result<Version>(*request.pandoc) : installed(world);
  if (!pandoc) return fail(pandoc.error());
  const auto engine =
      request.writer == Writer::pdf ? choose_engine(world, request.pdf_engine, *pandoc) : std::string();
  if (!engine) return fail(engine.error());
  auto place = Workplace::make(world);
  if (!place) return fail(std::move(place.error()));
  const auto dialect = dialect_of(request.writer, pandoc->api, *engine);
  Pictures pictures(sources.read, dialect->pictures_as_data() ? nullptr : &*place, dialect->a_file());
  const auto said_before = diagnostics.size();
  const auto converter = converter_for(document, locale, *dialect, pictures, sources.draw, diagnostics);
  converter->use_theme(request.theme);
  if (request.origin && remembers(request.writer)) converter->mark_texts(*request.origin);
  auto tree = converter->convert(pandoc->api);
  const auto print = [&](const std::string& name) { return pictures.print_of(name); };
  if (!converter->texts().empty()) remember(tree, marks_of(tree, converter->texts(), *request.origin, print));
  place_in_output(request.shown, said_before, diagnostics);
  Materials materials(world, *place, request, document, locale, dialect->fetches(),
                      sha256_hex(text_of(tree)));
  dialect->enrich(tree["meta"], materials);
  auto call = call_of(*dialect, materials, *place, text_of(tree));
  if (!call) return fail(std::move(call.error()));
  append(diagnostics, std::move(materials.notes));
  auto answer = run(world, *call, diagnostics);
  if (!answer) return answer;
  if (!dialect->accepts(*answer)) return fail(not_understood(*call));
  auto finished = dialect->finish(std::move(*answer), materials);
  if (!finished) return fail(not_understood(*call));
  if (is_zip(*finished)) date_entries(*finished, day_of(document));
  return finished;
}

}  // namespace taqrir::pandoc
