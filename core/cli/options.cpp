#include "cli/options.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <charconv>

#include "sdk/version.hpp"

namespace taqrir::cli {

namespace {

constexpr const char* kDirHelp = "Folder of the mission (default: the current one)";

/// CLI11 puts the option's name before what a validator says.
CLI::Validator whole_number(int from, int to) {
  const auto judge = [from, to](const std::string& text) {
    int value = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool right =
        problem == std::errc() && end == text.data() + text.size() && value >= from && value <= to;
    return right ? std::string()
                 : "“" + text + "” is no whole number from " + std::to_string(from) + " to " +
                       std::to_string(to);
  };
  return CLI::Validator(judge, "");
}

CLI::Validator one_of(std::vector<std::string> words) {
  const auto judge = [words](const std::string& text) -> std::string {
    if (std::find(words.begin(), words.end(), text) != words.end()) return {};
    std::string all;
    for (const auto& word : words) all += (all.empty() ? "" : ", ") + word;
    return "“" + text + "” is none of " + all;
  };
  return CLI::Validator(judge, "");
}

void add_jobs(CLI::App& command, int& jobs) {
  command.add_option("--jobs", jobs, "Threads to work on (default: one for each core)")
      ->check(whole_number(1, 256))
      ->type_name("N");
}

void add_force(CLI::App& command, bool& force) {
  command.add_flag("--force", force, "Make also what is up to date");
}

constexpr const char* kPdfEngineHelp =
    "By which program Pandoc makes PDF: weasyprint, xelatex, lualatex or typst";

CLI::Option* add_format(CLI::App& command, std::string& format, const std::string& help,
                        const std::vector<std::string>& more = {}) {
  std::vector<std::string> all{"pdf", "docx", "odt", "html", "epub", "md", "document", "pages"};
  all.insert(all.end(), more.begin(), more.end());
  return command.add_option("--format", format, help)
      ->check(one_of(all))
      ->type_name("FORMAT");
}

void add_pdf_engine(CLI::App& command, std::string& engine, const std::string& help) {
  command.add_option("--pdf-engine", engine, help)
      ->check(one_of({"weasyprint", "xelatex", "lualatex", "typst"}))
      ->type_name("NAME");
}

void add_init(CLI::App& app, CommandLine& line) {
  auto* init = app.add_subcommand("init", "Make a new small mission that builds at once");
  init->add_option("DIR", line.init.folder, "Folder to make")->required()->type_name("");
  init->add_option("--from", line.init.from,
                   "Folder of documents (Word, Excel, PDF, pictures …) to make it of; it is only read, and "
                   "every guess is said")
      ->type_name("FOLDER");
}

void add_new(CLI::App& app, CommandLine& line) {
  auto* form = app.add_subcommand("new",
                                  "Write the starter form of a deliverable into activity.toml, or the "
                                  "mission’s own into mission.toml; without "
                                  "ACTIVITY an activity’s is printed");
  form->add_option("TYPE", line.type, "Report type, as “taqrir types” lists them")->required()->type_name("");
  form->add_option("ACTIVITY", line.form.activity,
                   "Activity, or the number that its folder begins with; “mission”")
      ->type_name("");
  form->add_option("DIR", line.form.folder, kDirHelp)->type_name("");
  form->add_option("--lang", line.form.language,
                   "Language of the labels: fr, ar or en (default: the activity’s; printed, fr)")
      ->type_name("LANG");
}

void add_check(CLI::App& app, CommandLine& line) {
  auto* check =
      app.add_subcommand("check", "Find all that can be wrong without rendering; show what is owed");
  check->add_option("DIR", line.check.folders, kDirHelp)->type_name("");
}

void add_build(CLI::App& app, CommandLine& line) {
  auto* build = app.add_subcommand("build", "Make reports");
  build
      ->add_option("ARGUMENT", line.build.arguments,
                   "A folder is a mission (default: the current one); anything else selects reports: "
                   "TYPE, ACTIVITY or ACTIVITY/TYPE; of a type that is made for each row of a table "
                   "TYPE#ROW or ACTIVITY/TYPE#ROW, a row being called as its file")
      ->type_name("");
  build->add_option("--out", line.build.out, "Folder for the outputs (default: out)")->type_name("DIR");
  add_format(*build, line.format,
             "pdf, docx, odt, html, epub or md (default: pdf); all but pdf are made by Pandoc. document and "
             "pages are dumps for tests; context and json are what a program that makes reports reads and writes",
             {"context", "json"});
  build
      ->add_option("--engine", line.build.engine,
                   "Who makes PDF: native or pandoc (default: as each report says, else native)")
      ->check(one_of({"native", "pandoc"}))
      ->type_name("ENGINE");
  add_pdf_engine(*build, line.build.pdf_engine,
                 std::string(kPdfEngineHelp) +
                     " (default: as each report says, else the first that is there); asks for --engine pandoc");
  build->add_flag("--one-file", line.build.one_file,
                  "Of a type that is made for each row of a table: all rows in one file");
  add_force(*build, line.build.force);
  add_jobs(*build, line.build.jobs);
}

void add_take(CLI::App& app, CommandLine& line) {
  auto* take = app.add_subcommand("take", "Take an edited twin back into the texts that it was made of");
  take->add_option("FILE", line.take.file,
                   "The twin, as “taqrir build --format docx” (or odt) wrote it and somebody edited it")
      ->required()
      ->type_name("");
  take->add_option("DIR", line.take.folder, kDirHelp)->type_name("");
}

void add_dossier(CLI::App& app, CommandLine& line) {
  auto* dossier = app.add_subcommand("dossier", "Make the dossiers that the mission declares, each one PDF");
  dossier->add_option("DIR", line.dossier.folders, kDirHelp)->type_name("");
  dossier->add_option("--id", line.dossier.id, "Which [[dossier]] (default: all)")->type_name("ID");
  dossier->add_option("--out", line.dossier.out, "File to write (default: out/MISSION-DOSSIER.pdf)")
      ->type_name("FILE");
  dossier->add_flag("--draft", line.dossier.draft, "Watermark every page; what is missing does not hinder");
  dossier->add_flag("--allow-missing", line.dossier.allow_missing,
                    "Make it though something owed is missing; a page says so of a piece that is not there");
  dossier
      ->add_option("--edition", line.dossier.edition,
                   "full or public: without confidential pieces, and with codes for people (default: full)")
      ->check(one_of({"full", "public"}))
      ->type_name("EDITION");
  dossier
      ->add_option(
          "--max-size", line.dossier.max_size,
          "At most so large, as “10 MB”: pictures resampled, then volumes (default: the dossier’s max_size)")
      ->type_name("SIZE");
  dossier->add_flag("--zip", line.dossier.zip,
                    "Also an archive: the dossier, its pieces as received, the manifest");
  add_force(*dossier, line.dossier.force);
  add_jobs(*dossier, line.dossier.jobs);
}

void add_verify(CLI::App& app, CommandLine& line) {
  auto* verify = app.add_subcommand(
      "verify", "Compare outputs with the manifest beside them, or a dossier with the one inside it");
  verify->add_option("PATH", line.verify.path, "Folder of outputs, or one of them")
      ->required()
      ->type_name("");
  verify
      ->add_option("--against", line.verify.against,
                   "An older manifest.json, folder or dossier: tell what is different since")
      ->type_name("PATH");
}

void add_render(CLI::App& app, CommandLine& line) {
  auto* render =
      app.add_subcommand("render", "Set one Markdown file as a PDF or another format, without a mission");
  render->add_option("FILE", line.render.file, "Markdown file")->required()->type_name("");
  render
      ->add_option("-o,--out", line.render.out,
                   "File to write; its extension says the format (default: beside FILE, with .pdf or as "
                   "--format says)")
      ->type_name("FILE");
  add_format(
      *render, line.format,
      "pdf, docx, odt, html, epub or md (default: as the file to write is named, else pdf); all but pdf are "
      "made by Pandoc. document and pages are dumps for tests");
  add_pdf_engine(*render, line.render.pdf_engine,
                 std::string(kPdfEngineHelp) + " (default: Taqrir makes it itself)");
  render->add_option("--lang", line.render.language, "Language of the text (default: fr)")->type_name("LANG");
  render->add_option("--theme", line.render.theme, "Theme (default: institutional)")->type_name("ID");
  render->add_flag("--contents", line.render.contents, "Begin with a table of contents");
  add_jobs(*render, line.render.jobs);
}

void add_types(CLI::App& app, CommandLine& line) {
  auto* types = app.add_subcommand("types", "List the report types");
  auto* show = types->add_subcommand("show", "Show the fields of a report type");
  show->add_option("ID", line.type, "Report type")->required()->type_name("");
  auto* make =
      types->add_subcommand("new", "Make a report type that builds at once, in the mission’s folder “types”");
  make->add_option("ID", line.new_type.id, "Its name: small letters, digits and “-”")
      ->required()
      ->type_name("");
  make->add_option("DIR", line.new_type.folder, kDirHelp)->type_name("");
  make->add_option("--from", line.new_type.from, "Begin with a copy of this type (default: a small one)")
      ->type_name("TYPE");
  auto* test = types->add_subcommand("test", "Compose a type’s sample and compare it with what is expected");
  test->add_option("ID", line.test_type.id, "Report type (default: all that are folders)")->type_name("");
  test->add_flag("--bless", line.test_type.bless, "Keep what comes out as what is expected");
}

void add_schema(CLI::App& app, CommandLine& line) {
  auto* schema = app.add_subcommand("schema", "Print a JSON Schema for editors");
  schema
      ->add_option("ID", line.type,
                   "mission, activity, type, context, document or a report type (default: mission)")
      ->type_name("");
}

void add_machine(CLI::App& app, CommandLine& line) {
  app.add_subcommand("plugins", "Show the plugins that were found, loaded and refused, and why");
  auto* doctor =
      app.add_subcommand("doctor", "Show what this machine has and lacks, and the command that mends it");
  doctor->add_option("--theme", line.theme, "Theme whose fonts are looked for (default: institutional)")
      ->type_name("ID");
  auto* reference = app.add_subcommand("reference", "Print the page docs/reference.md")->group("");
  reference->add_flag("--types", line.reference_of_types,
                      "Print the page docs/template-reference.md instead");
}

std::string command_of(const CLI::App& app) {
  std::string name;
  for (const auto* command : app.get_subcommands()) {
    name = command->get_name();
    for (const auto* nested : command->get_subcommands()) name += " " + nested->get_name();
  }
  return name;
}

const CLI::App& innermost(const CLI::App& app) {
  const auto commands = app.get_subcommands();
  return commands.empty() ? app : innermost(*commands.front());
}

std::vector<std::string> options_of(const CLI::App& app, const CLI::App& root) {
  std::vector<std::string> names;
  for (const auto* owner : {&app, &root})
    for (const auto* option : owner->get_options())
      for (const auto& name : option->get_lnames()) names.push_back("--" + name);
  return names;
}

std::vector<std::string> commands_of(const CLI::App& app) {
  std::vector<std::string> names;
  for (const auto* command : app.get_subcommands(nullptr)) names.push_back(command->get_name());
  return names;
}

Diagnostic not_understood(const std::string& word, const CLI::App& app) {
  const auto& command = innermost(app);
  const bool option = word.starts_with("-");
  const bool missing_command = &command == &app && !option;
  auto d = missing_command ? error({}, "“{}” is no command", {word}, Blame::usage)
           : option        ? error({}, "unknown option “{}”", {word}, Blame::usage)
                           : error({}, "“{}” is one argument too many", {word}, Blame::usage);
  const auto best = missing_command ? nearest(word, commands_of(app))
                    : option        ? nearest(word, options_of(command, app))
                                    : "";
  if (!best.empty()) return hinted(std::move(d), "did you mean “{}”?", {best});
  const auto name = command_of(app);
  return hinted(std::move(d), "“{}” says what there is",
                {"taqrir " + (name.empty() ? "" : name + " ") + "--help"});
}

/// CLI11's own words for a bad value, as a diagnostic of ours.
Diagnostic usage_error(const CLI::ParseError& problem, const CLI::App& app) {
  std::string what = problem.what();
  const auto name = command_of(app);
  return hinted(error({}, "{}", {what}, Blame::usage), "“{}” says what there is",
                {"taqrir " + (name.empty() ? "" : name + " ") + "--help"});
}

void accept_extras(CLI::App& app) {
  app.allow_extras();
  for (auto* command : app.get_subcommands(nullptr)) accept_extras(*command);
}

}  // namespace

void declare(CLI::App& app, CommandLine& line) {
  app.description("Mission folders to finished, branded reports and dossiers.");
  app.set_version_flag("--version", std::string("taqrir ") + kVersion, "Print the version");
  app.set_help_flag("-h,--help", "Print this help");
  app.add_flag("--json", line.json, "Print one JSON object on standard output, diagnostics in it");
  app.add_flag("--quiet", line.quiet, "Print errors and warnings only");
  app.add_flag("--timings", line.timings, "Print how long each phase of the work took");
  app.add_option("--plugins", line.plugins, "Folder of plugins to search first; may be repeated")
      ->type_name("DIR")
      ->expected(1)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  app.add_flag("--allow-programs", line.allow_programs,
               "Run the programs of report types in the mission’s own folder: they can do whatever you can");
  app.fallthrough();
  app.require_subcommand(0, 1);
  add_init(app, line), add_new(app, line), add_check(app, line), add_build(app, line), add_take(app, line),
      add_dossier(app, line);
  add_verify(app, line), add_render(app, line), add_types(app, line), add_schema(app, line),
      add_machine(app, line);
}

Parsed parse(int argc, const char* const* argv) {
  Parsed parsed;
  auto& line = parsed.line;
  CLI::App app("", "taqrir");
  declare(app, line);
  accept_extras(app);
  for (int i = 1; i < argc; ++i)
    if (std::string_view(argv[i]) == "--json") line.json = true;  // also where the rest is not understood
  try {
    app.parse(argc, argv);
  } catch (const CLI::CallForVersion& version) {
    parsed.text = std::string(version.what()) + "\n", parsed.answered = true;
    return parsed;
  } catch (const CLI::CallForHelp&) {
    parsed.text = app.help(), parsed.answered = true;
    return parsed;
  } catch (const CLI::ParseError& problem) {
    parsed.diagnostics.push_back(usage_error(problem, app));
    return parsed;
  }
  for (const auto& word : app.remaining(true)) parsed.diagnostics.push_back(not_understood(word, app));
  line.command = command_of(app);
  line.render.format = app::format_named(line.format);
  line.build.format = line.render.format.value_or(app::Format::pdf);
  if (line.command.empty() && parsed.diagnostics.empty()) parsed.text = app.help();
  return parsed;
}

}  // namespace taqrir::cli
