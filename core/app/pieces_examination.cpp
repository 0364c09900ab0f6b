#include "app/pieces_examination.hpp"

#include "app/paths.hpp"
#include "base/hash.hpp"
#include "input/piece_format.hpp"

namespace taqrir::app {

namespace {

constexpr const char* kFormat = "piece-format";
constexpr std::size_t kLargestAttachment = 100'000'000;

class Examiner {
 public:
  Examiner(Workshop& shop, MissionAssets& assets, Piece& piece, const Recognition& recognition)
      : shop_(shop), assets_(assets), piece_(piece), recognition_(recognition) {}

  Diagnostics examine() {
    piece_.sha256 = assets_.sha256(piece_.file);
    if (piece_.sha256.empty()) return unreadable();
    if (piece_.sha256 == sha256_hex("")) return empty();
    find_format();
    piece_.kind = input::kind_of_format(piece_.format);
    if (piece_.kind == Piece::Kind::picture) take_picture();
    if (piece_.kind == Piece::Kind::pdf) take_pdf(piece_.file.path);
    const bool wanted = piece_.wish == Piece::Wish::pages && piece_.kind == Piece::Kind::text;
    if (input::is_office(piece_.format) || (wanted && by_office(piece_.format))) take_office();
    if (piece_.wish == Piece::Wish::file) attach();
    if (recognition_.wanted && is_scanned()) take_text();
    if (piece_.kind == Piece::Kind::other) weigh();
    return std::move(diagnostics_);
  }

 private:
  static bool by_office(const std::string& format) {
    return format == "docx" || format == "odt" || format == "html";
  }

  Diagnostics unreadable() {
    const auto bytes = assets_.bytes(piece_.file);
    if (bytes) return {};
    auto said = bytes.error();
    for (auto& d : said)
      if (d.hint.pattern.empty()) d = hinted(std::move(d), "put the file itself in its place, one that may be read, or remove it");
    return said;
  }

  Diagnostics empty() {
    attach();
    return {hinted(error(piece_.file.span, "“{}” is empty: it holds no byte", {file_name(piece_.file.path)}),
                   "copy or download it once more, or remove it")};
  }

  /// What is attached goes through memory several times.
  void weigh() {
    const auto bytes = assets_.bytes(piece_.file);
    if (!bytes) return append(diagnostics_, bytes.error());
    if (bytes->size() <= kLargestAttachment) return;
    diagnostics_.push_back(hinted(error(piece_.file.span, "“{}” is too large to be attached to a PDF: {} MB, and at most {} are taken",
                                        {file_name(piece_.file.path), std::to_string(bytes->size() / 1'000'000),
                                         std::to_string(kLargestAttachment / 1'000'000)}),
                                  "give it as PDF or picture, or hand it over beside the dossier"));
  }

  /// Among texts the name decides, so the fact is that of a content under a kind of name.
  void find_format() {
    const auto kind = std::string(kFormat) + extension(piece_.file.path);
    if (const auto known = shop_.book.fact(kind, piece_.sha256)) {
      piece_.format = *known;
      return;
    }
    const auto bytes = assets_.bytes(piece_.file);
    if (!bytes) return append(diagnostics_, bytes.error());
    piece_.format = input::piece_format(bytes->view(), piece_.file.path);
    shop_.book.note_fact(kind, piece_.sha256, piece_.format);
  }

  void take_picture() {
    if (piece_.format == "png" || piece_.format == "jpeg") {
      piece_.leaves = {piece_.file};
      piece_.pages = 1;
      return;
    }
    if (!shop_.conversions.has_pictures())
      return attach_for_want("libvips", "sudo apt install libvips-tools", "PNG or PDF");
    const auto bytes = assets_.bytes(piece_.file);
    if (!bytes) return append(diagnostics_, bytes.error());
    const auto count = shop_.conversions.leaves(*bytes, assets_.shown(piece_.file.path));
    if (!count) return hopeless(count.error());
    piece_.leaves.clear();
    for (int i = 0; i < *count; ++i)
      piece_.leaves.push_back({as_leaf(piece_.file.path, i), piece_.file.span});
    piece_.pages = *count;
    if (auto first = assets_.presentable(piece_.leaves.front()); !first) hopeless(first.error());
  }

  void take_pdf(const std::string& path) {
    const FileRef file{path, piece_.file.span};
    const auto info = assets_.foreign(file);
    if (!info) return append(diagnostics_, info.error());
    piece_.kind = Piece::Kind::pdf;
    piece_.leaves = {file};
    piece_.pages = static_cast<int>(info->pages.size());
  }

  bool is_scanned() {
    if (piece_.leaves.empty()) return false;
    if (piece_.format != "pdf" && !input::is_picture(piece_.format)) return false;
    if (piece_.kind == Piece::Kind::picture) return true;
    const auto pdf = assets_.presentable(piece_.leaves.front());
    return pdf && has_scanned_pages(shop_.world, shop_.book, shop_.locations.program, *pdf, piece_.pages);
  }

  void take_text() {
    if (!shop_.conversions.has_recognition())
      return diagnostics_.push_back(
          hinted(warning(piece_.file.span, "“{}” gets no layer of text: that is made by ocrmypdf, which is not here",
                         {file_name(piece_.file.path)}),
                 "install it: “sudo apt install {}”", {recognition_packages(recognition_)}));
    const FileRef file{with_text(piece_.file.path, recognition_.languages), piece_.file.span};
    const auto info = assets_.foreign(file);
    if (!info) return keep_without_text(info.error());
    if (piece_.kind == Piece::Kind::pdf && static_cast<int>(info->pages.size()) != piece_.pages)
      return keep_without_text({error({}, "ocrmypdf made {} pages of {}",
                                      {std::to_string(info->pages.size()), std::to_string(piece_.pages)})});
    take_pdf(file.path);
  }

  void keep_without_text(const Diagnostics& why) {
    for (const auto& d : why)
      diagnostics_.push_back(hinted(warning(piece_.file.span, "“{}” gets no layer of text: {}",
                                            {file_name(piece_.file.path), d.message.text()}),
                                    "it is taken in as it is; “ocr = false” in its [[piece]] stops the attempt"));
  }

  void take_office() {
    if (!shop_.conversions.has_office())
      return attach_for_want("LibreOffice",
                             "sudo apt install libreoffice-calc-nogui libreoffice-impress-nogui "
                             "libreoffice-writer-nogui",
                             "PDF");
    take_pdf(as_pdf(piece_.file.path));
  }

  void attach_for_want(const std::string& program, const std::string& command, const std::string& format) {
    attach();
    diagnostics_.push_back(hinted(
        warning(piece_.file.span, "“{}” is attached as a file: its pages are made by {}, which is not here",
                {file_name(piece_.file.path), program}),
        "install it: “{}”; or export the file as {}", {command, format}));
  }

  void attach() {
    piece_.kind = Piece::Kind::other;
    piece_.leaves.clear();
    piece_.pages = 0;
  }

  void hopeless(const Diagnostics& why) {
    append(diagnostics_, at(piece_.file.span, why));
    attach();
  }

  Workshop& shop_;
  MissionAssets& assets_;
  Piece& piece_;
  const Recognition& recognition_;
  Diagnostics diagnostics_;
};

}  // namespace

Diagnostics examine_piece(Workshop& shop, MissionAssets& assets, Piece& piece, const Recognition& recognition) {
  return Examiner(shop, assets, piece, recognition).examine();
}

}  // namespace taqrir::app
