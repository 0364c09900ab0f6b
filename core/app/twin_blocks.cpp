#include "app/twin_blocks.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "model/bonds.hpp"
#include "model/french.hpp"
#include "model/walk.hpp"
#include "pandoc/reading.hpp"

namespace taqrir::app {

namespace {

using nlohmann::json;
using pandoc::Atom;
using pandoc::collapsed;

bool begins(const std::string& text, std::string_view with) { return text.starts_with(with); }

Blocks read_node(const json& node, const pandoc::TakePicture& take = {}) {
  const json document{
      {"pandoc-api-version", {1, 22}}, {"meta", json::object()}, {"blocks", json::array({node})}};
  auto read =
      pandoc::from_pandoc_json(document.dump(-1, ' ', false, json::error_handler_t::replace), {}, 1, take);
  return read ? std::move(read->blocks) : Blocks{};
}

/// A text whose white space counts as single spaces, and where each character stood.
struct Spaced {
  explicit Spaced(const std::string& text) {
    for (std::size_t i = 0; i < text.size();) {
      const std::string_view rest = std::string_view(text).substr(i);
      const std::size_t wide = rest.starts_with("\u00A0")                                 ? 2
                               : rest.starts_with("\u202F") || rest.starts_with("\u2009") ? 3
                                                                                          : 0;
      const bool space = wide > 0 || text[i] == ' ' || text[i] == '\n';
      words += space ? ' ' : text[i];
      at.push_back(i);
      i += wide > 0 ? wide : 1;
    }
    at.push_back(text.size());
  }
  std::string words;
  std::vector<std::size_t> at;
};

bool is_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) || (c & 0x80); }

/// Where `words` stands as whole words, from `from` on.
std::size_t find_words(const std::string& text, const std::string& words, std::size_t from) {
  for (auto at = text.find(words, from); at != std::string::npos; at = text.find(words, at + 1)) {
    const auto end = at + words.size();
    const bool begin_free = at == 0 || !is_word(text[at - 1]) || !is_word(words.front());
    const bool end_free = end == text.size() || !is_word(text[end]) || !is_word(words.back());
    if (begin_free && end_free) return at;
  }
  return std::string::npos;
}

Inline inline_of(const Atom& atom) {
  const auto bar = atom.source.find('|');
  const auto words =
      bar == std::string::npos ? std::string() : atom.source.substr(bar + 1, atom.source.size() - bar - 3);
  const auto target = [&](std::size_t from) {
    const auto end = bar == std::string::npos ? atom.source.size() - 2 : bar;
    return collapsed(atom.source.substr(from, end - from));
  };
  if (begins(atom.source, "[[piece:")) return {PieceReference{target(8), collapsed(words)}, {}};
  if (begins(atom.source, "[[#"))
    return {CrossReference{target(3), words.empty() ? Inlines{} : Inlines{{Text{collapsed(words)}, {}}}}, {}};
  return {Text{atom.text, collapsed(atom.source.substr(2, atom.source.size() - 4))}, {}};
}

/// Puts each atom back where its words stand, in order.
class Restorer {
 public:
  explicit Restorer(const std::vector<Atom>& atoms) : atoms_(atoms), used_(atoms.size(), false) {}

  void restore(Blocks& blocks) {
    for (auto& block : blocks)
      for_each_child(
          block, [&](Inlines& inner) { restore(inner); }, [&](Blocks& inner) { restore(inner); });
  }

 private:
  void restore(Inlines& inlines) {
    Inlines out;
    for (auto& in : inlines) {
      for_each_inner(
          in, [&](Inlines& inner) { restore(inner); }, [&](Blocks& inner) { restore(inner); });
      const auto* text = std::get_if<Text>(&in.content);
      if (text && text->value_of.empty())
        part(text->text, out);
      else
        out.push_back(std::move(in));
    }
    inlines = std::move(out);
  }

  /// The first atom in the text, then the rest of it.
  void part(const std::string& text, Inlines& out) {
    const Spaced spaced(text);
    std::size_t first = std::string::npos, which = 0;
    for (std::size_t i = 0; i < atoms_.size(); ++i) {
      if (used_[i] || atoms_[i].text.empty() || begins(atoms_[i].source, "[^")) continue;
      const auto at = find_words(spaced.words, atoms_[i].text, 0);
      if (at < first) first = at, which = i;
    }
    if (first == std::string::npos) {
      if (!text.empty()) out.push_back({Text{text}, {}});
      return;
    }
    used_[which] = true;
    const auto begin = spaced.at[first], end = spaced.at[first + atoms_[which].text.size()];
    if (begin > 0) out.push_back({Text{text.substr(0, begin)}, {}});
    out.push_back(inline_of(atoms_[which]));
    part(text.substr(end), out);
  }

  const std::vector<Atom>& atoms_;
  std::vector<bool> used_;
};

// ---------------------------------------------------------------- blocks

/// French spacing and bonds are the twin's where the text has plain spaces (model/french.hpp, model/bonds.hpp).
void space_plainly(Blocks& blocks);

void space_plainly(Inlines& inlines) {
  for (auto& in : inlines) {
    if (auto* text = std::get_if<Text>(&in.content)) text->text = without_bonds(without_french_spacing(text->text));
    for_each_inner(
        in, [](Inlines& inner) { space_plainly(inner); }, [](Blocks& inner) { space_plainly(inner); });
  }
}

void space_plainly(Blocks& blocks) {
  for (auto& block : blocks)
    for_each_child(
        block, [](Inlines& inner) { space_plainly(inner); }, [](Blocks& inner) { space_plainly(inner); });
}

/// “☐ ” before an item's words is a task.
void find_tasks(Blocks& blocks) {
  for (auto& block : blocks) {
    if (auto* list = std::get_if<List>(&block.content))
      for (auto& item : list->items) {
        auto* paragraph =
            item.content.empty() ? nullptr : std::get_if<Paragraph>(&item.content.front().content);
        auto* text = paragraph && !paragraph->content.empty()
                         ? std::get_if<Text>(&paragraph->content.front().content)
                         : nullptr;
        if (!text || !(begins(text->text, "☐") || begins(text->text, "☑"))) continue;
        item.checked = begins(text->text, "☑");
        text->text = text->text.substr(std::string("☐").size());
        text->text = collapsed(text->text.substr(0, 3)) + (text->text.size() > 3 ? text->text.substr(3) : "");
      }
    for_each_child(
        block, [](Inlines&) {}, [](Blocks& inner) { find_tasks(inner); });
  }
}

/// “| :-- | --: |” of the table as it was.
std::vector<Alignment> alignments_in(const std::string& lines) {
  std::vector<Alignment> out;
  for (std::size_t at = 0; at < lines.size() && out.empty();) {
    const auto end = std::min(lines.find('\n', at), lines.size());
    const auto line = lines.substr(at, end - at);
    at = end + 1;
    if (line.find('-') == std::string::npos || line.find('|') == std::string::npos ||
        line.find_first_not_of(" |:->") != std::string::npos)
      continue;
    for (std::size_t cell = line.find('-'); cell != std::string::npos;
         cell = line.find('-', line.find_first_not_of('-', cell))) {
      const auto after = line.find_first_not_of('-', cell);
      const bool right = after != std::string::npos && line[after] == ':',
                 left = cell > 0 && line[cell - 1] == ':';
      out.push_back(left && right ? Alignment::center : right ? Alignment::end : Alignment::start);
      if (after == std::string::npos) break;
    }
  }
  return out;
}

std::string language_of_division(const std::string& lines) {
  if (!begins(lines, "<div lang=\"")) return {};
  const auto end = lines.find('"', 11);
  return end == std::string::npos ? std::string() : lines.substr(11, end - 11);
}

class Assembler {
 public:
  Assembler(const std::vector<TwinItem>& items, const BlockBefore& before, TwinPictures& pictures)
      : items_(items), before_(before), pictures_(pictures), named_(pictures_named_in(before.lines)) {}

  Blocks assemble() {
    Blocks blocks;
    const auto& lines = before_.lines;
    if (begins(lines, "> [!"))
      blocks = {callout(lines)};
    else if (begins(lines, ">"))
      blocks = {quote(0, items_.size())};
    else
      blocks = flow();
    find_tasks(blocks);
    const bool spaced =
        lines.find("\u00A0") != std::string::npos || lines.find("\u202F") != std::string::npos;
    if (!lines.empty() && !spaced) space_plainly(blocks);
    Restorer(before_.atoms).restore(blocks);
    if (!before_.id.empty() && !blocks.empty()) blocks.front().id = before_.id;
    if (const auto language = language_of_division(lines); !language.empty() && !blocks.empty()) {
      Block whole{Division{std::move(blocks)}, {}, language, {}};
      blocks = {std::move(whole)};
    }
    return blocks;
  }

 private:
  static Block made(Block::Content content) { return {std::move(content), {}, {}, {}}; }
  const pandoc::Item& item(std::size_t i) const { return *items_[i].item; }
  bool is_caption(std::size_t i) const {
    return i < items_.size() && item(i).kind == "paragraph" && pandoc::is_caption_style(items_[i].style);
  }

  // ---- what Pandoc's reader makes of a node, its pictures named

  Blocks read(const json& node) const {
    std::map<std::string, std::string> names;
    for (const auto& picture : pandoc::pictures_in(node))
      if (auto name = pictures_.name_of(picture.address, picture.description))
        names[picture.address] = std::move(*name);
    auto blocks = read_node(node, [&](const std::string& address) {
      const auto name = names.find(address);
      return name == names.end() ? std::nullopt : std::optional(FileRef{name->second, {}});
    });
    for (auto& block : blocks) describe(block);
    return blocks;
  }

  /// Descriptions that nobody changed stand as they stood.
  void describe(Image& image) const {
    for (const auto& named : named_)
      if (named.path == image.file.path && collapsed(named.description) == collapsed(image.alt))
        image.alt = named.description;
  }
  void describe(Block& block) const {
    if (auto* figure = std::get_if<Figure>(&block.content)) describe(figure->image);
    for_each_child(
        block,
        [&](Inlines& inner) {
          for (auto& in : inner)
            if (auto* image = std::get_if<Image>(&in.content)) describe(*image);
        },
        [&](Blocks& inner) {
          for (auto& one : inner) describe(one);
        });
  }

  Blocks read(std::size_t i) const { return read(item(i).node); }

  static Inlines first_words(Blocks blocks) {
    for (auto& block : blocks) {
      if (auto* paragraph = std::get_if<Paragraph>(&block.content)) return std::move(paragraph->content);
      if (auto* heading = std::get_if<Heading>(&block.content)) return std::move(heading->content);
    }
    return {};
  }
  Inlines inlines_of(std::size_t i) const { return first_words(read(i)); }

  Inlines caption_of(std::size_t i) const {
    auto node = item(i).node;
    node["c"] = pandoc::without_caption_number(node.at("c"));
    auto words = first_words(read_node(node));
    if (items_[i].is_new) pandoc::drop_label(words);
    return words;
  }

  Block paragraph(std::size_t i) const {
    Paragraph out;
    out.content = inlines_of(i);
    return made(std::move(out));
  }

  /// With the pictures of the paragraph that stand below it.
  void paragraph_and_pictures(std::size_t i, Blocks& out) const {
    for (auto& block : read(i)) out.push_back(std::move(block));
  }

  Blocks flow() {
    Blocks out;
    for (std::size_t i = 0; i < items_.size(); ++i) {
      const auto& style = items_[i].style;
      if (is_caption(i) && !item(i).pictures.empty())
        figures(i, caption_of(i), out);
      else if (is_caption(i) && i + 1 < items_.size() && item(i + 1).kind == "table")
        out.push_back(table(i + 1, caption_of(i))), ++i;
      else if (item(i).kind == "table")
        out.push_back(table(i, {}));
      else if (item(i).kind == "picture")
        figure(i, out);
      else if (begins(style, "Callout"))
        i = new_callout(i, out);
      else if (item(i).quoted)
        i = new_quote(i, out);
      else if (item(i).kind == "heading")
        out.push_back(heading(i));
      else
        paragraph_and_pictures(i, out);
    }
    return out;
  }

  Block heading(std::size_t i) const {
    Heading out;
    out.level = item(i).level;
    out.content = inlines_of(i);
    return made(std::move(out));
  }

  Block table(std::size_t i, Inlines caption) const {
    auto blocks = read(i);
    for (auto& block : blocks) {
      auto* table = std::get_if<DataTable>(&block.content);
      if (!table) continue;
      const auto alignments = alignments_in(before_.lines);
      for (std::size_t c = 0; c < table->columns.size() && alignments.size() == table->columns.size(); ++c)
        table->columns[c].alignment = alignments[c];
      table->caption = std::move(caption);
      return std::move(block);
    }
    return paragraph(i);
  }

  /// The picture and the caption below it.
  void figure(std::size_t& i, Blocks& out) {
    const bool captioned = is_caption(i + 1) && item(i + 1).pictures.empty();
    const auto any = figures(i, captioned ? caption_of(i + 1) : Inlines{}, out);
    if (captioned && !any) out.push_back(made(Paragraph{caption_of(i + 1)}));
    if (captioned) ++i;
  }

  /// One for each picture of the item; the last has the caption. Whether there is any.
  bool figures(std::size_t i, Inlines caption, Blocks& out) const {
    Blocks made_here;
    for (const auto& picture : pandoc::pictures_in(item(i).node)) {
      auto name = pictures_.name_of(picture.address, picture.description);
      if (!name) continue;
      Figure figure{Image{FileRef{std::move(*name), {}}, picture.description, {}}, {}, {}};
      describe(figure.image);
      made_here.push_back(made(std::move(figure)));
    }
    if (made_here.empty()) return false;
    std::get<Figure>(made_here.back().content).caption = std::move(caption);
    for (auto& block : made_here) out.push_back(std::move(block));
    return true;
  }

  Block quote(std::size_t first, std::size_t end) const {
    Quote out;
    for (std::size_t i = first; i < end; ++i)
      if (items_[i].style == "Attribution")
        out.attribution = inlines_of(i);
      else
        out.content.push_back(paragraph(i));
    return made(std::move(out));
  }

  std::size_t new_quote(std::size_t i, Blocks& out) const {
    auto end = i;
    while (end < items_.size() && (item(end).quoted || items_[end].style == "Attribution")) ++end;
    out.push_back(quote(i, end));
    return end - 1;
  }

  static Callout::Kind kind_in(std::string text) {
    for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    const std::vector<std::string> kinds{"note", "tip", "important", "warning", "caution"};
    for (std::size_t i = 0; i < kinds.size(); ++i)
      if (text.find(kinds[i]) != std::string::npos) return static_cast<Callout::Kind>(i);
    return Callout::Kind::note;
  }

  void fill(Callout& callout, std::size_t first, std::size_t end) const {
    for (std::size_t i = first; i < end; ++i) paragraph_and_pictures(i, callout.content);
  }

  /// The kind, and whether it has a title of its own, are those of the text; the title's words are the
  /// twin's.
  Block callout(const std::string& lines) const {
    const auto first_line = lines.substr(0, lines.find('\n'));
    const auto close = first_line.find(']');
    const bool titled =
        close != std::string::npos && first_line.find_first_not_of(" \r", close + 1) != std::string::npos;
    Callout out;
    out.kind = kind_in(first_line.substr(0, close));
    const bool has_title = !items_.empty() && items_.front().was_first;
    if (titled && has_title) out.title = unmarked_title(inlines_of(0));
    fill(out, has_title ? 1 : 0, items_.size());
    return made(std::move(out));
  }

  static Inlines unmarked_title(Inlines title) {
    if (title.size() == 1)
      if (auto* strong = std::get_if<Strong>(&title.front().content)) return Inlines(strong->content);
    return title;
  }

  std::size_t new_callout(std::size_t i, Blocks& out) const {
    auto end = i;
    while (end < items_.size() && items_[end].style == items_[i].style) ++end;
    Callout callout;
    callout.kind = kind_in(items_[i].style);
    callout.title = unmarked_title(inlines_of(i));
    fill(callout, i + 1, end);
    out.push_back(made(std::move(callout)));
    return end - 1;
  }

  const std::vector<TwinItem>& items_;
  const BlockBefore& before_;
  TwinPictures& pictures_;
  const std::vector<NamedPicture> named_;
};

void collect(const Blocks& blocks, std::string& words) {
  for (const auto& block : blocks)
    for_each_child(
        block, [&](const Inlines& text) { words += (words.empty() ? "" : " ") + plain_text(text); },
        [&](const Blocks& inner) { collect(inner, words); });
}

}  // namespace

Blocks blocks_of_items(const std::vector<TwinItem>& items, const BlockBefore& before,
                       TwinPictures& pictures) {
  return Assembler(items, before, pictures).assemble();
}

std::map<std::string, std::string> labels_of(const std::vector<Atom>& atoms) {
  std::map<std::string, std::string> out;
  for (const auto& atom : atoms)
    if (begins(atom.source, "[^")) out.emplace(atom.text, atom.source.substr(2, atom.source.size() - 3));
  return out;
}

std::string words_of_note(const Footnote& note) {
  std::string words;
  collect(note.content, words);
  return collapsed(words);
}

}  // namespace taqrir::app
