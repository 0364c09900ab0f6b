#include "assemble/forms.hpp"

namespace taqrir::assemble {
namespace {

QPDFObjectHandle child(QPDFObjectHandle parent, const char* key, QPDFObjectHandle fresh) {
  if (parent.getKey(key).isNull()) parent.replaceKey(key, fresh);
  return parent.getKey(key);
}

QPDFObjectHandle dictionary_in(QPDFObjectHandle parent, const char* key) {
  return child(parent, key, QPDFObjectHandle::newDictionary());
}

QPDFObjectHandle array_in(QPDFObjectHandle parent, const char* key) {
  return child(parent, key, QPDFObjectHandle::newArray());
}

void append(QPDFObjectHandle to, QPDFObjectHandle from, Transfer& transfer) {
  if (!from.isArray()) return;
  for (auto& item : from.getArrayAsVector()) to.appendItem(transfer.copy(item));
}

/// Fonts and the like that field appearances name; the first piece's entry of a name stays.
void take_resources(QPDFObjectHandle to, QPDFObjectHandle from, Transfer& transfer) {
  if (!from.isDictionary()) return;
  for (auto& [kind, entries] : from.getDictAsMap()) {
    if (!entries.isDictionary()) continue;
    auto ours = dictionary_in(to, kind.c_str());
    for (auto& [name, entry] : entries.getDictAsMap()) {
      if (!ours.hasKey(name)) ours.replaceKey(name, transfer.copy(entry));
    }
  }
}

/// A field name must be unique among its siblings: "name", "name 2", "name 3" …
void make_unique(QPDFObjectHandle field, std::set<std::string>& taken) {
  if (!field.isDictionary() || !field.getKey("/T").isString()) return;
  const std::string name = field.getKey("/T").getUTF8Value();
  std::string free = name;
  for (int n = 2; !taken.insert(free).second; ++n) free = name + " " + std::to_string(n);
  if (free != name) field.replaceKey("/T", QPDFObjectHandle::newUnicodeString(free));
}

}  // namespace

bool take_form(QPDF& host, Source& source, Transfer& transfer, std::set<std::string>& field_names) {
  auto theirs = source.pdf->getRoot().getKey("/AcroForm");
  if (!theirs.isDictionary() || !theirs.getKey("/Fields").isArray()) return false;
  if (theirs.getKey("/Fields").getArrayNItems() == 0) return false;
  auto ours = dictionary_in(host.getRoot(), "/AcroForm");
  auto fields = array_in(ours, "/Fields");
  for (auto& field : theirs.getKey("/Fields").getArrayAsVector()) {
    auto copy = transfer.copy(field);
    transfer.finish();
    make_unique(copy, field_names);
    fields.appendItem(copy);
  }
  take_resources(dictionary_in(ours, "/DR"), theirs.getKey("/DR"), transfer);
  if (!ours.hasKey("/DA") && theirs.hasKey("/DA"))
    ours.replaceKey("/DA", transfer.copy(theirs.getKey("/DA")));
  transfer.finish();
  auto flags = theirs.getKey("/SigFlags");
  return flags.isInteger() && (flags.getIntValue() & 1) != 0;
}

void take_layers(QPDF& host, Source& source, Transfer& transfer) {
  auto theirs = source.pdf->getRoot().getKey("/OCProperties");
  if (!theirs.isDictionary() || !theirs.getKey("/D").isDictionary()) return;
  auto ours = dictionary_in(host.getRoot(), "/OCProperties");
  auto defaults = dictionary_in(ours, "/D");
  append(array_in(ours, "/OCGs"), theirs.getKey("/OCGs"), transfer);
  for (const char* key : {"/Order", "/OFF", "/Locked", "/AS"}) {
    if (theirs.getKey("/D").hasKey(key))
      append(array_in(defaults, key), theirs.getKey("/D").getKey(key), transfer);
  }
  const bool all_off = theirs.getKey("/D").getKey("/BaseState").isNameAndEquals("/OFF");
  if (all_off) append(array_in(defaults, "/OFF"), theirs.getKey("/OCGs"), transfer);
  transfer.finish();
}

}  // namespace taqrir::assemble
