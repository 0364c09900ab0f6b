#include "pandoc/marks.hpp"

#include <algorithm>
#include <cstdint>
#include <nlohmann/json.hpp>

namespace taqrir::pandoc {

using ast::Json;

namespace {

constexpr int kVersion = 1;
constexpr std::size_t kLongestProperty = 250;
constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

// Base64 of RFC 4648, section 5, without padding: letters that no program changes.
std::string encoded(std::string_view bytes) {
  std::string out;
  std::uint32_t bits = 0;
  int count = 0;
  for (const char c : bytes) {
    bits = (bits << 8 | static_cast<unsigned char>(c)) & 0xFFFFFF, count += 8;
    while (count >= 6) out += kDigits[bits >> (count -= 6) & 63];
  }
  if (count > 0) out += kDigits[bits << (6 - count) & 63];
  return out;
}

std::optional<std::string> decoded(std::string_view text) {
  std::string out;
  std::uint32_t bits = 0;
  int count = 0;
  for (const char c : text) {
    const auto digit = kDigits.find(c);
    if (digit == std::string_view::npos) return std::nullopt;
    bits = (bits << 6 | static_cast<std::uint32_t>(digit)) & 0xFFFFFF, count += 6;
    if (count >= 8) out += static_cast<char>(bits >> (count -= 8) & 0xFF);
  }
  return out;
}

Json json_of(const Item& item, const Marks& marks) {
  Json out{{"k", item.kind}, {"t", item.text}};
  if (item.level > 0) out["l"] = item.level;
  if (!item.style.empty()) out["s"] = item.style;
  if (item.quoted) out["q"] = 1;
  if (!item.pictures.empty()) out["p"] = item.pictures;
  if (item.source.empty()) return out;
  out["f"] = marks.source(item.source) - marks.sources.data();
  out["n"] = item.line;
  if (!item.id.empty()) out["i"] = item.id;
  if (!item.prints.empty()) out["h"] = item.prints;
  for (const auto& atom : item.atoms) out["a"].push_back(Json::array({atom.text, atom.source}));
  return out;
}

Item item_of(const Json& json, const Marks& marks) {
  Item item;
  item.kind = json.at("k"), item.text = json.at("t");
  item.level = json.value("l", 0), item.style = json.value("s", ""), item.quoted = json.contains("q");
  item.pictures = json.value("p", "");
  if (!json.contains("f")) return item;
  item.source = marks.sources.at(json.at("f").get<std::size_t>()).path;
  item.line = json.at("n"), item.id = json.value("i", "");
  item.prints = json.value("h", std::vector<std::string>());
  if (json.contains("a"))
    for (const auto& atom : json.at("a")) item.atoms.push_back({atom.at(0), atom.at(1)});
  return item;
}

}  // namespace

const SourceMark* Marks::source(const std::string& path) const {
  const auto it =
      std::find_if(sources.begin(), sources.end(), [&](const SourceMark& one) { return one.path == path; });
  return it == sources.end() ? nullptr : &*it;
}

Marks marks_of(const Json& marked_tree, const PrintOf& print) {
  Marks marks;
  marks.items = items_of(marked_tree);
  for (auto& item : marks.items) {
    if (print && !item.source.empty()) add_prints(item, print);
    item.node = {};
    if (item.source.empty()) continue;
    item.text = item.rich;
    if (!marks.source(item.source)) marks.sources.push_back({item.source, {}, {}});
  }
  return marks;
}

std::vector<std::string> packed(const Marks& marks) {
  Json json{{"v", kVersion},
            {"report", marks.report},
            {"activity", marks.activity},
            {"sources", Json::array()},
            {"items", Json::array()}};
  for (const auto& source : marks.sources)
    json["sources"].push_back(Json::array({source.path, source.sha256, source.field}));
  for (const auto& item : marks.items) json["items"].push_back(json_of(item, marks));
  const auto text = encoded(json.dump(-1, ' ', false, Json::error_handler_t::replace));
  std::vector<std::string> out;
  for (std::size_t at = 0; at < text.size(); at += kLongestProperty)
    out.push_back(text.substr(at, kLongestProperty));
  return out;
}

std::optional<Marks> unpacked(const std::string& text) {
  const auto bytes = decoded(text);
  const auto json = bytes ? Json::parse(*bytes, nullptr, false) : Json();
  if (!json.is_object() || json.value("v", Json()) != kVersion) return std::nullopt;
  try {
    Marks marks;
    marks.report = json.at("report"), marks.activity = json.at("activity");
    for (const auto& source : json.at("sources"))
      marks.sources.push_back({source.at(0), source.at(1), source.at(2)});
    for (const auto& item : json.at("items")) marks.items.push_back(item_of(item, marks));
    return marks;
  } catch (const std::exception&) {  // nlohmann's, and std::out_of_range
    return std::nullopt;
  }
}

std::string property_name(std::size_t part) {
  auto number = std::to_string(part + 1);
  if (number.size() < 3) number.insert(0, 3 - number.size(), '0');
  return "Taqrir-" + number;
}

}  // namespace taqrir::pandoc
