// Data of foreign streams: as they stand in the file where they can be decoded, and what can be saved where not.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <qpdf/Buffer.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFExc.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace taqrir::assemble {

/// One number for an object's two.
inline std::uint64_t key_of(const QPDFObjectHandle& object) {
  const auto id = object.getObjGen();
  return static_cast<std::uint64_t>(id.getObj()) << 20 | static_cast<std::uint64_t>(id.getGen());
}

struct StreamData {
  bool raw = true;             ///< as in the file, encoded as its dictionary says; else not encoded at all
  std::shared_ptr<Buffer> read;
  std::string saved;           ///< when not raw
  std::string extra;           ///< entries that stand in place of those about encoding

  std::string_view view() const {
    return raw && read ? std::string_view(reinterpret_cast<const char*>(read->getBuffer()), read->getSize())
                       : std::string_view(saved);
  }
};

/// What a stream decodes to, as far as it does.
struct Decoded {
  std::string data;
  bool whole = true;    ///< no error on the way
  bool known = true;    ///< its filters are among those that QPDF undoes without loss
  bool too_much = false;  ///< it was left off at the limit
};

/// /Filter, /DecodeParms and the like: with data that are not encoded they do not stand.
bool is_about_encoding(const std::string& key);
/// What StreamData::extra says in their place.
bool is_about_picture(const std::string& key);

class StreamReader {
 public:
  /// A stream that cannot be decoded is counted; a reader of the whole would complain of it.
  StreamData read(QPDFObjectHandle stream);
  Decoded decode(QPDFObjectHandle stream, std::size_t limit);
  /// The data were looked at already (contents): read() need not do it again.
  void trust(const QPDFObjectHandle& stream);
  void count_damage() { ++damaged_; }

  int damaged() const noexcept { return damaged_; }
  /// What QPDF had to mend, but for what it said about the data of streams.
  const std::vector<QPDFExc>& mended(QPDF& pdf);

 private:
  void keep_warnings(QPDF& pdf);

  int damaged_ = 0;
  std::size_t looked_at_ = 0;  ///< bytes decoded only to see whether they can be
  std::unordered_set<std::uint64_t> trusted_;
  std::vector<QPDFExc> mended_;
};

}  // namespace taqrir::assemble
