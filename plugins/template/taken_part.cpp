#include "taken_part.hpp"

#include <map>
#include <set>

#include "model/builder.hpp"
#include "model/numbering.hpp"
#include "model/walk.hpp"

namespace taqrir::declared {

namespace {

using Ids = std::set<std::string>;

void collect(const Blocks& blocks, Ids& ids) {
  for (const auto& block : blocks) {
    if (!block.id.empty()) ids.insert(block.id);
    for_each_child(
        block, [](const Inlines&) {}, [&](const Blocks& inner) { collect(inner, ids); });
  }
}

/// Calls `body(Inlines&)` for every list of inlines, the innermost first, and `on_block(Block&)` for every
/// block.
template <class Body, class OnBlock>
void everywhere(Blocks& blocks, const Body& body, const OnBlock& on_block);

template <class Body, class OnBlock>
void everywhere(Inlines& inlines, const Body& body, const OnBlock& on_block) {
  for (auto& in : inlines)
    for_each_inner(
        in, [&](Inlines& inner) { everywhere(inner, body, on_block); },
        [&](Blocks& inner) { everywhere(inner, body, on_block); });
  body(inlines);
}

template <class Body, class OnBlock>
void everywhere(Blocks& blocks, const Body& body, const OnBlock& on_block) {
  for (auto& block : blocks) {
    for_each_child(
        block, [&](Inlines& inner) { everywhere(inner, body, on_block); },
        [&](Blocks& inner) { everywhere(inner, body, on_block); });
    on_block(block);
  }
}

/// “ (Rapport narratif)”: of which document the words speak.
std::string of_document(const Document& whole) {
  const auto kind = whole.title.substr(0, whole.title.find(" – "));
  return kind.empty() ? std::string() : " (" + kind + ")";
}

/// The words of a reference to each target, as the numbered whole has them, and whose they are.
std::map<std::string, Inlines> words_of(const Ids& targets, const Document& whole, const Locale& locale) {
  Document probe = whole;
  Inlines asked;
  for (const auto& target : targets) asked.push_back({CrossReference{target, {}}, {}});
  probe.blocks.push_back(paragraph(std::move(asked)));
  number_document(probe, locale, LostReference::keeps_its_words);
  std::map<std::string, Inlines> out;
  auto answer = std::get<Paragraph>(probe.blocks.back().content).content.begin();
  for (const auto& target : targets) {
    const auto* reference = std::get_if<CrossReference>(&answer->content);
    auto& words = out[target];
    words = reference ? reference->content : Inlines{*answer};
    words.push_back({Text{of_document(whole)}, {}});
    ++answer;
  }
  return out;
}

Ids outside_targets(Blocks& part, const Ids& own) {
  Ids out;
  everywhere(
      part,
      [&](Inlines& inlines) {
        for (const auto& in : inlines)
          if (const auto* reference = std::get_if<CrossReference>(&in.content))
            if (reference->content.empty() && !own.contains(reference->target)) out.insert(reference->target);
      },
      [](Block&) {});
  return out;
}

/// The list with its references, where they lead out of the part, put into words.
Inlines put_into_words(Inlines inlines, const Ids& own, const std::map<std::string, Inlines>& words) {
  Inlines out;
  for (auto& in : inlines) {
    const auto* reference = std::get_if<CrossReference>(&in.content);
    const auto* page = std::get_if<PageReference>(&in.content);
    if (page && !own.contains(page->target)) continue;
    if (!reference || own.contains(reference->target)) {
      out.push_back(std::move(in));
      continue;
    }
    const auto known = words.find(reference->target);
    const auto& said =
        reference->content.empty() && known != words.end() ? known->second : reference->content;
    out.insert(out.end(), said.begin(), said.end());
  }
  return out;
}

void lead_on(Inlines& inlines, const Ids& own, const std::string& suffix) {
  for (auto& in : inlines) {
    if (auto* reference = std::get_if<CrossReference>(&in.content);
        reference && own.contains(reference->target))
      reference->target += suffix;
    if (auto* page = std::get_if<PageReference>(&in.content); page && own.contains(page->target))
      page->target += suffix;
  }
}

}  // namespace

std::set<std::string> ids_in(const Blocks& blocks) {
  Ids out;
  collect(blocks, out);
  return out;
}

Blocks with_suffix(Blocks part, const std::string& suffix) {
  const auto own = ids_in(part);
  everywhere(
      part, [&](Inlines& inlines) { lead_on(inlines, own, suffix); },
      [&](Block& block) {
        if (!block.id.empty()) block.id += suffix;
      });
  return part;
}

Blocks standing_alone(Blocks part, const Document& whole, const Locale& locale, const std::string& language,
                      const std::string& suffix) {
  const auto own = ids_in(part);
  const auto outside = outside_targets(part, own);
  const auto words = outside.empty() ? std::map<std::string, Inlines>{} : words_of(outside, whole, locale);
  everywhere(
      part, [&](Inlines& inlines) { inlines = put_into_words(std::move(inlines), own, words); },
      [](Block&) {});
  part = with_suffix(std::move(part), suffix);
  if (whole.language != language)
    for (auto& block : part)
      if (block.language.empty()) block.language = whole.language;
  return part;
}

}  // namespace taqrir::declared
