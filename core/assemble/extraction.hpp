// Takes objects out of a PDF as text, each once, by following references.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <string>
#include <unordered_map>

#include "assemble/chunk.hpp"
#include "assemble/record.hpp"
#include "assemble/stream_data.hpp"

namespace taqrir::assemble {

class Extraction {
 public:
  /// Called with every entry of every dictionary (streams' too); `owner` is the key_of the object that the
  /// dictionary is, 0 for one that stands directly in another. True: it wrote the entry itself, or left
  /// it out.
  using Rewrite = std::function<bool(std::uint64_t owner, QPDFObjectHandle& dictionary, const std::string& key,
                                     QPDFObjectHandle& value, std::string& out)>;

  /// Objects go to `sink` as they are finished.
  Extraction(const Sink& sink, Rewrite rewrite) : sink_(sink), rewrite_(std::move(rewrite)) {}

  /// References to `from` become `text`; the object itself is not taken.
  void replace(const QPDFObjectHandle& from, std::string text) { known_[key_of(from)] = std::move(text); }

  /// Appends the object; what it refers to is written by finish(). Nodes of the page tree and pages that were not
  /// named by replace() become null.
  void put(std::string& out, QPDFObjectHandle object);
  std::string text(const QPDFObjectHandle& object);
  /// Entries of a dictionary without the braces; those for which `skip` holds are left out.
  void put_entries(std::string& out, QPDFObjectHandle dictionary, std::uint64_t owner,
                   const std::function<bool(const std::string&)>& skip = {});

  /// Objects of our own: a number now, its text later.
  int reserve() { return ++count_; }
  void write(int number, std::string_view text);
  std::string write_stream(std::string_view data);

  void finish();
  int count() const noexcept { return count_; }

  StreamReader& streams() noexcept { return streams_; }

 private:
  const std::string& reference(const QPDFObjectHandle& object);
  void write_object(int number, QPDFObjectHandle object);
  void write_stream_object(int number, QPDFObjectHandle stream);

  const Sink& sink_;
  Rewrite rewrite_;
  StreamReader streams_;
  std::unordered_map<std::uint64_t, std::string> known_;
  std::deque<std::pair<int, QPDFObjectHandle>> waiting_;
  int count_ = 0;
};

}  // namespace taqrir::assemble
