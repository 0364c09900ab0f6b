#include "app/fonts.hpp"

#include <fontconfig/fontconfig.h>

#include <cmath>
#include <cstdlib>
#include <tuple>

namespace taqrir::app {

struct FontFinder::Face {
  std::string path;
  int index = 0;
  double weight = FC_WEIGHT_REGULAR;
  double width = FC_WIDTH_NORMAL;
  bool italic = false;
  bool variable = false;

  bool bold() const { return !variable && weight >= FC_WEIGHT_DEMIBOLD; }
};

namespace {

// Reading all of /etc/fonts costs 11 ms, this 0.3 ms, and for exact family names it finds the same:
// the rest of the configuration is about substitutes, which a theme's own fallback chain makes.
constexpr const char* kCommonFolders =
    "<?xml version=\"1.0\"?><!DOCTYPE fontconfig SYSTEM \"fonts.dtd\"><fontconfig>"
    "<dir>/usr/share/fonts</dir><dir>/usr/local/share/fonts</dir>"
    "<dir prefix=\"xdg\">fonts</dir><dir>~/.fonts</dir>"
    "<cachedir>/var/cache/fontconfig</cachedir><cachedir prefix=\"xdg\">fontconfig</cachedir>"
    "</fontconfig>";

const FcChar8* fc(const std::string& text) { return reinterpret_cast<const FcChar8*>(text.c_str()); }

// Variable fonts give a range: of them the default is meant.
double number(const FcPattern* pattern, const char* object, double otherwise) {
  double value = 0;
  return FcPatternGetDouble(pattern, object, 0, &value) == FcResultMatch ? value : otherwise;
}

int integer(const FcPattern* pattern, const char* object) {
  int value = 0;
  FcPatternGetInteger(pattern, object, 0, &value);
  return value;
}

std::string text(const FcPattern* pattern, const char* object, int n = 0) {
  FcChar8* value = nullptr;
  if (FcPatternGetString(pattern, object, n, &value) != FcResultMatch) return {};
  return reinterpret_cast<const char*>(value);
}

bool is_named(const FcPattern* pattern, const std::string& family) {
  for (int i = 0;; ++i) {
    const auto name = text(pattern, FC_FAMILY, i);
    if (name.empty()) return false;
    if (name == family) return true;
  }
}

bool is_outline(const FcPattern* pattern) {
  const auto format = text(pattern, FC_FONTFORMAT);
  return format == "TrueType" || format == "CFF";
}

bool user_configures_fonts() {
  for (const char* name : {"FONTCONFIG_FILE", "FONTCONFIG_PATH", "FONTCONFIG_SYSROOT"})
    if (std::getenv(name)) return true;
  return false;
}

}  // namespace

struct FontFinder::Catalogue {
  FcConfig* config = FcConfigCreate();
  ~Catalogue() { FcConfigDestroy(config); }

  static std::unique_ptr<Catalogue> common() {
    auto made = std::make_unique<Catalogue>();
    FcConfigParseAndLoadFromMemory(made->config, fc(kCommonFolders), FcTrue);
    FcConfigBuildFonts(made->config);
    return made;
  }

  static std::unique_ptr<Catalogue> full() {
    auto made = std::make_unique<Catalogue>();
    FcConfigParseAndLoad(made->config, nullptr, FcFalse);
    FcConfigBuildFonts(made->config);
    return made;
  }

  std::vector<Face> faces(const std::string& family) const {
    std::vector<Face> out;
    FcPattern* pattern = FcPatternBuild(nullptr, FC_FAMILY, FcTypeString, fc(family), nullptr);
    FcObjectSet* objects = FcObjectSetBuild(FC_FAMILY, FC_FILE, FC_INDEX, FC_WEIGHT, FC_WIDTH, FC_SLANT,
                                            FC_VARIABLE, FC_FONTFORMAT, nullptr);
    FcFontSet* found = FcFontList(config, pattern, objects);
    for (int i = 0; found && i < found->nfont; ++i)
      if (is_named(found->fonts[i], family) && is_outline(found->fonts[i]))
        out.push_back(face(found->fonts[i]));
    if (found) FcFontSetDestroy(found);
    FcObjectSetDestroy(objects);
    FcPatternDestroy(pattern);
    return out;
  }

  static Face face(const FcPattern* pattern) {
    const int index = integer(pattern, FC_INDEX);  // above the low 16 bits: instance of a variable font
    return {text(pattern, FC_FILE),
            index & 0xFFFF,
            number(pattern, FC_WEIGHT, FC_WEIGHT_REGULAR),
            number(pattern, FC_WIDTH, FC_WIDTH_NORMAL),
            integer(pattern, FC_SLANT) != FC_SLANT_ROMAN,
            (index >> 16) != 0};
  }
};

FontFinder::FontFinder() = default;
FontFinder::~FontFinder() = default;

const std::vector<FontFinder::Face>& FontFinder::family(const std::string& name) {
  if (const auto it = families_.find(name); it != families_.end()) return it->second;
  std::vector<Face> faces;
  if (!user_configures_fonts()) {
    if (!common_) common_ = Catalogue::common();
    faces = common_->faces(name);
  }
  if (faces.empty()) {  // fonts may lie elsewhere, where the machine's own configuration says
    if (!full_) full_ = Catalogue::full();
    faces = full_->faces(name);
  }
  return families_.emplace(name, std::move(faces)).first->second;
}

std::optional<FontFile> FontFinder::find(const FontQuery& query) {
  const std::lock_guard lock(mutex_);
  const double weight = query.bold ? FC_WEIGHT_BOLD : FC_WEIGHT_REGULAR;
  const auto distance = [&](const Face& f) {
    return std::make_tuple(f.variable, std::abs(f.width - FC_WIDTH_NORMAL), f.bold() != query.bold,
                           f.italic != query.italic, std::abs(f.weight - weight), f.path, f.index);
  };
  const Face* best = nullptr;
  for (const auto& face : family(query.family))
    if (!best || distance(face) < distance(*best)) best = &face;
  if (!best) return std::nullopt;
  given_.insert(best->path);
  return FontFile{best->path, best->index, query.family, best->bold(), best->italic};
}

bool FontFinder::gave(const std::string& path) {
  const std::lock_guard lock(mutex_);
  return given_.count(path) > 0;
}

}  // namespace taqrir::app
