// Small helpers on pugixml's trees, which both finishings share.
#pragma once

#include <initializer_list>
#include <optional>
#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "pandoc/office/marks.hpp"

namespace taqrir::pandoc::office {

using Node = pugi::xml_node;
using Tree = pugi::xml_document;

/// False: the text is no XML.
bool parse(const std::string& text, Tree& tree);
std::string text_of(const Tree& tree);

bool is(Node node, std::string_view name);
bool is_any(Node node, std::initializer_list<std::string_view> names);
/// The mark when the node is one.
std::optional<Mark> mark_at(Node node);
/// The nodes between the mark that opens `kind` and its close; both marks are removed.
std::vector<Node> between(Node parent, const std::string& kind);

Node next_element(Node node);
Node previous_element(Node node);
Node first_element(Node node);
Node last_element(Node node);
/// The node after this one in the order of the document, not within it; null at the end of `root`.
Node after(Node node, Node root);

/// The child of this name, made when there is none.
Node child(Node parent, const char* name);
void set(Node node, const char* attribute, const std::string& value);
/// Parses `xml` and puts its nodes before `at` in `parent` (at the end when `at` is null); the first of them.
Node insert(Node parent, const std::string& xml, Node at = {});
/// Puts the children into the order of `names`; others keep theirs, after these.
void sort_children(Node parent, const std::vector<std::string_view>& names);
/// Puts the children of `node` in its place.
void unwrap(Node node);

std::string escape(std::string_view text);
/// All text below the node.
std::string words_of(Node node);

}  // namespace taqrir::pandoc::office
