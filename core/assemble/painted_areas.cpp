#include "assemble/painted_areas.hpp"

#include <algorithm>
#include <vector>

#include "assemble/operands.hpp"
#include "assemble/paint_state.hpp"
#include "assemble/painted_path.hpp"
#include "assemble/painted_text.hpp"

namespace taqrir::assemble {
namespace {

constexpr int kDeepestFormPainted = 8;
constexpr std::size_t kMostStates = 10'000;
constexpr std::size_t kMostFormBytes = 64u << 20,
                      kFormAtLeast = 4096;  // that a page may spend on forms, one by one

}  // namespace

class PaintedAreas::Interpreter : public Operations {
 public:
  Interpreter(PaintSources& sources, QPDFObjectHandle resources, const PaintState& state, EdgeBands& bands,
              std::size_t& spent, int depth)
      : sources_(sources),
        resources_(resources),
        bands_(bands),
        spent_(spent),
        depth_(depth),
        state_(state),
        first_(state),
        path_(bands, state_),
        text_(bands, state_) {}

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
      case code_of("w"): return take(operands, state_.line_width, bands_);
      case code_of("M"): return take(operands, state_.miter_limit, bands_);
      case code_of("j"): return take_join(operands);
      case code_of("gs"): return set(parameters(name_operand(operands)));
      case code_of("Tf"): return set_font(operands);
      case code_of("Do"): return draw(name_operand(operands));
      case code_of("ID"): return area(box_through(state_.matrix, {0, 0, 1, 1}));
      case code_of("sh"): return area(kEverywhere);
      default: break;
    }
    if (!path_.operation(code, operands) && !text_.operation(code, operands))
      colour_operation(code, operands);
  }

  // ---------------------------------------------------------------- state

  void take_join(std::string_view operands) {
    double join = 0;
    take(operands, join, bands_);
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
    if (take(operands, v, bands_)) state_.matrix.concat({v[0], v[1], v[2], v[3], v[4], v[5]});
  }

  Parameters& parameters(const std::string& name) {
    const auto [known, fresh] = parameters_.try_emplace(name);
    if (fresh) known->second = parameters_of(resource(resources_, "/ExtGState", name));
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
    if (!is_empty(seen)) bands_.mark(seen);
  }

  bool touched(const Area& area) const {
    const auto seen = common(area, state_.clip);
    return !is_empty(seen) && bands_.touched_by(seen.bottom, seen.top);
  }

  void draw(const std::string& name) {
    auto object = resource(resources_, "/XObject", name);
    if (!object.isStream()) return;
    auto kind = object.getDict().getKey("/Subtype");
    if (kind.isNameAndEquals("/Form")) return draw_form(object);
    area(kind.isNameAndEquals("/Image") ? box_through(state_.matrix, {0, 0, 1, 1}) : kEverywhere);
  }

  void draw_form(QPDFObjectHandle form) {
    PaintState inner = state_;
    auto matrix = form.getDict().getKey("/Matrix"), box = form.getDict().getKey("/BBox");
    if (matrix.isMatrix()) inner.matrix.concat(QPDFMatrix(matrix.getArrayAsMatrix()));
    Area shown = kEverywhere;
    if (box.isRectangle()) {
      const auto r = box.getArrayAsRectangle();
      shown = box_through(inner.matrix, {r.llx, r.lly, r.urx, r.ury});
    }
    if (!touched(widened(shown, kHair))) return;
    const auto contents = depth_ < kDeepestFormPainted ? sources_.form(form) : nullptr;
    if (contents) spent_ += std::max(contents->size(), kFormAtLeast);
    if (!contents || spent_ > kMostFormBytes) return area(shown);
    inner.clip = common(inner.clip, widened(shown, kHair));
    auto resources = form.getDict().getKey("/Resources");
    Interpreter below(sources_, resources.isDictionary() ? resources : resources_, inner, bands_, spent_,
                      depth_ + 1);
    scan(*contents, &below);
  }

  void set_font(std::string_view operands) {
    Operands reader(operands);
    if (reader.next() != Operands::Kind::name) return bands_.mark_all();
    const std::string name = reader.bytes();
    if (reader.next() != Operands::Kind::number) return bands_.mark_all();
    state_.text.size = reader.number();
    for (const auto& [known, font] : fonts_)
      if (known == name) return void(state_.text.font = font);
    state_.text.font = sources_.font(resource(resources_, "/Font", name));
    fonts_.emplace_back(name, state_.text.font);
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
    auto named = resource(resources_, "/ColorSpace", name);
    return components_of(named.isNull() ? QPDFObjectHandle::newName(name.empty() ? "/" : name) : named);
  }

  PaintSources& sources_;
  QPDFObjectHandle resources_;
  EdgeBands& bands_;
  std::size_t& spent_;
  int depth_;
  PaintState state_;
  const PaintState first_;
  std::vector<PaintState> states_;
  PaintedPath path_;
  PaintedText text_;
  std::map<std::string, Parameters> parameters_;
  std::vector<std::pair<std::string, std::shared_ptr<const FontExtents>>> fonts_;
};

// ---------------------------------------------------------------- a page

PaintedAreas::PaintedAreas(PaintSources& sources, QPDFObjectHandle resources, const PageBox& box,
                           EdgeBands& bands) {
  PaintState state;
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
    bands.mark(widened(box_through(matrix, {r.llx, r.lly, r.urx, r.ury}), by));
  }
  if (!marked.isArray()) return;
  auto points = marked.getArrayAsVector();
  Area area = kNowhere;
  for (std::size_t i = 0; i + 1 < points.size(); i += 2) {
    if (!points[i].isNumber() || !points[i + 1].isNumber()) continue;
    hold(area, at(matrix, points[i].getNumericValue(), points[i + 1].getNumericValue()));
    if (i % 8 == 6) bands.mark(widened(area, by)), area = kNowhere;
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
