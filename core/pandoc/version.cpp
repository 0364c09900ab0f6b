// Which Pandoc there is, and what it is enough for.
#include <charconv>
#include <nlohmann/json.hpp>

#include "pandoc/process.hpp"

namespace taqrir::pandoc {

namespace {

/// pandoc-types 1.21 brought the table model that we write; 1.x keeps it.
bool is_api_known(const std::vector<int>& api) { return api.size() >= 2 && api[0] == 1 && api[1] >= 21; }

Diagnostic too_old(const std::string& version) {
  return hinted(
      error({}, "this Pandoc ({}) does not speak the form of document that Taqrir writes", {version},
            Blame::machine),
      "Taqrir needs Pandoc 2.11 or later: “sudo apt-get install pandoc”, or a newer one first in PATH");
}

std::vector<int> api_in(const std::string& answer) {
  const auto json = nlohmann::json::parse(answer, nullptr, false);
  std::vector<int> api;
  if (json.is_object() && json.contains("pandoc-api-version") && json["pandoc-api-version"].is_array())
    for (const auto& number : json["pandoc-api-version"])
      api.push_back(number.is_number_integer() ? number.get<int>() : 0);
  return api;
}

Result<std::string> ask(World& world, std::vector<std::string> arguments, std::string input,
                        const Limits& limits) {
  Diagnostics ignored;
  Call call{std::move(arguments), std::move(input), {}, {}, "tell its version", {}, limits};
  return run(world, std::move(call), ignored);
}

/// "pandoc 2.17.1.1" at the start of what --version says.
Version version_in(std::string_view text) {
  Version version;
  const auto space = text.find(' ');
  if (space == std::string_view::npos) return version;
  const char* at = text.data() + space + 1;
  const char* const end = text.data() + text.size();
  for (int* part : {&version.major, &version.minor, &version.patch}) {
    const auto [rest, fault] = std::from_chars(at, end, *part);
    if (fault != std::errc() || rest == end || *rest != '.') break;
    at = rest + 1;
  }
  return version;
}

}  // namespace

std::string Version::text() const {
  return std::to_string(major) + "." + std::to_string(minor) + "." + std::to_string(patch);
}

Result<Version> installed(World& world, const Limits& limits) {
  const auto said = ask(world, {"--version"}, {}, limits);
  if (!said) return fail(said.error());
  auto version = version_in(*said);
  const auto answer = ask(world, {"--from=native", "--to=json"}, "[]", limits);
  if (!answer) return fail(answer.error());
  version.api = api_in(*answer);
  if (!is_api_known(version.api)) return fail(too_old(version.text()));
  return version;
}

}  // namespace taqrir::pandoc
