// Charts as vectors: bars, stacked bars, lines, pies. Every value is printed; a missing one is said.
#include <algorithm>
#include <cmath>
#include <numbers>

#include "layout/composer.hpp"
#include "layout/gantt.hpp"
#include "model/task_dates.hpp"

namespace taqrir::layout {

namespace {

// Step `index` of `count` on the theme's ramp of five, its ends always the ramp's ends. None: no ramp.
std::optional<Rgb> ramp_color(const Theme& theme, std::size_t index, std::size_t count) {
  if (theme.colors.count("likert-1") == 0) return std::nullopt;
  const double way = count < 2 ? 0.5 : static_cast<double>(index) / static_cast<double>(count - 1);
  return theme.color("likert-" + std::to_string(1 + std::lround(way * 4)));
}

Rgb series_color(const Theme& theme, const ChartSeries& series, std::size_t index) {
  switch (series.tone) {
    case Tone::good: return theme.color("good");
    case Tone::caution: return theme.color("caution");
    case Tone::bad: return theme.color("bad");
    case Tone::muted: return theme.color("muted");
    case Tone::neutral: break;
  }
  return theme.color("series-" + std::to_string(index % 6 + 1));
}

double luminance(const Rgb& c) { return 0.2126 * c.red + 0.7152 * c.green + 0.0722 * c.blue; }

// 1, 2 or 5 times a power of ten, so that about four steps reach the maximum.
double step_for(double maximum) {
  const double raw = maximum / 4;
  const double power = std::pow(10, std::floor(std::log10(raw)));
  for (const double m : {1.0, 2.0, 5.0, 10.0})
    if (m * power >= raw * 0.999) return m * power;
  return power * 10;
}

int decimals_of(double step) { return step >= 1 ? 0 : static_cast<int>(std::ceil(-std::log10(step) - 1e-9)); }

struct ChartScale {
  double minimum = 0, maximum = 1, step = 1;  ///< zero stands between the two, or is one of them
  Pt length = 0;
  Pt at(double v) const { return std::clamp((v - minimum) / (maximum - minimum), 0.0, 1.0) * length; }
  bool is_zero(double v) const { return std::abs(v) < step * 1e-6; }
  std::vector<double> marks() const {
    std::vector<double> out;
    for (int i = 0; minimum + i * step <= maximum + step * 1e-4; ++i) out.push_back(minimum + i * step);
    for (auto& v : out) v = is_zero(v) ? 0 : v;
    return out;
  }
};

}  // namespace

// One drawing at a time: keeps the strip, the theme's words for it, and the text helpers.
class ChartPainter {
 public:
  ChartPainter(Composer& composer, const Chart& chart, const std::string& language, Pt width, NodeId node)
      : composer_(composer), chart_(chart), language_(language), width_(width), node_(node) {}

  /// One drawing, or several below each other when the categories need more room than a page has.
  Strips paint() {
    const auto form = form_of();
    Strips out;
    do {
      strip_ = {}, y_ = 0;
      if (first_ == 0) legend();
      last_ = chart_.categories.size();
      switch (form) {
        case Form::pie: pie(); break;
        case Form::points: columns(true); break;
        case Form::columns: columns(false); break;
        case Form::bars: bars(false); break;
        case Form::stack: bars(true); break;
      }
      strip_.height = y_;
      out.push_back(std::move(strip_));
      first_ = last_;
    } while (first_ < chart_.categories.size());
    return out;
  }

 private:
  static constexpr Pt kText = 11;
  static constexpr Pt kLeastBand = 40;  // of a category beside others
  enum class Form { bars, stack, columns, points, pie };

  // As asked, or bars lying down where values would not find room to be printed.
  Form form_of() {
    const auto categories = static_cast<Pt>(chart_.categories.size());
    switch (chart_.kind) {
      case Chart::Kind::pie: return categories > 20 || width_ < 260 ? Form::bars : Form::pie;
      case Chart::Kind::line: return Form::points;
      case Chart::Kind::stacked_bar: return Form::stack;
      case Chart::Kind::bar:
      case Chart::Kind::gantt: break;
    }
    const Pt need = std::max(widest_value() + 2, 16.0) * static_cast<Pt>(chart_.series.size()) / 0.7;
    const bool narrow = categories * std::max({need, kLeastBand, widest_name_part() + 6}) > width_ - 30;
    return chart_.horizontal || narrow ? Form::bars : Form::columns;
  }

  std::string words_of(std::size_t series, std::size_t category) const {
    const auto& values = chart_.series[series].values;
    const bool missing = category >= values.size() || !values[category];
    return missing ? composer_.locale().in(language_).word("document.missing")
                   : value_text(*values[category]);
  }

  Pt widest_value() {
    Pt out = 0;
    for (std::size_t k = 0; k < chart_.series.size(); ++k)
      for (std::size_t c = 0; c < chart_.categories.size(); ++c)
        out = std::max(out, text_width(words_of(k, c)));
    return out;
  }

  // The longest part of a category's name that no line should part.
  Pt widest_name_part() {
    Pt out = 0;
    for (const auto& name : chart_.categories)
      for (std::size_t from = 0; from < name.size();) {
        const auto to = std::min(name.find(' ', from), name.size());
        out = std::max(out, text_width(name.substr(from, to - from)));
        from = to + 1;
      }
    return std::min(out, 110.0);
  }

  Rgb color(std::size_t s) const {
    const auto step = chart_.scale == Chart::Scale::diverging && chart_.series[s].tone == Tone::neutral
                          ? ramp_color(composer_.theme(), s, chart_.series.size())
                          : std::nullopt;
    return step.value_or(series_color(composer_.theme(), chart_.series[s], s));
  }
  std::string value_text(double v) const {
    return composer_.locale().in(language_).number(v, chart_.decimals);
  }
  Pt text_width(const std::string& text) {
    return composer_.text_width(text, composer_.typesetter.named("table", language_));
  }

  // Text whose middle height is at `y`.
  void text(const std::string& t, Pt x, Pt y, Pt width, TextAlign align, std::optional<Rgb> c = {}) {
    Strip s = composer_.text_line(t, "table", language_, node_, align, width, c);
    const Pt h = s.height;
    merge(strip_, std::move(s), x, y - h / 2);
  }
  void box(Pt x, Pt y, Pt w, Pt h, Rgb c) { strip_.items.push_back({rectangle(x, y, w, h, c), node_}); }
  void rule(Pt x1, Pt y1, Pt x2, Pt y2, Pt w = 0.4) {
    strip_.items.push_back({line(x1, y1, x2, y2, composer_.theme().color("rule"), w), node_});
  }

  double largest(bool stacked, bool may_be_zero = false) const {
    double out = 0;
    for (std::size_t c = 0; c < chart_.categories.size(); ++c) {
      double sum = 0;
      for (const auto& s : chart_.series)
        if (c < s.values.size() && s.values[c] && std::isfinite(*s.values[c]))
          sum = stacked ? sum + std::max(*s.values[c], 0.0) : std::max(sum, *s.values[c]);
      out = std::max(out, sum);
    }
    return out > 0 || may_be_zero ? out : 1;
  }

  double smallest() const {
    double out = 0;
    for (const auto& s : chart_.series)
      for (std::size_t c = 0; c < std::min(s.values.size(), chart_.categories.size()); ++c)
        if (s.values[c] && std::isfinite(*s.values[c])) out = std::min(out, *s.values[c]);
    return out;
  }

  // Persons, pieces, days that are counted: no mark stands at half of one.
  bool all_whole() const {
    const auto whole = [](double v) { return v == std::floor(v); };
    for (const auto& s : chart_.series)
      for (const auto& value : s.values)
        if (value && !whole(*value)) return false;
    return chart_.decimals <= 0 && whole(chart_.maximum.value_or(0));
  }

  ChartScale scale(bool stacked, Pt length) const {
    ChartScale s;
    const bool given = chart_.maximum && std::isfinite(*chart_.maximum) && *chart_.maximum > 0;
    const double least =
        stacked ? 0 : smallest();  // stacks begin at zero: what is below it is said beside them
    const double most = given ? *chart_.maximum : largest(stacked, least < 0);
    s.step = step_for(most - least);
    if (all_whole()) s.step = std::max(s.step, 1.0);
    s.minimum = std::floor(least / s.step + 1e-9) * s.step;
    s.maximum = given ? most : std::ceil(most / s.step - 1e-9) * s.step;
    s.length = length;
    return s;
  }

  void legend() {
    const bool categories = chart_.kind == Chart::Kind::pie;
    const std::size_t count = categories ? chart_.categories.size() : chart_.series.size();
    if (count < 2 || categories) return;
    Pt x = 0;
    for (std::size_t i = 0; i < count; ++i) {
      const auto& name = chart_.series[i].name;
      const Pt w = text_width(name) + 26;
      if (x > 0 && x + w > width_) x = 0, y_ += kText + 4;
      if (chart_.kind == Chart::Kind::line)
        marker(x + 4, y_ + 6, i);
      else
        box(x, y_ + 2, 8, 8, color(i));
      Strip words =
          composer_.text_line(name, "table", language_, node_, TextAlign::start, std::min(w, width_) - 12);
      const Pt first_line = composer_.typesetter.line_height("table"),
               more = std::max(0.0, words.height - first_line);
      merge(strip_, std::move(words), x + 12, y_ + 6 - first_line / 2);
      x += w;
      if (more > first_line / 2) x = 0, y_ += more + (i + 1 < count ? kText + 4 : 0);
    }
    y_ += kText + 10;
  }

  // Horizontal bars, one band a category, side by side or stacked.
  void bars(bool stacked) {
    Pt names = 0;
    for (const auto& c : chart_.categories) names = std::max(names, text_width(c));
    names = std::clamp(names + 10, 26.0, std::max(width_ * 0.42, 26.0));
    const auto s = scale(
        stacked, std::max(width_ - names - std::max(stacked ? 12 + widest_rest() : widest_value() + 8, 26.0),
                          width_ * 0.2));
    const std::size_t lanes = stacked ? 1 : std::max<std::size_t>(chart_.series.size(), 1);
    const Pt lane = stacked ? 17 : lanes == 1 ? 14 : 11;
    const Pt top = y_;
    std::vector<Pt> tops;
    const Pt room = composer_.frame().height * 0.8;
    for (std::size_t c = first_; c < last_; ++c) {
      Strip name =
          composer_.text_line(chart_.categories[c], "table", language_, node_, TextAlign::end, names - 8);
      const Pt band = std::max(lane * static_cast<Pt>(lanes) + 8, name.height + 5);
      if (c > first_ && y_ + band > room) last_ = c;
      if (c >= last_) break;
      const Pt h = name.height;
      merge(strip_, std::move(name), 0, y_ + (band - h) / 2);
      tops.push_back(y_ + (band - lane * static_cast<Pt>(lanes)) / 2);
      y_ += band;
    }
    grid_below(s, names, top);
    for (std::size_t c = first_; c < last_; ++c) {
      const Pt y = tops[c - first_];
      if (stacked)
        stack(s, names, y, lane, c);
      else
        for (std::size_t k = 0; k < chart_.series.size(); ++k)
          bar(s, names, y + lane * static_cast<Pt>(k), lane, c, k);
    }
  }

  void grid_below(const ChartScale& s, Pt left, Pt top) {
    for (const double v : s.marks()) {
      const Pt x = left + s.at(v);
      rule(x, top, x, y_, v == 0 ? 0.8 : 0.4);
      const auto& locale = composer_.locale().in(language_);
      const auto label = chart_.unit == "%" ? locale.percent(v / 100, decimals_of(s.step))
                                            : locale.number(v, decimals_of(s.step));
      text(label, x - 40, y_ + 8, 80, TextAlign::center, composer_.theme().color("muted"));
    }
    y_ += 16;
    if (!chart_.unit.empty() && chart_.unit != "%") {
      text(chart_.unit, left, y_ + 4, s.length, TextAlign::end, composer_.theme().color("muted"));
      y_ += 12;
    }
  }

  void bar(const ChartScale& s, Pt left, Pt y, Pt lane, std::size_t c, std::size_t k) {
    const auto& values = chart_.series[k].values;
    const bool missing = c >= values.size() || !values[c];
    // What is below zero goes back from its line; its value stands on the line's free side.
    const Pt zero = left + s.at(0), end = missing ? zero : left + s.at(*values[c]);
    if (!missing) box(std::min(zero, end), y + 1, std::abs(end - zero), lane - 2, color(k));
    const Pt w = std::max(zero, end) - left;
    text(words_of(k, c), left + w + 4, y + lane / 2, std::max(width_ - left - w - 4, 1.0), TextAlign::start,
         composer_.theme().color(missing ? "muted" : "text"));
  }

  // Values that find no room in their own part of the bar stand behind it, in order.
  void stack(const ChartScale& s, Pt left, Pt y, Pt lane, std::size_t c) {
    Pt x = left;
    std::vector<std::size_t> rest;
    for (std::size_t k = 0; k < chart_.series.size(); ++k) {
      const auto& values = chart_.series[k].values;
      const bool nothing = c >= values.size() || !values[c] || !(*values[c] > 0);
      const Pt w = nothing ? 0 : std::min(s.at(*values[c]), left + s.length - x);
      const Rgb fill = color(k);
      if (!nothing) box(x, y, w, lane, fill);
      const std::string label = words_of(k, c);
      const bool zero = nothing && c < values.size() && values[c] && *values[c] == 0;  // nothing to say
      if (!zero && (nothing || text_width(label) + 4 >= w))
        rest.push_back(k);
      else if (!zero)
        text(label, x, y + lane / 2, w, TextAlign::center,
             luminance(fill) > 0.5 ? composer_.theme().color("text") : Rgb{1, 1, 1});
      x += w;
    }
    for (const auto k : rest) {
      box(x + 5, y + lane / 2 - 2, 4, 4, color(k));
      const std::string label = words_of(k, c);
      text(label, x + 11, y + lane / 2, text_width(label) + 2, TextAlign::start);
      x += text_width(label) + 13;
    }
  }

  // Room behind stacked bars for the values that may not fit into them.
  Pt widest_rest() {
    Pt out = 0;
    for (std::size_t c = 0; c < chart_.categories.size(); ++c) {
      Pt row = 0;
      for (std::size_t k = 0; k < chart_.series.size(); ++k) {
        const auto& values = chart_.series[k].values;
        const bool missing = c >= values.size() || !values[c];
        if (!missing && *values[c] == 0) continue;
        const Pt label = text_width(words_of(k, c));
        if (missing || *values[c] < 0 || *values[c] / largest(true) * width_ * 0.35 < label + 4)
          row += label + 13;
      }
      out = std::max(out, row);
    }
    return std::min(out, width_ * 0.35);
  }

  // Upright columns, or points joined by lines.
  void columns(bool lines) {
    constexpr Pt kHeight = 150;
    const auto s = scale(false, kHeight);
    Pt axis = 0;
    for (const double v : s.marks())
      axis = std::max(axis, text_width(composer_.locale().in(language_).number(v, decimals_of(s.step))));
    axis += 8;
    if (!chart_.unit.empty()) {
      text(chart_.unit, 0, y_ + 4, width_, TextAlign::start, composer_.theme().color("muted"));
      y_ += 14;
    }
    y_ += 13;                                             // room for the value above the tallest column
    const Pt foot = y_ + kHeight, base = foot - s.at(0);  // base: where zero is
    for (const double v : s.marks()) {
      const Pt y = foot - s.at(v);
      rule(axis, y, width_, y, v == 0 ? 0.8 : 0.4);
      text(composer_.locale().in(language_).number(v, decimals_of(s.step)), 0, y, axis - 6, TextAlign::end,
           composer_.theme().color("muted"));
    }
    const auto fitting = static_cast<std::size_t>(
        std::max(width_ - axis, 0.0) / std::max({kLeastBand, widest_value() + 4, widest_name_part() + 6}));
    last_ = std::min(last_, first_ + std::max<std::size_t>(fitting, 1));
    const std::size_t count = std::max<std::size_t>(last_ - first_, 1);
    const Pt band = (width_ - axis) / static_cast<Pt>(count);
    const Pt lane =
        std::min(band * 0.7 / static_cast<Pt>(std::max<std::size_t>(chart_.series.size(), 1)), 34.0);
    for (std::size_t c = first_; c < last_; ++c) {
      std::vector<Label> labels;
      for (std::size_t k = 0; k < chart_.series.size(); ++k) {
        const auto& values = chart_.series[k].values;
        const Pt middle = axis + band * (static_cast<Pt>(c - first_) + 0.5);
        const Pt x =
            lines ? middle : middle + lane * (static_cast<Pt>(k) - static_cast<Pt>(chart_.series.size()) / 2);
        const bool missing = c >= values.size() || !values[c];
        const Pt end = missing ? base : foot - s.at(*values[c]);
        if (!missing && lines) point(s, foot, axis, band, c, k);
        if (!missing && !lines) box(x + 1, std::min(base, end), lane - 2, std::abs(end - base), color(k));
        labels.push_back(
            {words_of(k, c), lines ? x : x + lane / 2, (lines ? end : std::min(base, end)) - 7, missing});
      }
      if (lines) part_labels(labels, foot - 7);
      for (const auto& l : labels)
        text(l.text, l.x - 40, l.y, 80, TextAlign::center,
             composer_.theme().color(l.missing ? "muted" : "text"));
    }
    Pt tallest = 0;
    for (std::size_t c = first_; c < last_; ++c) {
      Strip name =
          composer_.text_line(chart_.categories[c], "table", language_, node_, TextAlign::center, band - 4);
      tallest = std::max(tallest, name.height);
      merge(strip_, std::move(name), axis + band * static_cast<Pt>(c - first_) + 2, foot + 3);
    }
    y_ = foot + 4 + tallest;
  }

  struct Label {
    std::string text;
    Pt x, y;
    bool missing;
  };

  // Labels of one category that would stand on each other move apart, the lowest first.
  void part_labels(std::vector<Label>& labels, Pt base) const {
    const Pt apart = composer_.typesetter.line_height("table");
    std::vector<Label*> order;
    for (auto& l : labels) order.push_back(&l);
    std::stable_sort(order.begin(), order.end(), [](const Label* a, const Label* b) { return a->y > b->y; });
    Pt above = base;
    for (auto* l : order) l->y = std::min(l->y, above), above = l->y - apart;
  }

  void point(const ChartScale& s, Pt foot, Pt axis, Pt band, std::size_t c, std::size_t k) {
    const auto& values = chart_.series[k].values;
    const auto place = [&](std::size_t i) {
      return std::pair{axis + band * (static_cast<Pt>(i - first_) + 0.5), foot - s.at(*values[i])};
    };
    const auto [x, y] = place(c);
    if (c > first_ && values[c - 1]) {
      const auto [px, py] = place(c - 1);
      strip_.items.push_back({line(px, py, x, y, color(k), 1.4), node_});
    }
    marker(x, y, k);
  }

  // Series differ in the form of their points as well as in colour: square, lozenge, triangle up, triangle
  // down.
  void marker(Pt x, Pt y, std::size_t k) {
    static constexpr double kForms[4][4][2] = {{{-1, -1}, {1, -1}, {1, 1}, {-1, 1}},
                                               {{0, -1.4}, {1.4, 0}, {0, 1.4}, {-1.4, 0}},
                                               {{0, -1.3}, {1.3, 1}, {0, 1}, {-1.3, 1}},
                                               {{-1.3, -1}, {0, -1}, {1.3, -1}, {0, 1.3}}};
    constexpr Pt kHalf = 2.3;
    Shape shape;
    shape.fill = color(k);
    for (const auto& corner : kForms[k % 4])
      shape.path.push_back({shape.path.empty() ? Shape::Op::move : Shape::Op::line, 0, 0, 0, 0,
                            x + corner[0] * kHalf, y + corner[1] * kHalf});
    shape.path.push_back({Shape::Op::close});
    strip_.items.push_back({std::move(shape), node_});
  }

  void pie() {
    constexpr Pt kRadius = 62;
    if (chart_.series.empty()) return;
    double sum = 0;
    for (const auto& v : chart_.series.front().values) sum += std::max(v.value_or(0), 0.0);
    const Pt cx = kRadius + 10, cy = y_ + kRadius + 4;
    double angle = -std::numbers::pi / 2;
    Pt row = y_ + 10;
    for (std::size_t c = 0; c < chart_.categories.size(); ++c) {
      const auto& values = chart_.series.front().values;
      const bool missing = c >= values.size() || !values[c];
      const double part = missing || sum <= 0 ? 0 : std::max(*values[c], 0.0) / sum;
      const Rgb fill = composer_.theme().color("series-" + std::to_string(c % 6 + 1));
      if (part > 0) wedge(cx, cy, kRadius, angle, angle + part * 2 * std::numbers::pi, fill);
      angle += part * 2 * std::numbers::pi;
      box(cx + kRadius + 30, row - 4, 8, 8, fill);
      const std::string words =
          chart_.categories[c] + " — " +
          (missing ? composer_.locale().in(language_).word("document.missing")
           : sum <= 0 || *values[c] < 0
               ? value_text(*values[c])
               : value_text(*values[c]) + " (" + composer_.locale().in(language_).percent(part, 0) + ")");
      Strip said =
          composer_.text_line(words, "table", language_, node_, TextAlign::start, width_ - cx - kRadius - 44);
      const Pt first_line = composer_.typesetter.line_height("table"), h = said.height;
      merge(strip_, std::move(said), cx + kRadius + 44, row - first_line / 2);
      row += std::max(16.0, h + 4);
    }
    y_ = std::max(cy + kRadius + 6, row);
  }

  // Arcs by Bézier curves of at most a quarter turn (error below 0.03 % of the radius).
  void wedge(Pt cx, Pt cy, Pt r, double from, double to, Rgb fill) {
    Shape shape;
    shape.fill = fill;
    if (to - from < 2 * std::numbers::pi - 1e-6) shape.stroke = Rgb{1, 1, 1}, shape.line_width = 0.8;
    using Op = Shape::Op;
    shape.path.push_back({Op::move, 0, 0, 0, 0, cx, cy});
    shape.path.push_back({Op::line, 0, 0, 0, 0, cx + r * std::cos(from), cy + r * std::sin(from)});
    const int pieces = std::max(1, static_cast<int>(std::ceil((to - from) / (std::numbers::pi / 2))));
    for (int i = 0; i < pieces; ++i) {
      const double a = from + (to - from) * i / pieces, b = from + (to - from) * (i + 1) / pieces;
      const double k = 4.0 / 3.0 * std::tan((b - a) / 4);
      shape.path.push_back(
          {Op::curve, cx + r * (std::cos(a) - k * std::sin(a)), cy + r * (std::sin(a) + k * std::cos(a)),
           cx + r * (std::cos(b) + k * std::sin(b)), cy + r * (std::sin(b) - k * std::cos(b)),
           cx + r * std::cos(b), cy + r * std::sin(b)});
    }
    shape.path.push_back({Op::close});
    strip_.items.push_back({shape, node_});
  }

  Composer& composer_;
  const Chart& chart_;
  std::string language_;
  Pt width_;
  NodeId node_;
  Strip strip_;
  Pt y_ = 0;
  std::size_t first_ = 0, last_ = 0;  // categories of the drawing at hand
};

Strips Composer::set(const Block&, const Chart& b, const Setting& s) {
  if (s.dry) return {};
  const NodeId figure = node(Tag::figure, s.parent, s.language);
  const bool gantt = b.kind == Chart::Kind::gantt;
  nodes[static_cast<std::size_t>(figure)].alternative = !b.alt.empty() ? b.alt
                                                        : gantt ? tasks_in_words(b, locale_.in(s.language))
                                                                : plain_text(b.caption);
  Strips out = gantt ? paint_gantt(*this, b, s.language, s.width, figure)
                     : ChartPainter(*this, b, s.language, s.width, figure).paint();
  for (auto& drawing : out) drawing.before = 10, drawing.after = 3;
  auto words = caption(b.caption, b.number, "document.figure", s, figure);
  out.back().keep_with_next = !words.empty();
  for (std::size_t i = 0; i + 1 < words.size(); ++i) words[i].keep_with_next = true;
  out.insert(out.end(), std::make_move_iterator(words.begin()), std::make_move_iterator(words.end()));
  out.back().after = 12;
  let_float(out, frame_.height * 0.8);
  return out;
}

}  // namespace taqrir::layout
