#include "layout/paginate.hpp"

#include <algorithm>

#include "layout/panels.hpp"

namespace taqrir::layout {

namespace {

constexpr Pt kNoteGap = 12;   // above the first footnote, with its rule
constexpr Pt kNoteSpace = 2;  // below each footnote
constexpr Pt kEpsilon = 0.01;

bool is_empty(const Strip& s) { return s.height == 0 && s.items.empty() && !s.foreign; }

class Paginator {
 public:
  Paginator(Composer& composer, Strips strips)
      : composer_(composer), strips_(std::move(strips)), theme_(composer.theme()),
        rtl_(direction_of(composer.document().language) == Direction::rtl) {}

  Paginated run() {
    running_ = composer_.document().title;
    for (std::size_t i = 0; i < strips_.size() || !waiting_.empty();) {
      const bool flows = !waiting_.empty() || !strips_[i].foreign;
      if (waiting_.empty() && (strips_[i].foreign || strips_[i].fill_page)) finish_notes();
      if (flows) i = text_page(plan_page(i));
      else foreign_page(strips_[i++]);
    }
    finish_notes();
    if (out_.pages.empty()) new_page(false);
    remember(out_.pages.size() - 1);  // marks after all text
    return std::move(out_);
  }

 private:
  const Strips* header_for(std::size_t i) const {
    const int h = strips_[i].header;
    const bool goes_on = h >= 0 && i > 0 && strips_[i - 1].header == h;
    return goes_on ? &composer_.headers[static_cast<std::size_t>(h)].strips : nullptr;
  }

  // ---- footnotes: lines that stand at the page's foot; what finds no room there goes to the next page

  const NoteBody& note(int index) const { return composer_.notes[static_cast<std::size_t>(index)]; }

  static Pt height_of(const Strips& lines, std::size_t count) {
    Pt height = 0;
    for (std::size_t k = 0; k < count && k < lines.size(); ++k)
      height += lines[k].height + (k + 1 < lines.size() ? std::max(lines[k].after, lines[k + 1].before) : kNoteSpace);
    return height;
  }

  // With the notes that its own lines call for.
  Pt whole_height(int index) const {
    Pt height = height_of(note(index).strips, note(index).strips.size());
    for (const auto& line : note(index).strips)
      for (const int inner : line.notes) height += whole_height(inner);
    return height;
  }

  // Room that a strip's notes claim on its page: all of it, or two lines when they are long.
  Pt notes_height(const Strip& s) const {
    if (s.notes.empty()) return 0;
    Pt height = 0;
    for (const int n : s.notes) height += whole_height(n);
    return height <= most_notes() ? height : height_of(note(s.notes.front()).strips, 2);
  }

  Pt most_notes() const { return composer_.frame().height * 0.5; }

  Pt carried_height() const {
    Pt height = 0;
    for (const auto& line : carried_) height += line.height + line.after;
    return height;
  }

  void call(int index) {
    auto& body = composer_.notes[static_cast<std::size_t>(index)];
    std::vector<int> inner;
    for (std::size_t k = 0; k < body.strips.size(); ++k) {
      Strip line = std::move(body.strips[k]);
      line.after = k + 1 < body.strips.size() ? std::max(line.after, body.strips[k + 1].before) : kNoteSpace;
      if (k == 0) line.anchors.push_back(body.anchor);
      inner.insert(inner.end(), line.notes.begin(), line.notes.end());
      carried_.push_back(std::move(line));
    }
    for (const int n : inner) call(n);
  }

  // As many lines as `room` holds, at the foot of the page.
  void put_notes(Page& page, Pt room, Pt left, Pt top) {
    std::size_t count = 0;
    Pt height = 0;
    for (; count < carried_.size(); ++count) {
      const Pt line = carried_[count].height + carried_[count].after;
      if (height + line > room - kNoteGap + kNoteSpace + kEpsilon) break;
      height += line;
    }
    if (count == 0) return;
    Pt y = composer_.frame().height - height;
    Strip rule;
    rule.items.push_back({line(0, y - 5, composer_.frame().width * 0.28, y - 5, theme_.color("muted"), 0.5), kArtifact});
    put(page, std::move(rule), left, top);
    PanelPainter panels(composer_.frames);
    std::vector<Pt> ys;
    for (std::size_t k = 0; k < count; ++k) {
      ys.push_back(y);
      panels.add(carried_[k].frames, y, carried_[k].height);
      y += carried_[k].height + carried_[k].after;
    }
    put(page, panels.paint(), left, top);
    for (std::size_t k = 0; k < count; ++k) {
      mark(carried_[k], top + ys[k]);
      put(page, std::move(carried_[k]), left, top + ys[k]);
    }
    carried_.erase(carried_.begin(), carried_.begin() + static_cast<std::ptrdiff_t>(count));
  }

  // Notes still owed before a page that cannot take them, or at the end.
  void finish_notes() {
    while (!carried_.empty()) {
      Page& page = new_page(false);
      const Pt room = std::max(composer_.frame().height, carried_.front().height + carried_.front().after + kNoteGap);
      put_notes(page, room, theme_.margins.inner, theme_.margins.top);
      remember(out_.pages.size() - 1);
    }
  }

  // ---- what stands on a page

  struct Group { std::size_t first, end; };  // strips that float together

  // A page: figures that waited for it, then the flow from `from` to `next`; figures that found no room wait.
  struct Plan {
    std::vector<std::size_t> strips;
    std::vector<Pt> foot;               // of each strip, with what stands above it
    std::size_t floats = 0;             // how many of the strips have floated here
    std::size_t from = 0, next = 0;
    std::vector<Group> waiting;
    Pt y = 0, after = 0, notes = 0;
    bool empty = true;
  };

  // Only whole groups float: what is left of one that has been parted goes on with the flow, below its header.
  bool begins_group(std::size_t i) const {
    return strips_[i].floating >= 0 && (i == 0 || strips_[i - 1].floating != strips_[i].floating);
  }

  Group group_at(std::size_t i) const {
    Group g{i, i + 1};
    while (g.end < strips_.size() && strips_[g.end].floating == strips_[i].floating) ++g.end;
    return g;
  }

  static Pt foot_below(const Plan& plan, const Strip& s) {
    return is_empty(s) ? plan.y : plan.y + (plan.empty ? 0 : std::max(plan.after, s.before)) + s.height;
  }

  bool fits(const Plan& plan, const Strip& s) const {
    const Pt notes = plan.notes + notes_height(s);
    return foot_below(plan, s) + notes + (notes > 0 ? kNoteGap : 0) <= composer_.frame().height + kEpsilon;
  }

  void take(Plan& plan, std::size_t i) const {
    const Strip& s = strips_[i];
    plan.notes += notes_height(s);
    plan.y = foot_below(plan, s);
    if (!is_empty(s)) plan.after = s.after, plan.empty = false;
    plan.strips.push_back(i);
    plan.foot.push_back(plan.y);
  }

  bool take_if_fits(Plan& plan, const Group& group) const {
    Plan with = plan;
    for (auto i = group.first; i < group.end; ++i) {
      if (!with.empty && !fits(with, strips_[i])) return false;
      take(with, i);
    }
    plan = std::move(with);
    return true;
  }

  Plan plan_page(std::size_t first) const {
    Plan plan;
    plan.from = first;
    plan.notes = std::min(carried_height(), most_notes());
    plan.waiting = waiting_;
    if (!plan.waiting.empty() && !take_if_fits(plan, plan.waiting.front()))  // whole at the top, come what may
      for (auto i = plan.waiting.front().first; i < plan.waiting.front().end; ++i) take(plan, i);
    if (!plan.waiting.empty()) plan.waiting.erase(plan.waiting.begin());
    while (!plan.waiting.empty() && take_if_fits(plan, plan.waiting.front())) plan.waiting.erase(plan.waiting.begin());
    plan.floats = plan.strips.size();
    if (const auto* header = first < strips_.size() ? header_for(first) : nullptr) {
      plan.y += total_height(*header) + (plan.empty ? 0 : plan.after);
      plan.after = 0;
    }
    for (auto i = first;;) {
      if (i >= strips_.size() || ends_before(plan, i)) return end_page(std::move(plan), i, true);
      if (begins_group(i) && !plan.empty) {
        const Group group = group_at(i);
        if (put_off(plan, group)) {
          plan.waiting.push_back(group);
          i = group.end;
          continue;
        }
      }
      if (!plan.empty && !fits(plan, strips_[i])) return end_page(std::move(plan), i, false);
      take(plan, i++);
    }
  }

  // Whether the flow may not go on with strip `i` on this page, whatever room there is.
  bool ends_before(const Plan& plan, std::size_t i) const {
    const Strip& s = strips_[i];
    if (!plan.waiting.empty() && (s.heading_line || s.foreign || s.break_before || s.fill_page)) return true;
    if (i == plan.from) return plan.floats > 0 && (s.foreign || s.break_before || s.fill_page);
    return s.foreign || (!plan.empty && (s.break_before || s.fill_page)) || strips_[i - 1].fill_page;
  }

  // A group that finds no room is passed by the text after it; nothing passes a group that is announced
  // (“as follows:”), and what can be parted is rather parted than that a gap is left.
  bool put_off(const Plan& plan, const Group& group) const {
    const auto before = plan.strips.back();
    const bool announced = strips_[before].keep_with_next && !strips_[before].heading_line;
    if (!plan.waiting.empty()) return !announced;
    Plan with = plan;
    if (announced || take_if_fits(with, group)) return false;
    const auto at = [&](std::size_t i) { return strips_.begin() + static_cast<std::ptrdiff_t>(i); };
    const bool can_be_parted = std::any_of(at(group.first), at(group.end), [](const Strip& s) { return s.soft_keep; });
    return !can_be_parted || plan.y + fill_after(group.end) > composer_.frame().height - largest_gap();
  }

  Pt largest_gap() const { return composer_.frame().height * 0.14; }

  // How much text may pass a group that ends before strip `i`.
  Pt fill_after(std::size_t i) const {
    Pt height = 0;
    for (; i < strips_.size() && height < composer_.frame().height; ++i) {
      const Strip& s = strips_[i];
      if (s.heading_line || s.foreign || s.break_before || s.fill_page) break;
      if (s.floating < 0) height += s.height + std::max(s.before, s.after);
    }
    return height;
  }

  // Takes back what may not be the last on a page that ends before strip `at`, as asked or for want of room.
  Plan end_page(Plan plan, std::size_t at, bool asked) const {
    plan.next = at;
    const bool open = !plan.strips.empty() && strips_[plan.strips.back()].keep_with_next;
    if (asked && (plan.waiting.empty() || !open)) return plan;
    const auto count = last_break(plan);
    if (count < plan.strips.size()) plan.next = plan.strips[count];
    // Figures that nothing has passed after all wait no more: they come in their turn.
    const auto passed = [&](const Group& g) { return g.first < plan.from || (count > plan.floats && g.first < plan.strips[count - 1]); };
    for (; !plan.waiting.empty() && !passed(plan.waiting.back()); plan.waiting.pop_back())
      plan.next = std::min(plan.next, plan.waiting.back().first);
    plan.strips.resize(count);
    return plan;
  }

  // After how many of the plan's strips the page may end; all of them when there is no good place.
  std::size_t last_break(const Plan& plan) const {
    std::size_t soft = 0;
    for (auto k = plan.strips.size(); k > plan.floats; --k) {
      const Strip& s = strips_[plan.strips[k - 1]];
      if (is_empty(s) || s.keep_with_next) continue;
      if (!s.soft_keep) return soft > 0 && plan.foot[soft - 1] - plan.foot[k - 1] > largest_gap() ? soft : k;
      if (soft == 0) soft = k;
    }
    if (soft > 0 || plan.floats > 0) return std::max(soft, plan.floats);
    for (auto k = plan.strips.size(); k > 1; --k)
      if (!strips_[plan.strips[k - 1]].heading_line) return k;
    return plan.strips.size();
  }

  Page& new_page(bool cover) {
    out_.pages.emplace_back();
    Page& page = out_.pages.back();
    page.size = theme_.page;
    page.label = std::to_string(out_.pages.size());
    out_.notes.push_back({running_, cover});
    return page;
  }

  void foreign_page(Strip& s) {
    mark(s, 0);
    out_.pages.emplace_back();
    Page& page = out_.pages.back();
    out_.notes.push_back({running_, true});
    page.size = s.foreign_size;
    page.label = std::to_string(out_.pages.size());
    page.foreign = std::move(s.foreign);
    draw(page, std::move(s), 0, 0);
    remember(out_.pages.size() - 1);
  }

  // Anchors and outline entries of a strip that stands on the page about to be made or just made.
  void mark(const Strip& s, Pt y) { pending_.push_back({s.anchors, s.heading, y}); }

  void remember(std::size_t page) {
    for (auto& p : pending_) {
      const Destination at{static_cast<int>(page), p.y};
      for (auto& anchor : p.anchors) out_.destinations.emplace(anchor, at);
      if (p.heading) out_.outline.push_back({p.heading->title, p.heading->level, at, p.heading->piece});
    }
    pending_.clear();
  }

  // Returns where the next page begins.
  std::size_t text_page(Plan plan) {
    waiting_ = std::move(plan.waiting);
    const auto& chosen = plan.strips;
    const auto any = [&](auto is) { return std::any_of(chosen.begin(), chosen.end(), [&](auto i) { return is(strips_[i]); }); };
    const bool cover = any([](const Strip& s) { return s.fill_page; });
    for (const auto i : chosen)
      if (strips_[i].heading) run_on(*strips_[i].heading);
    const Pt left = theme_.margins.inner;
    if (!any([](const Strip& s) { return !is_empty(s); })) {  // only marks: they belong to the next page
      for (const auto i : chosen) mark(strips_[i], theme_.margins.top);
      return plan.next;
    }
    Page& page = new_page(cover);
    Stack stack;
    const auto* header = plan.next > plan.from ? header_for(plan.from) : nullptr;
    for (std::size_t k = 0; k < chosen.size(); ++k) {
      if (k == plan.floats && header)
        for (const auto& s : *header) stack.add(Strip(s));
      Strip& s = strips_[chosen[k]];
      for (const int n : s.notes) call(n);
      mark(s, theme_.margins.top + stack.next_y(s));
      if (!is_empty(s)) stack.add(std::move(s));
    }
    make_room(page, stack.content);
    const Pt top = theme_.margins.top + (cover ? 0 : above(stack.y));
    draw_panels(page, stack.content, stack.ys, left, top);
    for (std::size_t k = 0; k < stack.content.size(); ++k) put(page, std::move(stack.content[k]), left, top + stack.ys[k]);
    put_notes(page, composer_.frame().height - stack.y, left, theme_.margins.top);
    remember(out_.pages.size() - 1);
    return plan.next;
  }

  // What a theme that sets pages in their middle leaves above them. Notes at the foot leave nothing.
  Pt above(Pt height) const {
    return theme_.centered && carried_.empty() ? std::max(0.0, composer_.frame().height - height) / 2 : 0;
  }

  static void make_room(Page& page, const Strips& content) {
    constexpr std::size_t kGlyphs = 400, kItems = 12;  // of header, footer and panels
    std::size_t glyphs = kGlyphs, items = kItems;
    for (const auto& s : content) glyphs += s.glyphs.size(), items += s.items.size();
    page.glyphs.reserve(glyphs), page.items.reserve(items);
  }

  // Strips below each other.
  struct Stack {
    Strips content;
    std::vector<Pt> ys;
    Pt y = 0, after = 0;
    Pt next_y(const Strip& s) const { return content.empty() || is_empty(s) ? y : y + std::max(after, s.before); }
    void add(Strip&& s) {
      ys.push_back(next_y(s));
      y = ys.back() + s.height;
      after = s.after;
      content.push_back(std::move(s));
    }
  };

  void put(Page& page, Strip&& s, Pt left, Pt top) {
    if (rtl_) mirror(s, composer_.frame().width);
    for (auto& late : s.late) {
      late.right += left, late.y += top;
      out_.late.push_back({out_.pages.size() - 1, std::move(late)});
    }
    s.late.clear();
    draw(page, std::move(s), left, top);
  }

  // One rectangle a panel and page, behind the text.
  void draw_panels(Page& page, const Strips& content, const std::vector<Pt>& ys, Pt left, Pt top) {
    PanelPainter panels(composer_.frames);
    for (std::size_t k = 0; k < content.size(); ++k) panels.add(content[k].frames, ys[k], content[k].height);
    put(page, panels.paint(), left, top);
  }

  struct Pending { std::vector<std::string> anchors; std::optional<HeadingMark> heading; Pt y; };

  Composer& composer_;
  Strips strips_;
  const Theme& theme_;
  bool rtl_;
  // A part gives the running title until a heading stands beside it or above it.
  void run_on(const HeadingMark& heading) {
    if (heading.part) running_ = heading.title, running_level_ = heading.level;
    else if (heading.level <= running_level_) running_ = composer_.document().title, running_level_ = 0;
  }

  std::string running_;
  int running_level_ = 0;
  std::vector<Pending> pending_;
  Strips carried_;           // lines of notes that are called for and not yet set
  std::vector<Group> waiting_;  // figures put off to the next page, in order
  Paginated out_;
};

}  // namespace

void draw(Page& page, Strip&& strip, Pt dx, Pt dy) {
  shift(strip, dx, dy);
  const auto base = static_cast<std::uint32_t>(page.glyphs.size());
  page.glyphs.insert(page.glyphs.end(), strip.glyphs.begin(), strip.glyphs.end());
  for (auto& item : strip.items) {
    if (auto* run = std::get_if<TextRun>(&item.content)) run->first += base;
    page.items.push_back(std::move(item));
  }
  for (auto& link : strip.links) page.links.push_back(std::move(link));
}

Paginated paginate(Composer& composer, Strips strips) { return Paginator(composer, std::move(strips)).run(); }

namespace {

std::string number_for(const LateNumber& late, const Paginated& paginated) {
  const auto found = paginated.destinations.find(late.target);
  if (found == paginated.destinations.end()) return "–";
  const auto& at = found->second;
  if (!late.extent) return std::to_string(at.page + 1);
  return std::to_string(last_page(paginated.outline, at, paginated.pages.size()) - at.page + 1);
}

/// Where the digits begin within the room kept for them.
Pt left_of(const LateNumber& late, Pt width) {
  if (late.mirrored) return late.right + (late.from_start ? late.width - width : 0);
  return late.right - (late.from_start ? late.width : width);
}

}  // namespace

void settle_numbers(Composer& composer, Paginated& paginated) {
  for (auto& [index, late] : paginated.late) {
    const std::string text = number_for(late, paginated);
    const Unit& unit = composer.typesetter.unit(late.style, false, text);
    Page& page = paginated.pages[index];
    Pt x = left_of(late, unit.width);
    for (const auto& segment : unit.segments) {
      TextRun run;
      run.font = segment.font, run.size = segment.size;
      run.color = composer.typesetter.style(late.style).color;
      run.x = x, run.y = late.y;
      run.first = static_cast<std::uint32_t>(page.glyphs.size());
      for (const auto& g : segment.glyphs) {
        page.glyphs.push_back({g.code, g.advance, g.dx, g.dy});
        x += g.advance;
      }
      run.count = static_cast<std::uint32_t>(segment.glyphs.size());
      page.items.push_back({run, late.node});
    }
  }
}

}  // namespace taqrir::layout
