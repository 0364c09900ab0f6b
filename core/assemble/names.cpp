#include "assemble/names.hpp"

namespace taqrir::assemble {
namespace {

/// A destination's name as bytes: old files use name objects, newer ones strings.
std::string bytes_of(const QPDFObjectHandle& name) {
  auto object = name;
  return object.isName() ? object.getName().substr(1) : object.getStringValue();
}

bool names_something(QPDFObjectHandle object) { return object.isName() || object.isString(); }

void prefix_key(QPDFObjectHandle& dictionary, const char* key, const std::string& prefix) {
  auto name = dictionary.getKey(key);
  if (!names_something(name)) return;
  dictionary.replaceKey(key, QPDFObjectHandle::newString(prefix + bytes_of(name)));
}

/// `[page …]`, bare or in a dictionary under /D.
bool leads_to_a_page(QPDFObjectHandle destination) {
  if (destination.isDictionary()) destination = destination.getKey("/D");
  return destination.isArray() && destination.getArrayNItems() > 0 &&
         destination.getArrayItem(0).isDictionary();
}

QPDFObjectHandle resolved(QPDFObjectHandle value) {
  if (value.isArray()) return value;
  return value.isDictionary() ? value.getKey("/D") : QPDFObjectHandle::newNull();
}

}  // namespace

void rename_destination(QPDFObjectHandle& dictionary, const std::string& prefix) {
  prefix_key(dictionary, "/Dest", prefix);
  if (dictionary.getKey("/S").isNameAndEquals("/GoTo")) prefix_key(dictionary, "/D", prefix);
}

NameEntries& HostNames::category(const std::string& key) {
  const auto [known, fresh] = categories_.try_emplace(key);
  auto names = host_.getRoot().getKey("/Names");
  if (fresh && names.isDictionary()) known->second = read_names(names.getKey(key));
  return known->second;
}

void HostNames::take_destinations(QPDFObjectHandle catalog, Transfer& transfer, const std::string& prefix) {
  NameEntries theirs =
      read_names(catalog.getKey("/Names").isDictionary() ? catalog.getKey("/Names").getKey("/Dests")
                                                         : QPDFObjectHandle::newNull());
  if (catalog.getKey("/Dests").isDictionary()) {
    for (const auto& [name, value] : catalog.getKey("/Dests").getDictAsMap())
      theirs.emplace(name.substr(1), value);
  }
  for (const auto& [name, value] : theirs) {
    auto destination = transfer.copy(resolved(value));
    transfer.finish();
    if (leads_to_a_page(destination)) category("/Dests")[prefix + name] = destination;
  }
}

void HostNames::take(Source& source, Transfer& transfer, const std::string& prefix) {
  auto catalog = source.pdf->getRoot();
  take_destinations(catalog, transfer, prefix);
  auto names = catalog.getKey("/Names");
  if (!names.isDictionary()) return;
  for (const auto& [name, file] : read_names(names.getKey("/EmbeddedFiles"))) {
    category("/EmbeddedFiles")[prefix + name] = transfer.copy(file);
  }
  transfer.finish();
}

void HostNames::finish() {
  for (const auto& [key, entries] : categories_) {
    if (entries.empty()) continue;
    auto catalog = host_.getRoot();
    if (!catalog.getKey("/Names").isDictionary()) {
      catalog.replaceKey("/Names", host_.makeIndirectObject(QPDFObjectHandle::newDictionary()));
    }
    catalog.getKey("/Names").replaceKey(key, write_names(host_, entries));
  }
}

}  // namespace taqrir::assemble
