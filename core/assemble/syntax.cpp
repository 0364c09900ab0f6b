#include "assemble/syntax.hpp"

#include <algorithm>

namespace taqrir::assemble {
namespace {

bool is_plain(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte > 32 && byte < 127 && std::string_view("#()<>[]{}/%").find(c) == std::string_view::npos;
}

bool is_printable(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 32 && byte < 127;
}

void put_hex(std::string& out, std::string_view bytes) {
  out += '<';
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    out += "0123456789abcdef"[byte >> 4];
    out += "0123456789abcdef"[byte & 15];
  }
  out += '>';
}

}  // namespace

void put_name(std::string& out, const std::string& name) {
  if (std::all_of(name.begin() + 1, name.end(), is_plain)) {
    out += name;
    return;
  }
  out += '/';
  for (const char c : std::string_view(name).substr(1)) {
    if (is_plain(c)) {
      out += c;
      continue;
    }
    // QPDF keeps a "#" that begins no code as a zero; it is written as a code, since it stands for itself.
    const auto byte = static_cast<unsigned char>(c == '\0' ? '#' : c);
    out += {'#', "0123456789ABCDEF"[byte >> 4], "0123456789ABCDEF"[byte & 15]};
  }
}

void put_string(std::string& out, std::string_view bytes) {
  if (!std::all_of(bytes.begin(), bytes.end(), is_printable)) return put_hex(out, bytes);
  out += '(';
  for (const char c : bytes) {
    if (c == '(' || c == ')' || c == '\\') out += '\\';
    out += c;
  }
  out += ')';
}

std::string string_text(std::string_view bytes) {
  std::string out;
  put_string(out, bytes);
  return out;
}

void put_scalar(std::string& out, QPDFObjectHandle scalar) {
  if (scalar.isName()) return put_name(out, scalar.getName());
  if (scalar.isString()) return put_string(out, scalar.getStringValue());
  if (scalar.isInteger() || scalar.isReal() || scalar.isBool()) out += scalar.unparseResolved();  // an object of its own would give its reference
  else out += "null";
}

std::string reference_text(int number) { return std::to_string(number) + " 0 R"; }

std::string real_text(double value) { return QPDFObjectHandle::newReal(value).unparse(); }

std::string unicode_text(const std::string& utf8) {
  std::string out;
  put_scalar(out, QPDFObjectHandle::newUnicodeString(utf8));
  return out;
}

}  // namespace taqrir::assemble
