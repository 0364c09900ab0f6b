// Page furniture: logos and names above, running title and page number below, watermark behind.
#include <algorithm>
#include <array>
#include <cmath>

#include "layout/paginate.hpp"
#include "model/builder.hpp"

namespace taqrir::layout {

namespace {

constexpr Pt kLogoHeight = 25, kHeaderTop = mm(10.5), kGap = 7;

class Furnisher {
 public:
  Furnisher(Composer& composer, Paginated& paginated)
      : composer_(composer),
        paginated_(paginated),
        furniture_(composer.document().furniture),
        theme_(composer.theme()),
        language_(composer.document().language),
        rtl_(direction_of(language_) == Direction::rtl) {}

  void run() {
    const bool any = !furniture_.start.lines.empty() || !furniture_.start.logos.empty() ||
                     !furniture_.middle.lines.empty() || !furniture_.end.lines.empty() ||
                     !furniture_.middle.logos.empty() || !furniture_.end.logos.empty();
    const Strip top = any ? header() : Strip{};
    for (std::size_t p = 0; p < paginated_.pages.size(); ++p) {
      Page& page = paginated_.pages[p];
      if (!furniture_.watermark.empty()) watermark(page);
      if (theme_.frame && !page.foreign) border(page, *theme_.frame);
      if (page.foreign) {
        if (!page.foreign->stamp.empty()) stamp(p);
        continue;
      }
      if (any) draw(page, Strip(top), theme_.margins.inner, header_top());
      draw(page, footer(p), theme_.margins.inner, theme_.page.height - theme_.margins.bottom + 16);
    }
  }

 private:
  // Within the theme's border.
  Pt header_top() const {
    return theme_.frame ? std::max(kHeaderTop, theme_.frame->inset + theme_.frame->gap + mm(5)) : kHeaderTop;
  }

  // Smaller where the names are too many for the margin.
  Strip header() {
    const Pt room = theme_.margins.top - header_top() - 4;
    for (scale_ = 1;; scale_ *= 0.9) {
      Strip strip = header_at_scale();
      if (lines_height_ <= room || scale_ < 0.45) return strip;
    }
  }

  Strip header_at_scale() {
    const Pt width = composer_.frame().width;
    Strip strip;
    const FurnitureCell* cells[3] = {&furniture_.start, &furniture_.middle, &furniture_.end};
    const TextAlign aligns[3] = {TextAlign::start, TextAlign::center, TextAlign::end};
    const auto widths = shares(cells, width);
    Strip parts[3];
    Pt height = 0;
    for (int i = 0; i < 3; ++i) {
      parts[i] = cell(*cells[i], widths[i] - 12, aligns[i]);
      height = std::max(height, parts[i].height);
    }
    lines_height_ = height;
    Pt x = 0;
    for (int i = 0; i < 3; ++i) {
      const Pt h = parts[i].height;
      merge(strip, std::move(parts[i]), x + 6.0 * i, (height - h) / 2);
      x += widths[i];
    }
    const Pt rule = theme_.margins.top - header_top() - 14;
    if (!theme_.frame)
      strip.items.push_back(
          {line(0, std::max(rule, height + 4), width, std::max(rule, height + 4), theme_.color("rule"), 0.6),
           kArtifact});
    if (rtl_) mirror(strip, width);
    return strip;
  }

  // What a cell would like: its longest line and its logos.
  Pt wish(const FurnitureCell& cell) {
    Pt widest = 0;
    for (const auto& l : cell.lines) {
      Style style = composer_.typesetter.named("header", l.language);
      style.bold = style.bold || l.strong;
      widest = std::max(widest, composer_.text_width(l.text, style));
    }
    return widest + static_cast<Pt>(cell.logos.size()) * (kLogoHeight * 1.5 + kGap) + 14;
  }

  // The middle takes what it would like, up to half, and stands in the middle of the page where both sides have
  // room enough so; else they share the rest by what they would like, neither less than a third of it.
  std::array<Pt, 3> shares(const FurnitureCell* const (&cells)[3], Pt width) {
    const Pt middle = std::clamp(wish(*cells[1]), width * 0.1, width * 0.5);
    const Pt rest = width - middle, start = wish(*cells[0]), end = wish(*cells[2]);
    const bool even = std::max(start, end) <= rest / 2;
    const Pt first = even ? rest / 2 : std::clamp(rest * start / (start + end), rest / 3, rest * 2 / 3);
    return {first, middle, rest - first};
  }

  Strip cell(const FurnitureCell& cell, Pt width, TextAlign align) {
    Strip out;
    Pt x = 0;
    Pt logos_width = 0;
    struct Logo {
      ImageId id;
      Pt w, h;
    };
    std::vector<Logo> logos;
    const Pt share = width * (cell.lines.empty() ? 1 : 0.6);  // of the cell, for its logos
    const Pt each = std::max((share - kGap * static_cast<Pt>(cell.logos.size())) /
                                 std::max<Pt>(static_cast<Pt>(cell.logos.size()), 1),
                             6.0);
    for (const auto& logo : cell.logos)
      if (const auto id = composer_.image(logo.file)) {
        const auto& asset = composer_.images[*id];
        const Pt w = std::min({kLogoHeight * asset.width / std::max(asset.height, 1), width * 0.5, each});
        logos.push_back({*id, w, w * asset.height / std::max(asset.width, 1)});
        logos_width += w + kGap;
      }
    const Pt text_width = std::max(width - logos_width, 20.0);
    Strip text;
    for (const auto& l : cell.lines) {
      const bool turns = direction_of(l.language) != direction_of(language_);
      const TextAlign own = !turns || align == TextAlign::center ? align
                            : align == TextAlign::start          ? TextAlign::end
                                                                 : TextAlign::start;
      Style style = composer_.typesetter.named("header", l.language);
      style.hyphenate = false, style.bold = style.bold || l.strong;
      style.size *= scale_;
      if (l.strong) style.color = theme_.color("accent");
      Setting setting;
      setting.language = l.language, setting.dry = true, setting.width = text_width;
      ParagraphShape shape;
      shape.width = text_width, shape.align = own,
      shape.line_height = composer_.typesetter.line_height("header") * scale_;
      ParagraphSetter setter(composer_.typesetter);
      for (auto& s : setter.set(composer_.flow(plain(l.text), setting, style, kArtifact), shape)) {
        if (turns) mirror(s, text_width);
        const Pt h = s.height;
        merge(text, std::move(s), 0, text.height);
        text.height += h;
      }
    }
    out.height = std::max(text.height, logos.empty() ? 0.0 : kLogoHeight);
    const bool at_end = align == TextAlign::end;
    if (at_end) x = width - logos_width + kGap;
    if (align == TextAlign::center && cell.lines.empty()) x = (width - logos_width + kGap) / 2;
    for (const auto& logo : logos) {
      out.items.push_back({PlacedImage{logo.id, x, (out.height - logo.h) / 2, logo.w, logo.h}, kArtifact});
      x += logo.w + kGap;
    }
    const Pt h = text.height;
    merge(out, std::move(text), at_end ? 0 : logos_width, (out.height - h) / 2);
    return out;
  }

  // A head of `text` that fits, with an ellipsis when it was cut: between words, within one that is too long.
  std::string fitted(const std::string& text, Pt width) {
    constexpr std::size_t kMost = 600;  // bytes: more fits on no line
    Style style = composer_.typesetter.named("footer", language_);
    std::string head = text.substr(0, kMost);
    if (text.size() <= kMost && composer_.text_width(head, style) <= width) return head;
    while (!head.empty()) {
      const auto space = head.find_last_of(' ');
      head.resize(space == std::string::npos ? start_of_last_character(head) : space);
      if (composer_.text_width(head + "…", style) <= width) break;
    }
    return head + "…";
  }

  static std::size_t start_of_last_character(const std::string& text) {
    std::size_t at = text.size() - 1;
    while (at > 0 && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) --at;
    return at;
  }

  // The same on many pages in a row.
  const Strip& running_title(const std::string& title, Pt room) {
    if (room == title_room_ && title == title_) return title_line_;
    title_ = title, title_room_ = room;
    title_line_ = composer_.text_line(fitted(title, room), "footer", language_, kArtifact, TextAlign::start,
                                      composer_.frame().width);
    return title_line_;
  }

  std::string page_of(std::size_t p, const Locale& locale) const {
    return locale.word("document.page-of", {{"page", paginated_.pages[p].label},
                                            {"pages", std::to_string(paginated_.pages.size())}});
  }

  // Piece, page in the piece, page here, as much as a narrow page has room for; the page here always.
  std::string stamp_text(std::size_t p, const ForeignSlot& slot, Pt room) {
    const Style style = composer_.typesetter.named("footer", slot.language);
    const std::string number = page_of(p, composer_.locale().in(slot.language));
    for (const auto& text : {slot.stamp + " · " + number, slot.stamp + " · " + paginated_.pages[p].label})
      if (composer_.text_width(text, style) <= room) return text;
    return paginated_.pages[p].label;
  }

  // Outside the text of most pages: the foot's outer edge.
  void stamp(std::size_t p) {
    constexpr Pt kFoot = 20;
    Page& page = paginated_.pages[p];
    const ForeignSlot& slot = *page.foreign;
    const Pt number =
        composer_.text_width(page.label, composer_.typesetter.named("footer", slot.language)) + 1;
    const Pt edge = std::clamp((page.size.width - number) / 2, 0.0, 18.0);  // pages may be as small as icons
    const Pt room = page.size.width - 2 * edge;
    const std::string text = stamp_text(p, slot, room);
    Strip line = composer_.text_line(text, "footer", slot.language, kArtifact, TextAlign::end, room);
    if (direction_of(slot.language) == Direction::rtl) mirror(line, room);
    page.foreign->stamp_box =
        stamp_box(line, text, slot.language, static_cast<std::uint32_t>(page.items.size()));
    page.foreign->stamp_box->x += edge, page.foreign->stamp_box->y += page.size.height - kFoot;
    draw(page, std::move(line), edge, page.size.height - kFoot);
  }

  // Of a sheet that stands alone.
  Strip bare_footer() {
    if (furniture_.footer.empty()) return {};
    return composer_.text_line(furniture_.footer, "footer", language_, kArtifact, TextAlign::center,
                               composer_.frame().width);
  }

  // On its line: as wide as its text, as high as the fonts used.
  StampBox stamp_box(const Strip& line, const std::string& text, const std::string& language,
                     std::uint32_t first) {
    const Style style = composer_.typesetter.named("footer", language);
    const bool rtl = direction_of(language) == Direction::rtl;
    const Unit& unit = composer_.typesetter.unit(composer_.typesetter.style(style), rtl, text);
    StampBox box{0, 0, composer_.text_width(text, style), unit.ascent + unit.descent, first};
    bool any = false;
    for (const auto& item : line.items)
      if (const auto* run = std::get_if<TextRun>(&item.content)) {
        box.x = any ? std::min(box.x, run->x) : run->x, box.y = run->y - unit.ascent;
        any = true;
      }
    return box;
  }

  Strip footer(std::size_t p) {
    const Pt width = composer_.frame().width;
    Strip strip;
    if (!theme_.page_numbers) return bare_footer();
    strip.items.push_back({line(0, 0, width, 0, theme_.color("rule"), 0.6), kArtifact});
    const std::string number = page_of(p, composer_.locale());
    const Pt number_width = composer_.text_width(number, composer_.typesetter.named("footer", language_)) + 2;
    merge(strip, composer_.text_line(number, "footer", language_, kArtifact, TextAlign::end, width), 0, 5);
    const bool cover = paginated_.notes[p].cover;
    if (!cover) {
      merge(strip, Strip(running_title(paginated_.notes[p].running_title, width - number_width - 30)), 0, 5);
    }
    if (!furniture_.footer.empty())
      merge(strip,
            composer_.text_line(furniture_.footer, "footer", language_, kArtifact, TextAlign::start, width),
            0, cover ? 5 : 5 + composer_.typesetter.line_height("footer"));
    if (rtl_) mirror(strip, width);
    return strip;
  }

  // The theme's border, behind all else.
  void border(Page& page, const PageFrame& frame) const {
    std::vector<Item> lines;
    const auto add = [&](Pt inset, Pt weight) {
      Shape edge = rectangle(inset, inset, page.size.width - 2 * inset, page.size.height - 2 * inset, Rgb{});
      edge.fill.reset(), edge.stroke = theme_.color(frame.color), edge.line_width = weight;
      lines.push_back({std::move(edge), kArtifact});
    };
    add(frame.inset, frame.weight);
    if (frame.gap > 0) add(frame.inset + frame.gap, frame.weight * 0.4);
    if (frame.stars) stars(lines, page.size, frame);
    page.items.insert(page.items.begin(), std::make_move_iterator(lines.begin()),
                      std::make_move_iterator(lines.end()));
  }

  // On each corner, over the lines: an outlined star, and a smaller one within it.
  void stars(std::vector<Item>& items, const Size& size, const PageFrame& frame) const {
    const Pt radius = mm(4.5), near = frame.inset + frame.gap / 2;
    for (const Pt x : {near, size.width - near})
      for (const Pt y : {near, size.height - near}) {
        Shape outer = star(x, y, radius), inner = star(x, y, radius * 0.55);
        outer.fill = Rgb{1, 1, 1}, outer.stroke = theme_.color(frame.color),
        outer.line_width = frame.weight * 0.7;
        inner.fill = theme_.color("accent-2");
        items.push_back({std::move(outer), kArtifact}), items.push_back({std::move(inner), kArtifact});
      }
  }

  // Two equal squares, one turned by 45 degrees: their outline, {8/2}.
  static Shape star(Pt x, Pt y, Pt radius) {
    constexpr double kStep = 3.14159265358979323846 / 8, kInner = 0.76536686473;  // cos 45° / cos 22.5°
    Shape out;
    for (int i = 0; i < 16; ++i) {
      const Pt r = i % 2 == 0 ? radius : radius * kInner;
      const Pt px = x + r * std::cos(i * kStep), py = y + r * std::sin(i * kStep);
      out.path.push_back({i == 0 ? Shape::Op::move : Shape::Op::line, 0, 0, 0, 0, px, py});
    }
    out.path.push_back({Shape::Op::close});
    return out;
  }

  static bool has_picture(const Page& page) {
    constexpr double kMuch = 0.08;  // of the page; logos are smaller
    return std::any_of(page.items.begin(), page.items.end(), [&](const Item& item) {
      const auto* image = std::get_if<PlacedImage>(&item.content);
      return image && image->width * image->height > kMuch * page.size.width * page.size.height;
    });
  }

  // Behind the text; above pictures, which would hide it (render draws it so that it is seen there).
  void watermark(Page& page) {
    constexpr Pt kSize = 84;
    constexpr double kMost = 0.9;  // of a small page
    Style style = composer_.typesetter.named("title", language_);
    style.size = kSize, style.color = Rgb{0.9, 0.9, 0.92};
    Pt length = composer_.text_width(furniture_.watermark, style);
    if (const Pt room = kMost * std::min(page.size.width / 0.6157, page.size.height / 0.788); length > room) {
      style.size *= room / length;
      length = room;
    }
    const Unit& unit =
        composer_.typesetter.unit(composer_.typesetter.style(style), rtl_, furniture_.watermark);
    constexpr double kAngle = 52;
    Pt x = page.size.width / 2 - length / 2 * 0.6157, y = page.size.height / 2 + length / 2 * 0.788;
    std::vector<Item> items;
    for (const auto& segment : unit.segments) {
      TextRun run;
      run.font = segment.font, run.size = segment.size, run.color = style.color, run.angle = kAngle;
      run.x = x, run.y = y;
      run.first = static_cast<std::uint32_t>(page.glyphs.size());
      Pt w = 0;
      for (const auto& g : segment.glyphs) {
        page.glyphs.push_back({g.code, g.advance, g.dx, g.dy});
        w += g.advance;
      }
      run.count = static_cast<std::uint32_t>(segment.glyphs.size());
      items.push_back({run, kArtifact});
      x += w * 0.6157, y -= w * 0.788;
    }
    page.items.insert(has_picture(page) ? page.items.end() : page.items.begin(),
                      std::make_move_iterator(items.begin()), std::make_move_iterator(items.end()));
  }

  Composer& composer_;
  Paginated& paginated_;
  const Furniture& furniture_;
  const Theme& theme_;
  std::string language_;
  bool rtl_;
  double scale_ = 1;     // of the header's type
  Pt lines_height_ = 0;  // of the header as set last
  std::string title_;    // the running title set last
  Pt title_room_ = -1;
  Strip title_line_;
};

}  // namespace

void furnish(Composer& composer, Paginated& paginated) { Furnisher(composer, paginated).run(); }

}  // namespace taqrir::layout
