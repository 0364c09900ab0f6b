// Pieces: the documents annexed to an activity, each with an id and a stable number.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "model/locale.hpp"
#include "model/value.hpp"

namespace taqrir {

struct Piece {
  /// How a document holds it: pages of a PDF, pictures of a page each, text set as our own, or a file
  /// that is attached.
  enum class Kind { pdf, picture, text, other };
  /// What its declaration asks for: `pages` as its own program prints them, `text` in our typesetting, `file`
  /// attached only. automatic: by its format.
  enum class Wish { automatic, text, pages, file };
  std::string id;
  int number = 0;            ///< 1, 2, 3 … within its activity; kept from run to run (pieces.lock)
  int group = 0;             ///< its activity's number, written before its own (“5.3”); 0: there is but one group
  LocalizedText title;
  FileRef file;
  Kind kind = Kind::other;
  Wish wish = Wish::automatic;
  std::string format;        ///< of the file, by its content: "pdf", "jpeg", "docx" …; empty: not known
  std::vector<FileRef> leaves;  ///< what stands for it on pages: one PDF, or a picture for each page
  std::optional<Date> date;
  std::string origin;        ///< who made it: an organisation, a code; empty when not said
  std::string language;
  bool confidential = false;
  std::string activity;      ///< id of the activity
  int pages = 0;             ///< of a PDF; 1 for a picture; 0 unknown
  std::string sha256;
  std::optional<Date> replaced;  ///< since when another content stands under this number
  bool found = false;        ///< lay in the folder of annexes; nothing declares it
  /// present: it can be shown. withheld: confidential, and this is the public edition. missing: its file is
  /// not there or beyond reading, and that was allowed.
  enum class Standing { present, withheld, missing };
  Standing standing = Standing::present;
  Span span;                 ///< its declaration; of a found one the file as a whole
};

/// A number that was given and whose piece is no longer there: it is not given again.
struct WithdrawnPiece {
  std::string activity, id;
  int number = 0;
  int group = 0;  ///< as Piece::group
};

class Pieces {
 public:
  std::vector<Piece> all;  ///< of each activity by number
  std::vector<WithdrawnPiece> withdrawn;

  /// By id; null when there is none.
  const Piece* find(std::string_view id) const;
};

/// The number as it is written, the same in every report of the mission: “3”, “5.3”.
std::string number_of(const Piece& piece, const Locale& locale);
std::string number_of(const WithdrawnPiece& piece, const Locale& locale);

/// The anchor under which a piece stands in a document that holds it: "piece:<activity>/<id>".
std::string piece_anchor(const Piece& piece);

}  // namespace taqrir
