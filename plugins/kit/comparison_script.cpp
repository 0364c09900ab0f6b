#include "kit/comparison_script.hpp"

#include <algorithm>
#include <dtl/dtl.hpp>

namespace taqrir::kit {

namespace {

using Elements = std::vector<std::size_t>;

void add_edits(Script& out, const Elements& before, const Elements& after, std::size_t first) {
  dtl::Diff<std::size_t, Elements> diff(before, after);
  diff.compose();
  std::size_t i = first, j = first;
  for (const auto& [element, info] : diff.getSes().getSequence()) {
    if (info.type == dtl::SES_COMMON)
      out.push_back({i++, j++});
    else if (info.type == dtl::SES_DELETE)
      out.push_back({i++, Step::kNone});
    else
      out.push_back({Step::kNone, j++});
  }
}

void replace_all(Script& out, std::size_t before, std::size_t after, std::size_t first) {
  for (std::size_t i = 0; i < before; ++i) out.push_back({first + i, Step::kNone});
  for (std::size_t j = 0; j < after; ++j) out.push_back({Step::kNone, first + j});
}

}  // namespace

Script script_of(const Elements& before, const Elements& after, std::size_t most) {
  const auto shorter = std::min(before.size(), after.size());
  std::size_t head = 0, tail = 0;
  while (head < shorter && before[head] == after[head]) ++head;
  while (tail < shorter - head && before[before.size() - 1 - tail] == after[after.size() - 1 - tail]) ++tail;
  const auto middle = [&](const Elements& all) {
    return Elements(all.begin() + static_cast<std::ptrdiff_t>(head),
                    all.end() - static_cast<std::ptrdiff_t>(tail));
  };
  const auto left = middle(before), right = middle(after);
  Script out;
  for (std::size_t i = 0; i < head; ++i) out.push_back({i, i});
  if (left.empty() || right.empty() || left.size() > most / right.size())
    replace_all(out, left.size(), right.size(), head);
  else
    add_edits(out, left, right, head);
  for (std::size_t i = 0; i < tail; ++i) out.push_back({before.size() - tail + i, after.size() - tail + i});
  put_changes_in_order(out);
  return out;
}

void put_changes_in_order(Script& script) {
  for (auto at = script.begin(); at != script.end();) {
    at = std::find_if(at, script.end(), [](const Step& s) { return !s.stays(); });
    const auto end = std::find_if(at, script.end(), [](const Step& s) { return s.stays(); });
    std::stable_partition(at, end, [](const Step& s) { return s.before != Step::kNone; });
    at = end;
  }
}

namespace {

double shared_words(const std::vector<std::size_t>& a, const std::vector<std::size_t>& b) {
  std::size_t shared = 0;
  for (auto i = a.begin(), j = b.begin(); i != a.end() && j != b.end();) {
    if (*i == *j)
      ++shared, ++i, ++j;
    else if (*i < *j)
      ++i;
    else
      ++j;
  }
  const auto all = a.size() + b.size();
  return all == 0 ? 1 : 2 * static_cast<double>(shared) / static_cast<double>(all);
}

}  // namespace

double likeness(const Likeness& a, const Likeness& b) {
  constexpr double kOneTitle =
      0.6;  // “Article 4 – Parrainage” and “Article 2 – Parrainage”: two words of three
  if (a.kind != b.kind) return 0;
  const bool named = !a.name.empty() && !b.name.empty();
  if (named && a.name == b.name) return 1;
  const auto words = shared_words(a.bag, b.bag);
  return named && words < kOneTitle ? 0 : words;
}

namespace {

/// Dynamic programming from the ends: best_[i][j] is the most that can be had from i and j on.
class Pairing {
 public:
  Pairing(const std::vector<Likeness>& before, const std::vector<Likeness>& after)
      : rows_(before.size()),
        columns_(after.size()),
        score_(rows_ * columns_),
        best_((rows_ + 1) * (columns_ + 1)) {
    constexpr double kAlike = 0.4;
    for (auto i = rows_; i-- > 0;)
      for (auto j = columns_; j-- > 0;) {
        const double like = likeness(before[i], after[j]);
        const double pair = like >= kAlike ? like + best(i + 1, j + 1) : 0;
        score_[i * columns_ + j] = like >= kAlike ? like : 0;
        best(i, j) = std::max({best(i + 1, j), best(i, j + 1), pair});
      }
  }

  Script read() {
    Script out;
    std::size_t i = 0, j = 0;
    while (i < rows_ && j < columns_) {
      const double pair = score_[i * columns_ + j];
      if (pair > 0 && best(i, j) == pair + best(i + 1, j + 1))
        out.push_back({i++, j++});
      else if (best(i, j) == best(i + 1, j))
        out.push_back({i++, Step::kNone});
      else
        out.push_back({Step::kNone, j++});
    }
    for (; i < rows_; ++i) out.push_back({i, Step::kNone});
    for (; j < columns_; ++j) out.push_back({Step::kNone, j});
    return out;
  }

 private:
  double& best(std::size_t i, std::size_t j) { return best_[i * (columns_ + 1) + j]; }

  std::size_t rows_, columns_;
  std::vector<double> score_, best_;
};

}  // namespace

Script pair_alike(const std::vector<Likeness>& before, const std::vector<Likeness>& after) {
  return Pairing(before, after).read();
}

}  // namespace taqrir::kit
