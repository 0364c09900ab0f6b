#include "assemble/extraction.hpp"

#include "assemble/syntax.hpp"

namespace taqrir::assemble {

const std::string& Extraction::reference(const QPDFObjectHandle& object) {
  const auto [known, fresh] = known_.try_emplace(key_of(object), "null");
  if (!fresh) return known->second;
  auto target = object;
  if (target.isNull() || target.isReserved()) return known->second;
  if (target.isDictionaryOfType("/Pages") || target.isDictionaryOfType("/Page")) return known->second;
  const int number = reserve();
  known->second = marker(Marker::object, number);
  waiting_.emplace_back(number, object);
  return known->second;
}

void Extraction::put(std::string& out, QPDFObjectHandle object) {
  if (object.isIndirect()) {
    out += reference(object);
  } else if (object.isDictionary()) {
    out += "<<";
    put_entries(out, object, 0);
    out += ">>";
  } else if (object.isArray()) {
    out += '[';
    for (const auto& item : object.getArrayAsVector()) put(out, item), out += ' ';
    out += ']';
  } else {
    put_scalar(out, object);
  }
}

std::string Extraction::text(const QPDFObjectHandle& object) {
  std::string out;
  put(out, object);
  return out;
}

void Extraction::put_entries(std::string& out, QPDFObjectHandle dictionary, std::uint64_t owner,
                             const std::function<bool(const std::string&)>& skip) {
  for (auto& [key, value] : dictionary.getDictAsMap()) {
    if (skip && skip(key)) continue;
    if (rewrite_(owner, dictionary, key, value, out)) continue;
    put_name(out, key);
    out += ' ';
    put(out, value);
  }
}

void Extraction::write(int number, std::string_view text) {
  put_record(sink_, part::object, {std::to_string(number), text});
}

std::string Extraction::write_stream(std::string_view data) {
  const int number = reserve();
  put_record(sink_, part::stream, {std::to_string(number), "", data});
  return marker(Marker::object, number);
}

void Extraction::write_stream_object(int number, QPDFObjectHandle stream) {
  const auto dictionary = stream.getDict();
  const auto data = streams_.read(stream);
  std::string text;
  put_entries(text, dictionary, key_of(stream), [&](const std::string& key) {
    return key == "/Length" || (!data.raw && is_about_encoding(key)) ||
           (!data.extra.empty() && is_about_picture(key));
  });
  text += data.extra;
  put_record(sink_, part::stream, {std::to_string(number), text, data.view()});
}

void Extraction::write_object(int number, QPDFObjectHandle object) {
  if (object.isStream()) return write_stream_object(number, object);
  std::string text;
  if (object.isDictionary()) {
    text += "<<";
    put_entries(text, object, key_of(object));
    text += ">>";
  } else if (object.isArray()) {
    text += '[';
    for (const auto& item : object.getArrayAsVector()) put(text, item), text += ' ';
    text += ']';
  } else {
    put_scalar(text, object);
  }
  write(number, text);
}

void Extraction::finish() {
  while (!waiting_.empty()) {
    const auto [number, object] = waiting_.front();
    waiting_.pop_front();
    write_object(number, object);
  }
}

}  // namespace taqrir::assemble
