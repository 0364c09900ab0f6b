// component = "report-section": a part of another report, taken in as it is composed there.
#include <algorithm>

#include "components.hpp"
#include "model/builder.hpp"
#include "taken_part.hpp"

namespace taqrir::declared {

namespace {

void check_report_section(Checking& checking) {
  const auto& section = checking.section();
  const auto report = section.text("report");
  const auto known = checking.source().report_types();
  if (std::find(known.begin(), known.end(), report) == known.end()) {
    auto d = error(section.span_of("report"), "no report type is called “{}”", {report});
    const auto best = nearest(report, known);
    checking.say(best.empty() ? hinted(std::move(d), "“taqrir types” lists them")
                              : hinted(std::move(d), "did you mean “{}”?", {best}));
  }
  checking.activity();
}

/// Where the part begins and ends: its heading and what follows, up to the next heading of its level or
/// above.
std::pair<std::size_t, std::size_t> extent(const Blocks& blocks, const std::string& id) {
  std::size_t begin = 0;
  while (begin < blocks.size() && blocks[begin].id != id) ++begin;
  if (begin == blocks.size()) return {begin, begin};
  const auto* head = std::get_if<Heading>(&blocks[begin].content);
  std::size_t end = begin + 1;
  for (; head && end < blocks.size(); ++end)
    if (const auto* next = std::get_if<Heading>(&blocks[end].content); next && next->level <= head->level)
      break;
  return {begin, end};
}

std::vector<std::string> anchors_of_headings(const Blocks& blocks) {
  std::vector<std::string> out;
  for (const auto& block : blocks)
    if (!block.id.empty() && std::holds_alternative<Heading>(block.content)) out.push_back(block.id);
  return out;
}

/// The part's headings below a title of their own; `keep`: with its first.
Blocks part_of(Blocks blocks, std::size_t begin, std::size_t end, int level, bool keep) {
  const auto* head = std::get_if<Heading>(&blocks[begin].content);
  const int shift = head ? level - head->level - (keep ? 0 : 1) : 0;
  if (head && !keep) ++begin;
  Blocks out;
  for (auto i = begin; i < end; ++i) {
    if (auto* heading = std::get_if<Heading>(&blocks[i].content))
      heading->level = std::clamp(heading->level + shift, 1, 6);
    out.push_back(std::move(blocks[i]));
  }
  return out;
}

/// Of everything what a reader of the whole has already seen: its title page and contents list.
Blocks without_front(Blocks blocks) {
  std::erase_if(blocks, [](const Block& block) {
    return std::holds_alternative<Cover>(block.content) || std::holds_alternative<Contents>(block.content);
  });
  return blocks;
}

Blocks report_section(Composing& composing) {
  const auto& section = composing.section();
  auto& writer = composing.writer();
  const auto report = section.text("report");
  auto activity = composing.activity();
  const bool is_missions = !section.has("activity") && !writer.context().fields_of(report, {activity}) &&
                           writer.context().fields_of(report, {""});
  if (is_missions) activity.clear();
  if (!writer.context().fields_of(report, {activity}))
    return composing.leaves_out_missing() ? Blocks{} : Blocks{paragraph(writer.kit().missing())};
  auto composed = writer.context().compose(report, {activity});
  append(writer.diagnostics(), std::move(composed.diagnostics));
  if (!composed.document) return {};
  const auto id = section.text("part");
  const auto whole = *std::move(composed.document);
  auto blocks = without_front(whole.blocks);
  const auto alone = [&](Blocks part) {
    const auto suffix = section.has("activity") && !activity.empty() ? "-" + activity : std::string();
    return standing_alone(std::move(part), whole, writer.context().locale().in(whole.language),
                          writer.context().locale().language(), suffix);
  };
  const bool titled = section.has("title");
  if (id.empty()) {
    for (auto& block : blocks)
      if (auto* heading = std::get_if<Heading>(&block.content))
        heading->level = std::clamp(heading->level + composing.level() - 1, 1, 6);
    return alone(std::move(blocks));
  }
  const auto [begin, end] = extent(blocks, id);
  if (begin < end) return alone(part_of(std::move(blocks), begin, end, composing.level(), !titled));
  auto d = error(section.span_of("part"), "“{}” has no part “{}”", {report, id});
  const auto known = anchors_of_headings(blocks);
  const auto best = nearest(id, known);
  std::string all;
  for (const auto& one : known) all += (all.empty() ? "" : ", ") + one;
  writer.diagnostics().push_back(best.empty() ? hinted(std::move(d), "its parts: {}", {all})
                                              : hinted(std::move(d), "did you mean “{}”?", {best}));
  return {};
}

}  // namespace

Component report_section_component() {
  return {"report-section",
          "Une partie d’un autre livrable, de l’activité ou de la mission, telle qu’elle y est composée.",
          "A part of another report, the activity’s or the mission’s, as it is composed there.",
          {labelled(text_field("report", true), "Livrable", "Report", "Son genre : « technical-analysis ».",
                    "Its type: “technical-analysis”."),
           labelled(text_field("part"), "Partie", "Part",
                    "L’ancre de son titre : « part-attendance » ; sans elle, tout.",
                    "The anchor of its heading: “part-attendance”; without it, all."),
           activity_key(), missing_key()},
          check_report_section,
          report_section,
          "[[section]]\ncomponent = \"report-section\"\nfor_each = \"activities\"\ntitle = { fr = \"{{ "
          "item.title }}\" }\nreport = \"technical-analysis\"\npart = \"part-attendance\"\nactivity = "
          "\"item.id\"\n"};
}

}  // namespace taqrir::declared
