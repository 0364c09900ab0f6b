// The rendered document that pieces are put into: where render left places for them, and what becomes of its own
// objects when the pieces have come. QPDF's numbers of its objects stay theirs.
#pragma once

#include <map>
#include <optional>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <string>
#include <vector>

#include "assemble/link.hpp"
#include "assemble/page_box.hpp"

namespace taqrir::assemble {

/// A slot's page, ready: its contents are a form, its annotations objects of their own.
struct HostSlot {
  QPDFObjectHandle page;
  QPDFObjectHandle above,
      stamp;  ///< what lies above a piece's page, and what may be moved there; null: there is none
  Area stamp_box;
  std::vector<QPDFObjectHandle> annotations;
};

class Host {
 public:
  /// Takes the marks off. Throws what QPDF throws. `pdf` must outlive the host.
  explicit Host(const std::string& pdf);

  std::size_t slots() const noexcept { return slots_.size(); }
  /// Several marks of one piece stand in their order; nullopt: there are not so many.
  std::optional<QPDFObjectHandle> element(const std::string& piece, std::size_t n) const;
  std::optional<QPDFObjectHandle> entry(const std::string& piece, std::size_t n) const;
  bool tagged() const noexcept { return tagged_; }

  /// The highest number that an object or a key of the parent tree has.
  int highest() const;
  /// What the output must not give to pieces again.
  void tell_names(Linker& linker);

  /// The n-th slot's place for a piece's page.
  SlotPlace place(std::size_t n) const;
  /// What a piece's page turned out to be.
  struct Came {
    PageBox box;
    std::string label;  ///< its own
    StampShift shift;
  };
  /// Its piece has come: the stamp, the host's annotations and destinations follow the page's coordinates.
  void came(std::size_t n, const Came& page);
  /// The piece's elements and outline under the host's.
  void hang(const Linked& piece, std::optional<QPDFObjectHandle> element, std::optional<QPDFObjectHandle> entry);
  void withdraw_claim(std::string_view claim);

  /// Writes what the pieces have together, then the host's own objects, then the end.
  void finish(const Gathered& gathered, Output& output);

 private:
  void make_form(const HostSlot& slot, QPDFObjectHandle stream, const Area& box, const QPDFMatrix& matrix);
  void prepare(std::size_t slot);
  QPDFObjectHandle foreign(int number);
  void turn_destinations();
  void write_names_of(const Gathered& gathered, Output& output);
  void write_structure(const Gathered& gathered, Output& output);
  void write_form(const Gathered& gathered, Output& output);
  void write_layers(const Gathered& gathered, Output& output);
  void write_labels(Output& output);
  void write_objects(Output& output);

  QPDF pdf_;
  QPDFObjectHandle root_, structure_;
  bool tagged_ = false;
  std::vector<HostSlot> slots_;
  std::map<std::string, std::vector<QPDFObjectHandle>> elements_, entries_;
  std::map<QPDFObjGen, Came> came_;  ///< by the slot's page
  int highest_ = 0;
};

}  // namespace taqrir::assemble
