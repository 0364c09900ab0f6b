#include "kit/comparison.hpp"

#include <algorithm>
#include <functional>

#include "kit/comparison_blocks.hpp"
#include "kit/comparison_script.hpp"
#include "kit/comparison_tokens.hpp"
#include "model/builder.hpp"

namespace taqrir::kit {

namespace {

constexpr std::size_t kMostWords = 4'000'000;  // pairs of words, of sentences: about half a second
constexpr std::size_t kMostSentences = 4'000'000;
constexpr std::size_t kFewWords = 3;       // between two changes
constexpr double kLittleLeft = 0.4;        // of a sentence's words
constexpr std::size_t kShortSentence = 4;  // words: not judged by their share

// ---------------------------------------------------------------- the script of words

struct SentenceRange {
  std::size_t first = 0, end = 0;  ///< tokens
};

std::vector<SentenceRange> sentences_in(const Tokens& tokens) {
  std::vector<SentenceRange> out;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (out.empty() || tokens[i].sentence != tokens[i - 1].sentence) out.push_back({i, i});
    out.back().end = i + 1;
  }
  return out;
}

std::vector<std::size_t> numbered(const Tokens& tokens, const SentenceRange& range, Keys& keys) {
  std::vector<std::size_t> out;
  for (auto i = range.first; i < range.end; ++i) out.push_back(keys.of(tokens[i].key));
  return out;
}

std::vector<std::size_t> numbered(const Tokens& tokens, const std::vector<SentenceRange>& sentences,
                                  Keys& keys) {
  std::vector<std::size_t> out;
  for (const auto& range : sentences) {
    std::string all;
    for (auto i = range.first; i < range.end; ++i) all += tokens[i].key + '\x02';
    out.push_back(keys.of(all));
  }
  return out;
}

/// Sentences first, then the words of those that are not the same: long texts with few changes cost little.
class WordScript {
 public:
  WordScript(const Tokens& before, const Tokens& after) : before_(before), after_(after) {}

  Script make() {
    const auto left = sentences_in(before_), right = sentences_in(after_);
    Keys keys;
    const auto a = numbered(before_, left, keys), b = numbered(after_, right, keys);
    Script out;
    std::vector<SentenceRange> gone, come;
    for (const auto& step : script_of(a, b, kMostSentences)) {
      if (!step.stays()) {
        step.before != Step::kNone ? gone.push_back(left[step.before]) : come.push_back(right[step.after]);
        continue;
      }
      append(out, between(gone, come));
      gone.clear(), come.clear();
      for (auto i = left[step.before].first, j = right[step.after].first; i < left[step.before].end; ++i, ++j)
        out.push_back({i, j});
    }
    append(out, between(gone, come));
    return out;
  }

 private:
  static void append(Script& to, const Script& more) { to.insert(to.end(), more.begin(), more.end()); }

  static SentenceRange all_of(const std::vector<SentenceRange>& sentences) {
    return sentences.empty() ? SentenceRange{} : SentenceRange{sentences.front().first, sentences.back().end};
  }

  std::size_t kept(const Script& script) const {
    std::size_t out = 0;
    for (const auto& step : script) out += step.stays() && after_[step.after].word;
    return out;
  }

  /// Sentence by sentence where they have counterparts; all together where that keeps clearly more words (one
  /// sentence has become two).
  Script between(const std::vector<SentenceRange>& gone, const std::vector<SentenceRange>& come) const {
    constexpr double kClearly = 1.25;
    auto together = words_between(all_of(gone), all_of(come));
    const bool single = gone.size() <= 1 && come.size() <= 1;
    if (single || come.empty() || gone.size() > kMostPairs / come.size()) return together;
    auto paired = in_pairs(gone, come);
    return static_cast<double>(kept(together)) > kClearly * static_cast<double>(kept(paired)) ? together
                                                                                              : paired;
  }

  Script in_pairs(const std::vector<SentenceRange>& gone, const std::vector<SentenceRange>& come) const {
    Keys keys;
    const auto bags = [&](const Tokens& tokens, const std::vector<SentenceRange>& sentences) {
      std::vector<Likeness> out;
      for (const auto& range : sentences) {
        out.push_back({0, numbered(tokens, range, keys), {}});
        std::sort(out.back().bag.begin(), out.back().bag.end());
      }
      return out;
    };
    const auto left = bags(before_, gone), right = bags(after_, come);
    Script out;
    for (const auto& step : pair_alike(left, right))
      append(out, words_between(step.before == Step::kNone ? SentenceRange{} : gone[step.before],
                                step.after == Step::kNone ? SentenceRange{} : come[step.after]));
    return out;
  }

  Script words_between(const SentenceRange& gone, const SentenceRange& come) const {
    Keys keys;
    const auto a = numbered(before_, gone, keys), b = numbered(after_, come, keys);
    auto out = script_of(a, b, kMostWords);
    for (auto& step : out) {
      if (step.before != Step::kNone) step.before += gone.first;
      if (step.after != Step::kNone) step.after += come.first;
    }
    return out;
  }

  const Tokens& before_;
  const Tokens& after_;
};

// ---------------------------------------------------------------- what can be read

void give_up(Script& script, const std::function<bool(const Step&)>& changes) {
  Script out;
  for (const auto& step : script) {
    if (!step.stays() || !changes(step)) {
      out.push_back(step);
      continue;
    }
    out.push_back({step.before, Step::kNone});
    out.push_back({Step::kNone, step.after});
  }
  script = std::move(out);
  put_changes_in_order(script);
}

/// Which sentences have lost, or gained, most of their words.
std::vector<bool> replaced(const Tokens& tokens, const Script& script, std::size_t Step::*side) {
  const std::size_t count = tokens.empty() ? 0 : tokens.back().sentence + 1;
  std::vector<std::size_t> words(count), kept(count);
  for (const auto& token : tokens) words[token.sentence] += token.word;
  for (const auto& step : script)
    if (step.stays()) kept[tokens[step.*side].sentence] += tokens[step.*side].word;
  std::vector<bool> out(count);
  for (std::size_t s = 0; s < count; ++s)
    out[s] = words[s] >= kShortSentence &&
             static_cast<double>(kept[s]) < kLittleLeft * static_cast<double>(words[s]);
  return out;
}

void replace_sentences(Script& script, const Tokens& before, const Tokens& after) {
  const auto gone = replaced(before, script, &Step::before), come = replaced(after, script, &Step::after);
  give_up(script,
          [&](const Step& s) { return gone[before[s.before].sentence] || come[after[s.after].sentence]; });
}

/// A stretch of steps of one kind: all stay, or all change.
struct Stretch {
  std::size_t first = 0, end = 0;
  bool stays = false;
  std::size_t kept = 0, gone = 0, come = 0;  ///< words
  std::size_t changed() const { return std::max(gone, come); }
};

std::vector<Stretch> stretches_of(const Script& script, const Tokens& before, const Tokens& after) {
  std::vector<Stretch> out;
  for (std::size_t i = 0; i < script.size(); ++i) {
    const auto& step = script[i];
    if (out.empty() || out.back().stays != step.stays()) out.push_back({i, i, step.stays()});
    auto& last = out.back();
    last.end = i + 1;
    if (step.stays())
      last.kept += after[step.after].word;
    else if (step.before != Step::kNone)
      last.gone += before[step.before].word;
    else
      last.come += after[step.after].word;
  }
  return out;
}

/// Few words between two changes that are each as long change too; again, until nothing is left to put
/// together.
void put_together(Script& script, const Tokens& before, const Tokens& after) {
  for (bool again = true; again;) {
    again = false;
    std::vector<bool> falls(script.size());
    const auto all = stretches_of(script, before, after);
    for (std::size_t k = 1; k + 1 < all.size(); ++k) {
      const auto& s = all[k];
      const auto &left = all[k - 1], &right = all[k + 1];
      const bool both =
          left.gone + right.gone > 0 && left.come + right.come > 0;  // else nothing would be gained
      const bool few = both && s.kept <= kFewWords && s.kept <= left.changed() && s.kept <= right.changed();
      if (!s.stays || !few) continue;
      std::fill(falls.begin() + static_cast<std::ptrdiff_t>(s.first),
                falls.begin() + static_cast<std::ptrdiff_t>(s.end), true);
      again = true;
    }
    std::size_t at = 0;
    give_up(script, [&](const Step& step) {
      while (script[at].before != step.before || script[at].after != step.after) ++at;
      return falls[at];
    });
  }
}

// ---------------------------------------------------------------- the text again

void append_marked(Inlines& to, Tokens& tokens, bool inserted) {
  if (!tokens.empty() && tokens.front().key == " ") {  // no line under it either
    to.push_back(std::move(tokens.front().leaf));
    tokens.erase(tokens.begin());
  }
  if (tokens.empty()) return;
  const auto spaces = take_last_spaces(tokens);
  auto content = inlines_of(tokens);
  if (inserted)
    to.push_back({Insertion{std::move(content)}, {}});
  else
    to.push_back({Strikethrough{std::move(content)}, {}});
  if (!spaces.empty()) to.push_back({Text{spaces}, {}});
  tokens.clear();
}

bool ends_with_space(const Token& token) {
  const auto* text = std::get_if<Text>(&token.leaf.content);
  return !text || token.key == " " || text->text != token.key;
}

/// A space between what went and what came, where the words of the one ran to the end.
void part(Inlines& to) {
  if (to.empty() || std::holds_alternative<Text>(to.back().content)) return;
  to.push_back({Text{" "}, {}});
}

Inlines written(const Script& script, const Tokens& before, const Tokens& after) {
  Inlines out;
  Tokens kept, gone, come;
  bool apart = false;  // what went was parted from what stays before it, which is not so any more
  const auto close = [&] {
    if (apart && !gone.empty()) out.push_back({Text{" "}, {}});
    apart = false;
    const bool both = !gone.empty() && !come.empty();
    append_marked(out, gone, false);
    if (both) part(out);
    append_marked(out, come, true);
  };
  const auto keep = [&] {
    for (auto& in : inlines_of(kept)) out.push_back(std::move(in));
    kept.clear();
  };
  for (const auto& step : script) {
    if (step.stays()) {
      close();
      kept.push_back(after[step.after]);
    } else {
      if (gone.empty() && step.before != Step::kNone && step.before > 0 && !kept.empty())
        apart = ends_with_space(before[step.before - 1]) && !ends_with_space(kept.back());
      keep();
      (step.before != Step::kNone ? gone : come)
          .push_back(step.before != Step::kNone ? before[step.before] : after[step.after]);
    }
  }
  keep();
  close();
  return out;
}

}  // namespace

Inlines compared(const Inlines& before, const Inlines& after, const std::string& language) {
  const auto a = tokens_of(before, language), b = tokens_of(after, language);
  auto script = WordScript(a, b).make();
  replace_sentences(script, a, b);
  put_together(script, a, b);
  return written(script, a, b);
}

Inlines comparison_legend(const Words& kit) {
  Inlines added = {{Insertion{plain(kit("comparison.added"))}, {}}};
  Inlines removed = {{Strikethrough{plain(kit("comparison.removed"))}, {}}};
  return joined({plain(kit("comparison.legend") + "\u00A0: "), std::move(added), plain(", "),
                 std::move(removed), plain(".")});
}

}  // namespace taqrir::kit
