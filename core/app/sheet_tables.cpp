// Spreadsheets as tables: Conversions::sheets, and MissionContext's choice among them.
#include "app/sheet_tables.hpp"

#include <algorithm>

#include "app/office_profile.hpp"
#include "app/paths.hpp"
#include "app/pieces_conversion.hpp"
#include "input/office_package.hpp"
#include "input/piece_format.hpp"

namespace taqrir::app {

namespace {

constexpr const char* kOffice = "soffice";

Diagnostic no_office(const std::string& shown) {
  return hinted(
      error(whole_file(shown), "LibreOffice reads this spreadsheet, and is not installed", {},
            Blame::machine),
      "install it: “sudo apt-get install libreoffice-calc-nogui”; or save the sheet as “CSV UTF-8” or .ods");
}

Diagnostic no_such_sheet(const FileRef& file, const std::string& name,
                         const std::vector<input::Sheet>& sheets) {
  std::vector<std::string> names;
  std::string all;
  for (const auto& sheet : sheets) names.push_back(sheet.name), all += (all.empty() ? "" : ", ") + sheet.name;
  auto out = error(file.span, "“{}” has no sheet “{}”", {input::file_and_sheet(file.path).first, name});
  const auto best = nearest(name, names);
  return best.empty() ? hinted(std::move(out), "its sheets: {}", {all})
                      : hinted(std::move(out), "did you mean “{}”?", {best});
}

}  // namespace

/// Spreadsheets of Excel through LibreOffice; OpenDocument's say it themselves.
Result<Bytes> Conversions::sheets(const Bytes& file, const std::string& format, const std::string& shown) {
  auto package = input::open_office(file.view(), format, shown);
  if (!package) return fail(std::move(package.error()));
  if (const auto content = package->texts.find("content.xml");
      format == "ods" && content != package->texts.end())
    return Bytes(std::move(content->second));
  if (!has_office()) return fail(no_office(shown));
  return kept("sheets of " + format, kOffice, file, [&] { return flat_sheets(file, format, shown); });
}

Result<std::string> Conversions::flat_sheets(const Bytes& file, const std::string& format,
                                             const std::string& shown) {
  const std::lock_guard lock(office_);
  const auto folder = world_.temporary_directory();
  if (!folder) return fail(folder.error());
  const auto source = join(*folder, "book." + format);
  if (auto written = real_.write_disposable(source, file.view()); !written) return fail(written.error());
  const auto profile = office_profile(real_, *folder);
  if (!profile) return fail(profile.error());
  ProcessRequest request;
  request.argv = {kOffice, *profile,   "--headless", "--norestore", "--convert-to",
                  "fods",  "--outdir", *folder,      source};
  request.time_limit = limits.office;
  request.environment = {{"SAL_USE_VCLPLUGIN", "svp"}};
  auto output = run(std::move(request), shown, "LibreOffice did not read it");
  if (!output) return fail(std::move(output.error()));
  auto made = made_file(join(*folder, "book.fods"), "<?xml", shown, "LibreOffice does not read it");
  real_.remove(*folder);
  return made;
}

namespace {

/// Which of a spreadsheet's sheets is meant, and what is to be said of the others.
struct ChosenSheet {
  input::Sheet sheet;
  Diagnostics notes;
};

Result<ChosenSheet> chosen_sheet(const MissionSession& session, const FileRef& file, const Bytes& bytes) {
  const auto [path, name] = input::file_and_sheet(file.path);
  const auto shown = session.shown(path);
  const auto xml = session.shop().conversions.sheets(bytes, input::piece_format(bytes.view(), path), shown);
  if (!xml) return fail(at(file.span, xml.error()));
  auto sheets = input::sheets_in(xml->view(), shown);
  if (!sheets) return fail(at(file.span, sheets.error()));
  const auto wanted = std::find_if(sheets->begin(), sheets->end(),
                                   [&](const auto& sheet) { return name.empty() || sheet.name == name; });
  if (wanted == sheets->end()) return fail(no_such_sheet(file, name, *sheets));
  ChosenSheet out{*wanted, {}};
  const auto full =
      std::count_if(sheets->begin(), sheets->end(), [](const auto& sheet) { return !sheet.csv.empty(); });
  if (name.empty() && full > 1)
    out.notes.push_back(
        hinted(note(file.span, "of the sheets of “{}” the first, “{}”, is read", {path, wanted->name}),
               "write “{}#{}” for another", {path, (sheets->end() - 1)->name}));
  return out;
}

}  // namespace

Result<input::ReadTable> sheet_table(const MissionSession& session, const FileRef& file,
                                     const TableShape& shape) {
  const auto path = input::file_and_sheet(file.path).first;
  const auto bytes = session.assets().bytes({path, file.span});
  if (!bytes) return fail(bytes.error());
  auto chosen = chosen_sheet(session, file, *bytes);
  if (!chosen) return fail(std::move(chosen.error()));
  auto read = input::read_sheet(chosen->sheet, session.shown(path), shape);
  if (read) append(read->warnings, std::move(chosen->notes));
  return read;
}

Result<input::ReadRows> rows_of_sheet(const MissionSession& session, const FileRef& file,
                                      const TableShape& shape) {
  const auto path = input::file_and_sheet(file.path).first;
  const auto bytes = session.assets().bytes({path, file.span});
  if (!bytes) return fail(bytes.error());
  if (!input::is_spreadsheet(input::piece_format(bytes->view(), path)))
    return input::read_csv_rows(*bytes, session.shown(file.path), shape);
  auto chosen = chosen_sheet(session, file, *bytes);
  if (!chosen) return fail(std::move(chosen.error()));
  auto read = input::read_sheet_rows(chosen->sheet, session.shown(path), shape);
  if (read) append(read->diagnostics, std::move(chosen->notes));
  return read;
}

}  // namespace taqrir::app
