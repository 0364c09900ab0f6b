#include "assemble/content.hpp"

#include <algorithm>
#include <string_view>

namespace taqrir::assemble {
namespace {

bool is_space(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == '\0'; }

bool is_delimiter(char c) {
  return c == '(' || c == ')' || c == '<' || c == '>' || c == '[' || c == ']' || c == '{' || c == '}' || c == '/' ||
         c == '%';
}

bool is_regular(char c) { return !is_space(c) && !is_delimiter(c); }

class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) {}

  Content run() {
    while (at_ < text_.size()) step();
    found_.unfinished = found_.unfinished || depth_ != 0;
    return found_;
  }

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
    operation(word);
    if (depth_ == 0 && !found_.unfinished) found_.complete = at_;
  }

  void operation(std::string_view word) {
    if (word == "q") ++found_.open;
    else if (word == "Q") found_.open > 0 ? --found_.open : ++found_.lacking;
    else if (word == "Tj" || word == "TJ" || word == "'" || word == "\"") found_.shows_text = true;
    else if (word == "ID") picture_data();
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
  Content found_;
};

}  // namespace

Content scan(std::string_view contents) { return Scanner(contents).run(); }

}  // namespace taqrir::assemble
