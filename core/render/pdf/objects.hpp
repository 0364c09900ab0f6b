// The file's objects, on libharu's object layer: libharu numbers them, keeps the cross-reference
// table and writes the file. Nothing else in the tree includes hpdf headers.
//
// Each of our objects is an HPDF_Dict whose entries libharu asks of us while it writes (its
// write_fn and after_write_fn): tens of thousands of structure elements then cost one small object
// each instead of a tree of them, and streams compressed on other threads go out as they are.
// So libharu's limits (array 32,767 items, dictionary 4,095, string 65,535) bind none of them.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace taqrir::pdf {

class ObjectFile {
 public:
  /// Numbers begin with `first`, where another file's objects stand before.
  explicit ObjectFile(int first = 1);
  ~ObjectFile();
  ObjectFile(const ObjectFile&) = delete;
  ObjectFile& operator=(const ObjectFile&) = delete;

  /// Makes `count` objects with consecutive numbers and gives the first. Each must be set later.
  int reserve(int count = 1);

  /// `entries` is what stands between << and >>.
  void set(int object, std::string entries);
  /// As set; the view must stay valid until save.
  void set_view(int object, std::string_view entries);
  /// A stream: /Length is added, and /Filter /FlateDecode when `data` is deflated.
  void set_stream(int object, std::string entries, std::string data, bool deflated);

  /// A JPEG picture as an image XObject, its bytes taken as they are. Its number, or 0 when
  /// libharu does not take the file (only baseline, extended and progressive JPEG have a place in PDF).
  int add_jpeg(std::string_view bytes);
  /// Whether a picture in CMYK was added: colours of another kind than all the rest.
  bool has_process_colours() const;

  /// The objects alone, and where in these bytes each begins, in order of their numbers. Once only.
  struct Objects {
    std::string bytes;
    std::vector<std::size_t> offsets;
  };
  Result<Objects> save_objects();

  /// The whole file, header to %%EOF; /ID is a hash of all that stands before the trailer. Once only.
  Result<std::string> save(int catalog, int info);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// Name and version of the library, for /Producer.
std::string object_library();

}  // namespace taqrir::pdf
