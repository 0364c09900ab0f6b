// Items of a blank form: a question and the room for its answer. The same items print the questionnaire and
// name what is counted afterwards.
#pragma once

#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "kit/words.hpp"
#include "model/schema.hpp"
#include "model/value.hpp"

namespace taqrir::kit {

struct FormItem {
  /// line, lines: ruled; box: one box; scale: points to tick; choice, several: answers to tick, one or more;
  /// yes_no: two of them.
  enum class Kind { line, lines, box, scale, choice, several, yes_no };
  LocalizedText text;
  Kind kind = Kind::line;
  int lines = 3;            ///< of lines and box
  int points = 5;           ///< of a scale
  LocalizedText low, high;  ///< what the ends of a scale mean; may be empty
  std::vector<LocalizedText> answers;
  std::optional<int> score;  ///< points that a right answer earns
  Span span;
};

/// `items = [{ text, kind, lines, points, low, high, answers, score }]` under any name.
Field form_item_fields(std::string name);
std::vector<FormItem> form_items_of(const Record& fields, std::string_view key);
/// Questions that have nothing to choose from.
Diagnostics check_form_items(const std::vector<FormItem>& items);

/// Numbered from 1. Scales that follow each other and have the same points and ends share a table.
Blocks blank_form(const Words& kit, const std::vector<FormItem>& items);
/// A scale for each wording, from 1 to 5, as the satisfaction analysis counts them.
Block satisfaction_form(const Words& kit, const std::vector<std::string>& wordings);

}  // namespace taqrir::kit
