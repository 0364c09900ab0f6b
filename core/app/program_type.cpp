#include "app/program_type.hpp"

#include <algorithm>

#include "app/paths.hpp"
#include "app/type_files.hpp"
#include "model/json.hpp"

namespace taqrir::app {

namespace {

constexpr std::size_t kMostSaid = 10;     // lines of the program's that are passed on
constexpr std::size_t kMostErrors = 100;  // of one document

std::string command_line(const ProgramType& program) {
  std::string out;
  for (const auto& word : program.command) out += (out.empty() ? "" : " ") + word;
  return out;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> out;
  for (std::size_t begin = 0; begin < text.size();) {
    const auto end = std::min(text.find('\n', begin), text.size());
    auto line = text.substr(begin, end - begin);
    if (line.find_first_not_of(" \t\r^~") != std::string::npos) out.push_back(std::move(line));
    begin = end + 1;
  }
  return out;
}

/// The last lines that say something, where most languages say what went wrong.
std::string complaint_in(const std::string& said) {
  auto lines = lines_of(said);
  if (lines.size() > 3) lines.erase(lines.begin(), lines.end() - 3);
  std::string out;
  for (const auto& line : lines)
    out += (out.empty() ? "" : " / ") + line.substr(line.find_first_not_of(" \t"));
  return out;
}

Diagnostic failed(const ProgramType& program, std::string pattern, std::vector<std::string> args = {}) {
  return error(program.span, "the program of this type " + std::move(pattern), std::move(args),
               Blame::machine);
}

/// An empty folder that is gone when the program has ended.
class EmptyFolder {
 public:
  explicit EmptyFolder(World& world) : world_(world), path_(world.temporary_directory()) {}
  ~EmptyFolder() {
    if (path_) world_.remove(*path_);
  }
  EmptyFolder(const EmptyFolder&) = delete;
  EmptyFolder& operator=(const EmptyFolder&) = delete;
  const Result<std::string>& path() const { return path_; }

 private:
  World& world_;
  Result<std::string> path_;
};

class Run {
 public:
  Run(World& world, const ProgramType& program, const TypeFolder& type)
      : world_(world), program_(program), type_(type), files_(files_of_type(world, type.folder)) {}

  Composed compose(std::string input) {
    remember_files();
    const auto argv = arguments();
    if (!world_.find_program(argv.front())) return {std::nullopt, {not_there()}};
    const EmptyFolder place(world_);
    if (!place.path()) return {std::nullopt, place.path().error()};
    auto output = world_.run(request(argv, std::move(input), *place.path()));
    if (!output) return {std::nullopt, stopped(std::move(output.error()))};
    if (output->exit_code != 0) return {std::nullopt, {gave_up(*output)}};
    auto read = document_in(output->out);
    append(read.diagnostics, said(output->err));
    return read;
  }

 private:
  bool is_ours(const std::string& word) const {
    return std::find(files_.begin(), files_.end(), word) != files_.end();
  }

  /// The document is made anew when a file of the folder is another.
  void remember_files() {
    for (const auto& file : files_) (void)world_.sha256(join(type_.folder, file));
  }

  std::vector<std::string> arguments() const {
    std::vector<std::string> out;
    for (const auto& word : program_.command) out.push_back(is_ours(word) ? join(type_.folder, word) : word);
    return out;
  }

  ProcessRequest request(std::vector<std::string> argv, std::string input, const std::string& place) const {
    ProcessRequest out;
    out.argv = std::move(argv), out.input = std::move(input), out.directory = place;
    // Python would leave what it compiles in the type's folder, which then is another folder.
    out.environment = {{"HOME", place}, {"TMPDIR", place}, {"PYTHONDONTWRITEBYTECODE", "1"}};
    out.time_limit = program_.time, out.memory_limit = program_.memory, out.output_limit = program_.output;
    return out;
  }

  Diagnostic not_there() const {
    const auto& name = program_.command.front();
    if (is_ours(name))
      return hinted(
          failed(program_, "cannot be run: “{}” is not marked as executable", {name}),
          "mark it, as “chmod +x {}” does; or name the program that reads it first: [\"python3\", \"{}\"]",
          {name, name});
    return hinted(failed(program_, "cannot be run: there is no “{}” on this machine", {name}),
                  "install it, or name another program");
  }

  Diagnostics stopped(Diagnostics why) const {
    Diagnostics out;
    for (auto& d : why) {
      auto said = failed(program_, "failed: {}", {d.message.text()});
      out.push_back(
          d.message.pattern.find("killed") != std::string::npos && !d.hint.pattern.empty()
              ? hinted(std::move(said), "{}; limits = { memory_mb = … } gives it more", {d.hint.text()})
              : hinted(std::move(said), "if it needs more: limits = { seconds = …, output_mb = … }"));
    }
    return out;
  }

  Diagnostic gave_up(const ProcessOutput& output) const {
    auto d = failed(program_, "ended with status {}", {std::to_string(output.exit_code)});
    const auto why = complaint_in(output.err);
    if (why.empty())
      return hinted(std::move(d), "it gave no reason: a program says it on its standard error");
    return hinted(std::move(d), "it says: {}", {why});
  }

  Diagnostics said(const std::string& err) const {
    Diagnostics out;
    const auto lines = lines_of(err);
    for (std::size_t i = 0; i < std::min(lines.size(), kMostSaid); ++i)
      out.push_back(warning(program_.span, "the program of this type says: {}", {lines[i]}));
    if (lines.size() > kMostSaid)
      out.push_back(warning(program_.span, "the program of this type says {} lines more",
                            {std::to_string(lines.size() - kMostSaid)}));
    return out;
  }

  Composed document_in(const std::string& json) const {
    if (json.find_first_not_of(" \t\r\n") == std::string::npos)
      return {std::nullopt,
              {hinted(failed(program_, "wrote nothing"),
                      "it is to write a document as JSON on its standard output")}};
    auto document = document_from_json(json, output_of(program_, type_));
    if (document) return {std::move(*document), {}};
    return {std::nullopt, of_the_program(std::move(document.error()))};
  }

  Diagnostics of_the_program(Diagnostics errors) const {
    const auto count = errors.size();
    if (count > kMostErrors) errors.resize(kMostErrors);
    for (auto& d : errors) d.blame = Blame::machine;
    if (count > kMostErrors)
      errors.push_back(failed(program_, "wrote {} more errors", {std::to_string(count - kMostErrors)}));
    return errors;
  }

  World& world_;
  const ProgramType& program_;
  const TypeFolder& type_;
  std::vector<std::string> files_;
};

/// Of a declaration as it is written: a text, or a table with one for each language.
LocalizedText localized_in(const Record& record, const std::string& key) {
  const auto* languages = record.table(key);
  if (!languages) return record.localized(key);
  LocalizedText out;
  for (const auto& [language, text] : languages->entries())
    out.by_language[language] = languages->text(language);
  return out;
}

std::size_t mebibytes(const Record& limits, std::string_view key, std::size_t otherwise) {
  const auto said = limits.integer(key);
  return said ? static_cast<std::size_t>(*said) << 20 : otherwise;
}

}  // namespace

std::optional<ProgramType> program_of(const Record& declaration) {
  if (!declaration.has("program")) return std::nullopt;
  ProgramType out;
  out.command = declaration.texts("program"), out.span = declaration.span_of("program");
  if (const auto* words = declaration.table("words"))
    for (const auto& [name, value] : words->entries()) out.words[name] = localized_in(*words, name);
  if (const auto* limits = declaration.table("limits")) {
    if (const auto seconds = limits->integer("seconds")) out.time = std::chrono::seconds(*seconds);
    out.memory = mebibytes(*limits, "memory_mb", out.memory);
    out.output = mebibytes(*limits, "output_mb", out.output);
  }
  return out;
}

Diagnostics check_command(const ProgramType& program, const TypeFolder& type,
                          const std::vector<std::string>& files) {
  if (program.command.empty() || program.command.front().empty())
    return {hinted(error(program.span, "the type does not say which program makes it"),
                   "as program = [\"python3\", \"report.py\"]")};
  const auto& name = program.command.front();
  if (name.find('/') == std::string::npos || std::find(files.begin(), files.end(), name) != files.end())
    return {};
  return {hinted(error(program.span, "“{}” is no file of the folder “{}”", {name, type.shown}),
                 "name a file of the type’s folder, or a program that is installed, without its folder")};
}

std::string output_of(const ProgramType& program, const TypeFolder& type) {
  return "output of " + type.shown + " (" + command_line(program) + ")";
}

Composed run_program(World& world, const ProgramType& program, const TypeFolder& type, const ReportInfo& info,
                     const ReportContext& context) {
  auto input = context_json(context, info, program.words);
  if (!input) return {std::nullopt, std::move(input.error())};
  auto composed = Run(world, program, type).compose(std::move(*input));
  if (composed.document) composed.document->report = info.id;
  return composed;
}

}  // namespace taqrir::app
