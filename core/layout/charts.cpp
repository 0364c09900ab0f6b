// Charts as vectors: bars, stacked bars, lines, pies. Every value is printed; a missing one is said.
#include <algorithm>
#include <cmath>
#include <numbers>

#include "layout/composer.hpp"

namespace taqrir::layout {

namespace {

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
  double maximum = 1, step = 1;
  Pt length = 0;
  Pt at(double v) const { return std::clamp(v / maximum, 0.0, 1.0) * length; }
};

}  // namespace

// One drawing at a time: keeps the strip, the theme's words for it, and the text helpers.
class ChartPainter {
 public:
  ChartPainter(Composer& composer, const Chart& chart, const std::string& language, Pt width, NodeId node)
      : composer_(composer), chart_(chart), language_(language), width_(width), node_(node) {}

  Strip paint() {
    legend();
    switch (chart_.kind) {
      case Chart::Kind::pie: pie(); break;
      case Chart::Kind::line: columns(true); break;
      case Chart::Kind::bar: chart_.horizontal ? bars(false) : columns(false); break;
      case Chart::Kind::stacked_bar: bars(true); break;
    }
    strip_.height = y_;
    return std::move(strip_);
  }

 private:
  static constexpr Pt kText = 11;

  Rgb color(std::size_t s) const { return series_color(composer_.theme(), chart_.series[s], s); }
  std::string value_text(double v) const { return composer_.locale().in(language_).number(v, chart_.decimals); }
  Pt text_width(const std::string& text) { return composer_.text_width(text, composer_.typesetter.named("table", language_)); }

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

  double largest(bool stacked) const {
    double out = 0;
    for (std::size_t c = 0; c < chart_.categories.size(); ++c) {
      double sum = 0;
      for (const auto& s : chart_.series)
        if (c < s.values.size() && s.values[c]) sum = stacked ? sum + *s.values[c] : std::max(sum, *s.values[c]);
      out = std::max(out, sum);
    }
    return out > 0 ? out : 1;
  }

  ChartScale scale(bool stacked, Pt length) const {
    ChartScale s;
    const double most = chart_.maximum.value_or(largest(stacked));
    s.step = step_for(most);
    s.maximum = chart_.maximum ? most : std::ceil(most / s.step - 1e-9) * s.step;
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
      box(x, y_ + 2, 8, 8, color(i));
      text(name, x + 12, y_ + 6, w, TextAlign::start);
      x += w;
    }
    y_ += kText + 10;
  }

  // Horizontal bars, one band a category, side by side or stacked.
  void bars(bool stacked) {
    Pt names = 0;
    for (const auto& c : chart_.categories) names = std::max(names, text_width(c));
    names = std::min(names + 10, width_ * 0.42);
    const auto s = scale(stacked, width_ - names - (stacked ? 4 : 40));
    const std::size_t lanes = stacked ? 1 : std::max<std::size_t>(chart_.series.size(), 1);
    const Pt lane = stacked ? 17 : lanes == 1 ? 14 : 11;
    const Pt top = y_;
    std::vector<Pt> tops;
    for (const auto& category : chart_.categories) {
      Strip name = composer_.text_line(category, "table", language_, node_, TextAlign::end, names - 8);
      const Pt band = std::max(lane * static_cast<Pt>(lanes) + 8, name.height + 5);
      const Pt h = name.height;
      merge(strip_, std::move(name), 0, y_ + (band - h) / 2);
      tops.push_back(y_ + (band - lane * static_cast<Pt>(lanes)) / 2);
      y_ += band;
    }
    grid_below(s, names, top);
    for (std::size_t c = 0; c < chart_.categories.size(); ++c) {
      if (stacked) stack(s, names, tops[c], lane, c);
      else
        for (std::size_t k = 0; k < chart_.series.size(); ++k) bar(s, names, tops[c] + lane * static_cast<Pt>(k), lane, c, k);
    }
  }

  void grid_below(const ChartScale& s, Pt left, Pt top) {
    for (double v = 0; v <= s.maximum * 1.0001; v += s.step) {
      const Pt x = left + s.at(v);
      rule(x, top, x, y_, v == 0 ? 0.8 : 0.4);
      const std::string label = composer_.locale().in(language_).number(v, decimals_of(s.step)) + (chart_.unit == "%" ? "\u202F%" : "");
      text(label, x - 25, y_ + 8, 50, TextAlign::center, composer_.theme().color("muted"));
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
    const Pt w = missing ? 0 : s.at(*values[c]);
    if (!missing) box(left, y + 1, w, lane - 2, color(k));
    text(missing ? composer_.locale().in(language_).word("document.missing") : value_text(*values[c]), left + w + 4, y + lane / 2, 60,
         TextAlign::start, missing ? composer_.theme().color("muted") : composer_.theme().color("text"));
  }

  void stack(const ChartScale& s, Pt left, Pt y, Pt lane, std::size_t c) {
    Pt x = left;
    for (std::size_t k = 0; k < chart_.series.size(); ++k) {
      const auto& values = chart_.series[k].values;
      if (c >= values.size() || !values[c] || *values[c] <= 0) continue;
      const Pt w = s.at(*values[c]);
      const Rgb fill = color(k);
      box(x, y, w, lane, fill);
      const std::string label = value_text(*values[c]);
      if (text_width(label) + 4 < w)
        text(label, x, y + lane / 2, w, TextAlign::center, luminance(fill) > 0.5 ? composer_.theme().color("text") : Rgb{1, 1, 1});
      x += w;
    }
  }

  // Upright columns, or points joined by lines.
  void columns(bool lines) {
    constexpr Pt kHeight = 150;
    const auto s = scale(false, kHeight);
    Pt axis = 0;
    for (double v = 0; v <= s.maximum * 1.0001; v += s.step)
      axis = std::max(axis, text_width(composer_.locale().in(language_).number(v, decimals_of(s.step))));
    axis += 8;
    if (!chart_.unit.empty()) {
      text(chart_.unit, 0, y_ + 4, width_, TextAlign::start, composer_.theme().color("muted"));
      y_ += 14;
    }
    y_ += 8;
    const Pt base = y_ + kHeight;
    for (double v = 0; v <= s.maximum * 1.0001; v += s.step) {
      const Pt y = base - s.at(v);
      rule(axis, y, width_, y, v == 0 ? 0.8 : 0.4);
      text(composer_.locale().in(language_).number(v, decimals_of(s.step)), 0, y, axis - 6, TextAlign::end, composer_.theme().color("muted"));
    }
    const std::size_t count = std::max<std::size_t>(chart_.categories.size(), 1);
    const Pt band = (width_ - axis) / static_cast<Pt>(count);
    const Pt lane = std::min(band * 0.7 / static_cast<Pt>(std::max<std::size_t>(chart_.series.size(), 1)), 34.0);
    for (std::size_t c = 0; c < chart_.categories.size(); ++c)
      for (std::size_t k = 0; k < chart_.series.size(); ++k) {
        const auto& values = chart_.series[k].values;
        const Pt middle = axis + band * (static_cast<Pt>(c) + 0.5);
        const Pt x = lines ? middle : middle + lane * (static_cast<Pt>(k) - static_cast<Pt>(chart_.series.size()) / 2);
        const bool missing = c >= values.size() || !values[c];
        const Pt h = missing ? 0 : s.at(*values[c]);
        if (!missing && lines) point(s, base, axis, band, c, k);
        if (!missing && !lines) box(x + 1, base - h, lane - 2, h, color(k));
        const bool room = lines || lane > 16;
        if (room)
          text(missing ? composer_.locale().in(language_).word("document.missing") : value_text(*values[c]), (lines ? x - 30 : x + lane / 2 - 30), base - h - 7, 60,
               TextAlign::center, composer_.theme().color(missing ? "muted" : "text"));
      }
    Pt tallest = 0;
    for (std::size_t c = 0; c < chart_.categories.size(); ++c) {
      Strip name = composer_.text_line(chart_.categories[c], "table", language_, node_, TextAlign::center, band - 4);
      tallest = std::max(tallest, name.height);
      merge(strip_, std::move(name), axis + band * static_cast<Pt>(c) + 2, base + 3);
    }
    y_ = base + 4 + tallest;
  }

  void point(const ChartScale& s, Pt base, Pt axis, Pt band, std::size_t c, std::size_t k) {
    const auto& values = chart_.series[k].values;
    const auto place = [&](std::size_t i) {
      return std::pair{axis + band * (static_cast<Pt>(i) + 0.5), base - s.at(*values[i])};
    };
    const auto [x, y] = place(c);
    if (c > 0 && values[c - 1]) {
      const auto [px, py] = place(c - 1);
      strip_.items.push_back({line(px, py, x, y, color(k), 1.4), node_});
    }
    box(x - 2.2, y - 2.2, 4.4, 4.4, color(k));
  }

  void pie() {
    constexpr Pt kRadius = 62;
    if (chart_.series.empty()) return;
    double sum = 0;
    for (const auto& v : chart_.series.front().values) sum += v.value_or(0);
    const Pt cx = kRadius + 10, cy = y_ + kRadius + 4;
    double angle = -std::numbers::pi / 2;
    Pt row = y_ + 10;
    for (std::size_t c = 0; c < chart_.categories.size(); ++c) {
      const auto& values = chart_.series.front().values;
      const bool missing = c >= values.size() || !values[c];
      const double part = missing || sum <= 0 ? 0 : *values[c] / sum;
      const Rgb fill = composer_.theme().color("series-" + std::to_string(c % 6 + 1));
      if (part > 0) wedge(cx, cy, kRadius, angle, angle + part * 2 * std::numbers::pi, fill);
      angle += part * 2 * std::numbers::pi;
      box(cx + kRadius + 30, row - 4, 8, 8, fill);
      const std::string words = chart_.categories[c] + " — " +
                                (missing ? composer_.locale().in(language_).word("document.missing")
                                         : value_text(*values[c]) + " (" + composer_.locale().in(language_).percent(part, 0) + ")");
      text(words, cx + kRadius + 44, row, width_ - cx - kRadius - 44, TextAlign::start);
      row += 16;
    }
    y_ = std::max(cy + kRadius + 6, row);
  }

  // Arcs by Bézier curves of at most a quarter turn (error below 0.03 % of the radius).
  void wedge(Pt cx, Pt cy, Pt r, double from, double to, Rgb fill) {
    Shape shape;
    shape.fill = fill;
    shape.stroke = Rgb{1, 1, 1};
    shape.line_width = 0.8;
    using Op = Shape::Op;
    shape.path.push_back({Op::move, 0, 0, 0, 0, cx, cy});
    shape.path.push_back({Op::line, 0, 0, 0, 0, cx + r * std::cos(from), cy + r * std::sin(from)});
    const int pieces = std::max(1, static_cast<int>(std::ceil((to - from) / (std::numbers::pi / 2))));
    for (int i = 0; i < pieces; ++i) {
      const double a = from + (to - from) * i / pieces, b = from + (to - from) * (i + 1) / pieces;
      const double k = 4.0 / 3.0 * std::tan((b - a) / 4);
      shape.path.push_back({Op::curve, cx + r * (std::cos(a) - k * std::sin(a)), cy + r * (std::sin(a) + k * std::cos(a)),
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
};

Strips Composer::set(const Block&, const Chart& b, const Setting& s) {
  if (s.dry) return {};
  const NodeId figure = node(Tag::figure, s.parent, s.language);
  nodes[static_cast<std::size_t>(figure)].alternative = b.alt.empty() ? plain_text(b.caption) : b.alt;
  Strip drawing = ChartPainter(*this, b, s.language, s.width, figure).paint();
  drawing.before = 10, drawing.after = 3;
  auto words = caption(b.caption, b.number, "document.figure", s, figure);
  drawing.keep_with_next = !words.empty();
  for (std::size_t i = 0; i + 1 < words.size(); ++i) words[i].keep_with_next = true;
  Strips out;
  out.push_back(std::move(drawing));
  out.insert(out.end(), std::make_move_iterator(words.begin()), std::make_move_iterator(words.end()));
  out.back().after = 12;
  return out;
}

}  // namespace taqrir::layout
