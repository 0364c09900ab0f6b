#include "pandoc/office/xml.hpp"

#include <algorithm>
#include <sstream>

namespace taqrir::pandoc::office {

namespace {

constexpr unsigned kParse = pugi::parse_default | pugi::parse_pi | pugi::parse_ws_pcdata |
                            pugi::parse_declaration | pugi::parse_fragment;

}  // namespace

bool parse(const std::string& text, Tree& tree) {
  return static_cast<bool>(tree.load_buffer(text.data(), text.size(), kParse, pugi::encoding_utf8));
}

std::string text_of(const Tree& tree) {
  std::ostringstream out;
  tree.save(out, "", pugi::format_raw | pugi::format_no_declaration, pugi::encoding_utf8);
  return std::move(out).str();
}

bool is(Node node, std::string_view name) { return node.name() == name; }

bool is_any(Node node, std::initializer_list<std::string_view> names) {
  return std::find(names.begin(), names.end(), std::string_view(node.name())) != names.end();
}

std::optional<Mark> mark_at(Node node) {
  if (node.type() != pugi::node_pi || node.name() != kMarkTarget) return std::nullopt;
  return mark_of(node.value());
}

std::vector<Node> between(Node parent, const std::string& kind) {
  std::vector<Node> out;
  bool inside = false;
  int depth = 0;
  for (auto node = parent.first_child(); node;) {
    const auto next = node.next_sibling();
    const auto mark = mark_at(node);
    if (!inside && mark && mark->name == "open" && mark->value("kind") == kind) {
      inside = true;
      parent.remove_child(node);
    } else if (inside) {
      if (mark) depth += mark->name == "open" ? 1 : mark->name == "close" ? -1 : 0;
      if (depth < 0) return parent.remove_child(node), out;
      out.push_back(node);
    }
    node = next;
  }
  return out;
}

Node next_element(Node node) {
  do node = node.next_sibling();
  while (node && node.type() != pugi::node_element);
  return node;
}

Node previous_element(Node node) {
  do node = node.previous_sibling();
  while (node && node.type() != pugi::node_element);
  return node;
}

Node first_element(Node node) {
  const auto first = node.first_child();
  return !first || first.type() == pugi::node_element ? first : next_element(first);
}

Node last_element(Node node) {
  auto last = node.last_child();
  while (last && last.type() != pugi::node_element) last = last.previous_sibling();
  return last;
}

Node after(Node node, Node root) {
  while (node && node != root) {
    if (const auto next = node.next_sibling()) return next;
    node = node.parent();
  }
  return {};
}

Node child(Node parent, const char* name) {
  const auto found = parent.child(name);
  return found ? found : parent.append_child(name);
}

void set(Node node, const char* attribute, const std::string& value) {
  auto found = node.attribute(attribute);
  if (!found) found = node.append_attribute(attribute);
  found.set_value(value.c_str());
}

Node insert(Node parent, const std::string& xml, Node at) {
  Tree tree;
  parse(xml, tree);
  Node first;
  for (const auto node : tree.children()) {
    const auto put = at ? parent.insert_copy_before(node, at) : parent.append_copy(node);
    if (!first) first = put;
  }
  return first;
}

void sort_children(Node parent, const std::vector<std::string_view>& names) {
  const auto rank = [&](Node node) {
    return std::find(names.begin(), names.end(), std::string_view(node.name())) - names.begin();
  };
  std::vector<Node> children;
  for (const auto node : parent.children())
    if (node.type() == pugi::node_element) children.push_back(node);
  if (std::is_sorted(children.begin(), children.end(), [&](Node a, Node b) { return rank(a) < rank(b); }))
    return;
  std::stable_sort(children.begin(), children.end(), [&](Node a, Node b) { return rank(a) < rank(b); });
  for (const auto node : children) parent.append_move(node);
}

void unwrap(Node node) {
  auto parent = node.parent();
  while (const auto first = node.first_child()) parent.insert_move_before(first, node);
  parent.remove_child(node);
}

std::string escape(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      default: out += c;
    }
  }
  return out;
}

std::string words_of(Node node) {
  if (node.type() == pugi::node_pcdata || node.type() == pugi::node_cdata) return node.value();
  std::string out;
  for (const auto each : node.children()) out += words_of(each);
  return out;
}

}  // namespace taqrir::pandoc::office
