#include "pandoc/pandoc.hpp"

#include <charconv>

#include "pandoc/converter.hpp"

namespace taqrir::pandoc {

namespace {

constexpr std::chrono::milliseconds kAskLimit{10'000};
constexpr std::chrono::milliseconds kWriteLimit{120'000};
constexpr std::string_view kZipStart = "PK\x03\x04";

/// pandoc-types 1.21 brought the table model that we write; 1.x keeps it.
bool is_api_known(const std::vector<int>& api) { return api.size() >= 2 && api[0] == 1 && api[1] >= 21; }

Diagnostic install_hint(Diagnostic problem) {
  return hinted(std::move(problem), "install it: “sudo apt install pandoc”");
}

Result<std::string> ask(World& world, std::vector<std::string> argv, std::string input) {
  ProcessRequest request;
  request.argv = std::move(argv);
  request.input = std::move(input);
  request.time_limit = kAskLimit;
  request.output_limit = 1 << 20;
  auto output = world.run(request);
  if (!output) return fail(std::move(output.error()));
  if (output->exit_code == 0) return std::move(output->out);
  return fail(error({}, "Pandoc ended with status {}: {}", {std::to_string(output->exit_code), output->err},
                    Blame::machine));
}

Result<std::vector<int>> api_of(World& world) {
  if (!world.find_program("pandoc"))
    return fail(
        install_hint(error({}, "Pandoc is not installed; Word files are made by it", {}, Blame::machine)));
  const auto answer = ask(world, {"pandoc", "--from=native", "--to=json"}, "[]");
  if (!answer) return fail(answer.error());
  const auto json = nlohmann::json::parse(*answer, nullptr, false);
  std::vector<int> api;
  if (json.is_object() && json.contains("pandoc-api-version") && json["pandoc-api-version"].is_array())
    for (const auto& number : json["pandoc-api-version"])
      api.push_back(number.is_number_integer() ? number.get<int>() : 0);
  if (is_api_known(api)) return api;
  return fail(hinted(
      error({}, "this Pandoc does not speak the form of document that Taqrir writes", {}, Blame::machine),
      "Taqrir needs Pandoc 2.11 or later"));
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

// ---------------------------------------------------------------- pictures

/// What the bytes are, so that a name in a mission decides nothing.
struct PictureKind {
  std::string_view extension, type;
};
std::optional<PictureKind> kind_of(std::string_view bytes) {
  if (bytes.starts_with("\x89PNG\r\n\x1a\n")) return PictureKind{"png", "image/png"};
  if (bytes.starts_with("\xff\xd8\xff")) return PictureKind{"jpg", "image/jpeg"};
  if (bytes.starts_with("GIF8")) return PictureKind{"gif", "image/gif"};
  return std::nullopt;
}

Diagnostic not_a_picture(const FileRef& file) {
  return hinted(error(file.span, "“{}” is no picture that a Word file can hold", {file.path}),
                "give a PNG or JPEG file");
}

std::string base64(std::string_view bytes) {
  static constexpr std::string_view kDigits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  out.reserve((bytes.size() + 2) / 3 * 4);
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    std::uint32_t group = 0;
    const auto count = std::min<std::size_t>(3, bytes.size() - i);
    for (std::size_t k = 0; k < 3; ++k)
      group = group << 8 | (k < count ? static_cast<unsigned char>(bytes[i + k]) : 0);
    for (std::size_t k = 0; k < 4; ++k) out += k <= count ? kDigits[group >> (18 - 6 * k) & 63] : '=';
  }
  return out;
}

/// Reads each file once; `keep` turns its bytes into the name that the document uses.
class Pictures {
 public:
  using Keep =
      std::function<Result<std::string>(std::string_view bytes, const PictureKind&, std::size_t number)>;
  Pictures(const ReadFile& read, Keep keep) : read_(read), keep_(std::move(keep)) {}

  Result<std::string> operator()(const FileRef& file) {
    if (const auto it = names_.find(file.path); it != names_.end()) return it->second;
    const auto bytes = read_(file);
    if (!bytes) return fail(bytes.error());
    const auto kind = kind_of(bytes->view());
    if (!kind) return fail(not_a_picture(file));
    auto name = keep_(bytes->view(), *kind, names_.size() + 1);
    if (name) names_[file.path] = *name;
    return name;
  }

 private:
  const ReadFile& read_;
  Keep keep_;
  std::map<std::string, std::string> names_;
};

std::string text_of(const nlohmann::json& json) {
  return json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

// ---------------------------------------------------------------- writing

/// Seconds since 1970 of the document's date; zip entries cannot be older than 1980.
std::string epoch_of(const Document& document) {
  constexpr long kFirstZipDay = 315532800;
  if (!document.date) return std::to_string(kFirstZipDay);
  const auto days = std::chrono::sys_days(*document.date).time_since_epoch().count();
  return std::to_string(std::max(kFirstZipDay, static_cast<long>(days) * 86400));
}

/// A reference beside the one asked for, for documents that run from right to left: its tables and
/// its pages are mirrored, which Pandoc leaves to it.
std::string reference_for(World& world, const std::string& reference, const std::string& language) {
  constexpr std::string_view kEnding = ".docx";
  if (reference.empty()) return {};
  if (direction_of(language) == Direction::rtl && reference.ends_with(kEnding)) {
    const auto mirrored =
        reference.substr(0, reference.size() - kEnding.size()) + "-rtl" + std::string(kEnding);
    if (world.info(mirrored)) return world.canonical(mirrored);
  }
  return world.canonical(reference);
}

void keep_warnings(const std::string& said, Diagnostics& warnings) {
  constexpr std::string_view kMark = "[WARNING] ";
  for (std::size_t start = 0; start < said.size();) {
    const auto end = std::min(said.find('\n', start), said.size());
    const auto line = std::string_view(said).substr(start, end - start);
    if (line.starts_with(kMark))
      warnings.push_back(warning({}, "Pandoc says: {}", {std::string(line.substr(kMark.size()))}));
    start = end + 1;
  }
}

Result<std::string> run_writer(World& world, const std::string& directory, std::string json,
                               const std::string& reference, const std::string& epoch,
                               Diagnostics& warnings) {
  ProcessRequest request;
  // No --sandbox: Debian's 2.17 then cannot find its own data. The working folder holds our pictures
  // and nothing else, and the JSON names nothing else.
  request.argv = {"pandoc", "--from=json", "--to=docx", "--output=-", "--data-dir=" + directory};
  if (!reference.empty()) request.argv.push_back("--reference-doc=" + reference);
  request.input = std::move(json);
  request.directory = directory;
  request.environment = {{"SOURCE_DATE_EPOCH", epoch}, {"HOME", directory}};
  request.time_limit = kWriteLimit;
  auto output = world.run(request);
  if (!output) return fail(std::move(output.error()));
  keep_warnings(output->err, warnings);
  if (output->exit_code == 0 && output->out.starts_with(kZipStart)) return std::move(output->out);
  return fail(error({}, "Pandoc could not write the Word file (status {}): {}",
                    {std::to_string(output->exit_code), output->err.substr(0, output->err.find('\n'))},
                    Blame::machine));
}

}  // namespace

Result<Version> installed(World& world) {
  auto api = api_of(world);
  if (!api) return fail(std::move(api.error()));
  const auto said = ask(world, {"pandoc", "--version"}, {});
  if (!said) return fail(said.error());
  auto version = version_in(*said);
  version.api = std::move(*api);
  return version;
}

std::string to_pandoc_json(const Document& document, const Locale& locale, const std::vector<int>& api,
                           const ReadFile& read, Diagnostics& warnings) {
  Pictures pictures(read,
                    [](std::string_view bytes, const PictureKind& kind, std::size_t) -> Result<std::string> {
                      return "data:" + std::string(kind.type) + ";base64," + base64(bytes);
                    });
  return text_of(Converter(document, locale, std::ref(pictures), warnings).convert(api));
}

Result<std::string> write_docx(World& world, const Document& document, const Locale& locale,
                               const ReadFile& read, const std::string& reference, Diagnostics& warnings) {
  const auto api = api_of(world);
  if (!api) return fail(api.error());
  const auto directory = world.temporary_directory();
  if (!directory) return fail(directory.error());
  Pictures pictures(
      read, [&](std::string_view bytes, const PictureKind& kind, std::size_t number) -> Result<std::string> {
        auto name = "picture-" + std::to_string(number) + "." + std::string(kind.extension);
        const auto written = world.write(*directory + "/" + name, bytes);
        if (!written) return fail(written.error());
        return name;
      });
  auto json = text_of(Converter(document, locale, std::ref(pictures), warnings).convert(*api));
  auto bytes = run_writer(world, *directory, std::move(json),
                          reference_for(world, reference, document.language), epoch_of(document), warnings);
  world.remove(*directory);
  return bytes;
}

}  // namespace taqrir::pandoc
