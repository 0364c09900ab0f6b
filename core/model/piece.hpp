// Pieces: the documents annexed to an activity, each with an id and a stable number.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "model/value.hpp"

namespace taqrir {

struct Piece {
  enum class Kind { pdf, picture, other };
  std::string id;
  int number = 0;            ///< 1, 2, 3 … within its activity, in the order declared
  LocalizedText title;
  FileRef file;
  Kind kind = Kind::other;
  std::optional<Date> date;
  std::string origin;        ///< who made it: an organisation, a code; empty when not said
  std::string language;
  bool confidential = false;
  std::string activity;      ///< id of the activity
  int pages = 0;             ///< of a PDF; 1 for a picture; 0 unknown
  std::string sha256;
  Span span;
};

class Pieces {
 public:
  std::vector<Piece> all;

  /// By id; null when there is none.
  const Piece* find(std::string_view id) const;
};

/// The anchor under which a piece stands in a document that holds it: "piece:<activity>/<id>".
std::string piece_anchor(const Piece& piece);

}  // namespace taqrir
