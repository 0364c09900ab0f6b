// Pictures and foreign PDFs of one mission (or one folder), each read once but for large PDFs.
#pragma once

#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "app/hash_book.hpp"
#include "app/pieces_conversion.hpp"
#include "app/report_types.hpp"
#include "layout/layout.hpp"

namespace taqrir::app {

/// Before the path of a file that ships with the program: "@data/visibility/eu-emblem.png".
inline constexpr std::string_view kDataPrefix = "@data/";

/// A file as another program makes it presentable: "@pdf/PATH" an office file as PDF, "@leaf/2/PATH" the third
/// picture in a file (app/pieces_conversion.hpp).
std::string as_pdf(const std::string& path);
std::string as_leaf(const std::string& path, int index);
/// "@ocr/fra+ara/PATH": a scan as a PDF with a layer of text.
std::string with_text(const std::string& path, const std::string& languages);
/// "@in/KEY/PATH": a picture in a text of another program, by picture_key().
std::string as_picture_in(const std::string& path, const std::string& key);
/// The file itself: PATH; any other path as it is.
std::string source_of(const std::string& path);

/// Safe for several threads.
class MissionAssets : public layout::Assets {
 public:
  /// `folder` is canonical; `shown` is what messages call it; `data` are the program's own folders.
  /// `book` remembers from run to run what foreign PDFs hold.
  /// Without `conversions` only PDF, PNG and upright JPEG are presentable. `program` is Locations::program.
  /// `types`: whose files are named "@types/…"; may be null.
  MissionAssets(World& world, HashBook& book, std::string folder, std::string shown,
                std::vector<std::string> data, Conversions* conversions = nullptr, std::string program = {},
                const ReportTypes* types = nullptr);

  Result<layout::ImageAsset> image(const FileRef& file) override;
  Result<layout::ForeignInfo> foreign(const FileRef& file) override;
  /// What is put into a document for a file: converted where its path says so, a JPEG upright and without
  /// the camera's data; everything else as it is.
  Result<Bytes> presentable(const FileRef& file);
  /// The file's bytes; an error stands at the place where the file is named.
  Result<Bytes> bytes(const FileRef& file);
  /// Of the file's bytes; empty when it cannot be read.
  std::string sha256(const FileRef& file);
  std::string shown(std::string_view path) const;

 private:
  Result<Bytes> converted(const FileRef& file);
  Result<Bytes> cleaned(const Bytes& jpeg, const FileRef& file);
  std::string path_of(const std::string& path) const;
  Result<layout::ForeignInfo> probed(const FileRef& file);

  World& world_;
  HashBook& book_;
  Conversions* conversions_;
  std::string folder_, shown_;
  std::vector<std::string> data_;
  std::string program_;
  const ReportTypes* types_;
  std::mutex mutex_;
  std::map<std::string, Bytes> bytes_, presentable_;
  std::map<std::string, std::string> hashes_;
  std::map<std::string, Result<layout::ForeignInfo>> foreign_;  // what cannot be read need not be tried twice
};

/// What one report takes in, for its manifest entry: passes on, and keeps the names.
class RecordingAssets : public layout::Assets {
 public:
  RecordingAssets(MissionAssets& assets, std::vector<std::string>& sources)
      : assets_(assets), sources_(sources) {}

  Result<layout::ImageAsset> image(const FileRef& file) override;
  Result<layout::ForeignInfo> foreign(const FileRef& file) override;

 private:
  MissionAssets& assets_;
  std::mutex mutex_;
  std::vector<std::string>& sources_;
};

/// Places the errors of reading a named file where the file is named.
Diagnostics at(const Span& span, Diagnostics diagnostics);

}  // namespace taqrir::app
