#include "app/pieces_conversion.hpp"

#include <algorithm>
#include <charconv>
#include <filesystem>

#include "app/cache_folder.hpp"
#include "app/office_profile.hpp"
#include "app/paths.hpp"
#include "base/hash.hpp"
#include "input/office_package.hpp"
#include "input/picture.hpp"
#include "input/piece_format.hpp"

namespace taqrir::app {

namespace {

constexpr const char* kOffice = "soffice";
constexpr const char* kThumbnail = "vipsthumbnail";
constexpr const char* kHeader = "vipsheader";
constexpr const char* kRecognition = "ocrmypdf";
constexpr std::size_t kMemoryLimit = std::size_t{4} << 30;  // address space; both map far more than they use
constexpr std::size_t kLargestResult = 256u << 20;
constexpr int kMostLeaves = 2000;
constexpr std::size_t kLongestTalk = 16u << 20;  // what they say of their work
constexpr std::size_t kHashLength = 64;
constexpr std::uintmax_t kLargestCache = 1u << 30;

/// The oldest go when the whole has grown too large.
void thin_out(const std::string& folder) {
  namespace fs = std::filesystem;
  std::error_code failed;
  std::vector<std::pair<fs::file_time_type, fs::path>> files;
  std::uintmax_t sum = 0;
  for (fs::directory_iterator it(folder, failed), end; !failed && it != end; it.increment(failed)) {
    std::error_code gone;
    const auto size = it->file_size(gone);
    if (!gone) sum += size, files.emplace_back(it->last_write_time(gone), it->path());
  }
  if (sum <= kLargestCache) return;
  std::sort(files.begin(), files.end());
  for (std::size_t i = 0; i < files.size() / 2; ++i) fs::remove(files[i].second, failed);
}

std::string_view export_filter(std::string_view format) {
  if (format == "xlsx" || format == "ods" || format == "xls") return "calc_pdf_Export";
  if (format == "pptx" || format == "odp" || format == "ppt") return "impress_pdf_Export";
  return "writer_pdf_Export";
}

std::string tail_of(const std::string& text) {
  auto end = text.find_last_not_of(" \n\r\t");
  if (end == std::string::npos) return {};
  const auto begin = text.find_last_of('\n', end);
  return text.substr(begin == std::string::npos ? 0 : begin + 1,
                     end - (begin == std::string::npos ? 0 : begin + 1) + 1);
}

Diagnostic not_converted(const std::string& shown, const std::string& why) {
  return hinted(error(whole_file(shown), "it could not be turned into pages: {}", {why}),
                "open it, and save it again or export it as PDF");
}

constexpr std::string_view kPdf = "%PDF-";

}  // namespace

/// The file that a program was to make, which must begin as its kind does.
Result<std::string> Conversions::made_file(const std::string& path, std::string_view beginning,
                                           const std::string& shown, const std::string& otherwise) {
  const auto info = real_.info(path);
  if (!info) return fail(not_converted(shown, otherwise));
  if (info->size > kLargestResult) return fail(not_converted(shown, "the result is larger than 256 MB"));
  const auto bytes = real_.read(path);
  if (!bytes) return fail(bytes.error());
  if (!bytes->view().starts_with(beginning)) return fail(not_converted(shown, otherwise));
  return std::string(bytes->view());
}

bool Conversions::has_office() { return world_.find_program(kOffice).has_value(); }

bool Conversions::has_pictures() {
  return world_.find_program(kThumbnail).has_value() && world_.find_program(kHeader).has_value();
}

bool Conversions::has_recognition() { return world_.find_program(kRecognition).has_value(); }

/// Asked of the program itself, once for each file that it is.
std::string Conversions::version_of(const std::string& program) {
  const auto path = world_.find_program(program);
  const auto stamp = path ? real_.stamp(real_.canonical(*path)) : std::string();
  const auto key = sha256_hex(program + "\n" + stamp);
  if (!stamp.empty())
    if (auto known = book_.fact("version", key)) return *known;
  ProcessRequest request;
  request.argv = {program, "--version"};
  request.time_limit = std::chrono::seconds(30);
  const auto output = world_.run(request);
  auto version = output ? tail_of(output->out) : std::string();  // one line: the book's entries are lines
  if (!stamp.empty() && !version.empty()) book_.note_fact("version", key, version);
  return version;
}

Result<Bytes> Conversions::kept(const std::string& what, const std::string& program, const Bytes& of,
                                const Make& make) {
  const auto folder = cache_folder(real_);
  const auto name = sha256_hex(what + "\n" + sha256_hex(of.view()) + "\n" + version_of(program));
  const auto path = folder.empty() ? std::string() : join(join(folder, "conversions"), name);
  if (!path.empty() && real_.info(path))
    if (const auto bytes = real_.read(path); bytes && bytes->size() > kHashLength) {
      const auto body = bytes->view().substr(kHashLength);
      if (sha256_hex(body) == bytes->view().substr(0, kHashLength)) return Bytes(std::string(body));
    }
  auto made = make();
  if (!made) return fail(std::move(made.error()));
  if (!path.empty()) (void)real_.write_disposable(path, sha256_hex(*made) + *made);
  if (!path.empty()) thin_out(parent(path));
  return Bytes(std::move(*made));
}

Result<ProcessOutput> Conversions::run(ProcessRequest request, const std::string& shown,
                                       const std::string& purpose) {
  request.memory_limit = kMemoryLimit;
  request.output_limit = kLongestTalk;
  auto output = world_.run(request);
  if (!output) {
    for (auto& d : output.error())
      d = hinted(error(whole_file(shown), "{}: {}", {purpose, d.message.text()}),
                 "open it, and save it again or export it as PDF");
    return output;
  }
  if (output->exit_code == 0) return output;
  const auto said = tail_of(output->err.empty() ? output->out : output->err);
  return fail(not_converted(shown, said.empty() ? "status " + std::to_string(output->exit_code) : said));
}

// ---------------------------------------------------------------- office files

Result<Bytes> Conversions::to_pdf(const Bytes& file, std::string_view format, const std::string& shown) {
  return kept("judged pdf of " + std::string(format), kOffice, file, [&]() -> Result<std::string> {
    if (input::is_office_package(format))
      if (auto judged = input::open_office(file.view(), format, shown); !judged)
        return fail(std::move(judged.error()));
    return office(file, format, shown);
  });
}

Result<std::string> Conversions::office(const Bytes& file, std::string_view format,
                                        const std::string& shown) {
  const std::lock_guard lock(office_);
  const auto folder = world_.temporary_directory();
  if (!folder) return fail(folder.error());
  const auto source = join(*folder, "piece." + std::string(format)), pdf = join(*folder, "piece.pdf");
  if (auto written = real_.write_disposable(source, file.view()); !written) return fail(written.error());
  const auto profile = office_profile(real_, *folder);
  if (!profile) return fail(profile.error());
  ProcessRequest request;
  request.argv = {kOffice,
                  *profile,
                  "--headless",
                  "--norestore",
                  "--convert-to",
                  "pdf:" + std::string(export_filter(format)) +
                      ":{\"UseTaggedPDF\":{\"type\":\"boolean\",\"value\":\"true\"},"
                      "\"ExportBookmarks\":{\"type\":\"boolean\",\"value\":\"true\"}}",
                  "--outdir",
                  *folder,
                  source};
  request.time_limit = limits.office;
  request.environment = {{"SAL_USE_VCLPLUGIN", "svp"}};
  auto output = run(std::move(request), shown, "LibreOffice did not turn it into pages");
  if (!output) return fail(std::move(output.error()));
  auto made = made_file(pdf, kPdf, shown, "LibreOffice does not read it");
  real_.remove(*folder);
  return made;
}

// ---------------------------------------------------------------- pictures

Result<int> Conversions::leaves(const Bytes& picture, const std::string& shown) {
  const auto counted = kept("leaves", kHeader, picture, [&]() -> Result<std::string> {
    const auto folder = world_.temporary_directory();
    if (!folder) return fail(folder.error());
    const auto source = join(*folder, "picture");
    if (auto written = real_.write_disposable(source, picture.view()); !written) return fail(written.error());
    ProcessRequest request;
    request.argv = {kHeader, "-a", source};
    request.time_limit = limits.picture;
    auto output = run(std::move(request), shown, "the picture was not read");
    real_.remove(*folder);
    if (!output) return fail(std::move(output.error()));
    const auto at = output->out.find("\nn-pages: ");
    return at == std::string::npos ? "1"
                                   : output->out.substr(at + 10, output->out.find('\n', at + 10) - at - 10);
  });
  if (!counted) return fail(counted.error());
  int count = 1;
  std::from_chars(counted->view().data(), counted->view().data() + counted->size(), count);
  if (count > kMostLeaves)
    return fail(not_converted(shown, "it holds " + std::to_string(count) + " pictures, and at most " +
                                         std::to_string(kMostLeaves) + " are taken"));
  return std::max(count, 1);
}

Result<Bytes> Conversions::leaf(const Bytes& picture, int index, const std::string& shown) {
  return kept("leaf in its colours " + std::to_string(index), kThumbnail, picture,
              [&] { return thumbnail(picture, index, shown); });
}

/// Without one the colours are sRGB or grey as they are, and a conversion would only tint them.
Result<bool> Conversions::has_profile(const std::string& picture, const std::string& shown) {
  ProcessRequest request;
  request.argv = {kHeader, "-a", picture};
  request.time_limit = limits.picture;
  auto output = run(std::move(request), shown, "the picture was not read");
  if (!output) return fail(std::move(output.error()));
  return output->out.find("\nicc-profile-data:") != std::string::npos;
}

/// `target`: "made.png[…]" or "made.jpg[…]".
Result<std::string> Conversions::made_picture(const std::string& folder, const std::string& target,
                                              const std::string& shown) {
  const auto name = target.substr(0, target.find('['));
  return made_file(join(folder, name), name.ends_with(".png") ? "\x89PNG" : "\xFF\xD8", shown,
                   "no picture came of it");
}

Result<std::string> Conversions::thumbnail(const Bytes& picture, int index, const std::string& shown) {
  const auto folder = world_.temporary_directory();
  if (!folder) return fail(folder.error());
  const auto source = join(*folder, "picture");
  if (auto written = real_.write_disposable(source, picture.view()); !written) return fail(written.error());
  const auto size = std::to_string(kLongestSide);
  const auto page = index > 0 ? "[page=" + std::to_string(index) + "]" : std::string();
  const auto profile = has_profile(source + page, shown);
  if (!profile) return fail(profile.error());
  auto best = smallest(*folder, {"made.png[strip,compression=9]", "made.jpg[strip,Q=90]"}, shown,
                       "the picture was not read", [&](const std::string& target) {
                         std::vector<std::string> argv{
                             kThumbnail, source + page, "--size", size + "x" + size + ">", "-o", target};
                         if (*profile) argv.insert(argv.end(), {"--export-profile", "srgb"});
                         return argv;
                       });
  real_.remove(*folder);
  return best;
}

Result<std::string> Conversions::smallest(
    const std::string& folder, const std::vector<std::string>& targets, const std::string& shown,
    const std::string& complaint,
    const std::function<std::vector<std::string>(const std::string&)>& argv_for) {
  std::string best;
  for (const auto& target : targets) {
    ProcessRequest request;
    request.argv = argv_for(join(folder, target));
    request.time_limit = limits.picture;
    if (auto output = run(std::move(request), shown, complaint); !output)
      return fail(std::move(output.error()));
    auto made = made_picture(folder, target, shown);
    if (!made) return made;
    if (best.empty() || made->size() < best.size()) best = std::move(*made);
  }
  return best;
}

Result<Bytes> Conversions::remembered(const std::string& what, const Bytes& of, const Make& make) {
  return kept(what, kThumbnail, of, make);
}

Result<Bytes> Conversions::scaled(const Bytes& picture, const std::string& format, const PictureWish& wish,
                                  const std::string& shown) {
  const auto what = "scaled " + std::to_string(wish.width) + "x" + std::to_string(wish.height) + " Q" +
                    std::to_string(wish.quality) + (wish.with_png ? " png" : "") +
                    (wish.transparent ? " alpha" : "");
  return kept(what, kThumbnail, picture, [&] { return scale(picture, format, wish, shown); });
}

Result<std::string> Conversions::scale(const Bytes& picture, const std::string& format,
                                       const PictureWish& wish, const std::string& shown) {
  const auto folder = world_.temporary_directory();
  if (!folder) return fail(folder.error());
  const auto source = join(*folder, "picture." + format);
  if (auto written = real_.write_disposable(source, picture.view()); !written) return fail(written.error());
  std::vector<std::string> targets;
  if (wish.with_png) targets.push_back("made.png[strip,compression=9]");
  if (!wish.transparent)
    targets.push_back("made.jpg[strip,optimize-coding,Q=" + std::to_string(wish.quality) + "]");
  const auto size = std::to_string(wish.width) + "x" + std::to_string(wish.height) + "!";
  auto best =
      smallest(*folder, targets, shown, "the picture was not resampled", [&](const std::string& target) {
        return std::vector<std::string>{kThumbnail, source, "--no-rotate", "--size", size, "-o", target};
      });
  real_.remove(*folder);
  return best;
}

// ---------------------------------------------------------------- scans

namespace {

constexpr double kLongSideOfA4 = 11.69;  // inches

/// The resolution at which a picture just fits the page.
int resolution_of(const Bytes& picture) {
  const auto info = input::probe_picture(picture, {});
  if (!info) return 300;
  return std::max(72, static_cast<int>(std::max(info->width, info->height) / kLongSideOfA4 + 0.999));
}

}  // namespace

Result<Bytes> Conversions::with_text(const Bytes& file, const std::string& languages,
                                     const std::string& shown) {
  return kept("text in " + languages, kRecognition, file, [&] { return recognised(file, languages, shown); });
}

/// Of a picture an upright copy that any reader takes; several in one file go as they are.
Result<std::string> Conversions::recognised(const Bytes& file, const std::string& languages,
                                            const std::string& shown) {
  const bool pdf = input::piece_format(file.view(), {}) == "pdf";
  const auto count = pdf || !has_pictures() ? Result<int>(0) : leaves(file, shown);
  if (!count) return fail(count.error());
  const auto page = *count == 1 ? leaf(file, 0, shown) : Result<Bytes>(file);
  if (!page) return fail(page.error());
  const auto folder = world_.temporary_directory();
  if (!folder) return fail(folder.error());
  const auto source = join(*folder, "scan"), made = join(*folder, "made.pdf");
  if (auto written = real_.write_disposable(source, page->view()); !written) return fail(written.error());
  ProcessRequest request;
  request.argv = {kRecognition, "--quiet",        "--skip-text", "--output-type",       "pdf", "--optimize",
                  "0",          "--pdf-renderer", "sandwich",    "--tesseract-timeout", "120"};
  if (!languages.empty()) request.argv.insert(request.argv.end(), {"--language", languages});
  if (*count == 1)
    request.argv.insert(request.argv.end(), {"--image-dpi", std::to_string(resolution_of(*page))});
  request.argv.insert(request.argv.end(), {source, made});
  request.environment = {{"TMPDIR", *folder}};
  request.time_limit =
      std::min(limits.recognition + std::chrono::seconds(file.size() / 2048), limits.longest_recognition);
  auto output = run(std::move(request), shown, "its text was not recognised");
  auto text = output ? made_file(made, kPdf, shown, "ocrmypdf made no PDF")
                     : Result<std::string>(fail(std::move(output.error())));
  real_.remove(*folder);
  return text;
}

}  // namespace taqrir::app
