#include "kit/comparison_tokens.hpp"

#include <algorithm>

#include "model/segments.hpp"

namespace taqrir::kit {

namespace {

bool is_space(std::string_view text) {
  constexpr std::string_view kSpaces[] = {" ", "\t", "\n", "\u00A0", "\u202F", "\u2009"};
  while (!text.empty()) {
    const auto* at = std::find_if(std::begin(kSpaces), std::end(kSpaces),
                                  [&](auto space) { return text.starts_with(space); });
    if (at == std::end(kSpaces)) return false;
    text.remove_prefix(at->size());
  }
  return true;
}

bool is_word(std::string_view text) {
  return std::any_of(text.begin(), text.end(),
                     [](char c) {
                       return static_cast<unsigned char>(c) >= 0xC3 || (c >= '0' && c <= '9') ||
                              ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
                     }) &&
         text != "«" && text != "»" && text != "’" && text != "“" && text != "”" && text != "–" &&
         text != "—" && text != "…" && text != "،" && text != "؛" && text != "؟";
}

class Tokenizer {
 public:
  explicit Tokenizer(const std::string& language) : language_(language) {}

  Tokens tokens;

  void add(const Inlines& inlines) {
    for (const auto& in : inlines) std::visit([&](const auto& node) { one(in, node); }, in.content);
  }

  // By the place in the text where each begins.
  void find_sentences() {
    std::string text;
    for (const auto& token : tokens) text += plain_text({token.leaf});
    const auto sentences = sentences_of(text, language_);
    std::size_t at = 0, end = 0, sentence = 0;
    for (auto& token : tokens) {
      while (sentence < sentences.size() && at >= end) end += sentences[sentence++].size();
      token.sentence = sentence;
      at += plain_text({token.leaf}).size();
    }
  }

 private:
  void one(const Inline& in, const Text& text) {
    for (const auto piece : words_of(text.text, language_)) {
      const bool goes_on = is_space(piece) && !tokens.empty() && tokens.back().marks == marks_ &&
                           std::holds_alternative<Text>(tokens.back().leaf.content) && last_text_ == &text;
      if (goes_on) {
        std::get<Text>(tokens.back().leaf.content).text += piece;
        continue;
      }
      const bool space = is_space(piece);
      tokens.push_back({{Text{std::string(piece), text.value_of}, in.span},
                        space ? " " : std::string(piece),
                        is_word(piece),
                        0,
                        marks_});
      last_text_ = &text;
    }
  }
  void one(const Inline& in, const SoftBreak&) { tokens.push_back({in, " ", false, 0, marks_}); }
  void one(const Inline& in, const HardBreak&) { tokens.push_back({in, "\n", false, 0, marks_}); }

  template <class Node>
  void one(const Inline& in, const Node& node) {
    constexpr bool is_mark = std::is_same_v<Node, Emphasis> || std::is_same_v<Node, Strong> ||
                             std::is_same_v<Node, Strikethrough> || std::is_same_v<Node, Superscript> ||
                             std::is_same_v<Node, Subscript> || std::is_same_v<Node, Link> ||
                             std::is_same_v<Node, LanguageSpan> || std::is_same_v<Node, Insertion>;
    if constexpr (is_mark) {
      Node empty = node;
      empty.content.clear();
      marks_.push_back(std::make_shared<const Inline>(Inline{std::move(empty), in.span}));
      add(node.content);
      marks_.pop_back();
    } else {
      tokens.push_back({in, "\x01" + std::to_string(in.content.index()) + key_of(node), true, 0, marks_});
    }
  }

  static std::string key_of(const CodeSpan& n) { return n.text; }
  static std::string key_of(const CrossReference& n) { return n.target; }
  static std::string key_of(const PageReference& n) { return n.target; }
  static std::string key_of(const PieceReference& n) { return n.piece; }
  static std::string key_of(const Image& n) { return n.file.path; }
  static std::string key_of(const Footnote& n) {
    std::string out;
    for (const auto& block : n.content)
      if (const auto* p = std::get_if<Paragraph>(&block.content)) out += plain_text(p->content) + "\n";
    return out;
  }
  template <class Node>
  static std::string key_of(const Node&) {
    return {};
  }

  std::string language_;
  std::vector<std::shared_ptr<const Inline>> marks_;
  const Text* last_text_ = nullptr;
};

using Range = std::pair<Tokens::const_iterator, Tokens::const_iterator>;

void append_leaf(Inlines& to, const Inline& leaf) {
  const auto* text = std::get_if<Text>(&leaf.content);
  auto* last = to.empty() ? nullptr : std::get_if<Text>(&to.back().content);
  if (text && last && text->value_of == last->value_of)
    last->text += text->text;
  else
    to.push_back(leaf);
}

Inlines built(Range range, std::size_t depth) {
  Inlines out;
  for (auto at = range.first; at != range.second;) {
    if (at->marks.size() <= depth) {
      append_leaf(out, at->leaf);
      ++at;
      continue;
    }
    const auto& mark = at->marks[depth];
    const auto end = std::find_if(
        at, range.second, [&](const Token& t) { return t.marks.size() <= depth || t.marks[depth] != mark; });
    Inline node = *mark;
    std::visit(
        [&](auto& n) {
          if constexpr (requires { n.content = Inlines{}; }) n.content = built({at, end}, depth + 1);
        },
        node.content);
    out.push_back(std::move(node));
    at = end;
  }
  return out;
}

}  // namespace

Tokens tokens_of(const Inlines& inlines, const std::string& language) {
  Tokenizer tokenizer(language);
  tokenizer.add(inlines);
  tokenizer.find_sentences();
  return std::move(tokenizer.tokens);
}

Inlines inlines_of(const Tokens& tokens) { return built({tokens.begin(), tokens.end()}, 0); }

std::string take_last_spaces(Tokens& tokens) {
  if (tokens.empty()) return {};
  auto* text = std::get_if<Text>(&tokens.back().leaf.content);
  if (!text || !text->text.starts_with(tokens.back().key) || tokens.back().key == " ") return {};
  auto spaces = text->text.substr(tokens.back().key.size());
  text->text.resize(tokens.back().key.size());
  return spaces;
}

}  // namespace taqrir::kit
