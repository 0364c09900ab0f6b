// cmark-gfm's tree -> Blocks. One Reader reads one text; blocks.cpp and inlines.cpp implement it.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "input/markdown.hpp"
#include "input/markdown/html.hpp"
#include "input/markdown/places.hpp"
#include "input/markdown/references.hpp"
#include "input/markdown/syntax.hpp"
#include "input/markdown/templates.hpp"

namespace taqrir::input::markdown {

/// Why a tag is left out, and what to write instead.
Diagnostic left_out(const Span& span, const HtmlTag& tag);

class Reader {
 public:
  Reader(const MarkdownOptions& options, Diagnostics& diagnostics, Origin origin, int depth = 0)
      : options_(options),
        diagnostics_(diagnostics),
        references_(options, diagnostics),
        origin_(origin),
        places_(std::move(origin)),
        bindings_(options.bindings),
        depth_(depth) {}

  Blocks document(cmark_node* root);
  /// The inlines of the tree's first block.
  Inlines only_inlines(cmark_node* root);
  /// Definitions of footnotes that are not in the tree: nothing refers to them, or they stand twice.
  void warn_of_lost_definitions(cmark_node* root);

 private:
  struct Division {
    std::string tag, language;
    Span span;
    Blocks content;
  };
  struct OpenTag {
    HtmlTag tag;
    Span span;
    Inlines content;
  };
  class Deeper;

  // blocks.cpp
  Blocks blocks(cmark_node* parent);
  void block(cmark_node* node, std::vector<Division>& open);
  void paragraph(cmark_node* node, Blocks& out);
  bool take_as_caption(Inlines& inlines, const std::string& id, Blocks& out);
  void check_paragraph(const Inlines& content, const Span& span);
  Block heading(cmark_node* node);
  void check_level(int level, const Span& span);
  Block list(cmark_node* node);
  Block quote(cmark_node* node);
  std::optional<Block> callout(Blocks& content, const Span& span);
  void attribution(Quote& quote);
  Block code(cmark_node* node);
  void check_fence(cmark_node* node, const Span& span);
  void table(cmark_node* node, Blocks& out);
  TableRow row(cmark_node* node, std::size_t columns);
  void check_row(cmark_node* node, std::size_t columns);
  std::string caption_row(DataTable& table, cmark_node* last);
  void html_block(cmark_node* node, std::vector<Division>& open);
  std::size_t html_part(std::string_view all, std::size_t at, int line, std::size_t indent, const Span& span,
                        std::vector<Division>& open);
  bool division_tag(const HtmlTag& tag, const Span& span, std::vector<Division>& open);
  void text_in_html(std::string_view text, int line, std::size_t indent, Blocks& out);
  Blocks close_all(std::vector<Division>& open);
  void close_division(std::vector<Division>& open);

  // repeats.cpp
  struct Branches;
  using Told = std::optional<std::string> (*)(cmark_node*);
  using ReadRange = std::function<void(cmark_node* from, cmark_node* to)>;
  Branches branches(cmark_node* opening, const Directive& directive, cmark_node* end, Told told);
  cmark_node* directed(cmark_node* node, const std::string& payload, cmark_node* end, const Span& span, Told told,
                       const ReadRange& read);
  void choose(const Directive& directive, const Span& span, const Branches& found, cmark_node* node, const ReadRange& read);
  void repeat(const Directive& directive, const Span& span, const Branches& found, cmark_node* node, const ReadRange& read);
  Span span_of_line(cmark_node* node);
  void sequence(cmark_node* from, cmark_node* end, std::vector<Division>& open);
  void bound_value(cmark_node* node, Inlines& out);
  bool bound_blocks(cmark_node* paragraph, Blocks& out);
  void inline_sequence(cmark_node* from, cmark_node* end, std::vector<OpenTag>& open);
  void row_sequence(cmark_node* from, cmark_node* end, DataTable& table);

  // inlines.cpp
  Inlines inlines(cmark_node* parent);
  Inlines inlines_with_anchor(cmark_node* parent, std::string& anchor);
  void inline_(cmark_node* node, std::vector<OpenTag>& open);
  void text(cmark_node* node, Inlines& out);
  void warn_of_lost_footnotes(std::string_view text, const Span& span);
  void warn_of_foreign_marks(std::string_view text, const Span& span);
  void link(cmark_node* node, Inlines& out);
  void image(cmark_node* node, Inlines& out);
  void picture(const std::string& path, std::string alt, const Span& span, Inlines& out);
  void html(cmark_node* node, std::vector<OpenTag>& open);
  void close_tag(std::vector<OpenTag>& open, const HtmlTag& tag, const Span& span);
  void pop_tag(std::vector<OpenTag>& open);
  void reference(cmark_node* node, Inlines& out);
  void placeholder(cmark_node* node, Inlines& out);
  void footnote(cmark_node* node, Inlines& out);
  Span span_of(cmark_node* node, std::string_view literal = {}) { return places_.inline_of(node, literal); }

  bool too_deep(const Span& span, int depth);
  void report(Diagnostic diagnostic) { diagnostics_.push_back(std::move(diagnostic)); }

  const MarkdownOptions& options_;
  Diagnostics& diagnostics_;
  References references_;
  Origin origin_;
  Places places_;
  const Bindings* bindings_ = nullptr;  // of the stretch that is being read
  std::size_t repeats_ = 0;
  int depth_ = 0;
  int shift_ = 0;       // added to heading levels
  int last_level_ = 6;  // of the heading before, as the text has it; at first one above the highest
  bool heading_seen_ = false;
  std::map<std::string, std::size_t> alike_;  // warnings about foreign marks, by their words
  bool deep_reported_ = false;
  bool in_footnote_ = false;
  std::size_t footnote_size_ = 0;       // nodes made for footnotes: a note may be referred to often
  std::vector<cmark_node*> footnotes_;  // by their number, from 1
  std::string anchor_;                  // the {#id} met in the block that is being read
};

}  // namespace taqrir::input::markdown
