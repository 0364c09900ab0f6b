#include "kit/learning.hpp"

#include <algorithm>
#include <cmath>

namespace taqrir::kit {

namespace {

std::optional<double> number_of(const Table& sheet, std::size_t row, std::string_view column) {
  const Cell* cell = sheet.cell(row, column);
  return cell ? cell->number : std::nullopt;
}

std::vector<Score> scores_of(const Table& sheet, const std::vector<Duplicate>& duplicates) {
  std::vector<Score> scores;
  for (std::size_t row = 0; row < sheet.rows.size(); ++row) {
    if (is_duplicate(duplicates, row)) continue;
    const Cell& code = *sheet.cell(row, "code");
    scores.push_back(
        {code.text, number_of(sheet, row, "pre"), number_of(sheet, row, "post"), sheet.span_of(code)});
  }
  return scores;
}

Diagnostic nobody_has(std::string_view column, const Span& where) {
  return hinted(warning(where, "nobody has a score in “{}”: no gain can be computed", {std::string(column)}),
                "fill in the column, or leave out “learning”");
}

Diagnostic incomplete(const Score& score) {
  const auto* pattern = score.pre    ? "participant “{}” has a pre-test but no post-test"
                        : score.post ? "participant “{}” has a post-test but no pre-test"
                                     : "participant “{}” has neither pre-test nor post-test";
  return hinted(warning(score.span, pattern, {score.code}),
                "left out of the gains, and named in the report: fill in the score if it exists");
}

std::size_t band_of(double score, double maximum, std::size_t count) {
  const auto band = static_cast<std::size_t>(std::max(0.0, score / maximum * static_cast<double>(count)));
  return std::min(band, count - 1);
}

}  // namespace

Learning::Learning(std::vector<Score> scores, double maximum, std::vector<Duplicate> duplicates)
    : maximum_(maximum), scores_(std::move(scores)), duplicates_(std::move(duplicates)) {
  for (const auto& score : scores_) add(score);
}

void Learning::add(const Score& score) {
  if (!score.pre || !score.post) {
    auto& left_out = score.pre ? pre_only_ : score.post ? post_only_ : neither_;
    left_out.push_back(score.code);
    return;
  }
  pre_.push_back(*score.pre);
  post_.push_back(*score.post);
  gains_.push_back(*score.post - *score.pre);
}

std::optional<double> Learning::normalised_gain() const {
  const auto before = mean(pre_);
  if (!before || *before >= maximum_) return std::nullopt;
  return *mean(gains_) / (maximum_ - *before);
}

std::optional<double> Learning::effect_size() const {
  const auto spread = deviation(gains_);
  if (!spread || *spread == 0) return std::nullopt;
  return *mean(gains_) / *spread;
}

std::vector<ScoreBand> Learning::bands(int count) const {
  std::vector<ScoreBand> bands;
  for (int i = 0; i < count; ++i) bands.push_back({maximum_ * i / count, maximum_ * (i + 1) / count});
  for (const double score : pre_) ++bands[band_of(score, maximum_, bands.size())].pre;
  for (const double score : post_) ++bands[band_of(score, maximum_, bands.size())].post;
  return bands;
}

GainClass gain_class(double normalised_gain) {
  if (normalised_gain >= 0.7) return GainClass::high;
  return normalised_gain >= 0.3 ? GainClass::medium : GainClass::low;
}

TableShape learning_shape(double maximum) {
  return {{"code", ColumnType::text, true, false, {}, {}, {}},
          {"pre", ColumnType::number, true, true, {}, 0.0, maximum},
          {"post", ColumnType::number, true, true, {}, 0.0, maximum}};
}

Diagnostics incomplete_pairs(const Learning& learning) {
  const auto& scores = learning.scores();
  if (scores.empty()) return {};
  if (learning.missing_post() == learning.registered()) return {nobody_has("post", scores.front().span)};
  if (learning.missing_pre() == learning.registered()) return {nobody_has("pre", scores.front().span)};
  Diagnostics warnings;
  for (const auto& score : scores)
    if (!score.pre || !score.post) warnings.push_back(incomplete(score));
  return warnings;
}

std::optional<Learning> read_learning(const ReportContext& context, const FileRef& file, double maximum,
                                      Diagnostics& diagnostics) {
  const auto shape = [&](const Table&) { return learning_shape(maximum); };
  const auto sheet = read_sheet(context, file, shape, diagnostics);
  if (!sheet) return std::nullopt;
  auto duplicates = find_duplicates(*sheet);
  append(diagnostics, duplicate_warnings(*sheet, duplicates));
  Learning learning(scores_of(*sheet, duplicates), maximum, duplicates);
  append(diagnostics, incomplete_pairs(learning));
  return learning;
}

}  // namespace taqrir::kit
