#include "input/markdown/syntax.hpp"

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm-extension_api.h>

#include <cstring>
#include <mutex>
#include <string>

#include "input/limits.hpp"

namespace taqrir::input::markdown {

namespace {

// ---------------------------------------------------------------- reading ahead in the inline parser

// The byte at an absolute offset of the text being parsed; 0 beyond its end. Leaves the offset there.
unsigned char at(cmark_inline_parser* parser, int offset) {
  cmark_inline_parser_set_offset(parser, offset);
  return cmark_inline_parser_is_eof(parser) ? 0 : cmark_inline_parser_peek_char(parser);
}

// The text from `offset` up to `close`, with the offset behind it; -1 when it does not close on this line
// or holds one of `forbidden`.
int read_until(cmark_inline_parser* parser, int offset, const char* close, const char* forbidden,
               std::string& text) {
  const int end = offset + kLongestSyntax;
  const int length = static_cast<int>(std::strlen(close));
  for (int i = offset; i < end; ++i) {
    int matched = 0;
    while (matched < length && at(parser, i + matched) == static_cast<unsigned char>(close[matched]))
      ++matched;
    if (matched == length) return i + length;
    const unsigned char c = at(parser, i);
    if (c == 0 || c == '\n' || c == '\r' || std::strchr(forbidden, c)) return -1;
    text += static_cast<char>(c);
  }
  return -1;
}

bool is_blank_to_the_end(cmark_inline_parser* parser, int offset) {
  for (unsigned char c; (c = at(parser, offset)) != 0; ++offset)
    if (c != ' ' && c != '\t' && c != '\n' && c != '\r') return false;
  return true;
}

std::string trimmed(const std::string& text) {
  const auto first = text.find_first_not_of(" \t");
  return first == std::string::npos ? std::string()
                                    : text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

// ---------------------------------------------------------------- our nodes

// Our nodes are HTML inlines in cmark-gfm's eyes, for these may stand anywhere, in table cells too. The
// payload is their literal; what they are and where they stand (the public interface cannot set the place
// of a node) is packed into their user data: line, column, kind.
constexpr int kKindBits = 2, kColumnBits = 30;

enum Ours : std::uintptr_t { kReference = 1, kPlaceholder = 2, kAnchor = 3 };

cmark_node* make(cmark_inline_parser* parser, int offset, Ours what, const std::string& payload) {
  cmark_inline_parser_set_offset(parser, offset);
  const auto line = static_cast<std::uintptr_t>(cmark_inline_parser_get_line(parser));
  const auto column =
      static_cast<std::uintptr_t>(cmark_inline_parser_get_column(parser)) & ((1u << kColumnBits) - 1);
  cmark_node* node = cmark_node_new(CMARK_NODE_HTML_INLINE);
  cmark_node_set_literal(node, payload.c_str());
  cmark_node_set_user_data(node, reinterpret_cast<void*>((line << kColumnBits | column) << kKindBits | what));
  return node;
}

std::uintptr_t packed(cmark_node* node) {
  return reinterpret_cast<std::uintptr_t>(cmark_node_get_user_data(node));
}

// `[[` has been read as two brackets already; the first of them must not be escaped.
bool after_two_brackets(cmark_inline_parser* parser, int offset) {
  if (offset < 2 || cmark_inline_parser_peek_at(parser, offset - 1) != '[' ||
      cmark_inline_parser_peek_at(parser, offset - 2) != '[')
    return false;
  int backslashes = 0;
  for (int i = offset - 3; i >= 0 && cmark_inline_parser_peek_at(parser, i) == '\\'; --i) ++backslashes;
  return backslashes % 2 == 0;
}

// The brackets are left to cmark: its stack of open brackets must stay in order.
cmark_node* match_reference(cmark_inline_parser* parser, int offset) {
  std::string text;
  const int end = read_until(parser, offset, "]]", "[]", text);
  if (end < 0 || trimmed(text).empty() || at(parser, end) == '(') return nullptr;
  auto* node = make(parser, offset, kReference, text);
  cmark_inline_parser_set_offset(parser, end - 2);
  return node;
}

cmark_node* match_placeholder(cmark_inline_parser* parser, int offset) {
  std::string text;
  const int end = read_until(parser, offset + 2, "}}", "{}", text);
  if (end < 0 || trimmed(text).empty()) return nullptr;
  auto* node = make(parser, offset, kPlaceholder, trimmed(text));
  cmark_inline_parser_set_offset(parser, end);
  return node;
}

cmark_node* match_anchor(cmark_inline_parser* parser, int offset) {
  std::string text;
  const int end = read_until(parser, offset + 2, "}", "{[]|# \t", text);
  if (end < 0 || text.empty() || !is_blank_to_the_end(parser, end)) return nullptr;
  auto* node = make(parser, offset, kAnchor, text);
  cmark_inline_parser_set_offset(parser, end);
  return node;
}

cmark_node* match(cmark_syntax_extension*, cmark_parser*, cmark_node*, unsigned char character,
                  cmark_inline_parser* parser) {
  const int offset = cmark_inline_parser_get_offset(parser);
  cmark_node* node = nullptr;
  if (after_two_brackets(parser, offset)) node = match_reference(parser, offset);
  if (!node && character == '{') {
    const unsigned char next = at(parser, offset + 1);
    if (next == '{') node = match_placeholder(parser, offset);
    if (next == '#') node = match_anchor(parser, offset);
  }
  if (!node) cmark_inline_parser_set_offset(parser, offset);
  return node;
}

// ---------------------------------------------------------------- the parser

struct Extensions {
  cmark_syntax_extension* ours = nullptr;
  cmark_syntax_extension *table = nullptr, *strikethrough = nullptr, *autolink = nullptr, *tasklist = nullptr;

  Extensions() {
    cmark_gfm_core_extensions_ensure_registered();
    ours = cmark_syntax_extension_new("taqrir");
    cmark_mem* memory = cmark_get_default_mem_allocator();
    cmark_syntax_extension_set_match_inline_func(ours, match);
    cmark_syntax_extension_set_special_inline_chars(
        ours, cmark_llist_append(memory, nullptr, reinterpret_cast<void*>(static_cast<std::uintptr_t>('{'))));
    table = cmark_find_syntax_extension("table");
    strikethrough = cmark_find_syntax_extension("strikethrough");
    autolink = cmark_find_syntax_extension("autolink");
    tasklist = cmark_find_syntax_extension("tasklist");
  }
};

const Extensions& extensions() {
  static const Extensions kExtensions;  // for the life of the process: trees point to them
  return kExtensions;
}

struct FreeParser {
  void operator()(cmark_parser* parser) const { cmark_parser_free(parser); }
};

Kind kind_by_name(cmark_node* node) {
  const std::string_view name = cmark_node_get_type_string(node);
  if (name == "table") return Kind::table;
  if (name == "table_row" || name == "table_header") return Kind::table_row;
  if (name == "table_cell") return Kind::table_cell;
  if (name == "strikethrough") return Kind::strikethrough;
  return Kind::other;
}

Kind kind_of_html(cmark_node* node) {
  switch (packed(node) & ((1u << kKindBits) - 1)) {
    case kReference: return Kind::reference;
    case kPlaceholder: return Kind::placeholder;
    case kAnchor: return Kind::anchor;
    default: return Kind::html;
  }
}

}  // namespace

Tree parse(std::string_view text) {
  static std::mutex mutex;  // the table of special characters is one for the whole process
  const std::lock_guard lock(mutex);
  const auto& known = extensions();
  const int options = CMARK_OPT_FOOTNOTES | CMARK_OPT_SOURCEPOS | CMARK_OPT_STRIKETHROUGH_DOUBLE_TILDE;
  const std::unique_ptr<cmark_parser, FreeParser> parser(cmark_parser_new(options));
  for (auto* extension : {known.ours, known.table, known.strikethrough, known.autolink, known.tasklist})
    cmark_parser_attach_syntax_extension(parser.get(), extension);
  cmark_parser_feed(parser.get(), text.data(), text.size());
  return Tree(cmark_parser_finish(parser.get()));
}

Kind kind_of(cmark_node* node) {
  switch (cmark_node_get_type(node)) {
    case CMARK_NODE_DOCUMENT: return Kind::document;
    case CMARK_NODE_BLOCK_QUOTE: return Kind::quote;
    case CMARK_NODE_LIST: return Kind::list;
    case CMARK_NODE_ITEM: return Kind::item;
    case CMARK_NODE_CODE_BLOCK: return Kind::code_block;
    case CMARK_NODE_HTML_BLOCK: return Kind::html_block;
    case CMARK_NODE_PARAGRAPH: return Kind::paragraph;
    case CMARK_NODE_HEADING: return Kind::heading;
    case CMARK_NODE_THEMATIC_BREAK: return Kind::rule;
    case CMARK_NODE_FOOTNOTE_DEFINITION: return Kind::footnote_definition;
    case CMARK_NODE_TEXT: return Kind::text;
    case CMARK_NODE_SOFTBREAK: return Kind::soft_break;
    case CMARK_NODE_LINEBREAK: return Kind::hard_break;
    case CMARK_NODE_CODE: return Kind::code;
    case CMARK_NODE_HTML_INLINE: return kind_of_html(node);
    case CMARK_NODE_EMPH: return Kind::emphasis;
    case CMARK_NODE_STRONG: return Kind::strong;
    case CMARK_NODE_LINK: return Kind::link;
    case CMARK_NODE_IMAGE: return Kind::image;
    case CMARK_NODE_FOOTNOTE_REFERENCE: return Kind::footnote_reference;
    default: return kind_by_name(node);
  }
}

const char* payload(cmark_node* node) { return cmark_node_get_literal(node); }

Position begin_of(cmark_node* node) {
  if (cmark_node_get_type(node) != CMARK_NODE_HTML_INLINE || packed(node) == 0)
    return {cmark_node_get_start_line(node), cmark_node_get_start_column(node)};
  const auto place = packed(node) >> kKindBits;
  return {static_cast<int>(place >> kColumnBits), static_cast<int>(place & ((1u << kColumnBits) - 1))};
}

bool is_task(cmark_node* item) { return cmark_node_get_syntax_extension(item) == extensions().tasklist; }

}  // namespace taqrir::input::markdown
