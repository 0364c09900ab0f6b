// Operands of an operation, read from the text that stands before its operator.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace taqrir::assemble {

/// Reads values one after the other.
class Operands {
 public:
  explicit Operands(std::string_view text) : text_(text) {}

  enum class Kind { none, number, name, string, other };
  Kind next();

  double number() const noexcept { return number_; }
  /// A name with its slash and codes undone; a string's bytes.
  const std::string& bytes() const noexcept { return bytes_; }

 private:
  void skip_space();
  Kind read_number();
  Kind read_name();
  Kind read_literal();
  Kind read_digits();
  void escape();

  std::string_view text_;
  std::size_t at_ = 0;
  double number_ = 0;
  std::string bytes_;
};

/// True: they are exactly `count` numbers.
bool only_numbers(std::string_view operands, double* to, int count);
/// The only operand, or the first of two; empty: it is no name.
std::string name_operand(std::string_view operands);

}  // namespace taqrir::assemble
