// Learning as tables and a chart.
#pragma once

#include "kit/learning.hpp"
#include "kit/words.hpp"

namespace taqrir::kit {

/// Mean, median and standard deviation before, after, and of the gains.
Block learning_table(const Words& kit, const Learning& learning);
/// n, missing, interval, normalised gain with its class, effect size: measure and value.
Block learning_measures(const Words& kit, const Learning& learning);
/// Double rows, and who has one test only or none: a sentence each with n and codes; empty when all is whole.
std::vector<Inlines> learning_findings(const Words& kit, const Learning& learning);
/// How many pairs lie in each band of scores, before and after.
Block learning_chart(const Words& kit, const Learning& learning);
/// "+4,2 points (IC 95 % : 3,1 à 5,3 ; n = 18)"; missing without pairs.
std::string gain_in_words(const Words& kit, const Learning& learning);
/// "0,54 (moyen)"
std::string normalised_gain_in_words(const Words& kit, const Learning& learning);

}  // namespace taqrir::kit
