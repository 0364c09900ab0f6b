// Pandoc's document tree -> Blocks (pandoc-types 1.21 to 1.23). What it says of looks is passed over. One
// Reader reads one text; blocks in reader_blocks.cpp, inlines in reader_inlines.cpp, the whole in reader.cpp.
#pragma once

#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <utility>

#include "pandoc/reading.hpp"

namespace taqrir::pandoc {

inline constexpr int kDeepestNodes = 60;  // nodes in nodes: as in Markdown
inline constexpr int kLowestHeading = 6;

struct TooDeep {};  ///< ends the walk; caught where it began

class Reader {
 public:
  using Json = nlohmann::json;

  Reader(int heading_shift, const TakePicture& take, const std::string& alt)
      : heading_shift_(heading_shift), take_(take), alt_(alt) {}
  /// `places` names the text before its first heading, then below each of its headings; `linked` are the
  /// anchors to which something in the text leads.
  Reader(int heading_shift, const OwnText& own, SourceRef places, std::set<std::string> linked)
      : heading_shift_(heading_shift),
        take_(kNothing),
        alt_(kNoWords),
        own_(&own),
        places_(std::move(places)),
        linked_(std::move(linked)) {}

  Blocks blocks(const Json& nodes);
  std::size_t lost() const { return lost_; }      ///< pictures that could not be had
  std::size_t remote() const { return remote_; }  ///< pictures on the web or in other files
  /// Of our own text: references led to the blocks that took their anchors, and what is to be told.
  Diagnostics finish(Blocks& all);

 private:
  struct Depth {
    explicit Depth(Reader& reader) : reader(reader) {
      if (++reader.depth_ > kDeepestNodes) throw TooDeep{};
    }
    ~Depth() { --reader.depth_; }
    Depth(const Depth&) = delete;
    Depth& operator=(const Depth&) = delete;
    Reader& reader;
  };

  // reader_blocks.cpp
  void block(const Json& node, const Json* next, Blocks& out);
  void put(Block::Content content, Blocks& out);
  void give(Block& block, const std::vector<std::string>& anchors);
  void lead(const std::vector<std::string>& anchors, Blocks& made);
  void code(const Json& content, Blocks& out);
  void head(DataTable& table);
  void paragraph(const Json& content, const Json* next, Blocks& out);
  void heading(const Json& content, Blocks& out);
  void check_level(int level);
  void list(const Json& items, bool ordered, int start, Blocks& out);
  void definitions(const Json& items, Blocks& out);
  void lines(const Json& lines, Blocks& out);
  void table(const Json& content, Blocks& out);
  void rows(const Json& from, std::vector<TableRow>& to, std::size_t row_headers = 0);
  TableCell cell(const Json& content);
  void figure(const Json& content, Blocks& out);
  void division(const Json& content, const Json* next, Blocks& out);
  void raw(const Json& content);
  void caption(const Json& content, Blocks& out);
  Inlines caption_words(const Json& blocks);
  void own_caption(Inlines words, const Json* next, Blocks& out);
  bool takes_caption(Block& block, Inlines& words);
  void label(Inlines text, Blocks& out);
  void stand(std::vector<Figure> figures, Blocks& out);
  Inlines inlines_and(std::vector<Figure>& figures, const Json& nodes);

  // reader_inlines.cpp
  Inlines inlines(const Json& nodes);
  void inline_node(const Json& node, Inlines& out);
  void words(std::string text, Inlines& out);
  template <class Wrapping>
  void wrap(const Json& content, Inlines& out) {
    out.push_back({Wrapping{inlines(content)}, place()});
  }
  void link(const Json& content, Inlines& out);
  void picture(const Json& content, Inlines& out);
  std::optional<FileRef> file_of(const std::string& address, const Inlines& description, Inlines& out);
  void span(const Json& content, Inlines& out);
  void math(const Json& content, Inlines& out);
  void note(const Json& content, Inlines& out) { out.push_back({Footnote{blocks(content)}, place()}); }

  // reader.cpp
  Span place() const { return places_ ? in_words(places_, heading_ + 1) : Span{}; }
  void anchor(const Json& attributes);
  void tell(const char* pattern, const char* hint, const std::string& sample);
  void tell_at(const Span& here, const char* pattern, const char* hint, const std::string& sample);
  void settle(Blocks& blocks);
  void settle(Inlines& inlines);

  static const TakePicture kNothing;
  static const std::string kNoWords;

  const int heading_shift_;
  const TakePicture& take_;
  const std::string& alt_;
  const OwnText* own_ = nullptr;
  SourceRef places_;
  std::set<std::string> linked_;
  std::uint32_t heading_ = 0;  // how many have been read
  int last_level_ = 0;         // as the text has it; 0: none yet
  int depth_ = 0;
  std::vector<Figure> figures_;             // of the paragraph that is being read
  std::vector<std::string> anchors_;        // met since the last block
  std::map<std::string, std::string> ids_;  // of blocks, by anchor
  std::set<std::string> used_;              // ids that blocks have
  Inlines pending_;                         // a caption whose table comes next
  std::size_t tables_ = 0;
  std::size_t lost_ = 0, remote_ = 0;
  /// What is told once for each heading: how often, and the first of its kind.
  struct Told {
    const char* pattern;
    const char* hint;
    Span place;
    std::string sample;
    std::size_t count;
  };
  std::vector<Told> told_;
  Diagnostics diagnostics_;
};

/// “3.15in”, “80mm”, “300.0pt”, “120px” (96 to the inch), “120”; nothing for shares of the page.
std::optional<Pt> length_of(const std::string& text);
/// A contents list of the other program's: the report has its own. `division`: what stands in a Div.
bool is_contents(const nlohmann::json& division);
bool says_anything(const Inlines& text);
/// “Tableau 1” and nothing else.
bool is_label(const Inlines& words);

}  // namespace taqrir::pandoc
