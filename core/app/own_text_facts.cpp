#include "app/own_text_facts.hpp"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <set>

#include "pandoc/reading.hpp"

namespace taqrir::app {

namespace {

using Json = nlohmann::json;

constexpr std::size_t kKeptPassages = 3, kMostMisses = 2000, kLongestSample = 80;
constexpr std::size_t kKeptRemarks = 500;

std::string shortened(const std::string& text) {
  if (text.size() <= kLongestSample) return text;
  auto end = kLongestSample;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return text.substr(0, end) + "…";
}

/// Passages in their order, mostly: notes stand elsewhere.
class Search {
 public:
  explicit Search(std::string all) : all_(std::move(all)) {}

  bool has(const std::string& passage) {
    const auto letters = pandoc::letters_of(passage);
    if (letters.size() < 2) return true;
    auto at = all_.find(letters, at_);
    if (at != std::string::npos) return at_ = at + letters.size(), true;
    return ++misses_ > kMostMisses || all_.find(letters) != std::string::npos;
  }

 private:
  std::string all_;
  std::size_t at_ = 0, misses_ = 0;
};

template <class T>
std::string joined(const T& words) {
  std::string out;
  for (const auto& word : words) out += (out.empty() ? "" : ", ") + word;
  return out;
}

}  // namespace

OwnTextFacts compared(input::OfficeFacts office, std::string_view json, std::vector<std::string> remarks) {
  OwnTextFacts out;
  Search search(pandoc::letters_in(json));
  bool was_lost = false;
  for (auto& passage : office.passages) {
    const bool lost = !search.has(passage);
    if (lost && !was_lost) {
      ++out.lost_count;
      if (out.lost.size() < kKeptPassages) out.lost.push_back(passage);
    } else if (lost && out.lost_count == out.lost.size()) {
      out.lost.back() += passage;
    }
    was_lost = lost;
  }
  const auto kept = pandoc::merged_cells_in(json);
  out.parted = office.merged > kept ? office.merged - kept : 0;
  office.passages.clear();
  out.office = std::move(office);
  remarks.resize(std::min(remarks.size(), kKeptRemarks));
  out.remarks = std::move(remarks);
  return out;
}

// ---------------------------------------------------------------- in the cache

std::string packed(const OwnTextFacts& facts, std::string_view json) {
  const auto& o = facts.office;
  const Json all{{"counts",
                  {o.insertions, o.deletions, o.comments, o.diagrams, o.charts, o.objects, o.inner, o.headers,
                   o.links, o.fields, o.merged, facts.lost_count, facts.parted}},
                 {"macros", o.macros},
                 {"link_kinds", o.link_kinds},
                 {"field_kinds", o.field_kinds},
                 {"captions", o.captions},
                 {"headed", o.headed},
                 {"lost", facts.lost},
                 {"remarks", facts.remarks}};
  return all.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n" + std::string(json);
}

UnpackedText unpacked(std::string_view both) {
  const auto line = both.find('\n');
  UnpackedText out;
  out.json = both.substr(std::min(line, both.size() - 1) + 1);
  const auto all = Json::parse(both.substr(0, line), nullptr, false);
  try {
    auto& o = out.facts.office;
    const std::array<std::size_t*, 13> counts{
        &o.insertions,    &o.deletions, &o.comments, &o.diagrams, &o.charts, &o.objects,
        &o.inner,         &o.headers,   &o.links,    &o.fields,   &o.merged, &out.facts.lost_count,
        &out.facts.parted};
    for (std::size_t i = 0; i < counts.size(); ++i) *counts[i] = all.at("counts").at(i).get<std::size_t>();
    all.at("macros").get_to(o.macros);
    all.at("link_kinds").get_to(o.link_kinds), all.at("field_kinds").get_to(o.field_kinds);
    all.at("captions").get_to(o.captions), all.at("headed").get_to(o.headed);
    all.at("lost").get_to(out.facts.lost), all.at("remarks").get_to(out.facts.remarks);
  } catch (const Json::exception&) {
    out.facts = {};
  }
  return out;
}

// ---------------------------------------------------------------- told

namespace {

class Teller {
 public:
  Teller(const OwnTextFacts& facts, const std::string& shown) : facts_(facts), shown_(shown) {}

  Diagnostics all(const std::string& format) {
    const auto& o = facts_.office;
    if (o.insertions + o.deletions > 0)
      say("tracked changes are taken as accepted: {} insertions, {} deletions",
          {std::to_string(o.insertions), std::to_string(o.deletions)},
          "accept or reject them in its own program");
    count(o.comments, "comments are left out: {}", "answer them before the report goes out");
    if (facts_.lost_count > 0)
      say("words that Pandoc does not read are left out: {} passages, the first “{}”",
          {std::to_string(facts_.lost_count), shortened(facts_.lost.empty() ? "" : facts_.lost.front())},
          "take them out of their text box or shape, into the text");
    count(facts_.parted, "merged cells of tables come apart: {}",
          "write the table without merged cells, or as .docx");
    count(o.diagrams, "drawings made with SmartArt are left out: {}",
          "save each as a picture, and put that in its place");
    count(o.charts, "charts are left out: {}", "save each as a picture, and put that in its place");
    count(o.objects, "objects of other programs are left out: {}",
          "put a picture or the words in their place");
    count(o.inner, "documents that it takes in are left out: {}", "copy their text into it");
    count(o.headers, "headers and footers are left out: {}", "the report has its own");
    if (o.links > 0)
      say("links to other files are not followed: {} ({})", {std::to_string(o.links), joined(o.link_kinds)},
          "put into the file what it is to show");
    if (o.fields > 0)
      say("fields that fetch from elsewhere keep the words that they had: {} ({})",
          {std::to_string(o.fields), joined(o.field_kinds)}, "put into the file what it is to show");
    if (o.macros) say("the macros in it are not run and left out", {}, "save it without macros");
    if (format == "latex") commands();
    if (format == "html") elements();
    return std::move(out_);
  }

 private:
  void say(const char* pattern, std::vector<std::string> args, const char* hint) {
    out_.push_back(hinted(warning(whole_file(shown_), pattern, std::move(args)), hint));
  }
  void count(std::size_t n, const char* pattern, const char* hint) {
    if (n > 0) say(pattern, {std::to_string(n)}, hint);
  }

  /// What stands between `begin` and `end` of those remarks that have both.
  std::set<std::string> quoted(std::string_view begin, std::string_view end) const {
    std::set<std::string> out;
    for (const auto& remark : facts_.remarks) {
      const auto at = remark.find(begin);
      if (at == std::string::npos) continue;
      const auto rest = remark.substr(at + begin.size());
      out.insert(shortened(rest.substr(0, rest.rfind(end))));
    }
    return out;
  }

  void commands() {
    for (const auto& file : quoted("Could not load include file ", " at "))
      say("“{}” is not read: a text is one file", {file},
          "copy its words into the text, or give it a key of its own");
    auto left = quoted("Skipped '", "' at ");
    static constexpr std::array<std::string_view, 24> kLooks{
        "\\maketitle",     "\\newpage",        "\\clearpage",  "\\cleardoublepage", "\\pagebreak",
        "\\centering",     "\\noindent",       "\\bigskip",    "\\medskip",         "\\smallskip",
        "\\vspace",        "\\hspace",         "\\vfill",      "\\hfill",           "\\tableofcontents",
        "\\listoffigures", "\\listoftables",   "\\usepackage", "\\setlength",       "\\pagestyle",
        "\\thispagestyle", "\\selectlanguage", "\\linespread", "\\frontmatter"};
    std::erase_if(left, [](const std::string& command) {
      return std::any_of(kLooks.begin(), kLooks.end(),
                         [&](std::string_view look) { return command.starts_with(look); });
    });
    if (!left.empty())
      say("commands that are not read are left out: {} ({})", {std::to_string(left.size()), joined(left)},
          "write what they stand for");
  }

  void elements() {
    static constexpr std::array<std::string_view, 9> kShown{"iframe", "object", "embed", "video", "audio",
                                                            "canvas", "applet", "frame", "map"};
    std::set<std::string> left;
    for (const auto& tag : quoted("Skipped '<", "' at "))
      for (const auto name : kShown)
        if (tag.starts_with(name)) left.emplace(name);
    if (!left.empty())
      say("what is no text is left out: {}", {joined(left)},
          "put a picture in its place, or annex it as a piece");
  }

  const OwnTextFacts& facts_;
  const std::string& shown_;
  Diagnostics out_;
};

}  // namespace

Diagnostics told_of(const OwnTextFacts& facts, const std::string& format, const std::string& shown) {
  return Teller(facts, shown).all(format);
}

}  // namespace taqrir::app
