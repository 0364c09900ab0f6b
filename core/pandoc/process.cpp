#include "pandoc/process.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

namespace taqrir::pandoc {

namespace {

constexpr std::string_view kWarning = "[WARNING] ";

Diagnostic not_installed() {
  return hinted(error({}, "Pandoc is not installed; all formats but PDF are made by it", {}, Blame::machine),
                "install it: “sudo apt-get install pandoc”");
}

void keep_warnings(const std::string& said, Diagnostics& warnings) {
  for (std::size_t start = 0; start < said.size();) {
    const auto end = std::min(said.find('\n', start), said.size());
    const auto line = std::string_view(said).substr(start, end - start);
    if (line.starts_with(kWarning))
      warnings.push_back(warning({}, "Pandoc says: {}", {std::string(line.substr(kWarning.size()))}));
    start = end + 1;
  }
}

bool says_nothing(const std::string& line) {
  return line.find_first_not_of(" \t\r") == std::string::npos || line.starts_with(kWarning) ||
         line.starts_with("WARNING: ");  // WeasyPrint's, of what it does not know of style sheets
}

Diagnostic with_advice(Diagnostic problem, const Call& call) {
  if (!call.shown.empty()) problem.span = whole_file(call.shown);
  return hinted(
      std::move(problem),
      "try “pandoc --version”; if that fails, “sudo apt-get install --reinstall pandoc”. The command was "
      "“{}”",
      {command_of(call.arguments)});
}

}  // namespace

std::string complaint_in(const std::string& said) {
  std::vector<std::string> lines;
  for (std::size_t start = 0; start < said.size();) {
    const auto end = std::min(said.find('\n', start), said.size());
    if (auto line = said.substr(start, end - start); !says_nothing(line)) lines.push_back(std::move(line));
    start = end + 1;
  }
  if (lines.empty()) return "it gave no reason";
  if (lines.size() > 3) lines.erase(lines.begin() + 2, lines.end() - 1);
  std::string out;
  for (const auto& line : lines) out += (out.empty() ? "" : " / ") + line;
  return out;
}

// ---------------------------------------------------------------- the folder

Result<Workplace> Workplace::make(World& world) {
  auto folder = world.temporary_directory();
  if (!folder) return fail(std::move(folder.error()));
  return Workplace(world, std::move(*folder));
}

Workplace::Workplace(Workplace&& other) noexcept
    : world_(other.world_), folder_(std::exchange(other.folder_, {})) {}

Workplace::~Workplace() {
  if (!folder_.empty()) world_->remove(folder_);
}

Result<std::string> Workplace::put(std::string name, std::string_view bytes) {
  auto written = world_->write_disposable(folder_ + "/" + name, bytes);
  if (!written) return fail(std::move(written.error()));
  return name;
}

// ---------------------------------------------------------------- the process

std::string command_of(const std::vector<std::string>& arguments) {
  std::string out = "pandoc";
  for (const auto& argument : arguments)
    for (const auto* telling : {"--from=", "--to=", "--version", "--pdf-engine="})
      if (argument.starts_with(telling)) out += " " + argument;
  return out;
}

Diagnostic not_understood(const Call& call) {
  return with_advice(
      error({}, "Pandoc was to {}, and its answer is something else", {call.purpose}, Blame::machine), call);
}

Result<std::string> run(World& world, Call call, Diagnostics& warnings) {
  if (!world.find_program("pandoc")) return fail(not_installed());
  ProcessRequest request;
  request.argv = call.arguments;
  request.argv.insert(request.argv.begin(), "pandoc");
  request.input = std::move(call.input);
  request.directory = call.folder;
  request.environment = call.environment;
  request.time_limit = call.limits.time;
  request.output_limit = call.limits.output;
  auto output = world.run(request);
  if (!output) {
    for (auto& d : output.error())
      d = with_advice(error({}, "Pandoc could not {}: {}", {call.purpose, d.message.text()}, Blame::machine),
                      call);
    return fail(std::move(output.error()));
  }
  keep_warnings(output->err, warnings);
  if (output->exit_code == 0) return std::move(output->out);
  return fail(with_advice(
      error({}, "Pandoc could not {}: {} (status {})",
            {call.purpose, complaint_in(output->err), std::to_string(output->exit_code)}, Blame::machine),
      call));
}

}  // namespace taqrir::pandoc
