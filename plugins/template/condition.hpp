// Conditions, the same in type.toml and in templates:
//
//     when = "decisions"                                     {{#if decisions}}
//     when = "not decisions"                                 {{#if not decisions}}
//     when = { field = "mode", is = "remote" }               {{#if mode is remote}}
//     when = { field = "decisions | count", at_least = 3 }   {{#if decisions | count at least 3}}
//     when = { any_of = [ … ] }, { all_of = [ … ] }
//
// A value that is missing is given in no comparison: neither is, nor at least, nor at most; it is “not”.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "environment.hpp"

namespace taqrir::declared {

struct Condition {
  enum class Kind { given, is, at_least, at_most, all, any };
  Kind kind = Kind::given;
  bool negated = false;
  Expression subject;
  std::vector<std::string> values;  ///< of `is` any of them; else one
  std::vector<Condition> parts;     ///< of all and any
  Span span;          ///< of what the subject is compared with
  Span subject_span;
};

/// As it stands in a template.
Result<Condition> parse_condition(std::string_view text, const Span& span);
/// As it stands in type.toml: a text or a table.
Result<Condition> parse_condition(const Value& value);
Diagnostics check(const Condition& condition, const Names& names);
/// All that is wrong in a condition as it stands in type.toml, in each of its parts.
Diagnostics mistakes_in(const Value& value, const Names& names);
bool holds(const Condition& condition, const Scope& scope, Environment& environment);

}  // namespace taqrir::declared
