#include "figures.hpp"

#include <algorithm>

#include "kit/evaluation.hpp"
#include "kit/recommendations.hpp"

namespace taqrir::declared {

namespace {

Shape member(const char* name, ShapeKind kind) {
  Shape out;
  out.name = name, out.kind = kind;
  out.word = std::string("figures.") + name;
  return out;
}

/// Puts values under the members of `figures`; a member that is never put is missing.
class Figures {
 public:
  explicit Figures(const Shape& shape) : out_{&shape, {}, {}, {}, {}} {
    for (const auto& member : shape.members)
      out_.members.emplace_back(member.name, Datum{&member, {}, {}, {}, {}});
  }

  void put(std::string_view name, int count) { at(name) = static_cast<std::int64_t>(count); }
  void put(std::string_view name, std::optional<double> value) {
    if (value) at(name) = *value;
  }
  Datum take() { return std::move(out_); }

 private:
  Datum::Content& at(std::string_view name) {
    const auto it = std::find_if(out_.members.begin(), out_.members.end(),
                                 [&](const auto& one) { return one.first == name; });
    return it->second.content;
  }

  Datum out_;
};

void put_persons(Figures& figures, const kit::BySex& persons) {
  figures.put("participants", persons.total());
  figures.put("women", persons.women), figures.put("men", persons.men);
}

/// Those counted by the sheet; without one, those that the narrative report counts.
void put_attendance(Figures& figures, const kit::Evaluation& evaluation, const std::string& activity,
                    const ReportContext& context) {
  if (evaluation.attendance) {
    put_persons(figures, evaluation.attendance->present);
    figures.put("registered", evaluation.attendance->registered.total());
    return figures.put("attendance", evaluation.attendance->rate());
  }
  const auto* narrative = context.fields_of("narrative-report", {activity});
  const auto* counted = narrative ? narrative->table("participants") : nullptr;
  if (!counted) return;
  const auto women = counted->integer("women"), men = counted->integer("men");
  if (women && men) put_persons(figures, {static_cast<int>(*women), static_cast<int>(*men), 0});
}

void put_learning(Figures& figures, const kit::Learning& learning) {
  figures.put("pairs", learning.pairs());
  figures.put("pre", kit::mean(learning.pre())), figures.put("post", kit::mean(learning.post()));
  figures.put("gain", kit::mean(learning.gains()));
  figures.put("normalised_gain", learning.normalised_gain());
}

void put_indicators(Figures& figures, const std::vector<kit::Indicator>& indicators) {
  figures.put("indicators", static_cast<int>(indicators.size()));
  figures.put("indicators_reached", kit::reached(indicators));
}

}  // namespace

Shape figures_shape() {
  using K = ShapeKind;
  Shape out;
  out.name = "figures", out.kind = K::table;
  out.members = {member("participants", K::integer),
                 member("women", K::integer),
                 member("men", K::integer),
                 member("registered", K::integer),
                 member("attendance", K::number),
                 member("pairs", K::integer),
                 member("pre", K::number),
                 member("post", K::number),
                 member("gain", K::number),
                 member("normalised_gain", K::number),
                 member("sheets", K::integer),
                 member("satisfaction", K::number),
                 member("indicators", K::integer),
                 member("indicators_reached", K::integer),
                 member("recommendations", K::integer)};
  return out;
}

Datum figures_datum(const Shape& shape, const std::string& activity, kit::Writer& writer) {
  const auto evaluation = kit::evaluation_of_activity(writer, activity);
  Figures out(shape);
  put_attendance(out, evaluation, activity, writer.context());
  if (evaluation.learning) put_learning(out, *evaluation.learning);
  if (evaluation.satisfaction) {
    out.put("sheets", evaluation.satisfaction->sheets);
    out.put("satisfaction", evaluation.satisfaction->mean());
  }
  if (!evaluation.indicators.empty()) put_indicators(out, evaluation.indicators);
  const auto recommendations = kit::recommendations_of_activity(writer.context(), activity);
  if (!recommendations.empty()) out.put("recommendations", static_cast<int>(recommendations.size()));
  return out.take();
}

namespace {

std::vector<Datum> figures_of_all(const Shape& shape, kit::Writer& writer) {
  const auto& context = writer.context();
  if (context.activity()) return {figures_datum(shape, context.activity_id(), writer)};
  std::vector<Datum> out;
  for (const auto& activity : context.activities()) out.push_back(figures_datum(shape, activity.id, writer));
  return out;
}

std::optional<double> sum_of(const std::vector<Datum>& all, const std::string& name) {
  std::optional<double> out;
  for (const auto& figures : all)
    if (const auto* one = figures.member(name); one && one->number()) out = out.value_or(0) + *one->number();
  return out;
}

}  // namespace

void draw_values(std::vector<kit::Indicator>& indicators, kit::Writer& writer) {
  const auto wants = [](const kit::Indicator& one) { return !one.reached && !one.reached_from.empty(); };
  if (std::none_of(indicators.begin(), indicators.end(), wants)) return;
  const auto shape = figures_shape();
  const auto all = figures_of_all(shape, writer);
  for (auto& indicator : indicators)
    if (wants(indicator)) indicator.reached = sum_of(all, indicator.reached_from);
}

}  // namespace taqrir::declared
