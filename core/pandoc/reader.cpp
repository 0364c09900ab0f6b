#include "pandoc/reader.hpp"

#include <algorithm>
#include <iterator>

#include "model/walk.hpp"

namespace taqrir::pandoc {

using Json = nlohmann::json;

const TakePicture Reader::kNothing;
const std::string Reader::kNoWords;

namespace {

constexpr std::size_t kLongestSample = 60;  // bytes of the text, quoted in messages

/// Calls `see` for each node of the tree in document order. No recursion: the tree may be deep.
template <class See>
void for_each_node(const Json& tree, See see, bool with_contents_lists = false) {
  std::vector<const Json*> open{&tree};
  while (!open.empty()) {
    const Json& node = *open.back();
    open.pop_back();
    if (!node.is_structured()) continue;
    if (node.is_object() && node.contains("t")) {
      if (!with_contents_lists && node.at("t") == "Div" && is_contents(node.at("c"))) continue;
      see(node);
    }
    for (auto it = node.end(); it != node.begin();) open.push_back(&*--it);
  }
}

std::string words_in(const Json& tree) {
  std::string out;
  for_each_node(tree, [&](const Json& node) {
    const auto& type = node.at("t");
    if (type == "Str") out += node.at("c").get<std::string>();
    if (type == "Space" || type == "SoftBreak" || type == "LineBreak") out += ' ';
    if (type == "Code" || type == "Math") out += node.at("c").at(1).get<std::string>();
  });
  return out;
}

std::string shortened(std::string text) {
  std::replace(text.begin(), text.end(), '\n', ' ');
  if (text.size() <= kLongestSample) return text;
  auto end = kLongestSample;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return text.substr(0, end) + "…";
}

int highest_heading(const Json& nodes) {
  int level = kLowestHeading + 1;
  for (const auto& node : nodes) {
    if (node.at("t") == "Header") level = std::min(level, node.at("c").at(0).get<int>());
    if (node.at("t") == "Div") level = std::min(level, highest_heading(node.at("c").at(1)));
  }
  return level;
}

int shift_to(int level, const Json& blocks) {
  const int highest = highest_heading(blocks);
  return level - (highest > kLowestHeading ? 1 : highest);
}

/// Nothing before the first heading, then each heading's words.
SourceRef places_in(const Json& blocks, const std::string& shown) {
  std::string names;
  for_each_node(blocks, [&](const Json& node) {
    if (node.at("t") != "Header") return;
    const auto words = words_in(node.at("c").at(2));
    names += words.empty() ? "\n" : "\nunder “" + shortened(words) + "”";
  });
  return std::make_shared<const SourceFile>(shown, std::move(names));
}

/// “chapter.xhtml#place” (2.17), “chapter.xhtml_place” (3.9) -> “place”: of some blocks of a book Pandoc
/// knows the bare id.
std::string within_page(const std::string& anchor) {
  const auto at = anchor.rfind("html");
  return at == std::string::npos || at + 5 >= anchor.size() ? std::string() : anchor.substr(at + 5);
}

std::set<std::string> linked_in(const Json& blocks) {
  std::set<std::string> out;
  for_each_node(blocks, [&](const Json& node) {
    if (node.at("t") != "Link") return;
    const auto url = node.at("c").at(2).at(0).get<std::string>();
    if (url.starts_with('#')) out.insert(url.substr(1)), out.insert(within_page(url));
  });
  out.erase("");
  return out;
}

Diagnostic not_read(const std::string& shown, const std::string& why) {
  return hinted(error(whole_file(shown), "the text was not read: {}", {why}),
                "open it in its own program and save it again");
}

Diagnostic pictures_left_out(const std::string& shown, std::size_t count) {
  return hinted(warning(whole_file(shown), "pictures in it that cannot be taken in are left out: {}",
                        {std::to_string(count)}),
                "write as = \"pages\" in its [[piece]], or export it as PDF");
}

Diagnostic pictures_elsewhere(const std::string& shown, std::size_t count) {
  return hinted(warning(whole_file(shown), "pictures that do not lie in it are not fetched: {}",
                        {std::to_string(count)}),
                "put them into the file itself, or export it as PDF");
}

/// `read` with what the tree throws as errors.
template <class Read>
Result<ReadText> guarded(const std::string& shown, Read read) {
  try {
    return read();
  } catch (const Json::exception&) {
    return fail(not_read(shown, "Pandoc's answer is not understood"));
  } catch (const TooDeep&) {
    return fail(not_read(shown, "it is nested too deeply"));
  }
}

/// Title and the like, which have no place in the text of a report; an abstract has.
void read_metadata(const Json& document, const std::string& shown, const OwnText& options, Reader& reader,
                   ReadText& out) {
  const auto& meta = document.at("meta");
  for (const auto* name : {"title", "subtitle", "author", "date"})
    if (const auto words =
            options.shows_title && meta.contains(name) ? words_in(meta.at(name)) : std::string();
        !words.empty())
      out.warnings.push_back(
          hinted(note(whole_file(shown), "its {} “{}” is not taken: the report has its own",
                      {name, shortened(words)}),
                 "give it another style if it is part of the text"));
  if (meta.contains("abstract") && meta.at("abstract").at("t") == "MetaBlocks")
    out.blocks = reader.blocks(meta.at("abstract").at("c"));
}

}  // namespace

// ---------------------------------------------------------------- places and what is told of them

/// “Ref_9” is the place of the block that is being read, when something leads to it.
void Reader::anchor(const Json& attributes) {
  auto id = attributes.at(0).get<std::string>();
  if (linked_.contains(id)) anchors_.push_back(std::move(id));
}

void Reader::tell(const char* pattern, const char* hint, const std::string& sample) {
  tell_at(place(), pattern, hint, sample);
}

void Reader::tell_at(const Span& here, const char* pattern, const char* hint, const std::string& sample) {
  for (auto& told : told_)
    if (told.pattern == pattern && told.place.column == here.column) return static_cast<void>(++told.count);
  told_.push_back({pattern, hint, here, shortened(sample), 1});
}

/// Links whose place got lost are their words.
void Reader::settle(Inlines& inlines) {
  Inlines out;
  for (auto& in : inlines) {
    for_each_inner(
        in, [&](Inlines& inner) { settle(inner); }, [&](Blocks& inner) { settle(inner); });
    auto* reference = std::get_if<CrossReference>(&in.content);
    auto id = reference ? ids_.find(reference->target) : ids_.end();
    if (reference && id == ids_.end()) id = ids_.find(within_page(reference->target));
    if (!reference || id != ids_.end()) {
      if (reference) reference->target = id->second;
      out.push_back(std::move(in));
    } else {
      tell_at(in.span,
              "links within the text whose place is not told are kept as words: {}, the first to “{}”",
              "write [[#id]], and {#id} at the end of the place", reference->target);
      auto words = reference->content.empty() ? Inlines{{Text{reference->target}, in.span}}
                                              : std::move(reference->content);
      std::move(words.begin(), words.end(), std::back_inserter(out));
    }
  }
  inlines = std::move(out);
}

void Reader::settle(Blocks& blocks) {
  for (auto& block : blocks)
    for_each_child(
        block, [&](Inlines& inner) { settle(inner); }, [&](Blocks& inner) { settle(inner); });
}

Diagnostics Reader::finish(Blocks& all) {
  settle(all);
  for (auto& told : told_)
    diagnostics_.push_back(
        hinted(warning(told.place, told.pattern, {std::to_string(told.count), told.sample}), told.hint));
  return std::move(diagnostics_);
}

// ---------------------------------------------------------------- the whole

Result<ReadText> from_pandoc_json(std::string_view json, const std::string& shown, int heading_level,
                                  const TakePicture& take, const std::string& alt) {
  return guarded(shown, [&] {
    const auto document = Json::parse(json);
    const auto& blocks = document.at("blocks");
    Reader reader(shift_to(heading_level, blocks), take, alt);
    ReadText out{reader.blocks(blocks), {}};
    if (reader.lost() > 0) out.warnings.push_back(pictures_left_out(shown, reader.lost()));
    if (reader.remote() > 0) out.warnings.push_back(pictures_elsewhere(shown, reader.remote()));
    return out;
  });
}

Result<ReadText> own_text(std::string_view json, const std::string& shown, const OwnText& options) {
  return guarded(shown, [&] {
    const auto document = Json::parse(json);
    const auto& blocks = document.at("blocks");
    Reader reader(shift_to(options.heading_level, blocks), options, places_in(blocks, shown),
                  linked_in(blocks));
    ReadText out;
    read_metadata(document, shown, options, reader, out);
    auto body = reader.blocks(blocks);
    std::move(body.begin(), body.end(), std::back_inserter(out.blocks));
    append(out.warnings, reader.finish(out.blocks));
    return out;
  });
}

std::string letters_of(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    const auto three = text.substr(i, 3);
    if (c == 0xC2) {  // no-break space, guillemets and their kind
      ++i;
    } else if (three.starts_with("\xE2\x80") || three.starts_with("\xEF\xBB")) {  // U+2000 to U+203F; U+FEFF
      i += 2;
    } else if (c >= 0x80 || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) {
      out += static_cast<char>(c);
    }
  }
  return out;
}

std::size_t merged_cells_in(std::string_view json) {
  const auto document = Json::parse(json, nullptr, false);
  std::size_t count = 0;
  std::vector<const Json*> open{&document};
  while (!open.empty()) {
    const Json& node = *open.back();
    open.pop_back();
    if (!node.is_structured()) continue;
    const bool cell = node.is_array() && node.size() == 5 && node[2].is_number() && node[3].is_number();
    if (cell) count += (node[2] > 1) + (node[3] > 1);
    for (const auto& inner : node) open.push_back(&inner);
  }
  return count;
}

std::string letters_in(std::string_view json) {
  const auto document = Json::parse(json, nullptr, false);
  std::string out;
  try {
    for_each_node(
        document,
        [&](const Json& node) {
          const auto& type = node.at("t");
          if (type == "Str") out += letters_of(node.at("c").get<std::string>());
          if (type == "MetaString") out += letters_of(node.at("c").get<std::string>());
          if (type == "Code" || type == "Math" || type == "CodeBlock" || type == "RawInline" ||
              type == "RawBlock")
            out += letters_of(node.at("c").at(1).get<std::string>());
        },
        true);
  } catch (const Json::exception&) {
    return {};
  }
  return out;
}

}  // namespace taqrir::pandoc
