// The tags of a piece, taken out: elements renamed where names are common to the whole, and what its
// structure root says of them.
#pragma once

#include <map>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <set>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "assemble/extraction.hpp"
#include "assemble/source.hpp"
#include "assemble/trees.hpp"

namespace taqrir::assemble {

class PieceStructure {
 public:
  /// `pages`: the places of those that are taken. Of a part of the pages the elements with content there are taken,
  /// with all above them. Without `wanted` (or with tags that make no tree) none are.
  PieceStructure(Source& source, std::string prefix, const std::vector<int>& pages, bool wanted);

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
  /// Whether tags lead to what the page shows.
  bool knows(QPDFObjectHandle page) const;
  /// Whether an annotation has an element among them.
  bool holds(QPDFObjectHandle annotation) const;
  /// A number in the chunk's parent tree that nothing has.
  int fresh_number() { return next_number_++; }

 private:
  struct Node;
  void collect(QPDF& pdf);
  void prune(const Source& source, const std::vector<int>& pages);
  bool holds_taken(Node& node);
  bool is_cell_of(const Node& row) const;
  bool is_taken(QPDFObjectHandle content, QPDFObjectHandle page) const;
  void note_identifier(QPDFObjectHandle element);
  void put_kids(QPDFObjectHandle& element, std::string& out);
  void put_number(QPDFObjectHandle& value, const std::string& key, std::string& out);
  void put_role(const std::string& name, std::string& out);
  void put_classes(QPDFObjectHandle& value, std::string& out);
  void put_ids(const std::string& key, QPDFObjectHandle& value, std::string& out);
  std::string meaning(const std::string& name, int depth = 0) const;
  void take_parents(const Sink& sink);

  QPDFObjectHandle root_, roles_, classes_, language_;
  std::string prefix_;
  NumberEntries parents_;                                ///< the piece's own parent tree
  std::map<long long, int> numbers_;                     ///< its keys -> ours, as they are met
  std::map<std::string, int> role_numbers_, class_numbers_;
  std::vector<std::string> role_names_, class_names_;
  std::vector<QPDFObjectHandle> tops_;                   ///< the root's children
  std::unordered_set<std::uint64_t> elements_;
  bool in_part_ = false;
  std::unordered_set<std::uint64_t> pages_, annotations_;  ///< of a part: those that are taken
  std::vector<QPDFObjectHandle> dropped_;                  ///< elements that have nothing there
  std::unordered_map<std::uint64_t, QPDFObjectHandle> page_of_;  ///< of a part: the page of an element's own content
  std::set<std::string> identifiers_;                      ///< of a part: those that stay
  int next_number_ = 0;
  Extraction* extraction_ = nullptr;
  bool damaged_ = false;
};

}  // namespace taqrir::assemble
