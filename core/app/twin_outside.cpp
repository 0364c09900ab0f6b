#include "app/twin_outside.hpp"

#include <algorithm>

#include "app/paths.hpp"
#include "base/unicode.hpp"

namespace taqrir::app {

namespace {

using pandoc::Alignment;
using pandoc::Item;

std::vector<std::string> parted(const std::string& text, char at) {
  std::vector<std::string> out;
  for (std::size_t i = 0; i <= text.size();) {
    const auto end = std::min(text.find(at, i), text.size());
    out.push_back(text.substr(i, end - i));
    i = end + 1;
  }
  return out;
}

std::string shortened(const std::string& text) {
  const auto characters = split_characters(text);
  if (characters.size() <= 70) return text;
  std::string out;
  for (std::size_t i = 0; i < 67; ++i) out += characters[i];
  return out + "…";
}

/// Where a text of the mission's TOML files or a data file stands; empty: not found.
using Lookup = std::function<std::string(const std::string& words)>;

class Outside {
 public:
  Outside(const Twin& twin, std::string shown, Lookup lookup)
      : twin_(twin), shown_(std::move(shown)), lookup_(std::move(lookup)) {}

  Diagnostics find() {
    for (std::size_t t = 0; t < twin_.items.size(); ++t) {
      if (!twin_.alignment.source[t].empty()) continue;
      const auto base = twin_.alignment.base[t];
      if (base == Alignment::kNone)
        say(t, "“{}” was added", {name_of(twin_.items[t])}, {});
      else if (!twin_.alignment.same[t])
        changed(t, twin_.marks.items[static_cast<std::size_t>(base)]);
    }
    for (std::size_t b = 0; b < twin_.marks.items.size(); ++b)
      if (twin_.marks.items[b].source.empty() && twin_.alignment.twin[b] == Alignment::kNone) removed(b);
    return std::move(out_);
  }

 private:
  void say(std::size_t t, const char* what, std::vector<std::string> args, const std::string& was) {
    args.insert(args.begin(), place_of(t));
    const auto where = was.empty() ? std::string() : lookup_(was);
    auto said = warning(whole_file(shown_),
                        std::string("in {}: ") + what + ": not taken, the report makes it", std::move(args));
    out_.push_back(where.empty() ? std::move(said) : hinted(std::move(said), "{}", {where}));
  }

  /// The heading above, in the twin's words.
  std::string place_of(std::size_t t) const {
    for (auto i = std::min(t + 1, twin_.items.size()); i-- > 0;)
      if (twin_.items[i].kind == "heading" && (i < t || t == twin_.items.size()))
        return "“" + shortened(twin_.items[i].text) + "”";
    return "what stands before the first heading";
  }

  /// “tableau 3” is numbered by the report: its caption is its name.
  std::string name_of_table(std::size_t t) const {
    const bool captioned = t > 0 && twin_.items[t - 1].kind == "paragraph" &&
                           twin_.items[t - 1].style.find("Caption") != std::string::npos;
    if (captioned) return "table “" + shortened(twin_.items[t - 1].text) + "”";
    std::size_t count = 1;
    for (auto i = t; i-- > 0 && twin_.items[i].kind != "heading";)
      if (twin_.items[i].kind == "table") ++count;
    return "table " + std::to_string(count);
  }

  void changed(std::size_t t, const Item& was) {
    const auto& is = twin_.items[t];
    if (is.kind != "table")
      return say(t, "“{}” became “{}”", {shortened(was.text), shortened(is.text)}, was.text);
    const auto before = parted(was.text, '\n'), now = parted(is.text, '\n');
    const auto same = pandoc::common_sequence(before, now);
    std::vector<bool> found(now.size(), false);
    for (const auto n : same)
      if (n != Alignment::kNone) found[static_cast<std::size_t>(n)] = true;
    std::size_t n = 0;
    for (std::size_t b = 0; b < before.size(); ++b) {
      if (same[b] != Alignment::kNone) {
        n = static_cast<std::size_t>(same[b]) + 1;
        continue;
      }
      if (n < now.size() && !found[n])
        row_changed(t, n, before[b], now[n]), found[n++] = true;
      else
        say(t, "{}: the row “{}” was removed", {name_of_table(t), shortened(readable(before[b]))},
            before[b].substr(0, before[b].find('\t')));
    }
    for (std::size_t i = 0; i < now.size(); ++i)
      if (!found[i])
        say(t, "{}: the row “{}” was added", {name_of_table(t), shortened(readable(now[i]))}, {});
  }

  static std::string readable(std::string row) {
    for (std::size_t at; (at = row.find('\t')) != std::string::npos;) row.replace(at, 1, " | ");
    return row;
  }

  void row_changed(std::size_t t, std::size_t row, const std::string& before, const std::string& now) {
    const auto a = parted(before, '\t'), b = parted(now, '\t');
    const auto number = std::to_string(row + 1);
    if (a.size() != b.size())
      return say(t, "{}, row {}: “{}” became “{}”",
                 {name_of_table(t), number, shortened(readable(before)), shortened(readable(now))},
                 a.front());
    for (std::size_t c = 0; c < a.size(); ++c)
      if (a[c] != b[c])
        say(t, "{}, row {}: “{}” became “{}”", {name_of_table(t), number, shortened(a[c]), shortened(b[c])},
            a[c]);
  }

  static std::string name_of(const Item& item) {
    if (item.kind == "table") return shortened(readable(item.text.substr(0, item.text.find('\n'))));
    return item.kind == "picture" ? "a picture" : shortened(item.text);
  }

  void removed(std::size_t b) {
    const auto& item = twin_.marks.items[b];
    std::size_t t = twin_.items.size();
    for (auto i = b; i-- > 0;)
      if (twin_.alignment.twin[i] != Alignment::kNone) {
        t = static_cast<std::size_t>(twin_.alignment.twin[i]) + 1;
        break;
      }
    say(std::min(t, twin_.items.size()), "“{}” was removed", {name_of(item)}, item.text);
  }

  const Twin& twin_;
  const std::string shown_;
  const Lookup lookup_;
  Diagnostics out_;
};

void collect_files(const Record& record, std::vector<std::string>& out);
void collect_files(const Value& value, std::vector<std::string>& out) {
  if (const auto* file = std::get_if<FileRef>(&value.content)) out.push_back(file->path);
  if (const auto* records = std::get_if<std::vector<Record>>(&value.content))
    for (const auto& record : *records) collect_files(record, out);
}
void collect_files(const Record& record, std::vector<std::string>& out) {
  for (const auto& [key, value] : record.entries()) collect_files(value, out);
}

/// The data of an activity's reports: what computed figures come from.
std::string data_of(const MissionSession& session, const std::string& activity) {
  const auto* found = session.activity(activity);
  const auto* deliverables = found ? found->record.table("deliverables") : nullptr;
  std::vector<std::string> files;
  if (deliverables) collect_files(*deliverables, files);
  std::string out;
  for (const auto& file : files) {
    const auto ending = extension(file);
    if (ending == ".csv" || ending == ".xlsx" || ending == ".ods")
      out += (out.empty() ? "" : ", ") + session.shown(file);
  }
  return out;
}

bool is_figure(const std::string& words) {
  return std::any_of(words.begin(), words.end(), [](char c) { return c >= '0' && c <= '9'; }) &&
         words.size() < 24;
}

std::string in_toml(const MissionSession& session, const std::string& path, const std::string& words) {
  const auto file = read_text(session.shop().real, join(session.mission().folder, path), session.shown(path));
  if (!file || words.size() < 3) return {};
  const auto begin = pandoc::collapsed(words).substr(0, 200);
  std::uint32_t line = 1;
  for (const auto& text : parted((*file)->text(), '\n')) {
    if (pandoc::collapsed(text).find(begin) != std::string::npos)
      return session.shown(path) + ":" + std::to_string(line);
    ++line;
  }
  return {};
}

}  // namespace

Diagnostics changed_outside(const MissionSession& session, const Twin& twin, const std::string& shown) {
  const auto& activity = twin.marks.activity;
  const auto lookup = [&](const std::string& words) -> std::string {
    for (const auto& path : {activity.empty() ? std::string() : "activities/" + activity + "/activity.toml",
                             std::string("mission.toml")})
      if (const auto where = path.empty() ? std::string() : in_toml(session, path, words); !where.empty())
        return "change it in " + where;
    const auto data = is_figure(words) && !activity.empty() ? data_of(session, activity) : std::string();
    return data.empty() ? std::string() : "it is computed from " + data;
  };
  return Outside(twin, shown, lookup).find();
}

Diagnostics changed_outside(const Twin& twin, const std::string& shown) {
  return Outside(twin, shown, [](const std::string&) { return std::string(); }).find();
}

}  // namespace taqrir::app
