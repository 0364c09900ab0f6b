// Recommendations as a summary, a tracking table and one section each.
#pragma once

#include "kit/recommendations.hpp"
#include "kit/writer.hpp"

namespace taqrir::kit {

/// Priorities down, states across, with totals.
Block recommendations_summary(const Words& kit, const RecommendationCounts& counts);
/// "12 recommandations, dont 2 en retard au 30 novembre 2025."
Inlines recommendations_count(const Words& kit, const RecommendationCounts& counts, const Date& today);
/// Recommendations under a title of their own (an activity, in a mission's table); an empty title: none.
struct RecommendationGroup {
  Inlines title;
  Recommendations items;
};
/// Activities down: open, done, rejected, total, overdue (toned); the last row sums them.
Block recommendations_by_activity(const Words& kit, const std::vector<RecommendationGroup>& groups,
                                  const Date& today);
/// Code, recommendation, priority, responsible, deadline, state; the overdue ones toned and worded.
Block tracking_table(Writer& writer, const std::vector<RecommendationGroup>& groups);
/// Those of them that are overdue, in the same table under its own caption; none when all is in time.
Blocks overdue_table(Writer& writer, const std::vector<RecommendationGroup>& groups);
/// A heading with the code, the recommendation, its finding, rationale and facts. Anchor: `anchor_of`.
Blocks recommendation_section(Writer& writer, const Recommendation& recommendation, int heading_level);
std::string anchor_of(const Recommendation& recommendation);

}  // namespace taqrir::kit
