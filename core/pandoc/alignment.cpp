#include "pandoc/alignment.hpp"

#include <algorithm>
#include <map>

namespace taqrir::pandoc {

namespace {

constexpr int kNone = Alignment::kNone;
constexpr std::size_t kMostCells = 40'000'000;  // of the table of lengths: 6,000 items each
constexpr double kLeastLikeness = 0.3;

std::string key_of(const Item& item, const std::string& text) {
  return item.kind + std::to_string(item.level) + "\n" + text;
}

std::string with_pictures(const Item& item, const std::string& text) {
  return key_of(item, text) + (item.pictures.empty() ? "" : "\f" + item.pictures);
}

std::map<std::string, int> words_of(const std::string& text) {
  std::map<std::string, int> out;
  std::size_t at = 0;
  while (at < text.size()) {
    const auto end = std::min(text.find_first_of(" \t\n", at), text.size());
    if (end > at) ++out[text.substr(at, end - at)];
    at = end + 1;
  }
  return out;
}

/// Shared words among all words: 0 to 1.
double likeness(const Item& a, const Item& b) {
  if (a.kind != b.kind) return 0;
  if (a.kind == "title") return a.style == b.style ? 1 : 0;
  const auto one = words_of(a.text), other = words_of(b.text);
  int shared = 0, all = 0;
  for (const auto& [word, count] : one) {
    const auto it = other.find(word);
    shared += it == other.end() ? 0 : std::min(count, it->second), all += count;
  }
  for (const auto& [word, count] : other) all += count;
  if (all == 0) return 1;
  return 2.0 * shared / all;
}

/// The best pairs, in order, of two stretches without equal items.
void pair_up(const Marks& marks, const std::vector<Item>& items, int b0, int b1, int t0, int t1,
             Alignment& out) {
  const auto rows = static_cast<std::size_t>(b1 - b0), columns = static_cast<std::size_t>(t1 - t0);
  if (rows == 0 || columns == 0 || rows * columns > kMostCells / 100) return;
  std::vector<double> like(rows * columns), best((rows + 1) * (columns + 1), 0);
  const auto at = [&](std::size_t r, std::size_t c) -> double& { return best[r * (columns + 1) + c]; };
  for (auto r = rows; r-- > 0;)
    for (auto c = columns; c-- > 0;) {
      const auto b = static_cast<std::size_t>(b0) + r, t = static_cast<std::size_t>(t0) + c;
      auto& value = like[r * columns + c] = likeness(marks.items[b], items[t]);
      if (value < kLeastLikeness) value = 0;
      at(r, c) = std::max({at(r + 1, c), at(r, c + 1), value > 0 ? at(r + 1, c + 1) + value : 0.0});
    }
  for (std::size_t r = 0, c = 0; r < rows && c < columns;) {
    const auto value = like[r * columns + c];
    if (value > 0 && at(r, c) == at(r + 1, c + 1) + value) {
      const auto b = static_cast<std::size_t>(b0) + r++, t = static_cast<std::size_t>(t0) + c++;
      out.base[t] = static_cast<int>(b), out.twin[b] = static_cast<int>(t);
    } else if (at(r, c) == at(r + 1, c)) {
      ++r;
    } else {
      ++c;
    }
  }
}

/// One of one kind for one of one kind is a change, however few words are left.
void pair_alone(const Marks& marks, const std::vector<Item>& items, int b0, int b1, int t0, int t1,
                Alignment& out) {
  if (b1 - b0 != 1 || t1 - t0 != 1) return;
  const auto b = static_cast<std::size_t>(b0), t = static_cast<std::size_t>(t0);
  const bool fits =
      out.base[t] == kNone && marks.items[b].kind == items[t].kind && marks.items[b].level == items[t].level;
  if (fits) out.base[t] = b0, out.twin[b] = t0;
}

void find_sources(const Marks& marks, Alignment& out) {
  const auto n = out.base.size();
  const auto own = [&](std::size_t t) {
    return out.base[t] == kNone ? std::string() : marks.items[static_cast<std::size_t>(out.base[t])].source;
  };
  out.source.resize(n);
  for (std::size_t t = 0; t < n; ++t)
    out.source[t] = out.base[t] != kNone ? own(t) : t > 0 ? out.source[t - 1] : std::string();
  for (auto t = n; t-- > 0;)  // what stands before a text's first item, and behind nothing of its own
    if (out.base[t] == kNone && out.source[t].empty() && t + 1 < n) out.source[t] = out.source[t + 1];
}

}  // namespace

std::vector<int> common_sequence(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  std::vector<int> out(a.size(), kNone);
  std::size_t first = 0, last_a = a.size(), last_b = b.size();
  for (; first < last_a && first < last_b && a[first] == b[first]; ++first)
    out[first] = static_cast<int>(first);
  for (; last_a > first && last_b > first && a[last_a - 1] == b[last_b - 1]; --last_a, --last_b)
    out[last_a - 1] = static_cast<int>(last_b - 1);
  const auto rows = last_a - first, columns = last_b - first;
  if (rows == 0 || columns == 0 || (rows + 1) * (columns + 1) > kMostCells) return out;
  std::vector<unsigned> length((rows + 1) * (columns + 1), 0);
  const auto at = [&](std::size_t r, std::size_t c) -> unsigned& { return length[r * (columns + 1) + c]; };
  for (auto r = rows; r-- > 0;)
    for (auto c = columns; c-- > 0;)
      at(r, c) = a[first + r] == b[first + c] ? at(r + 1, c + 1) + 1 : std::max(at(r + 1, c), at(r, c + 1));
  for (std::size_t r = 0, c = 0; r < rows && c < columns;) {
    if (a[first + r] == b[first + c])
      out[first + r] = static_cast<int>(first + c), ++r, ++c;
    else if (at(r + 1, c) >= at(r, c + 1))
      ++r;
    else
      ++c;
  }
  return out;
}

Alignment align(const Marks& marks, const std::vector<Item>& items) {
  Alignment out;
  out.base.assign(items.size(), kNone), out.same.assign(items.size(), false),
      out.twin.assign(marks.items.size(), kNone);
  // An item of a source is compared with its marked words and its pictures, one of the report without them:
  // both forms are one key.
  std::vector<std::string> was, is;
  std::map<std::string, std::string> rich_of;
  for (const auto& item : items)
    is.push_back(key_of(item, item.text)), rich_of[with_pictures(item, item.rich)] = is.back();
  for (const auto& item : marks.items) {
    auto key = key_of(item, item.text);
    const auto rich = item.source.empty() ? rich_of.end() : rich_of.find(with_pictures(item, item.text));
    was.push_back(rich != rich_of.end() ? rich->second : item.source.empty() ? key : "rich " + key);
  }
  const auto common = common_sequence(was, is);
  int b = 0, t = 0;
  const auto between = [&](int b1, int t1) {
    pair_up(marks, items, b, b1, t, t1, out);
    pair_alone(marks, items, b, b1, t, t1, out);
  };
  for (std::size_t i = 0; i < common.size(); ++i) {
    if (common[i] == kNone) continue;
    const auto at = static_cast<std::size_t>(common[i]);
    between(static_cast<int>(i), common[i]);
    out.base[at] = static_cast<int>(i), out.twin[i] = common[i];
    out.same[at] = other_pictures(marks.items[i], items[at]).empty();
    b = static_cast<int>(i) + 1, t = common[i] + 1;
  }
  between(static_cast<int>(marks.items.size()), static_cast<int>(items.size()));
  find_sources(marks, out);
  return out;
}

}  // namespace taqrir::pandoc
