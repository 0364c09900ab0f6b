#include "assemble/output.hpp"

#include <libdeflate.h>

#include <new>

#include "base/hash.hpp"

namespace taqrir::assemble {
namespace {

constexpr int kLevel = 4;  // 6 takes longer for a twentieth of the whole
constexpr std::size_t kObjectsInStream = 200;
constexpr std::size_t kBytesInStream = 256u << 10;
constexpr std::size_t kHashBlock = 1u << 20;
constexpr std::size_t kWhereWidth = 5, kRowWidth = 1 + kWhereWidth + 2;

void put_big_end_first(std::string& to, std::uint64_t value, std::size_t width) {
  for (std::size_t i = width; i > 0; --i) to += static_cast<char>(value >> (8 * (i - 1)) & 0xff);
}

/// Each row as its difference from the one above (PNG's Up, ISO 32000-1, 7.4.4.4): rows that count upwards
/// become rows of equal bytes.
std::string differences(const std::string& rows) {
  std::string out;
  out.reserve(rows.size() + rows.size() / kRowWidth);
  for (std::size_t at = 0; at < rows.size(); at += kRowWidth) {
    out += '\x02';
    for (std::size_t i = at; i < at + kRowWidth; ++i)
      out += static_cast<char>(rows[i] - (at == 0 ? 0 : rows[i - kRowWidth]));
  }
  return out;
}

}  // namespace

Output::Output(const Sink& sink, int taken)
    : sink_(sink), compressor_(libdeflate_alloc_compressor(kLevel)), next_(taken + 1) {
  if (!compressor_) throw std::bad_alloc();
  put("%PDF-1.7\n%\xbf\xf7\xa2\xfe\n");
}

Output::~Output() { libdeflate_free_compressor(compressor_); }

int Output::reserve(int count) {
  const int first = next_;
  next_ += count;
  return first;
}

void Output::hash_block() {
  hashes_ += sha256_hex(block_);
  block_.clear();
}

void Output::put(std::string_view bytes) {
  sink_(bytes);
  offset_ += bytes.size();
  while (!bytes.empty()) {
    const auto part = bytes.substr(0, kHashBlock - block_.size());
    block_ += part;
    bytes.remove_prefix(part.size());
    if (block_.size() == kHashBlock) hash_block();
  }
}

void Output::place(int number, Place at) {
  const auto index = static_cast<std::size_t>(number);
  if (index >= places_.size()) places_.resize(index + index / 2 + 1);
  places_[index] = at;
}

std::string Output::deflated(std::string_view data) {
  std::string out(libdeflate_zlib_compress_bound(compressor_, data.size()), '\0');
  out.resize(libdeflate_zlib_compress(compressor_, data.data(), data.size(), out.data(), out.size()));
  return out;
}

void Output::object(int number, std::string_view text) {
  waiting_.emplace_back(number, bodies_.size());
  bodies_ += text;
  bodies_ += '\n';
  if (waiting_.size() == kObjectsInStream || bodies_.size() > kBytesInStream) flush_objects();
}

int Output::add(std::string_view text) {
  const int number = reserve();
  object(number, text);
  return number;
}

void Output::stream(int number, std::string_view entries, std::string_view data) {
  place(number, {1, offset_, 0});
  put(std::to_string(number) + " 0 obj\n<<");
  put(entries);
  put("/Length " + std::to_string(data.size()) + ">>\nstream\n");
  put(data);
  put("\nendstream\nendobj\n");
}

int Output::add_stream(std::string_view entries, std::string_view data) {
  const int number = reserve();
  stream(number, entries, data);
  return number;
}

void Output::flush_objects() {
  if (waiting_.empty()) return;
  const int number = reserve();
  std::string head;
  for (std::uint32_t i = 0; i < waiting_.size(); ++i) {
    head += std::to_string(waiting_[i].first) + ' ' + std::to_string(waiting_[i].second) + ' ';
    place(waiting_[i].first, {2, static_cast<std::uint64_t>(number), i});
  }
  const auto entries = "/Type/ObjStm/N " + std::to_string(waiting_.size()) + "/First " +
                       std::to_string(head.size()) + "/Filter/FlateDecode";
  stream(number, entries, deflated(head + bodies_));
  waiting_.clear();
  bodies_.clear();
}

std::string Output::cross_references() const {
  std::string rows;
  for (std::size_t i = 0; i < static_cast<std::size_t>(next_); ++i) {
    const auto at = i < places_.size() ? places_[i] : Place{};
    rows += static_cast<char>(at.kind);
    put_big_end_first(rows, at.where, kWhereWidth);
    put_big_end_first(rows, i == 0 ? 0xffff : at.index, 2);
  }
  return rows;
}

void Output::finish(std::string_view trailer) {
  flush_objects();
  const int number = reserve();
  const auto start = offset_;
  place(number, {1, start, 0});
  if (!block_.empty()) hash_block();
  const auto id = sha256_hex(hashes_).substr(0, 32);
  stream(number,
         "/Type/XRef/Size " + std::to_string(next_) + "/W[1 " + std::to_string(kWhereWidth) + " 2]" +
             std::string(trailer) + "/ID[<" + id + "><" + id + ">]/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns " +
             std::to_string(kRowWidth) + ">>",
         deflated(differences(cross_references())));
  put("startxref\n" + std::to_string(start) + "\n%%EOF\n");
}

}  // namespace taqrir::assemble
