// Pictures that were put into a twin, on their way beside its text. Nothing is written here.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/world.hpp"
#include "pandoc/items.hpp"

namespace taqrir::app {

struct TakenPicture {
  std::string path;  ///< in the mission, free
  Bytes bytes;
  std::string description;
};

/// The pictures of one text. Their names are made of the text's name and their descriptions, never of a name
/// in the twin.
class TwinPictures {
 public:
  /// A file of the mission; nullopt: there is none.
  using Existing = std::function<std::optional<Bytes>(const std::string& path)>;
  /// How the text is to name the picture of an address, whose content is at hand.
  using Naming = std::function<std::string(const std::string& address)>;

  /// `content`: by addresses in the twin (Twin::pictures). `text`: the text's path in the mission.
  TwinPictures(const std::map<std::string, std::string>& content, std::string text, Existing existing);
  /// Pictures are left in the file, and only named.
  TwinPictures(const std::map<std::string, std::string>& content, Naming naming);

  /// The pictures among `items` that the lines of their block name already, by equal bytes, description or
  /// place. Those at the addresses `others` are others than the text's, whatever they are called: by bytes
  /// alone.
  void know(const std::vector<pandoc::ItemPicture>& pictures, const std::string& lines,
            const std::set<std::string>& others = {});
  /// How the text names it; nullopt: it is no PNG or JPEG that can be taken out, and counts as lost.
  std::optional<std::string> name_of(const std::string& address, const std::string& description);

  const std::vector<TakenPicture>& taken() const { return taken_; }
  std::size_t lost() const { return lost_; }

 private:
  std::optional<std::string> take(const std::string& address, const std::string& description);
  std::string beside(const std::string& name) const;
  bool is_same(const std::string& address, const std::string& name) const;

  const std::map<std::string, std::string>& content_;
  const std::string text_;
  const Existing existing_;
  const Naming naming_;
  std::map<std::string, std::string> names_;  // by address
  std::vector<TakenPicture> taken_;
  std::size_t lost_ = 0;
};

/// A picture as a Markdown text names it: “![words](path "caption")”.
struct NamedPicture {
  std::string path;
  std::string description;
};
std::vector<NamedPicture> pictures_named_in(const std::string& lines);

}  // namespace taqrir::app
