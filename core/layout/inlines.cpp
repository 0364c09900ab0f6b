// Inlines -> InlineFlow: styles, links, notes, French spacing, isolates for other directions.
#include <algorithm>

#include "base/unicode.hpp"
#include "layout/composer.hpp"
#include "layout/figure_size.hpp"
#include "model/bonds.hpp"
#include "model/french.hpp"

namespace taqrir::layout {

class FlowBuilder {
 public:
  FlowBuilder(Composer& composer, const Setting& setting, InlineFlow& flow)
      : composer_(composer), setting_(setting), flow_(flow) {}

  struct State {
    Style style;
    NodeId node = kArtifact;
    std::int32_t link = -1;
    bool verbatim = false;  ///< no French spacing
  };

  void add(const Inlines& inlines, const State& state) {
    for (const auto& inline_ : inlines) {
      const Span* around = span_;
      if (inline_.span) span_ = &inline_.span;
      std::visit([&](const auto& content) { put(content, state); }, inline_.content);
      span_ = around;
    }
  }

 private:
  void put(const Text& t, const State& s) { text(t.text, s); }
  void put(const SoftBreak&, const State& s) { text(" ", s); }
  void put(const HardBreak&, const State& s) {
    object(InlineFlow::Stretch::Kind::hard_break, s, "\n");
  }
  void put(const Emphasis& e, const State& s) {
    State inner = s;
    inner.style.italic = !s.style.italic;
    add(e.content, inner);
  }
  void put(const Strong& e, const State& s) {
    State inner = s;
    inner.style.bold = true;
    add(e.content, inner);
  }
  void put(const Strikethrough& e, const State& s) {
    changed(e.content, s, false);
  }
  void put(const Insertion& i, const State& s) { changed(i.content, s, true); }
  void put(const Superscript& e, const State& s) { add(e.content, raised(s, 0.35)); }
  void put(const Subscript& e, const State& s) { add(e.content, raised(s, -0.15)); }
  void put(const CodeSpan& c, const State& s) {
    State inner = s;
    inner.style.role = "mono";
    inner.style.size *= 0.9;
    inner.style.hyphenate = false;
    inner.verbatim = true;
    inner.node = child(Tag::code, s.node);
    isolated(c.text, inner);
  }
  void put(const Link& l, const State& s) {
    const bool address = l.content.empty();
    if (address && flow_.rtl) mark(kLeftToRightIsolate);
    link(address ? Inlines{{Text{l.url}, {}}} : l.content, {l.url, "", "", kArtifact}, s, address);
    if (address && flow_.rtl) mark(kEndIsolate);
  }
  void put(const CrossReference& r, const State& s) {
    if (r.target.empty()) return add(r.content, s);  // lost: its words only
    link(r.content, {"", r.target, "", kArtifact}, s, false);
  }
  void put(const PieceReference& r, const State& s) {
    const Inlines label{{Text{r.label.empty() ? r.piece : r.label}, {}}};
    link(label, {"", "piece:" + r.piece, "", kArtifact}, s, false);
  }
  void put(const PageReference& r, const State& s) {
    State inner = s;
    inner.node = child(Tag::reference, s.node);
    const Pt width =
        composer_.text_width(std::string(static_cast<std::size_t>(composer_.page_digits()), '0'), s.style);
    auto& stretch = object(InlineFlow::Stretch::Kind::page_number, inner, "\uFFFC");
    stretch.width = width, stretch.target = r.target, stretch.extent = r.extent;
    stretch.height = 0;
  }
  void put(const Footnote& f, const State& s) {
    if (setting_.dry) return text("1", raised(s, 0.35));
    std::string mark, anchor;
    State inner = raised(s, 0.35);
    inner.node = child(Tag::reference, s.node);
    const int index = composer_.note(f, setting_, s.node, mark, anchor);
    inner.style.color = composer_.theme().color("link");
    const auto before = flow_.stretches.size();
    link({{Text{mark}, {}}}, {"", anchor, composer_.locale().in(s.style.language).word("document.note") + " " + mark, kArtifact}, inner, true);
    if (flow_.stretches.size() > before) flow_.stretches[before].note = index;
  }
  void put(const Image& i, const State& s) {
    if (setting_.dry) return;
    const auto id = composer_.image(i.file);
    if (!id) return text(i.alt, s);
    const auto& asset = composer_.images[*id];
    const Pt natural = picture_width(i, asset);
    const Pt widest = std::min(natural, setting_.width > 0 ? setting_.width : natural);
    const Pt height = std::min(widest * asset.height / std::max(asset.width, 1), s.style.size * 4);
    const Pt width = height * asset.width / std::max(asset.height, 1);
    State inner = s;
    inner.node = child(Tag::figure, s.node);
    if (inner.node >= 0) composer_.nodes[static_cast<std::size_t>(inner.node)].alternative = i.alt;
    auto& stretch = object(InlineFlow::Stretch::Kind::image, inner, "\uFFFC");
    stretch.image = *id, stretch.width = width, stretch.height = height;
  }
  void put(const Blank& b, const State& s) {
    constexpr Pt kHand = 13;  // height of what is written by hand
    State inner = s;
    inner.node = child(Tag::form, s.node);
    if (inner.node != s.node)
      composer_.nodes[static_cast<std::size_t>(inner.node)].alternative = composer_.blank_label(b.label, s.style.language);
    auto& stretch = object(InlineFlow::Stretch::Kind::blank, inner, "\uFFFC");
    stretch.width = setting_.width > 0 ? std::min(b.width, setting_.width) : b.width;
    stretch.height = kHand;
  }
  void put(const LanguageSpan& l, const State& s) {
    State inner = s;
    inner.style.language = l.language;
    if (!setting_.dry && s.node != kArtifact) inner.node = composer_.node(Tag::span, s.node, l.language);
    const bool turns = direction_of(l.language) != direction_of(s.style.language);
    if (turns) mark(direction_of(l.language) == Direction::rtl ? kRightToLeftIsolate : kLeftToRightIsolate);
    add(l.content, inner);
    if (turns) mark(kEndIsolate);
  }

  // Words that came and words that went: a line and a colour, and the same in the structure tree.
  void changed(const Inlines& content, const State& s, bool inserted) {
    State inner = s;
    inner.style.underline = inserted || s.style.underline;
    inner.style.strike = !inserted || s.style.strike;
    inner.style.color = composer_.change_color(inserted);
    inner.node = child(Tag::span, s.node);
    if (inner.node != s.node)
      composer_.nodes[static_cast<std::size_t>(inner.node)].decoration =
          inserted ? Node::Decoration::underline : Node::Decoration::line_through;
    add(content, inner);
  }

  static State raised(const State& s, double by) {
    State inner = s;
    inner.style.rise = s.style.rise + by * s.style.size;
    inner.style.size = s.style.size * 0.7;
    return inner;
  }

  NodeId child(Tag tag, NodeId parent) {
    if (setting_.dry || parent == kArtifact) return parent;
    return composer_.node(tag, parent);
  }

  void link(const Inlines& content, InlineFlow::LinkTarget target, const State& s, bool verbatim) {
    State inner = s;
    inner.verbatim = s.verbatim || verbatim;
    inner.style.color = composer_.theme().color("link");
    if (s.link >= 0 || setting_.dry || s.node == kArtifact) return add(content, inner);
    inner.node = composer_.node(Tag::link, s.node);
    target.node = inner.node;
    if (target.description.empty()) target.description = plain_text(content);
    if (target.description.empty()) target.description = target.url + target.destination;
    inner.link = static_cast<std::int32_t>(flow_.links.size());
    flow_.links.push_back(std::move(target));
    add(content, inner);
  }

  InlineFlow::Stretch& object(InlineFlow::Stretch::Kind kind, const State& s, const char* stand_in) {
    InlineFlow::Stretch stretch;
    stretch.begin = static_cast<std::uint32_t>(flow_.text.size());
    flow_.text += stand_in;
    stretch.end = static_cast<std::uint32_t>(flow_.text.size());
    stretch.kind = kind;
    stretch.style = composer_.typesetter.style(s.style);
    stretch.node = s.node, stretch.link = s.link;
    flow_.stretches.push_back(stretch);
    return flow_.stretches.back();
  }

  static constexpr const char* kLeftToRightIsolate = "\u2066";
  static constexpr const char* kRightToLeftIsolate = "\u2067";
  static constexpr const char* kFirstStrongIsolate = "\u2068";
  static constexpr const char* kEndIsolate = "\u2069";

  // A direction mark (UAX #9, 2.4): in the text for bidi, in no stretch, so that it is never shaped.
  void mark(const char* utf8) { flow_.text += utf8; }

  // Code stands for itself: what is beside it does not turn it about, nor it them.
  void isolated(std::string_view t, const State& s) {
    const bool alike = direction_of(s.style.language) == Direction::ltr && !flow_.rtl && !has_right_to_left(t);
    if (alike) return text(t, s);
    mark(kFirstStrongIsolate);
    text(t, s);
    mark(kEndIsolate);
  }

  void text(std::string_view t, const State& s) {
    if (t.empty()) return;
    if (span_) flow_.sources.push_back({static_cast<std::uint32_t>(flow_.text.size()), *span_});
    const auto begin = static_cast<std::uint32_t>(flow_.text.size());
    const std::size_t floor = flow_.stretches.empty() ? 0 : flow_.stretches.back().end;
    if (s.verbatim) flow_.text += t;
    else if (const auto words = with_bonds(t, room_); has_french_spacing(s.style.language))
      append_french(flow_.text, words, floor);
    else
      flow_.text += words;
    const auto end = static_cast<std::uint32_t>(flow_.text.size());
    const StyleId style = composer_.typesetter.style(s.style);
    if (!flow_.stretches.empty()) {  // goes on in the stretch before when nothing changes
      auto& last = flow_.stretches.back();
      if (last.kind == InlineFlow::Stretch::Kind::text && last.style == style && last.node == s.node &&
          last.link == s.link && last.end == begin && last.note < 0) {
        last.end = end;
        return;
      }
    }
    InlineFlow::Stretch stretch;
    stretch.begin = begin, stretch.end = end;
    stretch.style = style, stretch.node = s.node, stretch.link = s.link;
    flow_.stretches.push_back(std::move(stretch));
  }

  Composer& composer_;
  const Setting& setting_;
  InlineFlow& flow_;
  std::string room_;
  const Span* span_ = nullptr;  // of the inline at hand, or what it stands in
};

Rgb Composer::change_color(bool inserted) const {
  const char* name = inserted ? "inserted" : "deleted";
  return theme_.colors.count(name) ? theme_.color(name) : theme_.color(inserted ? "good" : "bad");
}

InlineFlow Composer::flow(const Inlines& inlines, const Setting& setting, const Style& style, NodeId node) {
  InlineFlow out;
  out.language = style.language;
  out.rtl = direction_of(style.language) == Direction::rtl;
  out.base = typesetter.style(style);
  FlowBuilder(*this, setting, out).add(inlines, {style, node, -1, false});
  return out;
}

Pt Composer::text_width(const std::string& text, const Style& style) {
  Setting setting;
  setting.language = style.language;
  setting.dry = true;
  return setter_.measure(flow({{Text{text}, {}}}, setting, style, kArtifact)).widest;
}

Strip Composer::text_line(const std::string& text, const std::string& style_name, const std::string& language, NodeId node,
                          TextAlign align, Pt width, std::optional<Rgb> color) {
  Style style = typesetter.named(style_name, language);
  style.hyphenate = false;
  if (color) style.color = *color;
  Setting setting;
  setting.language = language;
  setting.dry = node == kArtifact;
  const auto f = flow({{Text{text}, {}}}, setting, style, node);
  ParagraphShape shape;
  shape.width = width, shape.align = align, shape.node = node;
  shape.line_height = typesetter.line_height(style_name);
  auto strips = setter_.set(f, shape);
  Strip out;
  Pt y = 0;
  for (auto& s : strips) {
    const Pt h = s.height;
    merge(out, std::move(s), 0, y);
    y += h;
  }
  out.height = y;
  return out;
}

}  // namespace taqrir::layout
