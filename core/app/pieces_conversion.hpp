// Annexed files that other programs turn into something a document can hold: office files into PDF by
// LibreOffice, pictures of other formats (or lying on their side) into PNG or JPEG by libvips' tools, scans
// into PDFs with a layer of text by ocrmypdf. What was made once is kept by the content's hash and the
// program's version (the disposable cache).
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/hash_book.hpp"
#include "base/world.hpp"

namespace taqrir::pandoc {
struct ForeignText;
}

namespace taqrir::app {

/// Safe for several threads. Results may be asked for again: they come from the cache.
class Conversions {
 public:
  /// `world` is asked for programs and runs them; the cache is `real`'s.
  Conversions(World& world, World& real, HashBook& book) : world_(world), real_(real), book_(book) {}

  bool has_office();       ///< soffice is there
  bool has_pictures();     ///< vipsthumbnail and vipsheader are there
  bool has_recognition();  ///< ocrmypdf is there

  /// PDF of an office file; `format` as piece_format() names it. Messages name `shown`.
  Result<Bytes> to_pdf(const Bytes& file, std::string_view format, const std::string& shown);
  /// How many pictures a file holds (pages of a TIFF); 1 at least, 2000 at most.
  Result<int> leaves(const Bytes& picture, const std::string& shown);
  /// One of them (from 0), upright, in its own colours (a profile is turned into sRGB), without the data of
  /// the camera; JPEG or PNG, whichever is smaller, with at most kLongestSide pixels a side.
  Result<Bytes> leaf(const Bytes& picture, int index, const std::string& shown);

  /// A PDF or picture as a PDF whose scanned pages hold a layer of text; pages that have text, and what all
  /// of them look like, stay as they are. `languages` as Tesseract names them: "fra+ara"; empty: its own
  /// choice. A picture's page is A4 at most.
  Result<Bytes> with_text(const Bytes& file, const std::string& languages, const std::string& shown);

  /// A text of another program ("docx", "odt", "html", "epub", "latex") as Pandoc's JSON. Office files are
  /// judged first (input/office_package.hpp).
  Result<Bytes> text(const Bytes& file, const std::string& format, const std::string& shown);
  /// The same with what is known of it beside (app/own_text_facts.hpp: packed).
  Result<Bytes> own_text(const Bytes& file, const std::string& format, const std::string& shown);
  /// A picture in it, as PNG or upright JPEG; `key` is picture_key() of its address in the JSON.
  Result<Bytes> picture_in(const Bytes& file, const std::string& format, const std::string& key,
                           const std::string& shown);

  /// The sheets of a spreadsheet ("xlsx", "ods") as OpenDocument's XML (input/sheets.hpp).
  Result<Bytes> sheets(const Bytes& file, const std::string& format, const std::string& shown);

  /// What a picture is made into.
  struct PictureWish {
    int width = 0, height = 0;  ///< pixels, whatever the proportions
    int quality = 80;           ///< of JPEG
    bool with_png = false;      ///< the smaller of a JPEG and a PNG, the PNG alone when there is transparency
    bool transparent = false;
  };
  /// Another size of a picture ("jpg", "png", "ppm", "pgm"), as it lies and in its own colours.
  Result<Bytes> scaled(const Bytes& picture, const std::string& format, const PictureWish& wish,
                       const std::string& shown);
  /// The same, not kept.
  Result<std::string> scale(const Bytes& picture, const std::string& format, const PictureWish& wish,
                            const std::string& shown);
  /// What `make` makes of a content with libvips' tools, kept as all the rest.
  Result<Bytes> remembered(const std::string& what, const Bytes& of,
                           const std::function<Result<std::string>()>& make);

  /// How long the programs may take.
  struct Limits {
    std::chrono::milliseconds office{120'000}, picture{60'000};
    std::chrono::milliseconds recognition{120'000};  ///< and a second more for each 2 KB of the file,
    std::chrono::milliseconds longest_recognition{3'600'000};  ///< but never more than this
    std::chrono::milliseconds text{60'000};
  };
  Limits limits;

  static constexpr int kLongestSide = 3508;  ///< A4 at 300 dots per inch

 private:
  using Make = std::function<Result<std::string>()>;
  Result<Bytes> kept(const std::string& what, const std::string& program, const Bytes& of, const Make& make);
  std::string version_of(const std::string& program);
  Result<ProcessOutput> run(ProcessRequest request, const std::string& shown, const std::string& purpose);
  Result<std::string> made_file(const std::string& path, std::string_view beginning, const std::string& shown,
                                const std::string& otherwise);
  Result<std::string> made_picture(const std::string& folder, const std::string& target,
                                   const std::string& shown);
  Result<std::string> office(const Bytes& file, std::string_view format, const std::string& shown);
  Result<std::string> flat_sheets(const Bytes& file, const std::string& format, const std::string& shown);
  Result<std::string> recognised(const Bytes& file, const std::string& languages, const std::string& shown);
  Result<bool> has_profile(const std::string& picture, const std::string& shown);
  /// The smallest of what `argv_for` makes as each target (a name in `folder`, with libvips' options).
  Result<std::string> smallest(const std::string& folder, const std::vector<std::string>& targets,
                               const std::string& shown, const std::string& complaint,
                               const std::function<std::vector<std::string>(const std::string&)>& argv_for);
  Result<std::string> thumbnail(const Bytes& picture, int index, const std::string& shown);

  Result<std::shared_ptr<const pandoc::ForeignText>> taken(const Bytes& file, const std::string& format,
                                                           const std::string& shown);
  Result<std::string> found_picture(const pandoc::ForeignText& text, const std::string& key,
                                    const std::string& shown);

  World& world_;
  World& real_;
  HashBook& book_;
  std::mutex taking_;  // guards what follows
  /// The last few, by key: their pictures are asked for next, of several texts at once by several threads.
  std::vector<std::pair<std::string, std::shared_ptr<const pandoc::ForeignText>>> taken_;
  std::mutex office_;  // one LibreOffice at a time: each takes a quarter of a gigabyte
};

/// What stands for a picture's address, which may be as long as the picture.
std::string picture_key(std::string_view address);

}  // namespace taqrir::app
