// Covers and key facts: who, what, when, where, under which contract, in which state.
#pragma once

#include <optional>

#include "kit/attendance.hpp"
#include "kit/writer.hpp"

namespace taqrir::kit {

/// What becomes of a fact that nobody gave: it is left out, or said to be missing.
enum class Unsaid { left_out, shown };

/// "Validé le 2 juillet 2025 – décision …"; empty when the table says nothing.
Inlines status_line(const Words& kit, const Record& fields);
Tone status_tone(const Record& fields);

/// Dates, place, mode, organiser, in this order.
std::vector<KeyFact> activity_facts(const Words& kit, const Record& activity,
                                    Unsaid unsaid = Unsaid::left_out);
/// Beneficiary, programme, contract, period: what mission.toml has of them.
std::vector<KeyFact> mission_facts(const Words& kit, const Record& mission);

/// Kicker: the report's title; title: what the report is about; notice: demonstration, disclaimer. `status`:
/// a report whose table has none is called a draft, or bears no status.
Block cover(const Writer& writer, Unsaid status = Unsaid::left_out);
/// The panel after the contents: the activity's facts, contract, women and men; what is missing is worded as
/// missing.
Block facts_panel(const Writer& writer, const std::optional<BySex>& participants);

}  // namespace taqrir::kit
