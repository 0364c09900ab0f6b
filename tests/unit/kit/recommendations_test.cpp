#include "kit/recommendations.hpp"

#include <gtest/gtest.h>

namespace taqrir::kit {
namespace {

using namespace std::chrono_literals;

constexpr Date kToday = 2025y / 11 / 28;

Record item(const std::string& code, const std::string& priority, const std::string& state,
            std::optional<Date> deadline = {}, std::uint32_t line = 1) {
  Span span;
  span.line = line;
  Record record(span);
  record.set("code", {code, span});
  record.set("text", {std::string("…"), span});
  record.set("priority", {priority, span});
  record.set("state", {state, span});
  if (deadline) record.set("deadline", {*deadline, span});
  return record;
}

Recommendations read(std::vector<Record> items) {
  Record fields;
  fields.set("items", {std::move(items), {}});
  return recommendations_of(fields, "items", "05-atelier");
}

TEST(Recommendations, AreReadInTheFilesOrder) {
  const auto all = read({item("R2", "low", "in-progress", 2025y / 6 / 30), item("R1", "high", "done")});
  ASSERT_EQ(all.size(), 2u);
  EXPECT_EQ(all[0].code, "R2");
  EXPECT_EQ(all[0].priority, Priority::low);
  EXPECT_EQ(all[0].state, ActionState::in_progress);
  EXPECT_EQ(all[0].activity, "05-atelier");
  EXPECT_EQ(all[1].state, ActionState::done);
}

TEST(Recommendations, OverdueIsOpenAndPastItsDay) {
  const auto state_on = [](const char* state, Date deadline) {
    return read({item("R1", "high", state, deadline)})[0].overdue(kToday);
  };
  EXPECT_TRUE(state_on("proposed", 2025y / 11 / 27));
  EXPECT_TRUE(state_on("accepted", 2025y / 11 / 27));
  EXPECT_TRUE(state_on("in-progress", 2024y / 12 / 31));
  EXPECT_FALSE(state_on("in-progress", kToday)) << "the day itself is in time";
  EXPECT_FALSE(state_on("done", 2025y / 1 / 1));
  EXPECT_FALSE(state_on("rejected", 2025y / 1 / 1));
  EXPECT_FALSE(read({item("R1", "high", "proposed")})[0].overdue(kToday)) << "no deadline";
}

TEST(Recommendations, CountsByPriorityAndState) {
  const auto counts = count(read({item("R1", "high", "done"), item("R2", "high", "proposed", 2025y / 1 / 1),
                                  item("R3", "low", "proposed")}),
                            kToday);
  EXPECT_EQ(counts.of(Priority::high, ActionState::done), 1);
  EXPECT_EQ(counts.of(Priority::high), 2);
  EXPECT_EQ(counts.of(ActionState::proposed), 2);
  EXPECT_EQ(counts.of(Priority::medium), 0);
  EXPECT_EQ(counts.total(), 3);
  EXPECT_EQ(counts.overdue, 1);
}

TEST(Recommendations, ASharedCodeIsAnError) {
  const auto errors =
      check_codes(read({item("R1", "high", "done", {}, 4), item("R1", "low", "done", {}, 9)}));
  ASSERT_EQ(errors.size(), 1u);
  EXPECT_EQ(errors[0].severity, Severity::error);
  EXPECT_EQ(errors[0].span.line, 9u);
  EXPECT_EQ(errors[0].message.text(), "the code “R1” is already given in line 4");
  EXPECT_EQ(errors[0].hint.text(), "give each recommendation a code of its own");
}

TEST(Recommendations, KeysAreThoseOfTheSchema) {
  const auto field = recommendation_fields("items");
  const auto& schema = field.element.front().fields;
  EXPECT_EQ(find_field(schema, "priority")->choices, (std::vector<std::string>{"high", "medium", "low"}));
  EXPECT_EQ(find_field(schema, "state")->choices,
            (std::vector<std::string>{"proposed", "accepted", "in-progress", "done", "rejected"}));
  for (const auto state : kActionStates) EXPECT_EQ(read({item("R", "high", key_of(state))})[0].state, state);
}

}  // namespace
}  // namespace taqrir::kit
