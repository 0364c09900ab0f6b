// The public edition: what is confidential is left out, who is named is called by a code.
//
// Names come from two places: fields, and columns of sheets (app/names_in_sheets), that their schema calls personal
// (model/schema.hpp), and the mission's own list, [[personal]] with a code and the texts that it stands for.
// Everything that is said in an output goes through one Redactor, after it was composed and before it is set, so
// no format and no index can say more than the text.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "input/mission.hpp"
#include "model/document.hpp"

namespace taqrir::app {

enum class Edition { full, open };  ///< open: the public one ("public" is a word of C++)
const char* name_of(Edition edition);  ///< "full", "public"

/// Texts and the codes that stand in their place.
///
/// A text is found whatever its case, accents, vowel signs, spaces and hyphens: “Aïcha El Idrissi” also in
/// “AICHA EL-IDRISSI” and in the anchor “aicha-el-idrissi”. In Latin script only whole words count; in others
/// also parts of words, as Arabic writes prepositions together with the name.
class Redactor {
 public:
  /// Of a text that was learnt before the first code stays.
  void learn(std::string_view text, std::string_view code);
  /// A code of our own for a text that has none: N1, N2 …, or the code it was learnt with.
  std::string code_for(std::string_view text);

  bool empty() const { return known_.empty(); }
  bool finds(std::string_view text) const;
  std::string redacted(std::string_view text) const;
  void redact(Record& record) const;
  /// Every text of the document: its blocks, captions, alternative texts, charts, anchors, addresses, metadata
  /// and furniture. A name that is broken up by marks costs its line the marks. Pictures whose file is among
  /// `withheld` go.
  void redact(Document& document, const std::set<std::string>& withheld) const;

 private:
  struct Known {
    std::u32string folded;
    std::string code;
  };
  const Known* known(const std::u32string& folded) const;
  const Known* match(const std::u32string& folded, std::size_t at) const;

  std::map<char32_t, std::vector<Known>> known_;  // by their first character, longest first
  int given_ = 0;
};

/// Whether a text is a code already (P07, F2), which stands for a person and need not be replaced.
bool is_code(std::string_view text);

/// Learns the mission's names, puts codes in their place in all its records and pieces, and takes the files
/// of confidential pieces away. Gives those files' paths.
std::set<std::string> make_public(input::Mission& mission, const input::FieldsOf& fields_of,
                                  Redactor& redactor);

}  // namespace taqrir::app
