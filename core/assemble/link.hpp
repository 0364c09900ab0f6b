// Chunks put together: their objects go to the output under final numbers, what they say of themselves is gathered.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "assemble/output.hpp"
#include "assemble/page_box.hpp"
#include "assemble/stamp_place.hpp"
#include "base/result.hpp"

namespace taqrir::assemble {

/// What the host keeps for one page of a piece, as text.
struct SlotPlace {
  int page = 0;         ///< the page object's number
  std::string entries;  ///< /Parent and what else stays the host's
  std::string tabs;     ///< “/Tabs/S”: unless the piece says otherwise
  int above = 0;        ///< number of the form that stands above the page; 0: none
  int stamp = 0;        ///< likewise of the stamp, which may be moved
  Area stamp_box;       ///< on the page as shown
  std::string annots;   ///< references of the host's own annotations
};

/// Where one appearance of a piece goes.
struct Destination {
  std::vector<SlotPlace> slots;
  int element = 0, entry = 0;    ///< the host's, 0: none
  int last_item = 0;             ///< of the entry's items, 0: it has none
  std::string shown;
};

/// What an appearance was found to be.
struct Linked {
  std::vector<PageBox> boxes;                ///< of its pages
  std::vector<StampShift> shifts;            ///< where their stamps stand
  std::vector<std::string> labels;           ///< their own, UTF-8; empty: none
  std::vector<std::string> tops;             ///< references: children for the host's element
  std::string language;
  int first_item = 0, last_item = 0, items = 0;  ///< its outline
  bool accessible = false;
};

/// What all pieces have together, each with final numbers. Names are bytes.
struct Gathered {
  std::map<long long, std::string> parents;
  std::map<std::string, std::string> ids, destinations, attachments;
  std::map<std::string, std::string> roles, classes;            ///< names with their slash
  std::vector<std::string> name_spaces, fields;
  std::map<std::string, std::map<std::string, std::string>> resources;  ///< of the form
  std::map<std::string, std::string> resource_names;             ///< by kind and meaning
  std::string appearance;                                        ///< its /DA
  /// Only when all forms say so: readers then draw every field anew, and lose what others drew with care.
  std::optional<bool> needs_appearances;
  std::map<std::string, std::string> layers;
  std::string version;                                           ///< the highest
};

class Linker {
 public:
  explicit Linker(Output& output) : output_(output) {}

  /// Names that the host has already: in `gathered` before the first chunk.
  Gathered& gathered() noexcept { return gathered_; }
  void take_field_name(const std::string& name) { field_names_[name] = true; }

  /// Errors: those that the chunk tells, or that it is none.
  Result<Linked> link(std::string_view chunk, const Destination& to, Diagnostics& warnings);

 private:
  class Pass;
  int bracket(const std::string& text);

  Output& output_;
  Gathered gathered_;
  std::map<std::string, bool> field_names_;
  std::map<std::string, int> brackets_;  ///< the same few bytes on every page: one stream
};

}  // namespace taqrir::assemble
