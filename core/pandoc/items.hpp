// Pandoc's tree as a flow of items (paragraphs, headings, lists, tables), each with a normal form by which a
// twin that was edited is held against what it was: without what programs change on their own (numbers of
// captions and sections, the contents list, spaces, where styles stand).
#pragma once

#include <functional>
#include <set>
#include <string>
#include <vector>

#include "pandoc/ast.hpp"

namespace taqrir::pandoc {

/// Words of a text that its source writes otherwise: “pièce 3” for `[[piece:note]]`.
struct Atom {
  std::string text;
  std::string source;
};

struct Item {
  std::string kind;   ///< "title", "heading", "paragraph", "list", "table", "code", "picture"
  int level = 0;      ///< of a heading
  std::string style;  ///< custom style around it
  bool quoted = false;
  std::string text;  ///< plain; rows of a table in lines, its cells parted by tabs; a picture's description
  std::string rich;  ///< with signs for marked words
  std::string pictures;  ///< those among the words, each by its description, in lines
  /// Of each of its pictures, in their order, what its content is known by (print_of); empty: unknown.
  std::vector<std::string> prints;
  ast::Json node;  ///< a block
  // Of a tree that was marked (marks.hpp):
  std::string source;  ///< the file's path in the mission; empty: the report made it
  int line = 0;        ///< where its block begins there
  std::string id;      ///< the anchor that is written there
  std::vector<Atom> atoms;
};

/// `tree`: the whole document as Pandoc gives or takes it.
std::vector<Item> items_of(const ast::Json& tree);

/// Ours, and those of Word's and LibreOffice's own captions.
bool is_caption_style(const std::string& style);

/// Inlines of a caption without “Tableau 3. ”, which the report numbers.
ast::Json without_caption_number(const ast::Json& inlines);

struct ItemPicture {
  std::string description;  ///< collapsed
  std::string address;
};
/// Pictures below a node in their order, without those of notes.
std::vector<ItemPicture> pictures_in(const ast::Json& node);

/// What a picture's content is known by.
std::string print_of(std::string_view bytes);
/// Fills `prints`. `print`: by the picture's address, empty where it is not known.
void add_prints(Item& item, const std::function<std::string(const std::string& address)>& print);
/// Addresses of pictures in `is` that are others than those of `was`: as many as there were, and other bytes.
std::set<std::string> other_pictures(const Item& was, const Item& is);

/// White space as single spaces, none at the ends.
std::string collapsed(std::string_view text);

// Attributes by which the converter marks a tree for items_of; `unmarked` takes them out again.
inline constexpr const char* kSourceMark = "taqrir-source";
inline constexpr const char* kLineMark = "taqrir-line";
inline constexpr const char* kIdMark = "taqrir-id";
inline constexpr const char* kAtomMark = "taqrir-atom";
ast::Json unmarked(const ast::Json& tree);

}  // namespace taqrir::pandoc
