#include "assemble/pictures.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <qpdf/Buffer.hh>
#include <qpdf/QPDFMatrix.hh>
#include <qpdf/QPDFPageObjectHelper.hh>
#include <qpdf/QPDFWriter.hh>
#include <set>

#include "assemble/source.hpp"
#include "assemble/take_apart.hpp"

namespace taqrir::assemble {
namespace {

constexpr char kDense = 'D', kSmaller = 'S', kPicture = 'i', kWhole = 'B', kFault = 'x';
constexpr double kWorthwhile = 0.87;  // of the sides: less is left alone
constexpr int kDeepestForms = 4, kMostForms = 20'000;
constexpr std::size_t kFewColours = 256;
constexpr int kLeastSide = 64;  // pixels; smaller pictures are not worth it

/// 1 or 3; 0: another kind of colours.
int components(QPDFObjectHandle space) {
  if (space.isNameAndEquals("/DeviceRGB")) return 3;
  if (space.isNameAndEquals("/DeviceGray")) return 1;
  if (!space.isArray() || space.getArrayNItems() < 2) return 0;
  auto kind = space.getArrayItem(0);
  if (kind.isNameAndEquals("/CalRGB")) return 3;
  if (kind.isNameAndEquals("/CalGray")) return 1;
  auto profile = space.getArrayItem(1);
  if (!kind.isNameAndEquals("/ICCBased") || !profile.isStream()) return 0;
  auto n = profile.getDict().getKey("/N");
  return n.isInteger() && (n.getIntValue() == 1 || n.getIntValue() == 3) ? static_cast<int>(n.getIntValue())
                                                                         : 0;
}

int integer(QPDFObjectHandle dictionary, const char* key) {
  auto value = dictionary.getKey(key);
  return value.isInteger() ? value.getIntValueAsInt() : 0;
}

/// The only filter's name; empty: none, or several.
std::string filter_of(QPDFObjectHandle dictionary) {
  auto filter = dictionary.getKey("/Filter");
  if (filter.isArray() && filter.getArrayNItems() == 1) filter = filter.getArrayItem(0);
  return filter.isName() ? filter.getName() : std::string();
}

bool is_plain(QPDFObjectHandle stream) {
  auto d = stream.getDict();
  auto mask = d.getKey("/ImageMask");
  if (!d.getKey("/Subtype").isNameAndEquals("/Image") || (mask.isBool() && mask.getBoolValue())) return false;
  if (d.getKey("/Mask").isArray() || integer(d, "/BitsPerComponent") != 8) return false;
  const bool matte = d.getKey("/SMask").isStream() && d.getKey("/SMask").getDict().hasKey("/Matte");
  if (matte || components(d.getKey("/ColorSpace")) == 0) return false;
  if (integer(d, "/Width") < kLeastSide || integer(d, "/Height") < kLeastSide) return false;
  return filter_of(d) != "/DCTDecode" || d.getKey("/DecodeParms").isNull();
}

// ---------------------------------------------------------------- how large they stand

struct Extent {
  double width = 0, height = 0;  // points
};

/// Follows a page's contents only as far as pictures and their places go.
class Sight : public QPDFObjectHandle::ParserCallbacks {
 public:
  explicit Sight(std::map<QPDFObjGen, Extent>& extents) : extents_(extents) {}

  void look_at(QPDFObjectHandle holder, QPDFObjectHandle resources, const QPDFMatrix& matrix) {
    auto outer = std::exchange(states_, {matrix});
    auto drawn = resources.isDictionary() ? resources.getKey("/XObject") : QPDFObjectHandle::newNull();
    auto outer_drawn = std::exchange(drawn_, drawn);
    if (drawn.isDictionary() && !drawn.getDictAsMap().empty())
      QPDFPageObjectHelper(holder).parseContents(this);
    operands_.clear();
    states_ = std::move(outer), drawn_ = outer_drawn;
  }

 private:
  using QPDFObjectHandle::ParserCallbacks::handleObject;
  void handleObject(QPDFObjectHandle object, std::size_t, std::size_t) override {
    if (!object.isOperator()) {
      if (operands_.size() < 6) operands_.push_back(object);
      return;
    }
    const auto name = object.getOperatorValue();
    if (name == "q" && states_.size() < 4096) states_.push_back(states_.back());
    if (name == "Q" && states_.size() > 1) states_.pop_back();
    if (name == "cm" && operands_.size() == 6) concatenate();
    if (name == "Do" && operands_.size() == 1 && operands_[0].isName()) draw(operands_[0].getName());
    operands_.clear();
  }
  void handleEOF() override {}

  void concatenate() {
    double v[6];
    for (int i = 0; i < 6; ++i)
      v[i] = operands_[static_cast<std::size_t>(i)].isNumber()
                 ? operands_[static_cast<std::size_t>(i)].getNumericValue()
                 : 0;
    states_.back().concat(QPDFMatrix(v[0], v[1], v[2], v[3], v[4], v[5]));
  }

  void draw(const std::string& name) {
    auto object = drawn_.getKey(name);
    if (!object.isStream()) return;
    const QPDFMatrix at = states_.back();
    auto d = object.getDict();
    if (d.getKey("/Subtype").isNameAndEquals("/Image")) {
      auto& extent = extents_[object.getObjGen()];
      extent.width = std::max(extent.width, std::hypot(at.a, at.b));
      extent.height = std::max(extent.height, std::hypot(at.c, at.d));
    } else if (d.getKey("/Subtype").isNameAndEquals("/Form") && depth_ < kDeepestForms &&
               ++forms_ < kMostForms) {
      QPDFMatrix matrix = at;
      if (auto own = d.getKey("/Matrix"); own.isMatrix()) matrix.concat(QPDFMatrix(own.getArrayAsMatrix()));
      ++depth_;
      const auto operands = std::exchange(operands_, {});
      look_at(object, d.getKey("/Resources"), matrix);
      --depth_;
    }
  }

  std::map<QPDFObjGen, Extent>& extents_;
  std::vector<QPDFMatrix> states_;
  std::vector<QPDFObjectHandle> operands_;
  QPDFObjectHandle drawn_ = QPDFObjectHandle::newNull();
  int depth_ = 0, forms_ = 0;
};

std::vector<QPDFObjectHandle> candidates(QPDF& pdf) {
  std::vector<QPDFObjectHandle> out;
  for (auto& object : pdf.getAllObjects())
    if (object.isStream() && is_plain(object)) out.push_back(object);
  return out;
}

std::map<QPDFObjGen, Extent> extents(Source& source) {
  std::map<QPDFObjGen, Extent> all;
  Sight sight(all);
  for (auto& page : source.pages) {
    QPDFPageObjectHelper helper(page);
    auto unit = page.getKey("/UserUnit");
    const double scale = unit.isNumber() ? unit.getNumericValue() : 1;
    sight.look_at(page, helper.getAttribute("/Resources", false), QPDFMatrix(scale, 0, 0, scale, 0, 0));
  }
  return all;
}

// ---------------------------------------------------------------- what they hold

/// Charts and screens have few colours, and sharp edges that a photograph's encoding would blur.
bool is_drawn(std::string_view samples, int n) {
  std::set<std::uint32_t> colours;
  const auto step = std::max<std::size_t>(1, samples.size() / static_cast<std::size_t>(n) / 20'000);
  for (std::size_t i = 0; i + static_cast<std::size_t>(n) <= samples.size();
       i += step * static_cast<std::size_t>(n)) {
    std::uint32_t colour = 0;
    for (int c = 0; c < n; ++c)
      colour = colour << 8 | static_cast<unsigned char>(samples[i + static_cast<std::size_t>(c)]);
    colours.insert(colour);
    if (colours.size() > (n == 1 ? kFewColours / 8 : kFewColours)) return false;
  }
  return true;
}

std::string_view view_of(const std::shared_ptr<Buffer>& data) {
  return {reinterpret_cast<const char*>(data->getBuffer()), data->getSize()};
}

/// Nothing: it is not to be encoded as a photograph, or cannot be decoded.
bool fill(DensePicture& picture, QPDFObjectHandle stream) {
  auto d = stream.getDict();
  if (filter_of(d) == "/DCTDecode") {
    picture.format = "jpg";
    picture.data = Bytes(std::string(view_of(stream.getRawStreamData())));
    picture.stored = picture.data.size();
    return true;
  }
  const int n = components(d.getKey("/ColorSpace")), width = integer(d, "/Width"),
            height = integer(d, "/Height");
  std::shared_ptr<Buffer> data;
  try {
    data = stream.getStreamData(qpdf_dl_specialized);
  } catch (const QPDFExc&) {
    return false;
  }
  const auto samples = view_of(data);
  const auto size =
      static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * static_cast<std::size_t>(n);
  if (samples.size() < size || is_drawn(samples.substr(0, size), n)) return false;
  picture.format = n == 3 ? "ppm" : "pgm";
  picture.stored = stream.getRawStreamData()->getSize();
  picture.data = Bytes((n == 3 ? "P6\n" : "P5\n") + std::to_string(width) + " " + std::to_string(height) +
                       "\n255\n" + std::string(samples.substr(0, size)));
  return true;
}

template <class Work>
auto guarded(const std::string& shown, const Work& work) -> decltype(work()) {
  try {
    return work();
  } catch (const std::exception& problem) {
    return fail(error(whole_file(shown), "the pictures of this PDF cannot be read: {}", {problem.what()}));
  }
}

}  // namespace

Result<std::vector<DensePicture>> dense_pictures(const Bytes& pdf, const std::string& shown, int dpi) {
  return guarded(shown, [&]() -> Result<std::vector<DensePicture>> {
    auto source = open(pdf, shown);
    if (!source) return fail(std::move(source.error()));
    std::vector<DensePicture> out;
    auto all = candidates(*source->pdf);
    if (all.empty()) return out;
    const auto sizes = extents(*source);
    for (auto& stream : all) {
      const auto size = sizes.find(stream.getObjGen());
      if (size == sizes.end()) continue;
      const int width = integer(stream.getDict(), "/Width"), height = integer(stream.getDict(), "/Height");
      const double share =
          std::max(size->second.width / 72 * dpi / width, size->second.height / 72 * dpi / height);
      if (!(share > 0) || share > kWorthwhile) continue;
      DensePicture picture{stream.getObjectID(),
                           std::max(1, static_cast<int>(std::lround(width * share))),
                           std::max(1, static_cast<int>(std::lround(height * share))),
                           {},
                           {},
                           0};
      if (fill(picture, stream)) out.push_back(std::move(picture));
    }
    return out;
  });
}

Result<std::string> with_pictures(const Bytes& pdf, const std::string& shown,
                                  const std::vector<SmallerPicture>& pictures) {
  return guarded(shown, [&]() -> Result<std::string> {
    auto source = open(pdf, shown);
    if (!source) return fail(std::move(source.error()));
    for (const auto& picture : pictures) {
      auto stream = source->pdf->getObjectByID(static_cast<int>(picture.object), 0);
      if (!stream.isStream()) continue;
      auto d = stream.getDict();
      stream.replaceStreamData(std::string(picture.jpeg.view()), QPDFObjectHandle::newName("/DCTDecode"),
                               QPDFObjectHandle::newNull());
      d.replaceKey("/Width", QPDFObjectHandle::newInteger(picture.width));
      d.replaceKey("/Height", QPDFObjectHandle::newInteger(picture.height));
    }
    QPDFWriter writer(*source->pdf);
    writer.setOutputMemory();
    writer.setDeterministicID(true);
    writer.setStreamDataMode(qpdf_s_preserve);
    writer.setObjectStreamMode(qpdf_o_preserve);
    writer.setPreserveEncryption(false);
    writer.write();
    return std::string(view_of(writer.getBufferSharedPointer()));
  });
}

// ---------------------------------------------------------------- by a child

void put_dense_request(const Sink& to, const Bytes& pdf, const std::string& shown, int dpi) {
  put_record(to, kDense, {shown, std::to_string(dpi), pdf.view()});
}

void put_smaller_request(const Sink& to, const Bytes& pdf, const std::string& shown,
                         const std::vector<SmallerPicture>& pictures) {
  std::string all;
  for (const auto& one : pictures)
    put_record(
        [&](std::string_view bytes) { all += bytes; }, kPicture,
        {std::to_string(one.object), std::to_string(one.width), std::to_string(one.height), one.jpeg.view()});
  put_record(to, kSmaller, {shown, pdf.view(), all});
}

namespace {

void put_faults(const Sink& to, const Diagnostics& faults) {
  for (const auto& d : faults) put_diagnostic(to, kFault, d);
}

void answer_dense(const Record& request, const Sink& to) {
  const auto dense = dense_pictures(Bytes(nullptr, request.text(2)), std::string(request.text(0)),
                                    static_cast<int>(request.number(1)));
  if (!dense) return put_faults(to, dense.error());
  for (const auto& one : *dense)
    put_record(to, kPicture,
               {std::to_string(one.object), std::to_string(one.width), std::to_string(one.height), one.format,
                one.data.view(), std::to_string(one.stored)});
  put_record(to, kWhole, {std::string_view()});
}

void answer_smaller(const Record& request, const Sink& to) {
  std::vector<SmallerPicture> pictures;
  RecordReader reader(request.text(2));
  while (const auto one = reader.next())
    pictures.push_back({one->number(0), static_cast<int>(one->number(1)), static_cast<int>(one->number(2)),
                        Bytes(nullptr, one->text(3))});
  const auto made = with_pictures(Bytes(nullptr, request.text(1)), std::string(request.text(0)), pictures);
  if (!made) return put_faults(to, made.error());
  put_record(to, kWhole, {std::string_view(*made)});
}

/// Calls `take` for each record; an error when the answer has one, or is not whole.
template <class Take>
Result<void> read_answer(std::string_view answer, const std::string& shown, const Take& take) {
  Diagnostics faults;
  bool whole = false;
  RecordReader reader(answer);
  while (const auto record = reader.next()) {
    if (record->kind == kFault) faults.push_back(diagnostic_of(*record, shown));
    whole = whole || record->kind == kWhole;
    take(*record);
  }
  if (!faults.empty()) return fail(std::move(faults));
  if (!whole) return fail(error(whole_file(shown), "reading this PDF broke off"));
  return {};
}

}  // namespace

bool answer_pictures(const Record& request, const Sink& to) {
  if (request.kind == kDense) return answer_dense(request, to), true;
  if (request.kind == kSmaller) return answer_smaller(request, to), true;
  return false;
}

Result<std::vector<DensePicture>> dense_answer(std::string_view answer, const std::string& shown) {
  std::vector<DensePicture> out;
  auto read = read_answer(answer, shown, [&](const Record& one) {
    if (one.kind == kPicture)
      out.push_back({one.number(0), static_cast<int>(one.number(1)), static_cast<int>(one.number(2)),
                     std::string(one.text(3)), Bytes(nullptr, one.text(4)),
                     static_cast<std::size_t>(one.number(5))});
  });
  if (!read) return fail(std::move(read.error()));
  return out;
}

Result<std::string> smaller_answer(std::string_view answer, const std::string& shown) {
  std::string out;
  auto read = read_answer(answer, shown, [&](const Record& one) {
    if (one.kind == kWhole) out = std::string(one.text(0));
  });
  if (!read) return fail(std::move(read.error()));
  return out;
}

}  // namespace taqrir::assemble
