// A PDF that must not be larger than it was said: pictures in fewer pixels, step by step and only as far as
// needed; when that is not enough, several volumes.
#pragma once

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "app/resampling.hpp"
#include "app/setting.hpp"
#include "app/volumes.hpp"

namespace taqrir::app {

/// What is known of the file that is about to be rendered.
struct InView {
  const Resampling* resampling = nullptr;   ///< null: pictures are as they are
  VolumePlace place{0, 0};                  ///< 0: the whole
  std::vector<std::string> names;           ///< of the volumes' files
  std::vector<const layout::Pages*> pages;  ///< of each volume
};

struct Bound {
  std::size_t bytes = 0;
  Span span;         ///< where it is said
  std::string path;  ///< of the whole; volumes get “-1”, “-2” before the extension
  /// One for each step; empty: pictures stay as they are.
  std::function<std::unique_ptr<Resampling>(Fineness)> resampling;
  /// What is attached to a file.
  std::function<std::vector<pdf::Attachment>(const layout::Pages&, const InView&)> attachments;
  /// Bytes that are attached for the thing at this anchor.
  std::function<std::size_t(const std::string& anchor)> attached_size;
  /// As ImageAsset::name.
  std::function<std::string(const FileRef&)> name_of;
};

struct BoundedFile {
  std::string path;
  VolumePlace place{0, 0};  ///< 0: the whole
  Made made;
};

struct Bounded {
  std::vector<BoundedFile> files;   ///< none when there are errors
  int dpi = 0;                      ///< to which pictures were resampled; 0: none was
  std::set<std::string> resampled;  ///< as Resampling::resampled()
  Diagnostics diagnostics;
};

/// Not numbered yet. `sealed` is called with each file as it is rendered, before the next is.
Bounded make_bounded(Document document, const Setting& setting, const Bound& bound,
                     const std::function<void(const BoundedFile&, std::string& bytes)>& sealed);

/// “dossier-2.pdf” of “dossier.pdf”.
std::string volume_path(const std::string& path, int number);
/// “10 MB”, “850 kB”.
std::string size_in_words(std::size_t bytes);

}  // namespace taqrir::app
