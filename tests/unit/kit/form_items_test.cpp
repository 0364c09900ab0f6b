#include "kit/form_items.hpp"

#include <gtest/gtest.h>

#include "echo_locale.hpp"

namespace taqrir::kit {
namespace {

using Kind = FormItem::Kind;

FormItem item(Kind kind, const std::string& text = "?") {
  FormItem out;
  out.kind = kind, out.text = {{{"", text}}};
  return out;
}

const DataTable& table_in(const Block& block) { return std::get<DataTable>(block.content); }

class FormItems : public testing::Test {
 protected:
  test::EchoLocale locale_;
  Words words_{locale_, "kit"};
};

TEST_F(FormItems, ScalesWithTheSamePointsShareATable) {
  auto three = item(Kind::scale);
  three.points = 3;
  const auto blocks = blank_form(words_, {item(Kind::scale, "a"), item(Kind::scale, "b"), three});
  ASSERT_EQ(blocks.size(), 2u);
  EXPECT_EQ(table_in(blocks[0]).kind, DataTable::Kind::form);
  EXPECT_EQ(table_in(blocks[0]).rows.size(), 2u);
  EXPECT_EQ(table_in(blocks[0]).columns.size(), 6u);
  EXPECT_EQ(table_in(blocks[1]).columns.size(), 4u);
}

TEST_F(FormItems, QuestionsAreNumberedThrough) {
  const auto blocks =
      blank_form(words_, {item(Kind::line, "a"), item(Kind::scale, "b"), item(Kind::box, "c")});
  ASSERT_EQ(blocks.size(), 5u);
  EXPECT_EQ(plain_text(std::get<Paragraph>(blocks[0].content).content), "<kit.form.number n=1>a");
  EXPECT_EQ(plain_text(std::get<Paragraph>(table_in(blocks[2]).rows[0][0].content[0].content).content),
            "<kit.form.number n=2>b");
  EXPECT_EQ(plain_text(std::get<Paragraph>(blocks[3].content).content), "<kit.form.number n=3>c");
  EXPECT_TRUE(std::get<BlankLines>(blocks[4].content).boxed);
}

TEST_F(FormItems, AnswersAreBoxesToTick) {
  auto choice = item(Kind::choice);
  choice.answers = {{{{"", "x"}}}, {{{"", "y"}}}};
  const auto blocks = blank_form(words_, {choice});
  const auto& boxes = std::get<List>(blocks[1].content);
  ASSERT_EQ(boxes.items.size(), 2u);
  EXPECT_EQ(boxes.items[0].checked, false);
}

TEST_F(FormItems, AChoiceWithoutAnswersIsAnError) {
  EXPECT_EQ(check_form_items({item(Kind::choice)}).size(), 1u);
  auto line = item(Kind::line);
  line.answers = {{{{"", "x"}}}};
  EXPECT_EQ(check_form_items({line}).size(), 1u);
  EXPECT_TRUE(check_form_items({item(Kind::yes_no), item(Kind::scale)}).empty());
}

TEST_F(FormItems, TheSatisfactionFormHasTheItemsThatAreCounted) {
  const auto block = satisfaction_form(words_, {"Utile", "Clair"});
  ASSERT_EQ(table_in(block).rows.size(), 2u);
  EXPECT_EQ(table_in(block).rows[0].size(), 6u);
  EXPECT_TRUE(table_in(block).rows[0][0].header);
}

}  // namespace
}  // namespace taqrir::kit
