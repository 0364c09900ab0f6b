#include "assemble/transfer.hpp"

namespace taqrir::assemble {

QPDFObjectHandle Transfer::copy(QPDFObjectHandle from) {
  return from.isIndirect() ? reserve(from) : copy_direct(from, {});
}

QPDFObjectHandle Transfer::reserve(QPDFObjectHandle from) {
  const auto known = copies_.find(from.getObjGen());
  if (known != copies_.end()) return known->second;
  if (from.isPagesObject() || from.isPageObject() || from.isNull()) {
    return copies_[from.getObjGen()] = QPDFObjectHandle::newNull();
  }
  waiting_.push_back(from);
  return copies_[from.getObjGen()] =
             from.isStream() ? host_.newStream() : QPDFObjectHandle::newReserved(&host_);
}

void Transfer::finish() {
  for (; !waiting_.empty(); waiting_.pop_front()) {
    QPDFObjectHandle from = waiting_.front();
    QPDFObjectHandle to = copies_[from.getObjGen()];
    if (from.isStream()) {
      copy_stream(from, to);
    } else {
      host_.replaceReserved(to, copy_direct(from, from.getObjGen()));
    }
  }
}

QPDFObjectHandle Transfer::copy_direct(QPDFObjectHandle from, QPDFObjGen id) {
  if (from.isDictionary()) return copy_dictionary(from, id);
  if (!from.isArray()) return from.shallowCopy();
  auto to = QPDFObjectHandle::newArray();
  for (auto& item : from.getArrayAsVector()) to.appendItem(copy(item));
  return to;
}

QPDFObjectHandle Transfer::copy_dictionary(QPDFObjectHandle from, QPDFObjGen id) {
  auto to = QPDFObjectHandle::newDictionary();
  for (auto& [key, value] : from.getDictAsMap()) to.replaceKey(key, copy(value));
  rewrite_(id, to);
  return to;
}

void Transfer::copy_stream(QPDFObjectHandle from, QPDFObjectHandle to) {
  auto source = from.getDict().shallowCopy();
  source.removeKey("/Length");
  auto dictionary = copy_dictionary(source, from.getObjGen());
  try {
    auto data = from.getRawStreamData();
    to.replaceDict(dictionary);
    to.replaceStreamData(data, dictionary.getKey("/Filter"), dictionary.getKey("/DecodeParms"));
  } catch (const std::exception&) {
    ++unreadable_streams_;
    to.replaceDict(dictionary);
    to.replaceStreamData(std::string(), QPDFObjectHandle::newNull(), QPDFObjectHandle::newNull());
  }
}

}  // namespace taqrir::assemble
