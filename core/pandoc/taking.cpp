// A text of another program, read by Pandoc, and the pictures in it.
#include <algorithm>
#include <array>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <set>

#include "pandoc/process.hpp"
#include "pandoc/reading.hpp"

namespace taqrir::pandoc {

namespace {

using Json = nlohmann::json;

constexpr std::size_t kReadMemory = std::size_t{3}
                                    << 30;  // bytes of address space; GHC takes less when it gets less

Diagnostic not_taken(const std::string& shown, const std::string& why) {
  return hinted(error(whole_file(shown), "the text was not read: {}", {why}),
                "open it in its own program and save it again");
}

/// Addresses of all pictures. No recursion: the tree may be deep.
std::set<std::string> addresses_in(const Json& document) {
  std::set<std::string> out;
  std::vector<const Json*> open{&document};
  while (!open.empty()) {
    const Json& node = *open.back();
    open.pop_back();
    if (!node.is_structured()) continue;
    if (node.is_object() && node.value("t", Json()) == "Image")
      out.insert(node.at("c").at(2).at(0).get<std::string>());
    for (const auto& inner : node) open.push_back(&inner);
  }
  return out;
}

int value_of(char c) {
  if (c >= 'A' && c <= 'Z') return c - 'A';
  if (c >= 'a' && c <= 'z') return c - 'a' + 26;
  if (c >= '0' && c <= '9') return c - '0' + 52;
  return c == '+' ? 62 : c == '/' ? 63 : -1;
}

std::optional<std::string> base64_decoded(std::string_view text) {
  std::string out;
  std::uint32_t bits = 0;
  int count = 0;
  for (const char c : text) {
    if (c == '=') break;
    if (c == ' ' || c == '\n' || c == '\r' || c == '\t') continue;
    const int value = value_of(c);
    if (value < 0) return std::nullopt;
    bits = (bits << 6 | static_cast<std::uint32_t>(value)) & 0xFFFFFF, count += 6;
    if (count >= 8) out += static_cast<char>(bits >> (count -= 8) & 0xFF);
  }
  return out;
}

/// “data:image/png;base64,…”; nothing where the text is written otherwise.
std::optional<std::string> data_of(std::string_view address) {
  const auto comma = address.find(',');
  if (comma == std::string_view::npos || !address.substr(0, comma).ends_with(";base64")) return std::nullopt;
  return base64_decoded(address.substr(comma + 1));
}

/// A file in `folder`: not above it, and no link out of it.
std::optional<std::string> content_of(World& files, const std::string& folder, const std::string& address,
                                      std::size_t most) {
  const auto home = files.canonical(folder), path = files.canonical(folder + "/" + address);
  if (!path.starts_with(home + "/")) return std::nullopt;
  const auto info = files.info(path);
  if (!info || info->is_directory || info->size > most) return std::nullopt;
  const auto bytes = files.read(path);
  return bytes ? std::optional(std::string(bytes->view())) : std::nullopt;
}

bool names_a_file(const std::string& address) {
  return !address.empty() && address.front() != '/' && address.find(':') == std::string::npos;
}

std::map<std::string, std::string> pictures_of(World& files, const std::string& folder, const Json& document,
                                               const TakeLimits& limits) {
  std::map<std::string, std::string> out;
  std::size_t sum = 0;
  for (const auto& address : addresses_in(document)) {
    if (out.size() == limits.pictures) break;
    const bool data = address.starts_with("data:");
    if (data && address.size() / 4 * 3 > limits.picture_bytes + 64) continue;
    auto content = data                    ? data_of(address)
                   : names_a_file(address) ? content_of(files, folder, address, limits.picture_bytes)
                                           : std::nullopt;
    if (!content || content->empty() || sum + content->size() > limits.all_bytes) continue;
    sum += content->size();
    out.emplace(address, std::move(*content));
  }
  return out;
}

}  // namespace

namespace {

/// “[WARNING] Could not …”, “[INFO] Skipped …”.
std::vector<std::string> remarks_in(std::string_view said) {
  std::vector<std::string> out;
  for (std::size_t at = 0; at < said.size();) {
    const auto end = std::min(said.find('\n', at), said.size());
    const auto line = said.substr(at, end - at);
    if (line.starts_with("[WARNING] ") || line.starts_with("[INFO] Skipped ")) out.emplace_back(line);
    at = end + 1;
  }
  return out;
}

/// Why Pandoc gave up, in its words; its remarks (--verbose) are none of that.
std::string reason_in(std::string_view said) {
  std::string rest;
  for (std::size_t at = 0; at < said.size();) {
    const auto end = std::min(said.find('\n', at), said.size());
    if (const auto line = said.substr(at, end - at); !line.empty() && !line.starts_with("["))
      rest.append(line).append("\n");
    at = end + 1;
  }
  return rest.empty() ? "Pandoc gives up without a word" : complaint_in(rest);
}

}  // namespace

Result<ForeignText> take_text(World& world, World& files, const Bytes& file, const std::string& format,
                              const std::string& shown, const TakeLimits& limits) {
  if (!world.find_program("pandoc"))
    return fail(
        hinted(error(whole_file(shown), "Pandoc reads this file, and is not installed", {}, Blame::machine),
               "install it: “sudo apt install pandoc”"));
  const auto folder = world.temporary_directory();
  if (!folder) return fail(folder.error());
  ProcessRequest request;
  request.argv = {"pandoc", "--sandbox", "--verbose", "--from=" + format, "--to=json"};
  if (!format.starts_with("html") && !format.starts_with("latex"))
    request.argv.push_back("--extract-media=.");  // HTML has them in its text or nowhere
  request.directory = *folder;
  request.input = std::string(file.view());
  request.time_limit = limits.time;
  request.memory_limit = kReadMemory;
  auto output = world.run(request);
  if (!output) {
    for (auto& d : output.error()) d = not_taken(shown, d.message.text());
    return fail(std::move(output.error()));
  }
  if (output->exit_code != 0) return fail(not_taken(shown, reason_in(output->err)));
  ForeignText text{std::move(output->out), {}, remarks_in(output->err)};
  const auto document = Json::parse(text.json, nullptr, false);
  if (document.is_discarded()) return fail(not_taken(shown, "Pandoc's answer is not understood"));
  try {
    text.pictures = pictures_of(files, *folder, document, limits);
  } catch (const Json::exception&) {
    return fail(not_taken(shown, "Pandoc's answer is not understood"));
  }
  files.remove(*folder);
  return text;
}

}  // namespace taqrir::pandoc
