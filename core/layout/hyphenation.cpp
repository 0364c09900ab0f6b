#include "layout/hyphenation.hpp"

#include <hyphen.h>

#include <cstdio>
#include <cstdlib>

#include "base/unicode.hpp"

#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/lsan_interface.h>
#endif

namespace taqrir::layout {

class Hyphenation::Dictionary {
 public:
  explicit Dictionary(HyphenDict* dict) : dict_(dict) {}
  ~Dictionary() {
    if (dict_) hnj_hyphen_free(dict_);
  }
  HyphenDict* get() const noexcept { return dict_; }

 private:
  HyphenDict* dict_;
};

Hyphenation::~Hyphenation() = default;

namespace {

constexpr std::size_t kBefore = 2, kAfter = 3;

std::string dictionary_name(std::string_view language) {
  const auto primary = language.substr(0, language.find('-'));
  if (primary == "fr") return "hyph_fr.dic";
  if (language == "en-GB") return "hyph_en_GB.dic";
  if (primary == "en") return "hyph_en_US.dic";
  return {};
}

// libhyphen 2.8.8 loses sixteen small blocks while it loads a dictionary, whatever is freed later. They are
// left out of the leak check, so that it can find ours.
struct LeaksOfOthers {
#ifdef __SANITIZE_ADDRESS__
  LeaksOfOthers() { __lsan_disable(); }
  ~LeaksOfOthers() { __lsan_enable(); }
#else
  LeaksOfOthers() {}
#endif
};

HyphenDict* load(World& world, const std::string& name) {
  if (name.empty()) return nullptr;
  auto bytes = world.read("/usr/share/hyphen/" + name);
  if (!bytes || bytes->empty()) return nullptr;
  // libhyphen reads a stream; fmemopen wants a mutable pointer but "r" never writes.
  std::FILE* stream = fmemopen(const_cast<char*>(bytes->view().data()), bytes->size(), "r");
  if (!stream) return nullptr;
  const LeaksOfOthers ignored;
  HyphenDict* dict = hnj_hyphen_load_file(stream);
  std::fclose(stream);
  return dict;
}

}  // namespace

const Hyphenation::Dictionary* Hyphenation::for_language(std::string_view language) {
  const std::lock_guard lock(mutex_);
  auto it = dictionaries_.find(language);
  if (it == dictionaries_.end()) {
    HyphenDict* dict = load(world_, dictionary_name(language));
    it = dictionaries_.emplace(std::string(language), dict ? std::make_shared<const Dictionary>(dict) : nullptr).first;
  }
  return it->second.get();
}

std::vector<std::size_t> hyphen_points(const Hyphenation::Dictionary& dictionary, std::string_view word) {
  std::vector<std::size_t> out;
  if (word.size() < kBefore + kAfter || word.size() > 200) return out;
  std::string marks(word.size() + 5, '\0');
  char** rep = nullptr;
  int* pos = nullptr;
  int* cut = nullptr;
  if (hnj_hyphen_hyphenate2(dictionary.get(), word.data(), static_cast<int>(word.size()), marks.data(), nullptr,
                            &rep, &pos, &cut) != 0)
    return out;
  // Marks count characters for UTF-8 dictionaries; non-standard hyphenation (rep) is not used by French.
  std::vector<std::size_t> ends;
  for (std::size_t i = 0; i < word.size();) next_code_point(word, i), ends.push_back(i);
  for (std::size_t k = 0; k + 1 < ends.size(); ++k) {
    const bool far = k + 1 >= kBefore && ends.size() - (k + 1) >= kAfter;
    if ((marks[k] & 1) && far && !(rep && rep[k])) out.push_back(ends[k]);
  }
  if (rep) {
    for (std::size_t k = 0; k + 1 < word.size(); ++k) std::free(rep[k]);
    std::free(rep), std::free(pos), std::free(cut);
  }
  return out;
}

}  // namespace taqrir::layout
