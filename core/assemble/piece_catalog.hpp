// What a piece's catalog says of its pages, taken out: destinations, attachments, outline, form, layers, labels.
#pragma once

#include <map>
#include <qpdf/QPDFObjectHandle.hh>
#include <string>
#include <vector>

#include "assemble/extraction.hpp"
#include "assemble/source.hpp"

namespace taqrir::assemble {

/// Part of the extraction's rewrite: names of destinations (/Dest, or /D of a GoTo action) get the prefix.
bool rewrite_destination(QPDFObjectHandle& dictionary, const std::string& key, QPDFObjectHandle& value,
                         const std::string& prefix, std::string& out);

/// Destinations on pages that are taken, and attachments, under names that no other piece has.
void take_names(Source& source, Extraction& extraction, const std::string& prefix, const Sink& sink);

/// The piece's outline as objects of its own below the host's entry. A loop is cut where it closes.
void take_outline(Source& source, Extraction& extraction, const std::string& prefix, const Sink& sink);

/// Optional-content groups and which of them are off at first.
void take_layers(Source& source, Extraction& extraction, const Sink& sink);

/// Each page's label as readers show it; empty: the piece gives its pages no labels.
std::vector<std::string> labels_of(Source& source);

/// Interactive forms stay fields. XFA is left out: it cannot be put together with another.
class PieceForm {
 public:
  /// `pages`: those that are taken; fields that have widgets on none of them are left out.
  PieceForm(Source& source, const std::vector<int>& pages);

  /// Part of the extraction's rewrite: the names of top-level fields, and of the fonts that text is typed in
  /// (/DA), which must be unique in the whole.
  bool rewrite(std::uint64_t owner, const std::string& key, QPDFObjectHandle& value, std::string& out);
  void take(Extraction& extraction, const Sink& sink);

  /// A digital signature is among the fields: it no longer holds in another file.
  bool is_signed();
  bool has_xfa() { return form_.isDictionary() && form_.hasKey("/XFA"); }

 private:
  struct Resource {
    std::string kind, name;
    QPDFObjectHandle value;
  };
  void take_field(QPDFObjectHandle field);
  bool wants_appearances();
  bool put_appearance(const std::string& appearance, std::string& out) const;

  QPDFObjectHandle form_;
  std::vector<QPDFObjectHandle> fields_;
  std::vector<Resource> resources_;               ///< in the order of their numbers
  std::map<std::string, std::size_t> fonts_;      ///< names as they are written -> numbers
  std::map<std::uint64_t, std::size_t> numbers_;  ///< of top-level fields, in their order
};

}  // namespace taqrir::assemble
