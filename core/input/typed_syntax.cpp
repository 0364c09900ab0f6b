#include "input/typed_syntax.hpp"

#include <algorithm>
#include <array>
#include <map>

#include "base/unicode.hpp"
#include "input/limits.hpp"
#include "input/markdown/references.hpp"
#include "input/markdown/scripts.hpp"
#include "model/slug.hpp"
#include "model/walk.hpp"

namespace taqrir::input {

namespace {

constexpr char kOther = '\n';  // what is no text: nothing of ours reaches over it

// ---------------------------------------------------------------- what was found in a paragraph's text

struct Found {
  enum class Kind { reference, placeholder, anchor, backslash };
  Kind kind = Kind::reference;
  std::size_t begin = 0, end = 0;  // bytes
  std::string inner;
};

/// The text of inlines; every other leaf is one kOther. Notes are texts of their own.
void flatten(const Inlines& inlines, std::string& out) {
  for (const auto& in : inlines) {
    if (const auto* text = std::get_if<Text>(&in.content)) {
      out += text->text;
    } else if (std::holds_alternative<SoftBreak>(in.content)) {
      out += ' ';
    } else {
      const auto before = out.size();
      for_each_inner(
          in, [&](const Inlines& inner) { flatten(inner, out); }, [](const Blocks&) {});
      if (out.size() == before) out += kOther;
    }
  }
}

bool is_escaped(std::string_view text, std::size_t at) {
  std::size_t backslashes = 0;
  while (backslashes < at && text[at - backslashes - 1] == '\\') ++backslashes;
  return backslashes % 2 == 1;
}

/// What stands between signs of ours; nothing when it holds one of `forbidden` or is not closed.
std::optional<std::string> inner_of(std::string_view text, std::size_t begin, std::string_view close,
                                    std::string_view forbidden) {
  const auto rest = text.substr(begin, static_cast<std::size_t>(kLongestSyntax));
  const auto end = rest.find(close);
  if (end == std::string_view::npos) return std::nullopt;
  const auto inner = rest.substr(0, end);
  if (inner.find_first_of(forbidden) != std::string_view::npos ||
      inner.find(kOther) != std::string_view::npos)
    return std::nullopt;
  if (inner.find_first_not_of(' ') == std::string_view::npos) return std::nullopt;
  return std::string(inner);
}

bool is_last(std::string_view text, std::size_t at) {
  return text.find_first_not_of(" \n", at) == std::string_view::npos;
}

std::optional<Found> found_at(std::string_view text, std::size_t at) {
  const auto two = text.substr(at, 2);
  const auto made = [&](Found::Kind kind, std::string_view close,
                        std::string_view forbidden) -> std::optional<Found> {
    auto inner = inner_of(text, at + 2, close, forbidden);
    if (!inner) return std::nullopt;
    const auto end = at + 2 + inner->size() + close.size();
    return Found{kind, at, end, std::move(*inner)};
  };
  if (two == "[[") return made(Found::Kind::reference, "]]", "[]");
  if (two == "{{") return made(Found::Kind::placeholder, "}}", "{}");
  if (two != "{#") return std::nullopt;
  auto anchor = made(Found::Kind::anchor, "}", "{[]|# ");
  return anchor && is_last(text, anchor->end) ? anchor : std::nullopt;
}

std::vector<Found> all_in(std::string_view text) {
  std::vector<Found> out;
  for (auto at = text.find_first_of("[{"); at != std::string_view::npos;) {
    auto found = found_at(text, at);
    auto next = found ? found->end : at + 1;
    if (found && is_escaped(text, at)) found = Found{Found::Kind::backslash, at - 1, at, {}};
    if (found) out.push_back(std::move(*found));
    at = text.find_first_of("[{", next);
  }
  return out;
}

// ---------------------------------------------------------------- what word processors make of what is typed

/// Spaces that do not break become spaces, hyphens that do not break hyphens; marks without width vanish.
std::string plain(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    const auto begin = i;
    const char32_t c = next_code_point(text, i);
    if (c == 0xA0 || c == 0x202F || c == 0x2007 || c == '\t')
      out += ' ';
    else if (c == 0x2011 || c == 0x2010)
      out += '-';
    else if (c != 0x200B && c != 0xFEFF && c != 0xAD && c != 0x200E && c != 0x200F)
      out += text.substr(begin, i - begin);
  }
  return out;
}

/// Without spaces and quotes around it.
std::string bare(std::string_view text) {
  static constexpr std::array<std::string_view, 9> kAround{" ", "\"", "'", "“", "”", "«", "»", "‘", "’"};
  for (bool again = true; again;) {
    again = false;
    for (const auto sign : kAround) {
      if (text.starts_with(sign)) text.remove_prefix(sign.size()), again = true;
      if (text.ends_with(sign)) text.remove_suffix(sign.size()), again = true;
    }
  }
  return std::string(text);
}

std::string lower(std::string text) {
  for (char& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return text;
}

/// “Piece : “evaluation”|words” -> “piece:evaluation|words”.
std::string reference_typed(const std::string& inner) {
  const auto text = plain(inner);
  const auto bar = text.find('|');
  auto target = bare(text.substr(0, bar));
  if (const auto colon = target.find(':');
      colon != std::string::npos && lower(bare(target.substr(0, colon))) == "piece")
    target = "piece:" + bare(target.substr(colon + 1));
  return bar == std::string::npos ? target : target + text.substr(bar);
}

class Binder {
 public:
  Binder(const MarkdownOptions& options, Diagnostics& diagnostics)
      : options_(options), references_(options, diagnostics) {}

  void bind(Blocks& blocks) {
    for (auto& block : blocks) {
      for_each_child(
          block, [&](Inlines& inlines) { bind(inlines, block); }, [&](Blocks& inner) { bind(inner); });
      if (const auto* heading = std::get_if<Heading>(&block.content); heading && !block.id.empty())
        titles_.emplace(slug(plain_text(heading->content)), block.id), ids_.push_back(block.id);
    }
  }

  /// A heading that got an id of its own is still called by its title.
  void settle(Blocks& blocks) {
    for (auto& block : blocks)
      for_each_child(
          block, [&](Inlines& inlines) { settle(inlines); }, [&](Blocks& inner) { settle(inner); });
  }

 private:
  void settle(Inlines& inlines) {
    for (auto& in : inlines) {
      auto* reference = std::get_if<CrossReference>(&in.content);
      if (reference && std::find(ids_.begin(), ids_.end(), reference->target) == ids_.end())
        if (const auto title = titles_.find(reference->target); title != titles_.end())
          reference->target = title->second;
      for_each_inner(
          in, [&](Inlines& inner) { settle(inner); }, [&](Blocks& inner) { settle(inner); });
    }
  }

  void bind(Inlines& inlines, Block& block) {
    notes(inlines);
    std::string text;
    flatten(inlines, text);
    found_ = all_in(text);
    if (found_.empty()) return;
    block_ = &block, at_ = next_ = 0;
    inlines = rebuilt(std::move(inlines));
  }

  void notes(Inlines& inlines) {
    for (auto& in : inlines)
      for_each_inner(
          in, [&](Inlines& inner) { notes(inner); }, [&](Blocks& inner) { bind(inner); });
  }

  /// The same inlines with what was found in its place: where it begins. What it covers beyond is gone.
  Inlines rebuilt(Inlines inlines) {
    Inlines out;
    for (auto& in : inlines) {
      const auto* text = std::get_if<Text>(&in.content);
      if (text || std::holds_alternative<SoftBreak>(in.content)) {
        leaf(in, text ? text->text.size() : 1, out);
        continue;
      }
      const auto before = at_;
      bool empty = false;
      for_each_inner(
          in, [&](Inlines& inner) { inner = rebuilt(std::move(inner)), empty = inner.empty(); },
          [](Blocks&) {});
      if (at_ == before)
        leaf(in, 1, out);
      else if (!empty)
        out.push_back(std::move(in));
    }
    return out;
  }

  void leaf(const Inline& in, std::size_t size, Inlines& out) {
    const auto* text = std::get_if<Text>(&in.content);
    const auto begin = at_, end = at_ + size;
    while (at_ < end) {
      while (next_ < found_.size() && found_[next_].end <= at_) ++next_;
      const bool any = next_ < found_.size() && found_[next_].begin < end;
      const auto stop = any ? std::max(found_[next_].begin, at_) : end;
      if (stop > at_ && !text) out.push_back(in);
      if (stop > at_ && text)
        out.push_back({Text{text->text.substr(at_ - begin, stop - at_), text->value_of}, in.span});
      at_ = stop;
      if (!any) continue;
      if (found_[next_].begin == at_) put(found_[next_], out);
      at_ = std::min(end, found_[next_].end);
    }
  }

  void put(const Found& found, Inlines& out) {
    const auto& span = block_->span;
    switch (found.kind) {
      case Found::Kind::reference: return references_.reference(reference_typed(found.inner), span, out);
      case Found::Kind::placeholder:
        return references_.placeholder(placeholder_typed(found.inner), span, out);
      case Found::Kind::anchor: return anchor(found, out);
      case Found::Kind::backslash: return;
    }
  }

  /// The space before it goes too. What led to an id that the block had leads to the new one.
  void anchor(const Found& found, Inlines& out) {
    const auto before = std::exchange(block_->id, plain(found.inner));
    if (!before.empty()) titles_[before] = block_->id;
    auto* text = out.empty() ? nullptr : std::get_if<Text>(&out.back().content);
    if (text) text->text.erase(text->text.find_last_not_of(' ') + 1);
  }

  std::string placeholder_typed(const std::string& inner) const {
    auto name = bare(plain(inner));
    const auto& known = options_.placeholders;
    const auto small = lower(name);
    return std::find(known.begin(), known.end(), small) == known.end() ? name : small;
  }

  const MarkdownOptions& options_;
  markdown::References references_;
  std::vector<Found> found_;  // in the inlines that are being read
  Block* block_ = nullptr;    // that holds them
  std::size_t at_ = 0;        // bytes of their text that have been passed
  std::size_t next_ = 0;      // of found_
  std::map<std::string, std::string> titles_;
  std::vector<std::string> ids_;
};

}  // namespace

Diagnostics bind_typed_syntax(Blocks& blocks, const MarkdownOptions& options) {
  Diagnostics out;
  Binder binder(options, out);
  binder.bind(blocks);
  binder.settle(blocks);
  markdown::mark_languages(blocks, options.language, options.languages);
  return out;
}

}  // namespace taqrir::input
