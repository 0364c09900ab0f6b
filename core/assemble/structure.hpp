// The tags of foreign pieces, hung into the host's structure tree below the element that bears the
// piece's mark: parent tree renumbered, identifiers made unique, roles and classes reconciled.
#pragma once

#include <map>
#include <optional>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <set>
#include <string>
#include <vector>

#include "assemble/source.hpp"
#include "assemble/transfer.hpp"
#include "assemble/trees.hpp"

namespace taqrir::assemble {

/// The host's side, shared by all pieces.
class HostStructure {
 public:
  explicit HostStructure(QPDF& host);

  bool tagged() { return root_.isDictionary(); }
  int next_key() { return next_key_++; }
  /// Where RoleMap, ClassMap and IDTree entries are gathered.
  QPDFObjectHandle table(const char* name);
  void add_parent(long long key, const QPDFObjectHandle& element) { parents_[key] = element; }
  void add_id(const std::string& id, const QPDFObjectHandle& element) { ids_[id] = element; }
  void add_namespace(const QPDFObjectHandle& name_space);
  /// Writes what was gathered into the tree. Once, at the end.
  void finish();

 private:
  QPDF& host_;
  QPDFObjectHandle root_;
  int next_key_ = 0;
  NumberEntries parents_;
  NameEntries ids_;
};

/// One piece's tags. Without `mark` (or with tags that make no tree) they are left out: the pages'
/// content then stands untagged.
class PieceStructure {
 public:
  PieceStructure(HostStructure& host, Source& source, std::string prefix,
                 std::optional<QPDFObjectHandle> mark);

  /// Tells the transfer what the piece's structure root becomes. Before anything is copied.
  void prepare(Transfer& transfer);
  /// To be called from the transfer's rewrite.
  void rewrite(QPDFObjGen from, QPDFObjectHandle& dictionary);
  /// Copies the elements and hangs them below the mark.
  void take(Transfer& transfer);

  bool damaged() const noexcept { return damaged_; }
  /// Whether the piece's tags are among the host's.
  bool taken() const noexcept { return !elements_.empty(); }

 private:
  void collect();
  void renumber(QPDFObjectHandle& dictionary, const char* key);
  void rename_roles(QPDFObjectHandle& element);
  void rename_ids(QPDFObjectHandle& dictionary, bool element);
  std::string role(const std::string& name, int depth = 0);
  std::string unique(const char* table, const std::string& name, QPDFObjectHandle value);

  HostStructure& host_;
  QPDFObjectHandle root_;
  QPDFObjectHandle language_;
  std::string prefix_;
  std::optional<QPDFObjectHandle> mark_;
  NumberEntries parents_;               ///< the piece's own parent tree
  std::map<long long, int> numbers_;    ///< its keys -> ours, as they are met
  std::vector<QPDFObjectHandle> tops_;  ///< the root's children
  std::set<QPDFObjGen> elements_;
  Transfer* transfer_ = nullptr;
  bool damaged_ = false;
};

}  // namespace taqrir::assemble
