#include "assemble/stream_data.hpp"

#include <algorithm>
#include <array>
#include <qpdf/Pipeline.hh>
#include <stdexcept>

namespace taqrir::assemble {
namespace {

/// Beyond this a piece's streams are no longer decoded for the sake of looking: a bomb must not cost minutes.
constexpr std::size_t kMostLookedAt = 512u << 20;
constexpr std::size_t kMostSaved = 64u << 20;

constexpr std::array<std::string_view, 10> kLossless{
    "/FlateDecode",    "/Fl", "/LZWDecode",       "/LZW", "/ASCII85Decode", "/A85",
    "/ASCIIHexDecode", "/AHx", "/RunLengthDecode", "/RL"};

std::vector<std::string> filters_of(QPDFObjectHandle stream) {
  auto filter = stream.getDict().getKey("/Filter");
  std::vector<std::string> names;
  if (filter.isName()) names.push_back(filter.getName());
  else if (!filter.isArray() && !filter.isNull())
    names.push_back("");  // no filter has an empty name: what stands there is none
  if (filter.isArray())
    for (auto& item : filter.getArrayAsVector()) names.push_back(item.isName() ? item.getName() : "");
  return names;
}

bool lossless(const std::vector<std::string>& filters) {
  return std::all_of(filters.begin(), filters.end(), [](const std::string& name) {
    return std::find(kLossless.begin(), kLossless.end(), name) != kLossless.end();
  });
}

bool is_jpeg(const std::vector<std::string>& filters) {
  return filters.size() == 1 && (filters[0] == "/DCTDecode" || filters[0] == "/DCT");
}

/// Keeps what comes, up to a limit, or only counts it.
class Taker : public Pipeline {
 public:
  Taker(std::size_t limit, bool keep) : Pipeline("data", nullptr), limit_(limit), keep_(keep) {}

  void write(unsigned char const* data, std::size_t length) override {
    if (taken_ + length > limit_) {
      full_ = true;
      throw std::runtime_error("too much");
    }
    taken_ += length;
    if (keep_) data_.append(reinterpret_cast<const char*>(data), length);
  }
  void finish() override {}

  std::string& data() { return data_; }
  std::size_t taken() const { return taken_; }
  bool full() const { return full_; }

 private:
  std::size_t limit_;
  bool keep_;
  std::size_t taken_ = 0;
  bool full_ = false;
  std::string data_;
};

/// True when the stream's data come out of its filters without a complaint.
bool pipe(QPDFObjectHandle stream, Taker& to, qpdf_stream_decode_level_e level) {
  const auto before = stream.getOwningQPDF()->numWarnings();
  try {
    bool attempted = false;
    const bool done = stream.pipeStreamData(&to, &attempted, 0, level, false, false);
    return done && attempted && stream.getOwningQPDF()->numWarnings() == before;
  } catch (const std::exception&) {
    return false;
  }
}

bool looks_whole(std::string_view jpeg) {
  const auto tail = jpeg.substr(jpeg.size() - std::min<std::size_t>(jpeg.size(), 64));
  return jpeg.substr(0, 2) == "\xff\xd8" && tail.find("\xff\xd9") != std::string_view::npos;
}

/// One white pixel: in place of a picture of which nothing can be read.
StreamData white_pixel() {
  StreamData data;
  data.raw = false;
  data.saved = "\xff";
  data.extra = "/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray";
  return data;
}

}  // namespace

bool is_about_picture(const std::string& key) {
  return key == "/Width" || key == "/Height" || key == "/BitsPerComponent" || key == "/ColorSpace" || key == "/Decode" ||
         key == "/Mask" || key == "/SMask" || key == "/ImageMask";
}

bool is_about_encoding(const std::string& key) {
  return key == "/Filter" || key == "/DecodeParms" || key == "/DL" || key == "/F" || key == "/FFilter" ||
         key == "/FDecodeParms";
}

void StreamReader::keep_warnings(QPDF& pdf) {
  if (pdf.numWarnings() == 0) return;
  for (auto& warning : pdf.getWarnings()) mended_.push_back(std::move(warning));
}

const std::vector<QPDFExc>& StreamReader::mended(QPDF& pdf) {
  keep_warnings(pdf);
  return mended_;
}

void StreamReader::trust(const QPDFObjectHandle& stream) {
  trusted_.insert(key_of(stream));
}

Decoded StreamReader::decode(QPDFObjectHandle stream, std::size_t limit) {
  Decoded decoded;
  decoded.known = lossless(filters_of(stream));
  if (!decoded.known) return decoded;
  auto& pdf = *stream.getOwningQPDF();
  keep_warnings(pdf);
  Taker taker(limit, true);
  decoded.whole = pipe(stream, taker, qpdf_dl_specialized);
  pdf.getWarnings();
  decoded.too_much = taker.full();
  decoded.data = std::move(taker.data());
  return decoded;
}

StreamData StreamReader::read(QPDFObjectHandle stream) {
  auto& pdf = *stream.getOwningQPDF();
  const auto filters = filters_of(stream);
  const bool trusted = trusted_.count(key_of(stream)) != 0;
  keep_warnings(pdf);
  StreamData data;
  try {
    data.read = stream.getRawStreamData();
  } catch (const std::exception&) {
    ++damaged_;
    data.raw = false;
  }
  pdf.getWarnings();
  const bool is_image = stream.getDict().getKey("/Subtype").isNameAndEquals("/Image");
  const bool odd = std::count(filters.begin(), filters.end(), "") > 0;
  if (odd) {
    ++damaged_;
    return is_image ? white_pixel() : StreamData{false, {}, {}, {}};
  }
  if (!data.raw || trusted || filters.empty()) return data;
  if (is_jpeg(filters)) {
    if (looks_whole(data.view())) return data;
    Taker taker(kMostSaved, false);
    const bool good = pipe(stream, taker, qpdf_dl_all) || taker.full();
    pdf.getWarnings();
    if (good) return data;
    ++damaged_;
    return white_pixel();
  }
  if (!lossless(filters) || looked_at_ >= kMostLookedAt) return data;
  Taker taker(kMostLookedAt - looked_at_, false);
  const bool good = pipe(stream, taker, qpdf_dl_specialized) || taker.full();
  pdf.getWarnings();
  looked_at_ += taker.full() ? kMostLookedAt : taker.taken();
  if (good) return data;
  ++damaged_;
  data.raw = false;
  data.saved = decode(stream, kMostSaved).data;
  data.read.reset();
  return data;
}

}  // namespace taqrir::assemble
