// Covers: one page. What is too long for it is set smaller, step by step; what is still too long goes on.
#include <algorithm>

#include "layout/composer.hpp"

namespace taqrir::layout {

namespace {

constexpr double kSmallest = 0.5;       // of the theme's sizes
constexpr Pt kLeastTop = 26, kFoot = 6; // above the title block, below the notice

Rgb tone_color(const Theme& theme, Tone tone) {
  switch (tone) {
    case Tone::good: return theme.color("good");
    case Tone::caution: return theme.color("caution");
    case Tone::bad: return theme.color("bad");
    case Tone::muted: return theme.color("muted");
    case Tone::neutral: break;
  }
  return theme.color("accent");
}

// All strips as one, the first at `top`.
Pt stack(Strip& page, Strips strips, Pt top) {
  Pt y = top, after = 0;
  for (auto& strip : strips) {
    if (y > top) y += std::max(after, strip.before);
    after = strip.after;
    const Pt h = strip.height;
    merge(page, std::move(strip), 0, y);
    y += h;
  }
  return y;
}

void append(Strips& to, Strips from) {
  to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
}

}  // namespace

// Title block on the upper third, a rule, facts below it, notice at the foot.
class CoverSetter {
 public:
  CoverSetter(Composer& composer, const Cover& cover, const Setting& setting)
      : composer_(composer), theme_(composer.theme()), cover_(cover), setting_(setting) {
    setting_.in_cell = false;
    setting_.align = TextAlign::start;
  }

  Strips set() {
    const bool one_page = find_scale();
    setting_.dry = false;
    setting_.parent = composer_.node(Tag::sect, setting_.parent, setting_.language);
    return one_page ? on_one_page() : on_several_pages();
  }

 private:
  Pt frame() const { return composer_.frame().height; }

  // Measures at smaller and smaller sizes. False when no size will do.
  bool find_scale() {
    setting_.dry = true;
    for (double scale = 1; scale >= kSmallest; scale *= 0.9) {
      setting_.scale = scale;
      room_ = frame() - total_height(content()) - foot_height(notice());
      if (room_ >= kLeastTop) return true;
    }
    setting_.scale = 0.8;
    return false;
  }

  static Pt foot_height(const Strips& notice) { return notice.empty() ? 0 : total_height(notice) + 12 + kFoot; }

  Strips on_one_page() {
    Strip page;
    page.fill_page = page.break_before = true;
    const Pt top = std::min(frame() * (setting_.parts > 0 ? 0.16 : 0.13), room_);
    page.items.push_back({rectangle(0, top - 16, 46, 3.2, theme_.color("accent-2")), kArtifact});
    stack(page, content(), top);
    auto foot = notice();
    if (!foot.empty()) {
      const Pt y = frame() - total_height(foot) - kFoot;
      page.items.push_back({rule(y - 10), kArtifact});
      stack(page, std::move(foot), y);
    }
    page.height = frame();
    Strips out;
    out.push_back(std::move(page));
    return out;
  }

  Strips on_several_pages() {
    Strips out = content();
    append(out, notice());
    if (out.empty()) out.emplace_back();
    out.front().break_before = true;
    out.emplace_back();
    out.back().break_before = true;  // what follows begins a page
    return out;
  }

  Strips content() {
    Strips out = composer_.paragraph(cover_.kicker, "kicker", setting_);
    append(out, title());
    if (!cover_.subtitle.empty()) append(out, composer_.paragraph(cover_.subtitle, "subtitle", setting_));
    Strip below;
    below.height = 22 * setting_.scale;
    below.items.push_back({rule(6 * setting_.scale), kArtifact});
    out.push_back(std::move(below));
    if (!cover_.status.empty()) append(out, status());
    for (const auto& fact : cover_.facts) append(out, facts(fact));
    return out;
  }

  Strips title() {
    const auto tag = static_cast<Tag>(static_cast<int>(Tag::h1) + std::clamp(setting_.parts, 0, 5));
    return composer_.paragraph(cover_.title, "title", setting_, tag, TextAlign::start);
  }

  Strips status() {
    Setting s = setting_;
    s.color = tone_color(theme_, cover_.status_tone);
    s.width -= 14;
    auto out = composer_.paragraph(cover_.status, "fact-value", s);
    for (auto& strip : out) shift(strip, 14, 0);
    if (out.empty()) return out;
    out.front().items.push_back({rectangle(0, 3 * s.scale, 7, 7, *s.color), kArtifact});
    out.back().after += 8 * s.scale;
    return out;
  }

  // A label beside its value, line by line.
  Strips facts(const KeyFact& fact) {
    Setting label = setting_, value = setting_;
    label.width = setting_.width * 0.3 - 10, value.width = setting_.width * 0.7;
    auto out = composer_.paragraph(fact.label, "fact-label", label);
    auto values = composer_.paragraph(fact.value, "fact-value", value);
    const Pt lift = 1.5 * setting_.scale;
    out.resize(std::max(out.size(), values.size()));
    for (std::size_t i = 0; i < out.size(); ++i) {
      out[i].before = out[i].after = 0;
      if (i >= values.size()) continue;
      out[i].height = std::max(out[i].height, values[i].height);
      merge(out[i], std::move(values[i]), setting_.width * 0.3, -lift);
    }
    if (!out.empty()) out.back().after = 8 * setting_.scale;
    return out;
  }

  Strips notice() {
    return cover_.notice.empty() ? Strips{} : composer_.paragraph(cover_.notice, "small", setting_);
  }

  Shape rule(Pt y) const { return line(0, y, setting_.width, y, theme_.color("rule"), 0.8); }

  Composer& composer_;
  const Theme& theme_;
  const Cover& cover_;
  Setting setting_;
  Pt room_ = 0;  // above the title block
};

Strips Composer::set(const Block&, const Cover& b, const Setting& s) {
  auto out = CoverSetter(*this, b, s).set();
  if (s.parts == 0) out.front().heading = HeadingMark{plain_text(b.title), 1, false, ""};
  return out;
}

}  // namespace taqrir::layout
