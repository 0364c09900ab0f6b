// What stands between the braces of a placeholder, in a column and in `for_each`: a path and filters.
//
//     activity.title | default: "sans titre"
//     lines | sum: amount | money
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace taqrir::declared {

struct FilterCall {
  std::string name;
  std::vector<std::string> arguments;
};

struct Expression {
  std::string path;
  std::vector<FilterCall> filters;
};

/// `span` is the place of the whole; what is wrong is told there.
Result<Expression> parse_expression(std::string_view text, const Span& span);

/// The place of a word within a span that covers it; the span itself when the word does not stand there.
Span place_of(std::string_view word, const Span& span);

std::string_view trimmed(std::string_view text);
bool is_path(std::string_view text);

}  // namespace taqrir::declared
