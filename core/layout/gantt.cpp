// Gantt charts: tasks as rows over months and weeks, milestones as lozenges, days marked through all rows.
// Every date is printed beside its row; one that is not known is said to be missing.
#include "layout/gantt.hpp"

#include <algorithm>
#include <chrono>

#include "layout/composer.hpp"
#include "model/task_dates.hpp"

namespace taqrir::layout {

namespace {

using std::chrono::days;
using std::chrono::months;
using std::chrono::sys_days;

sys_days first_of_month(sys_days day) {
  const Date date{day};
  return sys_days{date.year() / date.month() / 1};
}

sys_days next_month(sys_days first) { return sys_days{Date{first} + months{1}}; }

sys_days monday_from(sys_days day) {
  const std::chrono::weekday weekday{day};
  return day + days{(7 - (weekday.iso_encoding() - 1)) % 7};
}

/// A group without dates of its own spans its tasks.
TaskDates dates_of(const Chart& chart, std::size_t row) {
  TaskDates out = dates_of(chart.tasks[row]);
  if (chart.tasks[row].kind != ChartTask::Kind::group || out.start || out.end) return out;
  for (auto r = row + 1; r < chart.tasks.size() && chart.tasks[r].kind != ChartTask::Kind::group; ++r) {
    const TaskDates one = dates_of(chart.tasks[r]);
    for (const auto& day : {one.start, one.end}) {
      if (!day) continue;
      out.start = std::min(out.start.value_or(*day), *day);
      out.end = std::max(out.end.value_or(*day), *day);
    }
  }
  return out;
}

}  // namespace

class GanttPainter {
 public:
  GanttPainter(Composer& composer, const Chart& chart, const std::string& language, Pt width, NodeId node)
      : composer_(composer),
        chart_(chart),
        locale_(composer.locale().in(language)),
        language_(language),
        width_(width),
        node_(node) {}

  /// One drawing, or several below each other when there are more rows than a page has room for.
  Strips paint() {
    find_range();
    share_width();
    Strips out;
    std::size_t row = 0;
    do {
      strip_ = {}, y_ = 0;
      axis();
      const Pt top = y_;
      row = rows(row);
      grid_behind(top);
      marks(top);
      strip_.height = y_;
      out.push_back(std::move(strip_));
    } while (row < chart_.tasks.size());
    return out;
  }

 private:
  static constexpr Pt kRow = 16, kBar = 8, kAxis = 13, kGap = 6, kIndent = 8;

  // ------------------------------------------------------------ what stands where

  void see(const std::optional<sys_days>& day) {
    if (!day) return;
    from_ = from_ ? std::min(*from_, *day) : *day;
    to_ = to_ ? std::max(*to_, *day) : *day;
  }

  // Whole months.
  void find_range() {
    for (const auto& task : chart_.tasks) {
      const TaskDates dates = dates_of(task);
      see(dates.start), see(dates.end);
    }
    for (const auto& mark : chart_.marks)
      if (mark.date) see(sys_days{*mark.date});
    if (!from_) return;
    from_ = first_of_month(*from_);
    to_ = next_month(first_of_month(*to_));
  }

  void share_width() {
    Pt names = 0, dates = 0;
    for (const auto& task : chart_.tasks) {
      names = std::max(names, text_width(task.name, task.kind == ChartTask::Kind::group) + kIndent + 2);
      dates = std::max(dates, text_width(dates_in_words(task, locale_), false) + 2);
    }
    names_ = std::min(names, width_ * (from_ ? 0.3 : 0.6));
    dates_ = std::min(dates, width_ * (from_ ? 0.2 : 0.38));
    left_ = names_ + dates_ + 2 * kGap;
  }

  Pt place_of(sys_days day) const {
    const double way =
        static_cast<double>((day - *from_).count()) / static_cast<double>((*to_ - *from_).count());
    return left_ + way * (width_ - left_);
  }

  // ------------------------------------------------------------ drawing

  Pt text_width(const std::string& text, bool bold) {
    Style style = composer_.typesetter.named("table", language_);
    style.bold = bold;
    return composer_.text_width(text, style);
  }

  Rgb color(const char* name) const { return composer_.theme().color(name); }

  Strip words(const std::string& text, Pt width, TextAlign align, std::optional<Rgb> ink = {}) {
    return composer_.text_line(text, "table", language_, node_, align, width, ink);
  }

  void box(Pt x, Pt y, Pt width, Pt height, Rgb fill) {
    strip_.items.push_back({rectangle(x, y, width, height, fill), node_});
  }

  void polygon(std::initializer_list<std::pair<Pt, Pt>> corners, Rgb fill) {
    Shape shape;
    shape.fill = fill;
    for (const auto& [x, y] : corners)
      shape.path.push_back({shape.path.empty() ? Shape::Op::move : Shape::Op::line, 0, 0, 0, 0, x, y});
    shape.path.push_back({Shape::Op::close});
    strip_.items.push_back({std::move(shape), node_});
  }

  // ------------------------------------------------------------ the axis

  // Years, months and, where they find room, the first days of weeks.
  void axis() {
    if (!from_) return;
    label_years();
    y_ += kAxis;
    label_months();
    y_ += kAxis;
    if (shows_weeks()) label_weeks(), y_ += kAxis;
    strip_.items.push_back({line(left_, y_, width_, y_, color("rule"), 0.8), node_});
    y_ += 2;
  }

  void label(const std::string& text, Pt x, Pt room, const char* ink) {
    if (text_width(text, false) > room - 2) return;
    Strip line = words(text, room - 2, TextAlign::start, color(ink));
    merge(strip_, std::move(line), x + 2, y_);
  }

  void label_years() {
    for (auto day = *from_; day < *to_;) {
      const auto year = Date{day}.year();
      const auto next = std::min(sys_days{(year + std::chrono::years{1}) / std::chrono::January / 1}, *to_);
      label(std::to_string(static_cast<int>(year)), place_of(day), place_of(next) - place_of(day), "muted");
      day = next;
    }
  }

  // All, or each second, third … where names are wider than their months.
  void label_months() {
    Pt widest = 0, narrowest = width_;
    for (auto day = *from_; day < *to_; day = next_month(day)) {
      widest = std::max(widest, text_width(locale_.month(Date{day}), false) + 4);
      narrowest = std::min(narrowest, place_of(next_month(day)) - place_of(day));
    }
    int each = 1;
    for (const int n : {1, 2, 3, 4, 6, 12})
      if (each = n; narrowest * n >= widest) break;
    int count = 0;
    for (auto day = *from_; day < *to_; day = next_month(day), ++count)
      if (count % each == 0) {
        const Pt x = place_of(day);
        label(locale_.month(Date{day}), x, std::min(widest + 2, width_ - x), "text");
      }
  }

  bool shows_weeks() const {
    constexpr Pt kLeastWeek = 15;
    const double weeks = static_cast<double>((*to_ - *from_).count()) / 7;
    return (width_ - left_) / weeks >= kLeastWeek;
  }

  void label_weeks() {
    for (auto day = monday_from(*from_); day < *to_; day += days{7})
      label(std::to_string(static_cast<unsigned>(Date{day}.day())), place_of(day), width_ - place_of(day) + 2,
            "muted");
  }

  void grid_behind(Pt top) {
    if (!from_) return;
    std::vector<Item> lines;
    const auto rule = [&](sys_days day, Pt weight) {
      const Pt x = place_of(day);
      lines.push_back({line(x, top, x, y_, color("rule"), weight), node_});
    };
    for (auto day = *from_; day <= *to_; day = next_month(day)) rule(day, 0.6);
    if (shows_weeks())
      for (auto day = monday_from(*from_); day < *to_; day += days{7}) rule(day, 0.25);
    strip_.items.insert(strip_.items.begin(), lines.begin(), lines.end());
  }

  // ------------------------------------------------------------ rows

  // As many as a drawing holds; returns the first of the next one.
  std::size_t rows(std::size_t first) {
    const Pt room = composer_.frame().height * 0.8;
    auto row = first;
    for (; row < chart_.tasks.size(); ++row) {
      const Pt height = row_height(row);
      if (row > first && y_ + height > room) break;
      draw_row(row, height);
      y_ += height;
    }
    return row;
  }

  Strip name_of(const ChartTask& task) {
    const bool group = task.kind == ChartTask::Kind::group;
    const Pt indent = group ? 0 : kIndent;
    Setting setting;
    setting.language = language_, setting.width = names_ - indent;
    setting.bold = group, setting.align = TextAlign::start, setting.tight = true;
    setting.parent = node_, setting.in_cell = true;
    if (group) setting.color = color("accent");
    Strip out;
    for (auto& line : composer_.paragraph_in({{Text{task.name}, {}}}, "table", setting, node_)) {
      const Pt h = line.height;
      merge(out, std::move(line), indent, out.height);
      out.height += h;
    }
    return out;
  }

  Pt row_height(std::size_t row) {
    const auto& task = chart_.tasks[row];
    return std::max({kRow, name_of(task).height + 4,
                     words(dates_in_words(task, locale_), dates_, TextAlign::start).height + 4});
  }

  void draw_row(std::size_t row, Pt height) {
    const auto& task = chart_.tasks[row];
    Strip name = name_of(task),
          dates = words(dates_in_words(task, locale_), dates_, TextAlign::start, color("muted"));
    const Pt name_y = y_ + (height - name.height) / 2, dates_y = y_ + (height - dates.height) / 2;
    merge(strip_, std::move(name), 0, name_y);
    merge(strip_, std::move(dates), names_ + kGap, dates_y);
    strip_.items.push_back({line(0, y_ + height, width_, y_ + height, color("rule"), 0.3), node_});
    if (from_) bar(task, dates_of(chart_, row), y_ + height / 2);
  }

  Rgb ink_of(const ChartTask& task) const {
    switch (task.tone) {
      case Tone::good: return color("good");
      case Tone::caution: return color("caution");
      case Tone::bad: return color("bad");
      case Tone::muted: return color("muted");
      case Tone::neutral: break;
    }
    return color(task.kind == ChartTask::Kind::milestone ? "accent-2"
                 : task.kind == ChartTask::Kind::group   ? "muted"
                                                         : "series-1");
  }

  // A last day is a whole day. Where one end is not known the bar is an arrow to that side.
  void bar(const ChartTask& task, const TaskDates& dates, Pt y) {
    constexpr Pt kArrow = 9;
    const Rgb ink = ink_of(task);
    if (task.kind == ChartTask::Kind::milestone) {
      if (dates.end) lozenge(place_of(*dates.end + days{1}) / 2 + place_of(*dates.end) / 2, y, ink);
    } else if (dates.start && dates.end) {
      const Pt from = place_of(*dates.start), to = place_of(*dates.end + days{1});
      const Pt height = task.kind == ChartTask::Kind::group ? 3 : kBar;
      box(from, y - height / 2, std::max(to - from, 1.5), height, ink);
    } else if (dates.start) {
      const Pt x = place_of(*dates.start);
      polygon({{x, y - kBar / 2}, {x + kArrow, y}, {x, y + kBar / 2}}, ink);
    } else if (dates.end) {
      const Pt x = place_of(*dates.end + days{1});
      polygon({{x, y - kBar / 2}, {x - kArrow, y}, {x, y + kBar / 2}}, ink);
    }
  }

  void lozenge(Pt x, Pt y, Rgb ink) {
    constexpr Pt kHalf = 5;
    x = std::clamp(x, left_ + kHalf, width_ - kHalf);
    polygon({{x, y - kHalf}, {x + kHalf, y}, {x, y + kHalf}, {x - kHalf, y}}, ink);
  }

  // ------------------------------------------------------------ marked days

  // A broken line with its name below the rows; names that would meet stand below each other.
  void marks(Pt top) {
    if (!from_) return;
    std::vector<const ChartMark*> order;
    for (const auto& mark : chart_.marks)
      if (mark.date) order.push_back(&mark);
    std::stable_sort(order.begin(), order.end(),
                     [](const auto* a, const auto* b) { return *a->date < *b->date; });
    const Pt foot = y_;
    Pt taken = -1e9;
    for (const auto* mark : order) {
      const Pt x = (place_of(sys_days{*mark->date}) + place_of(sys_days{*mark->date} + days{1})) / 2;
      const std::string name = mark->name + " (" + locale_.date(*mark->date) + ")";
      const Pt room = std::min(text_width(name, false) + 2, width_);
      const Pt at = std::clamp(x - room / 2, 0.0, width_ - room);
      if (at < taken || y_ == foot) y_ += kAxis;
      taken = at + room + kGap;
      Shape rule = line(x, top, x, y_ - kAxis + 3, color("accent-2"), 1);
      rule.dash = {3, 2};
      strip_.items.push_back({std::move(rule), node_});
      merge(strip_, words(name, room, TextAlign::start, color("accent-2")), at, y_ - kAxis + 3);
    }
    if (!order.empty()) y_ += 3;
  }

  Composer& composer_;
  const Chart& chart_;
  const Locale& locale_;
  std::string language_;
  Pt width_;
  NodeId node_;
  std::optional<sys_days> from_, to_;
  Pt names_ = 0, dates_ = 0, left_ = 0;  // of the columns; where time begins
  Strip strip_;
  Pt y_ = 0;
};

Strips paint_gantt(Composer& composer, const Chart& chart, const std::string& language, Pt width,
                   NodeId node) {
  return GanttPainter(composer, chart, language, width, node).paint();
}

}  // namespace taqrir::layout
