#include "app/twin_pictures.hpp"

#include <algorithm>

#include "app/paths.hpp"
#include "input/picture.hpp"
#include "model/slug.hpp"

namespace taqrir::app {

namespace {

/// “.png” or “.jpg”; empty: it is neither, or no whole one.
std::string ending_of(const Bytes& bytes) {
  const auto info = input::probe_picture(bytes, {});
  if (!info) return {};
  return info->format == input::PictureInfo::Format::jpeg ? ".jpg" : ".png";
}

}  // namespace

std::vector<NamedPicture> pictures_named_in(const std::string& lines) {
  std::vector<NamedPicture> out;
  for (std::size_t at = 0; (at = lines.find("![", at)) != std::string::npos; at += 2) {
    const auto middle = lines.find("](", at);
    if (middle == std::string::npos) break;
    if (at > 0 && lines[at - 1] == '\\') continue;
    auto begin = middle + 2;
    const bool angled = begin < lines.size() && lines[begin] == '<';
    if (angled) ++begin;
    const auto end = lines.find_first_of(angled ? ">" : " )\n", begin);
    if (end == std::string::npos) break;
    out.push_back({lines.substr(begin, end - begin), lines.substr(at + 2, middle - at - 2)});
  }
  return out;
}

TwinPictures::TwinPictures(const std::map<std::string, std::string>& content, std::string text,
                           Existing existing)
    : content_(content), text_(std::move(text)), existing_(std::move(existing)) {}

TwinPictures::TwinPictures(const std::map<std::string, std::string>& content, Naming naming)
    : content_(content), naming_(std::move(naming)) {}

std::string TwinPictures::beside(const std::string& name) const { return join(parent(text_), name); }

bool TwinPictures::is_same(const std::string& address, const std::string& name) const {
  const auto found = content_.find(address);
  const auto known = found != content_.end() && existing_ ? existing_(beside(name)) : std::nullopt;
  return known && known->view() == found->second;
}

void TwinPictures::know(const std::vector<pandoc::ItemPicture>& pictures, const std::string& lines,
                        const std::set<std::string>& others) {
  auto named = pictures_named_in(lines);
  const bool by_place = named.size() == pictures.size();
  std::vector<bool> used(named.size(), false);
  const auto give = [&](const pandoc::ItemPicture& picture, auto fits) {
    for (std::size_t i = 0; i < named.size(); ++i)
      if (!used[i] && !names_.contains(picture.address) && fits(named[i]))
        names_[picture.address] = named[i].path, used[i] = true;
  };
  for (const auto& picture : pictures)
    give(picture, [&](const NamedPicture& one) { return is_same(picture.address, one.path); });
  for (const auto& picture : pictures)
    give(picture, [&](const NamedPicture& one) {
      return !others.contains(picture.address) && pandoc::collapsed(one.description) == picture.description;
    });
  // One of one: a program that saved it anew, or a description that Markdown writes otherwise; a picture that
  // has another description too is another one.
  for (std::size_t i = 0; by_place && i < named.size(); ++i)
    if (!used[i] && pictures[i].description.empty() && !others.contains(pictures[i].address))
      names_.emplace(pictures[i].address, named[i].path);
}

std::optional<std::string> TwinPictures::name_of(const std::string& address, const std::string& description) {
  if (const auto known = names_.find(address); known != names_.end()) return known->second;
  auto name = take(address, description);
  if (name)
    names_[address] = *name;
  else
    ++lost_;
  return name;
}

std::optional<std::string> TwinPictures::take(const std::string& address, const std::string& description) {
  const auto found = content_.find(address);
  if (found == content_.end()) return std::nullopt;
  const Bytes bytes(found->second);
  const auto ending = ending_of(bytes);
  if (ending.empty()) return std::nullopt;
  if (naming_) return naming_(address);
  auto words = slug(description);
  const auto beginning = app::stem(text_) + "-" + (words.empty() ? "image" : words);
  for (int n = 1;; ++n) {
    const auto name = beginning + (n > 1 ? "-" + std::to_string(n) : "") + ending;
    const auto path = beside(name);
    const auto ours = std::find_if(taken_.begin(), taken_.end(),
                                   [&](const TakenPicture& picture) { return picture.path == path; });
    if (ours != taken_.end()) {
      if (ours->bytes.view() == bytes.view()) return name;
      continue;
    }
    const auto there = existing_ ? existing_(path) : std::nullopt;
    if (there && there->view() == bytes.view()) return name;
    if (there) continue;
    taken_.push_back({path, bytes, description});
    return name;
  }
}

}  // namespace taqrir::app
