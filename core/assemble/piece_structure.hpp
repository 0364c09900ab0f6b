// The tags of a piece, taken out: elements renamed where names are common to the whole, and what its
// structure root says of them.
#pragma once

#include <map>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <string>
#include <unordered_set>
#include <vector>

#include "assemble/extraction.hpp"
#include "assemble/source.hpp"
#include "assemble/trees.hpp"

namespace taqrir::assemble {

class PieceStructure {
 public:
  /// Without `wanted` (or with tags that make no tree) they are left out: the pages' content then stands untagged.
  PieceStructure(Source& source, std::string prefix, bool wanted);

  /// Tells the extraction what the piece's structure root becomes. Before anything is put.
  void prepare(Extraction& extraction);
  /// Part of the extraction's rewrite.
  bool rewrite(std::uint64_t owner, QPDFObjectHandle& dictionary, const std::string& key, QPDFObjectHandle& value,
               std::string& out);
  /// Writes the elements and their records.
  void take(const Sink& sink);

  bool damaged() const noexcept { return damaged_; }
  /// Whether the piece's tags are among what was taken.
  bool taken() const noexcept { return !elements_.empty(); }

 private:
  void collect();
  void put_number(QPDFObjectHandle& value, const std::string& key, std::string& out);
  void put_role(const std::string& name, std::string& out);
  void put_classes(QPDFObjectHandle& value, std::string& out);
  void put_ids(const std::string& key, QPDFObjectHandle& value, std::string& out);
  std::string meaning(const std::string& name, int depth = 0);
  void take_parents(const Sink& sink);

  QPDFObjectHandle root_, roles_, classes_, language_;
  std::string prefix_;
  NumberEntries parents_;                                ///< the piece's own parent tree
  std::map<long long, int> numbers_;                     ///< its keys -> ours, as they are met
  std::map<std::string, int> role_numbers_, class_numbers_;
  std::vector<std::string> role_names_, class_names_;
  std::vector<QPDFObjectHandle> tops_;                   ///< the root's children
  std::unordered_set<std::uint64_t> elements_;
  Extraction* extraction_ = nullptr;
  bool damaged_ = false;
};

}  // namespace taqrir::assemble
