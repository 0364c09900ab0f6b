#include "assemble/painted_areas.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <vector>

#include "assemble/operands.hpp"

namespace taqrir::assemble {
namespace {

using Point = EdgeBands::Point;

constexpr int kDeepestForm = 8;
constexpr std::size_t kMostStates = 10'000, kMostParts = 200'000;
constexpr std::size_t kMostForm = 16u << 20, kMostFormsKept = 32u << 20, kMostForms = 64u << 20;  // bytes
constexpr std::size_t kFormAtLeast = 4096;  // of the bytes that a page may spend on forms
constexpr double kHair = 0.75;              // points on each side of the thinnest line, and of edges
constexpr double kFar = 1e7;                // where text goes on whose place is not known
constexpr double kCap = 1.4143;             // of half a line's width: square caps, right angles

constexpr Area kEverywhere{-std::numeric_limits<double>::infinity(), -std::numeric_limits<double>::infinity(),
                           std::numeric_limits<double>::infinity(), std::numeric_limits<double>::infinity()};

Area common(const Area& a, const Area& b) {
  return {std::max(a.left, b.left), std::max(a.bottom, b.bottom), std::min(a.right, b.right),
          std::min(a.top, b.top)};
}

/// Grows to hold a point.
void hold(Area& area, Point p) {
  area.left = std::min(area.left, p.x), area.right = std::max(area.right, p.x);
  area.bottom = std::min(area.bottom, p.y), area.top = std::max(area.top, p.y);
}

constexpr Area kNothing{kEverywhere.right, kEverywhere.top, kEverywhere.left, kEverywhere.bottom};

Point at(const QPDFMatrix& m, double x, double y) {
  return {m.a * x + m.c * y + m.e, m.b * x + m.d * y + m.f};
}

Area box_through(const QPDFMatrix& m, double left, double bottom, double right, double top) {
  Area area = kNothing;
  for (const auto& corner :
       {at(m, left, bottom), at(m, right, bottom), at(m, left, top), at(m, right, top)}) {
    if (std::isnan(corner.x + corner.y)) return kEverywhere;
    hold(area, corner);
  }
  return area;
}

Area widened(const Area& a, double by) { return {a.left - by, a.bottom - by, a.right + by, a.top + by}; }

QPDFObjectHandle entry(QPDFObjectHandle dictionary, const char* kind, const std::string& name) {
  if (!dictionary.isDictionary()) return QPDFObjectHandle::newNull();
  auto table = dictionary.getKey(kind);
  return table.isDictionary() ? table.getKey(name) : QPDFObjectHandle::newNull();
}

/// Colours as far as one can tell white from others.
struct Paint {
  int components =
      1;  ///< of the colour space: 1 or 3 that add up to white, 4 that take away from it; 0: another
  bool white = false;
};

int components_of(QPDFObjectHandle space) {
  if (space.isNameAndEquals("/DeviceGray")) return 1;
  if (space.isNameAndEquals("/DeviceRGB")) return 3;
  if (space.isNameAndEquals("/DeviceCMYK")) return 4;
  if (!space.isArray() || space.getArrayNItems() < 2) return 0;
  auto kind = space.getArrayItem(0), profile = space.getArrayItem(1);
  if (kind.isNameAndEquals("/CalGray")) return 1;
  if (kind.isNameAndEquals("/CalRGB")) return 3;
  if (!kind.isNameAndEquals("/ICCBased") || !profile.isStream()) return 0;
  auto n = profile.getDict().getKey("/N");
  return n.isInteger() && (n.getIntValue() == 1 || n.getIntValue() == 3) ? static_cast<int>(n.getIntValue())
                                                                         : 0;
}

bool is_white(int components, std::string_view operands) {
  std::array<double, 4> v{};
  if (components == 0 || !only_numbers(operands, v.data(), components)) return false;
  return std::all_of(v.begin(), v.begin() + components,
                     [&](double one) { return one == (components == 4 ? 0.0 : 1.0); });
}

/// What a graphics state parameter dictionary changes of what matters here.
struct Parameters {
  std::optional<double> line_width, miter_limit;
  std::optional<int> line_join;
  QPDFObjectHandle font = QPDFObjectHandle::newNull();
  std::optional<bool> blends;  ///< otherwise than by covering
  bool transfers = false;      ///< colours become others
};

Parameters parameters_of(QPDFObjectHandle dictionary) {
  Parameters made;
  if (!dictionary.isDictionary()) return made.transfers = true, made;
  for (auto& [key, value] : dictionary.getDictAsMap()) {
    if (key == "/LW" && value.isNumber()) made.line_width = value.getNumericValue();
    if (key == "/ML" && value.isNumber()) made.miter_limit = value.getNumericValue();
    if (key == "/LJ" && value.isInteger()) made.line_join = value.getIntValueAsInt();
    if (key == "/Font") made.font = value;
    if (key == "/BM")
      made.blends = !value.isNameAndEquals("/Normal") && !value.isNameAndEquals("/Compatible");
    if (key == "/TR" || key == "/TR2") made.transfers = true;
  }
  return made;
}

struct TextState {
  std::shared_ptr<const FontExtents> font;
  double size = 0, rise = 0, scale = 1, leading = 0;
  double between_letters = 0, between_words = 0;
};

struct State {
  QPDFMatrix matrix;  ///< from the contents' coordinates to what is shown
  Area clip = kEverywhere;
  double line_width = 1, miter_limit = 10;
  int line_join = 0;
  Paint fill;
  bool blends = false, transfers = false;  ///< white paint may show
  TextState text;
};

/// Where the next letter may begin, along the line and down it, in text space.
struct Pen {
  double least = 0, most = 0;
  double down = 0;
};

constexpr int code_of(std::string_view name) {
  int code = 0;
  for (const char c : name) code = code << 8 | static_cast<unsigned char>(c);
  return code;
}

}  // namespace

std::shared_ptr<const FontExtents> PaintSources::font(QPDFObjectHandle font) {
  if (!font.isIndirect()) return std::make_shared<FontExtents>(font_extents(font));
  auto& known = fonts_[key_of(font)];
  if (!known) known = std::make_shared<FontExtents>(font_extents(font));
  return known;
}

std::shared_ptr<const std::string> PaintSources::form(QPDFObjectHandle form) {
  if (const auto known = forms_.find(key_of(form)); known != forms_.end()) return known->second;
  auto decoded = streams_.decode(form, kMostForm);
  std::shared_ptr<const std::string> made;
  if (decoded.known && !decoded.too_much) made = std::make_shared<std::string>(std::move(decoded.data));
  if (kept_ + (made ? made->size() : 0) > kMostFormsKept) return made;
  kept_ += made ? made->size() : 0;
  return forms_[key_of(form)] = made;
}

// ---------------------------------------------------------------- one stream of contents

class PaintedAreas::Interpreter : public Operations {
 public:
  Interpreter(PaintSources& sources, QPDFObjectHandle resources, const State& state, EdgeBands& bands,
              std::size_t& spent, int depth)
      : sources_(sources),
        resources_(resources),
        bands_(bands),
        spent_(spent),
        depth_(depth),
        state_(state),
        first_(state) {}

  void operation(std::string_view name, std::string_view operands) override {
    if (bands_.full() || name.size() > 3) return;
    try {
      perform(code_of(name), operands);
    } catch (const std::exception&) {
      bands_.mark_all();
    }
  }

 private:
  void perform(int code, std::string_view operands) {
    switch (code) {
      case code_of("q"): return save();
      case code_of("Q"): return restore();
      case code_of("cm"): return concatenate(operands);
      case code_of("w"): return take(operands, state_.line_width);
      case code_of("M"): return take(operands, state_.miter_limit);
      case code_of("j"): return take_join(operands);
      case code_of("gs"): return set(parameters(name_operand(operands)));
      case code_of("Do"): return draw(name_operand(operands));
      case code_of("ID"): return area(box_through(state_.matrix, 0, 0, 1, 1));
      case code_of("sh"): return area(kEverywhere);
      default: break;
    }
    if (!path_operation(code, operands) && !text_operation(code, operands)) colour_operation(code, operands);
  }

  // ---------------------------------------------------------------- state

  /// Numbers that are not there, or too many: readers differ in what they make of them.
  template <int N>
  bool numbers(std::string_view operands, std::array<double, N>& to) {
    if (only_numbers(operands, to.data(), N)) return true;
    bands_.mark_all();
    return false;
  }

  void take(std::string_view operands, double& to) {
    std::array<double, 1> v{};
    if (numbers<1>(operands, v)) to = v[0];
  }

  void take_join(std::string_view operands) {
    double join = 0;
    take(operands, join);
    state_.line_join = join == 1 || join == 2 ? static_cast<int>(join) : 0;
  }

  void save() {
    if (states_.size() >= kMostStates) return bands_.mark_all();
    states_.push_back(state_);
  }

  /// Without a save the page's first state comes back, since the page stands between saves of ours (link);
  /// what a form does then is the reader's affair.
  void restore() {
    if (states_.empty() && depth_ > 0) return bands_.mark_all();
    state_ = states_.empty() ? first_ : states_.back();
    if (!states_.empty()) states_.pop_back();
  }

  void concatenate(std::string_view operands) {
    std::array<double, 6> v{};
    if (numbers<6>(operands, v)) state_.matrix.concat({v[0], v[1], v[2], v[3], v[4], v[5]});
  }

  Parameters& parameters(const std::string& name) {
    const auto [known, fresh] = parameters_.try_emplace(name);
    if (fresh) known->second = parameters_of(entry(resources_, "/ExtGState", name));
    return known->second;
  }

  void set(Parameters& p) {
    state_.line_width = p.line_width.value_or(state_.line_width);
    state_.miter_limit = p.miter_limit.value_or(state_.miter_limit);
    state_.line_join = p.line_join.value_or(state_.line_join);
    state_.blends = first_.blends || p.blends.value_or(state_.blends);  // a form is blended as a whole
    state_.transfers = state_.transfers || p.transfers;
    if (!p.font.isArray() || p.font.getArrayNItems() != 2) return;
    state_.text.font = sources_.font(p.font.getArrayItem(0));
    auto size = p.font.getArrayItem(1);
    size.isNumber() ? void(state_.text.size = size.getNumericValue()) : bands_.mark_all();
  }

  // ---------------------------------------------------------------- areas

  void area(const Area& area) { mark(widened(area, kHair)); }

  void mark(const Area& area) {
    const auto seen = common(area, state_.clip);
    if (!(seen.left > seen.right || seen.bottom > seen.top)) bands_.mark(seen);
  }

  bool touched(const Area& area) const {
    const auto seen = common(area, state_.clip);
    return !(seen.left > seen.right || seen.bottom > seen.top) && bands_.touched_by(seen.bottom, seen.top);
  }

  void draw(const std::string& name) {
    auto object = entry(resources_, "/XObject", name);
    if (!object.isStream()) return;
    auto kind = object.getDict().getKey("/Subtype");
    if (kind.isNameAndEquals("/Form")) return draw_form(object);
    area(kind.isNameAndEquals("/Image") ? box_through(state_.matrix, 0, 0, 1, 1) : kEverywhere);
  }

  void draw_form(QPDFObjectHandle form) {
    State inner = state_;
    auto matrix = form.getDict().getKey("/Matrix"), box = form.getDict().getKey("/BBox");
    if (matrix.isMatrix()) inner.matrix.concat(QPDFMatrix(matrix.getArrayAsMatrix()));
    Area shown = kEverywhere;
    if (box.isRectangle()) {
      const auto r = box.getArrayAsRectangle();
      shown = box_through(inner.matrix, r.llx, r.lly, r.urx, r.ury);
    }
    if (!touched(widened(shown, kHair))) return;
    const auto contents = depth_ < kDeepestForm ? sources_.form(form) : nullptr;
    if (contents) spent_ += std::max(contents->size(), kFormAtLeast);
    if (!contents || spent_ > kMostForms) return area(shown);
    inner.clip = common(inner.clip, widened(shown, kHair));
    auto resources = form.getDict().getKey("/Resources");
    Interpreter below(sources_, resources.isDictionary() ? resources : resources_, inner, bands_, spent_,
                      depth_ + 1);
    scan(*contents, &below);
  }

  // ---------------------------------------------------------------- paths

  bool path_operation(int code, std::string_view operands) {
    switch (code) {
      case code_of("m"): return move(operands), true;
      case code_of("l"): return line(operands), true;
      case code_of("c"): return curve<6>(operands), true;
      case code_of("v"):
      case code_of("y"): return curve<4>(operands), true;
      case code_of("h"): return close(), true;
      case code_of("re"): return rectangle(operands), true;
      case code_of("W"):
      case code_of("W*"): return clips_ = true, true;
      case code_of("n"): return paint(false, false), true;
      case code_of("s"): close(); [[fallthrough]];
      case code_of("S"): return paint(false, true), true;
      case code_of("f"):
      case code_of("F"):
      case code_of("f*"): return paint(true, false), true;
      case code_of("b"):
      case code_of("b*"): close(); [[fallthrough]];
      case code_of("B"):
      case code_of("B*"): return paint(true, true), true;
      default: return false;
    }
  }

  /// A piece of a path that may come near a band. `sides` are zero for a line, and half a box's for a curve.
  struct Part {
    Point from, to, sides;
    bool sharp = true;  ///< its ends may be corners of any angle
  };

  /// How far a stroke reaches beyond its line; at corners more.
  double reach(double times) const {
    const auto& m = state_.matrix;
    const double scale = std::max(std::hypot(m.a, m.b), std::hypot(m.c, m.d));
    return std::max(std::abs(state_.line_width) / 2 * scale * times, kHair);
  }

  double corner_reach() const {
    return reach(state_.line_join == 0 ? std::max(std::abs(state_.miter_limit), kCap) : kCap);
  }

  void part(const Part& one) {
    const double by = reach_ + one.sides.y;
    if (!bands_.touched_by(std::min(one.from.y, one.to.y) - by, std::max(one.from.y, one.to.y) + by)) return;
    if (parts_.size() >= kMostParts) return bands_.mark_all();
    parts_.push_back(one);
  }

  void begin(Point p) {
    if (path_.left > path_.right) reach_ = corner_reach();  // nothing may change it within a path
    end_subpath();
    start_ = here_ = p;
    hold(path_, p), hold(subpath_, p);
  }

  void end_subpath() {
    if (subpath_.left <= subpath_.right && touched(widened(subpath_, kHair))) subpaths_.push_back(subpath_);
    if (subpaths_.size() >= kMostParts) bands_.mark_all();
    subpath_ = kNothing;
  }

  void go(Point p) {
    if (path_.left > path_.right) return begin(p);
    part({here_, p, {}, sharp_});
    here_ = p;
    if (std::isnan(p.x + p.y)) return bands_.mark_all();
    hold(path_, p), hold(subpath_, p);
  }

  void move(std::string_view operands) {
    std::array<double, 2> v{};
    if (numbers<2>(operands, v)) begin(at(state_.matrix, v[0], v[1]));
  }

  void line(std::string_view operands) {
    std::array<double, 2> v{};
    if (numbers<2>(operands, v)) go(at(state_.matrix, v[0], v[1]));
  }

  /// The box of its control points holds it.
  template <int N>
  void curve(std::string_view operands) {
    std::array<double, N> v{};
    if (!numbers<N>(operands, v)) return;
    Area box = kNothing;
    hold(box, here_);
    for (std::size_t i = 0; i + 1 < N; i += 2) hold(box, here_ = at(state_.matrix, v[i], v[i + 1]));
    if (std::isnan(here_.x + here_.y)) return bands_.mark_all();
    const Point middle{(box.left + box.right) / 2, (box.bottom + box.top) / 2};
    part({middle, middle, {box.right - middle.x, box.top - middle.y}, sharp_});
    for (const Point corner : {Point{box.left, box.bottom}, Point{box.right, box.top}})
      hold(path_, corner), hold(subpath_, corner);
  }

  void close() {
    if (subpath_.left <= subpath_.right) go(start_);
  }

  void rectangle(std::string_view operands) {
    std::array<double, 4> v{};
    if (!numbers<4>(operands, v)) return;
    begin(at(state_.matrix, v[0], v[1]));
    sharp_ = false;
    go(at(state_.matrix, v[0] + v[2], v[1]));
    go(at(state_.matrix, v[0] + v[2], v[1] + v[3]));
    go(at(state_.matrix, v[0], v[1] + v[3]));
    close();
    sharp_ = true;
  }

  void paint(bool fills, bool strokes) {
    end_subpath();
    const bool nothing = state_.fill.white && !state_.blends && !state_.transfers;
    if (fills && !nothing)
      for (const auto& box : subpaths_) area(box);
    if (strokes) stroke();
    if (clips_ && path_.left <= path_.right) state_.clip = common(state_.clip, widened(path_, kHair));
    parts_.clear(), subpaths_.clear();
    path_ = kNothing, clips_ = false;
  }

  void stroke() {
    const double along = reach(kCap), corner = reach_;
    for (const auto& p : parts_) {
      bands_.mark_stroke(p.from, p.to, {p.sides.x + along, p.sides.y + along}, state_.clip);
      if (corner <= along || parts_.size() == 1 || !p.sharp) continue;
      for (const auto& end : {p.from, p.to})
        bands_.mark_stroke(end, end, {p.sides.x + corner, p.sides.y + corner}, state_.clip);
    }
  }

  // ---------------------------------------------------------------- text

  bool text_operation(int code, std::string_view operands) {
    switch (code) {
      case code_of("BT"): return place({}), true;
      case code_of("Td"): return next_line(operands, false), true;
      case code_of("TD"): return next_line(operands, true), true;
      case code_of("Tm"): return set_matrix(operands), true;
      case code_of("T*"): return next_line(), true;
      case code_of("Tf"): return set_font(operands), true;
      case code_of("Tc"): return take(operands, state_.text.between_letters), true;
      case code_of("Tw"): return take(operands, state_.text.between_words), true;
      case code_of("TL"): return take(operands, state_.text.leading), true;
      case code_of("Ts"): return take(operands, state_.text.rise), true;
      case code_of("Tz"): return take(operands, state_.text.scale), state_.text.scale /= 100, true;
      case code_of("Tj"):
      case code_of("TJ"): return show(operands), true;
      case code_of("'"): return next_line(), show(operands), true;
      case code_of("\""): return show_spaced(operands), true;
      default: return false;
    }
  }

  void place(const QPDFMatrix& matrix) { line_ = matrix, pen_ = {}; }

  void next_line(std::string_view operands, bool sets_leading) {
    std::array<double, 2> v{};
    if (!numbers<2>(operands, v)) return;
    if (sets_leading) state_.text.leading = -v[1];
    move_line(v[0], v[1]);
  }

  void next_line() { move_line(0, -state_.text.leading); }

  void move_line(double x, double y) {
    line_.e += line_.a * x + line_.c * y, line_.f += line_.b * x + line_.d * y;
    pen_ = {};
  }

  void set_matrix(std::string_view operands) {
    std::array<double, 6> v{};
    if (numbers<6>(operands, v)) place({v[0], v[1], v[2], v[3], v[4], v[5]});
  }

  void set_font(std::string_view operands) {
    Operands reader(operands);
    if (reader.next() != Operands::Kind::name) return bands_.mark_all();
    const std::string name = reader.bytes();
    if (reader.next() != Operands::Kind::number) return bands_.mark_all();
    state_.text.size = reader.number();
    for (const auto& [known, font] : fonts_)
      if (known == name) return void(state_.text.font = font);
    state_.text.font = sources_.font(entry(resources_, "/Font", name));
    fonts_.emplace_back(name, state_.text.font);
  }

  /// “aw ac string”
  void show_spaced(std::string_view operands) {
    Operands reader(operands);
    for (double* to : {&state_.text.between_words, &state_.text.between_letters}) {
      if (reader.next() != Operands::Kind::number) return bands_.mark_all();
      *to = reader.number();
    }
    next_line();
    if (reader.next() == Operands::Kind::string) show_codes(reader.bytes());
  }

  /// How high letters reach on a line that is level as shown; nothing there is drawn in a band: where its
  /// letters end is not asked.
  bool passes_by(const QPDFMatrix& m) const {
    const auto& t = state_.text;
    if (t.font && (t.font->unbounded || t.font->vertical)) return false;
    static const FontExtents kAny;
    const auto& font = t.font ? *t.font : kAny;
    if (m.b != 0) return false;
    const double low = m.f + m.d * (t.rise + font.descent * t.size),
                 high = m.f + m.d * (t.rise + font.ascent * t.size);
    const auto [bottom, top] = std::minmax(low, high);
    return !bands_.touched_by(bottom - kHair, top + kHair);
  }

  void show(std::string_view operands) {
    auto m = state_.matrix;
    m.concat(line_);
    if (pen_.down == 0 && passes_by(m)) return void(pen_ = {-kFar, kFar, 0});
    Operands reader(operands);
    for (auto kind = reader.next(); kind != Operands::Kind::none; kind = reader.next()) {
      if (kind == Operands::Kind::string)
        show_codes(reader.bytes());
      else if (kind == Operands::Kind::number)
        shift(-reader.number() / 1000 * state_.text.size);
    }
  }

  void shift(double by) {
    const auto& t = state_.text;
    if (t.font && t.font->vertical) return void(pen_.down += std::abs(by));
    pen_.least += by * t.scale, pen_.most += by * t.scale;
  }

  void show_codes(const std::string& codes) {
    static const FontExtents kAny;
    const auto& t = state_.text;
    const FontExtents& font = t.font ? *t.font : kAny;
    if (codes.empty()) return;
    if (font.unbounded) return bands_.mark_all();
    const double em = std::abs(t.size), before = font.overhang * em * std::abs(t.scale);
    const Pen from = pen_;
    if (font.vertical)
      pen_.down += static_cast<double>(codes.size()) * (1.2 * em + std::abs(t.between_letters));
    else
      advance(codes, font);
    const double across = font.vertical ? em : before;  // upright letters are centred on their line
    const auto [low, high] = std::minmax({t.rise + font.descent * t.size, t.rise + font.ascent * t.size});
    line_of_letters(std::min(from.least, pen_.least) - across, std::max(from.most, pen_.most) + across,
                    low - pen_.down, high + (font.vertical ? pen_.down : from.down));
  }

  void advance(const std::string& codes, const FontExtents& font) {
    const auto& t = state_.text;
    const std::size_t step = font.two_bytes ? 2 : 1;
    double least = 0, most = 0;
    for (std::size_t i = 0; i + step <= codes.size(); i += step) {
      const unsigned first = static_cast<unsigned char>(codes[i]);
      const unsigned code = font.two_bytes ? first << 8 | static_cast<unsigned char>(codes[i + 1]) : first;
      const float width = font.width(code);
      const double space = t.between_letters + (step == 1 && code == ' ' ? t.between_words : 0);
      const double a = ((width < 0 ? 0 : width) * t.size + space) * t.scale;
      const double b = ((width < 0 ? FontExtents::kWidest : width) * t.size + space) * t.scale;
      least += std::min(a, b), most += std::max(a, b);
    }
    pen_.least += least, pen_.most += most;
  }

  /// A box of text space, as a thick line: long slanting ones are not taken for their corners.
  void line_of_letters(double left, double right, double low, double high) {
    auto m = state_.matrix;
    m.concat(line_);
    const double middle = (low + high) / 2, half = (high - low) / 2;
    bands_.mark_stroke(at(m, left, middle), at(m, right, middle),
                       {std::abs(m.c) * half + kHair, std::abs(m.d) * half + kHair}, state_.clip);
  }

  // ---------------------------------------------------------------- colours of areas

  void colour_operation(int code, std::string_view operands) {
    switch (code) {
      case code_of("g"): return fill_with(1, operands);
      case code_of("rg"): return fill_with(3, operands);
      case code_of("k"): return fill_with(4, operands);
      case code_of("sc"):
      case code_of("scn"): return fill_with(state_.fill.components, operands);
      case code_of("cs"): return void(state_.fill = {space(name_operand(operands)), false});
      case code_of("ri"):
        return void(state_.transfers = state_.transfers || name_operand(operands) == "/AbsoluteColorimetric");
      default: return;
    }
  }

  void fill_with(int components, std::string_view operands) {
    state_.fill = {components, is_white(components, operands)};
  }

  int space(const std::string& name) {
    auto named = entry(resources_, "/ColorSpace", name);
    return components_of(named.isNull() ? QPDFObjectHandle::newName(name.empty() ? "/" : name) : named);
  }

  PaintSources& sources_;
  QPDFObjectHandle resources_;
  EdgeBands& bands_;
  std::size_t& spent_;
  int depth_;
  State state_;
  const State first_;
  std::vector<State> states_;
  std::map<std::string, Parameters> parameters_;
  std::vector<std::pair<std::string, std::shared_ptr<const FontExtents>>> fonts_;
  QPDFMatrix line_;  // of the text's line
  Pen pen_;
  Area path_ = kNothing, subpath_ = kNothing;
  Point start_, here_;
  double reach_ = 0;
  std::vector<Part> parts_;
  std::vector<Area> subpaths_;
  bool clips_ = false, sharp_ = true;
};

// ---------------------------------------------------------------- a page

PaintedAreas::PaintedAreas(PaintSources& sources, QPDFObjectHandle resources, const PageBox& box,
                           EdgeBands& bands) {
  State state;
  state.matrix = to_shown(box);
  state.clip = {0, 0, bands.size().width, bands.size().height};
  interpreter_ = std::make_unique<Interpreter>(sources, resources, state, bands, spent_, 0);
}

PaintedAreas::~PaintedAreas() = default;

void PaintedAreas::operation(std::string_view name, std::string_view operands) {
  interpreter_->operation(name, operands);
}

namespace {

/// Readers draw icons of these at their own size, however the page is turned.
constexpr double kIcon = 32;
constexpr double kFrame = 2;  // beyond an annotation's rectangle
constexpr int kNoZoom = 1 << 3, kNoRotate = 1 << 4;

bool has_icon(QPDFObjectHandle annotation) {
  auto kind = annotation.getKey("/Subtype"), flags = annotation.getKey("/F");
  const long long set = flags.isInteger() ? flags.getIntValue() : 0;
  return kind.isNameAndEquals("/Text") || kind.isNameAndEquals("/FileAttachment") ||
         kind.isNameAndEquals("/Sound") || (set & (kNoZoom | kNoRotate)) != 0;
}

void mark_annotation(QPDFObjectHandle annotation, const QPDFMatrix& matrix, EdgeBands& bands) {
  if (!annotation.isDictionary() || annotation.getKey("/Subtype").isNameAndEquals("/Popup")) return;
  auto place = annotation.getKey("/Rect"), marked = annotation.getKey("/QuadPoints");
  const double by = has_icon(annotation) ? kIcon : kFrame;
  if (place.isRectangle()) {
    const auto r = place.getArrayAsRectangle();
    bands.mark(widened(box_through(matrix, r.llx, r.lly, r.urx, r.ury), by));
  }
  if (!marked.isArray()) return;
  auto points = marked.getArrayAsVector();
  Area area = kNothing;
  for (std::size_t i = 0; i + 1 < points.size(); i += 2) {
    if (!points[i].isNumber() || !points[i + 1].isNumber()) continue;
    hold(area, at(matrix, points[i].getNumericValue(), points[i + 1].getNumericValue()));
    if (i % 8 == 6) bands.mark(widened(area, by)), area = kNothing;
  }
}

}  // namespace

void mark_annotations(QPDFObjectHandle page, const PageBox& box, EdgeBands& bands) {
  auto annotations = page.getKey("/Annots");
  if (!annotations.isArray()) return;
  const auto matrix = to_shown(box);
  for (auto& annotation : annotations.getArrayAsVector()) mark_annotation(annotation, matrix, bands);
}

}  // namespace taqrir::assemble
