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
    for (std::size_t i = 0; i < strips_.size();) {
      if (strips_[i].foreign) {
        finish_notes();
        foreign_page(strips_[i]);
        ++i;
      } else {
        if (strips_[i].fill_page) finish_notes();
        const std::size_t end = page_end(i);
        text_page(i, end);
        i = end;
      }
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

  // One past the last strip of the page that begins with `first`.
  std::size_t page_end(std::size_t first) const {
    const Pt room = composer_.frame().height;
    Pt y = 0, notes = std::min(carried_height(), most_notes()), after = 0;
    if (const auto* header = header_for(first)) y += total_height(*header);
    bool empty = true;
    for (std::size_t i = first; i < strips_.size(); ++i) {
      const Strip& s = strips_[i];
      if (i > first && s.foreign) return i;
      if (i > first && !empty && (s.break_before || s.fill_page)) return i;
      if (i > first && strips_[i - 1].fill_page) return i;
      const Pt gap = empty ? 0 : std::max(after, s.before);
      const Pt own_notes = notes_height(s);
      const Pt reserve = notes + own_notes > 0 ? kNoteGap : 0;
      if (!empty && y + gap + s.height + notes + own_notes + reserve > room + kEpsilon) return best_break(first, i);
      notes += own_notes;
      if (is_empty(s)) continue;
      y += gap + s.height;
      after = s.after, empty = false;
    }
    return strips_.size();
  }

  // The last place at or before `overflow` where a page may end; the overflow itself when there is none.
  std::size_t best_break(std::size_t first, std::size_t overflow) const {
    for (std::size_t k = overflow; k > first; --k)
      if (!strips_[k - 1].keep_with_next && !is_empty(strips_[k - 1])) return k;
    return overflow;
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

  void text_page(std::size_t first, std::size_t end) {
    const auto begin = strips_.begin() + static_cast<std::ptrdiff_t>(first);
    const auto stop = strips_.begin() + static_cast<std::ptrdiff_t>(end);
    const bool cover = std::any_of(begin, stop, [](const Strip& s) { return s.fill_page; });
    const bool nothing = std::all_of(begin, stop, is_empty);
    for (std::size_t i = first; i < end; ++i)
      if (strips_[i].heading) run_on(*strips_[i].heading);
    const Pt left = theme_.margins.inner, top = theme_.margins.top;
    if (nothing) {  // only marks: they belong to the next page
      for (std::size_t i = first; i < end; ++i) mark(strips_[i], top);
      return;
    }
    Page& page = new_page(cover);
    Strips content;
    std::vector<Pt> ys;
    Pt y = 0;
    if (const auto* header = header_for(first))
      for (const auto& s : *header) {
        content.push_back(s);
        ys.push_back(y);
        y += s.height;
      }
    bool empty = content.empty();
    Pt after = 0;
    for (std::size_t i = first; i < end; ++i) {
      Strip& s = strips_[i];
      for (const int n : s.notes) call(n);
      if (is_empty(s)) {
        mark(s, top + y);
        continue;
      }
      if (!empty) y += std::max(after, s.before);
      after = s.after, empty = false;
      mark(s, top + y);
      ys.push_back(y);
      y += s.height;
      content.push_back(std::move(s));
    }
    draw_panels(page, content, ys, left, top);
    for (std::size_t k = 0; k < content.size(); ++k) put(page, std::move(content[k]), left, top + ys[k]);
    put_notes(page, composer_.frame().height - y, left, top);
    remember(out_.pages.size() - 1);
  }

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

void settle_numbers(Composer& composer, Paginated& paginated) {
  for (auto& [index, late] : paginated.late) {
    const auto it = paginated.destinations.find(late.target);
    const std::string text = it == paginated.destinations.end() ? "–" : std::to_string(it->second.page + 1);
    const Unit& unit = composer.typesetter.unit(late.style, false, text);
    Page& page = paginated.pages[index];
    Pt x = late.mirrored ? late.right : late.right - unit.width;
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
