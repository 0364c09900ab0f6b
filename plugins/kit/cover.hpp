// Covers and key facts: who, what, when, where, under which contract, in which state.
#pragma once

#include <optional>

#include "kit/attendance.hpp"
#include "kit/writer.hpp"

namespace taqrir::kit {

/// "Validé le 2 juillet 2025 – décision …"; empty when the table says nothing.
Inlines status_line(const Words& kit, const Record& fields);
Tone status_tone(const Record& fields);

/// Dates, place, mode, organiser: what the record has of them, in this order.
std::vector<KeyFact> activity_facts(const Words& kit, const Record& activity);
/// Beneficiary, programme, contract, period: what mission.toml has of them.
std::vector<KeyFact> mission_facts(const Words& kit, const Record& mission);

/// Kicker: the report's title; title: what the report is about; notice: demonstration, disclaimer.
Block cover(const Writer& writer);
/// The panel after the contents: the activity's facts, contract, and the participants where the
/// activity declares an attendance sheet.
Block facts_panel(const Writer& writer, const std::optional<Attendance>& attendance);

}  // namespace taqrir::kit
