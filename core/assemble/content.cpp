#include "assemble/content.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>
#include <vector>

namespace taqrir::assemble {
namespace {

bool is_space(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == '\0'; }

bool is_delimiter(char c) {
  return c == '(' || c == ')' || c == '<' || c == '>' || c == '[' || c == ']' || c == '{' || c == '}' || c == '/' ||
         c == '%';
}

bool is_regular(char c) { return !is_space(c) && !is_delimiter(c); }

bool paints(std::string_view word) {
  constexpr std::array<std::string_view, 10> kOperators{"f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "sh"};
  return std::find(kOperators.begin(), kOperators.end(), word) != kOperators.end();
}

/// Of BMC or BDC. Property lists that have a name may hold an MCID too; layers (/OC) never do.
bool marks_structure(std::string_view operands) {
  operands.remove_prefix(std::min(operands.find('/'), operands.size()));
  if (operands.starts_with("/Artifact") || operands.find("/MCID") != std::string_view::npos) return true;
  const bool named = std::count(operands.begin(), operands.end(), '/') == 2 && operands.find("<<") == std::string_view::npos;
  return named && !operands.starts_with("/OC") && !operands.starts_with("/Span");
}

class Scanner {
 public:
  using Cuts = std::vector<std::pair<std::size_t, std::size_t>>;

  /// `cuts`: where the operations lie that mark structure or close nothing.
  explicit Scanner(std::string_view text, Cuts* cuts = nullptr, Operations* told = nullptr)
      : text_(text), cuts_(cuts), told_(told) {}

  Content run() {
    while (at_ < text_.size()) step();
    found_.unfinished = found_.unfinished || depth_ != 0;
    found_.marks_open = static_cast<int>(marks_.size());
    return found_;
  }

  /// How many of the marks that stay were left open.
  std::ptrdiff_t open() const { return std::count(marks_.begin(), marks_.end(), false); }

 private:
  void step() {
    const char c = text_[at_];
    if (is_space(c)) ++at_;
    else if (c == '(') string();
    else if (c == '%') at_ = std::min(text_.find_first_of("\r\n", at_), text_.size());
    else if (c == '/') name();
    else if (is_delimiter(c)) bracket(c);
    else word();
  }

  void string() {
    int open = 0;
    for (; at_ < text_.size(); ++at_) {
      if (text_[at_] == '\\') ++at_;
      else if (text_[at_] == '(') ++open;
      else if (text_[at_] == ')' && --open == 0) return void(++at_);
    }
    at_ = text_.size();
    found_.unfinished = true;
  }

  void name() {
    for (++at_; at_ < text_.size() && is_regular(text_[at_]);) ++at_;
  }

  void bracket(char c) {
    const bool twice = (c == '<' || c == '>') && at_ + 1 < text_.size() && text_[at_ + 1] == c;
    if (c == '<' && !twice) return digits();
    if (c == '[' || (c == '<' && twice)) ++depth_;
    if ((c == ']' || (c == '>' && twice)) && depth_ > 0) --depth_;
    at_ += twice ? 2 : 1;
  }

  void digits() {
    at_ = text_.find('>', at_);
    if (at_ != std::string_view::npos) return void(++at_);
    at_ = text_.size();
    found_.unfinished = true;
  }

  void word() {
    const auto start = at_;
    while (at_ < text_.size() && is_regular(text_[at_])) ++at_;
    const auto word = text_.substr(start, at_ - start);
    const char first = word.front();
    if ((first >= '0' && first <= '9') || first == '-' || first == '.' || first == '+') return;
    if (word == "true" || word == "false" || word == "null") return;
    if (told_) told_->operation(word, text_.substr(operands_, start - operands_));
    operation(word);
    if (depth_ == 0 && !found_.unfinished && word != "BI") found_.complete = at_;  // a picture ends with EI
    operands_ = at_;
  }

  void operation(std::string_view word) {
    if (word == "q") ++found_.open;
    else if (word == "Q") found_.open > 0 ? --found_.open : ++found_.lacking;
    else if (word == "Tj" || word == "TJ" || word == "'" || word == "\"") found_.shows_text = true;
    else if (word == "ID") picture_data();
    else if (word == "BDC" || word == "BMC") mark();
    else if (word == "EMC") end_mark();
    else if (paints(word)) found_.paints = true;
  }

  void mark() {
    marks_.push_back(marks_structure(text_.substr(operands_, at_ - operands_)));
    found_.marked = found_.marked || marks_.back();
    if (marks_.back()) cut();
  }

  void end_mark() {
    if (marks_.empty()) ++found_.marks_lacking;
    if (marks_.empty() || marks_.back()) cut();
    if (!marks_.empty()) marks_.pop_back();
  }

  void cut() {
    if (cuts_) cuts_->emplace_back(operands_, at_);
  }

  /// After ID: bytes up to an EI between white space.
  void picture_data() {
    found_.inline_picture = true;
    for (auto end = text_.find("EI", at_); end != std::string_view::npos; end = text_.find("EI", end + 1)) {
      const bool begins = end > at_ && is_space(text_[end - 1]);
      const bool ends = end + 2 >= text_.size() || is_space(text_[end + 2]);
      if (begins && ends) return void(at_ = end + 2);
    }
    at_ = text_.size();
    found_.unfinished = true;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  int depth_ = 0;
  std::size_t operands_ = 0;   // where those of the next operation begin
  std::vector<bool> marks_;    // the open ones: whether they mark structure
  Cuts* cuts_;
  Operations* told_;
  Content found_;
};

}  // namespace

Content scan(std::string_view contents, Operations* told) { return Scanner(contents, nullptr, told).run(); }

std::string without_structure_marks(std::string_view contents) {
  Scanner::Cuts cuts;
  Scanner scanner(contents, &cuts);
  scanner.run();
  std::string out;
  std::size_t from = 0;
  for (const auto& [start, end] : cuts) {
    out += contents.substr(from, start - from);
    out += '\n';
    from = end;
  }
  out += contents.substr(from);
  for (auto open = scanner.open(); open > 0; --open) out += "\nEMC";
  return out;
}

}  // namespace taqrir::assemble
