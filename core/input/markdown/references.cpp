#include "input/markdown/references.hpp"

#include <charconv>

namespace taqrir::input::markdown {

namespace {

std::string trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return std::string(text.substr(first, text.find_last_not_of(" \t") - first + 1));
}

Diagnostic unknown(const Span& span, const char* pattern, const std::string& name,
                   const std::vector<std::string>& known, const char* none) {
  auto out = error(span, pattern, {name});
  if (const auto best = nearest(name, known); !best.empty())
    return hinted(std::move(out), "did you mean “{}”?", {best});
  if (known.empty()) return hinted(std::move(out), none);
  std::string all;
  for (const auto& word : known) all += (all.empty() ? "" : ", ") + word;
  return hinted(std::move(out), "known: {}", {all});
}

}  // namespace

void References::reference(std::string_view all, const Span& span, Inlines& out) {
  const auto bar = all.find('|');
  const auto target = trimmed(all.substr(0, bar));
  Inlines content;
  if (bar != std::string_view::npos) content.push_back({Text{trimmed(all.substr(bar + 1))}, span});
  if (target.starts_with("#") && target.size() > 1)
    return out.push_back({CrossReference{target.substr(1), std::move(content)}, span});
  if (target.starts_with("piece:")) return piece(trimmed(target.substr(6)), std::move(content), span, out);
  if (target == "blank" || target.starts_with("blank:")) return blank(target, plain_text(content), span, out);
  report(
      hinted(warning(span, "“[[{}]]” is no reference", {std::string(all)}),
             "write [[#id]] for a place in the text, [[piece:id]] for an annexed piece; \\[[ for brackets"));
  out.push_back({Text{"[[" + std::string(all) + "]]"}, span});
}

void References::blank(const std::string& target, std::string label, const Span& span, Inlines& out) {
  constexpr int kLeast = 10, kMost = 400;  // points; a line of text has about 450
  Blank made{Blank{}.width, std::move(label)};
  if (target != "blank") {
    const auto number = trimmed(target.substr(6));
    int width = 0;
    const auto [end, failure] = std::from_chars(number.data(), number.data() + number.size(), width);
    if (failure != std::errc() || end != number.data() + number.size() || width < kLeast || width > kMost)
      report(hinted(error(span, "“{}” is no width of a blank", {number}),
                    "write its points, from {} to {}: [[blank:160]]",
                    {std::to_string(kLeast), std::to_string(kMost)}));
    else
      made.width = width;
  }
  out.push_back({std::move(made), span});
}

void References::piece(const std::string& id, Inlines label, const Span& span, Inlines& out) {
  if (!options_.piece) return out.push_back({PieceReference{id, plain_text(label)}, span});
  const auto known = options_.piece(id);
  if (!known) return missing_piece(id, std::move(label), span, out);
  const std::string words = label.empty() ? *known : plain_text(label);
  auto target = options_.piece_target ? options_.piece_target(id) : Result<std::string>(id);
  if (target) return out.push_back({PieceReference{*std::move(target), words}, span});
  for (auto& diagnostic : target.error()) {
    diagnostic.span = span;
    report(std::move(diagnostic));
  }
  out.push_back({Text{words}, span});
}

// In bold and without a link, so that nobody takes it for one that leads somewhere.
void References::missing_piece(const std::string& id, Inlines label, const Span& span, Inlines& out) {
  auto found = unknown(span,
                       options_.missing_pieces_are_errors
                           ? "a final dossier cannot cite a piece that is not there: “{}”"
                           : "no such piece: “{}”",
                       id, options_.piece_ids, "declare it: [[piece]], or put its file into “annexes”");
  if (!options_.missing_pieces_are_errors) found.severity = Severity::warning;
  report(std::move(found));
  const auto words = options_.missing_piece ? options_.missing_piece(id) : id;
  if (!label.empty()) out.push_back({Text{plain_text(label) + " "}, span});
  out.push_back({Strong{{{Text{words}, span}}}, span});
}

void References::placeholder(const std::string& name, const Span& span, Inlines& out) {
  const auto value = options_.placeholder ? options_.placeholder(name) : std::nullopt;
  if (value) return value->empty() ? void() : out.push_back({Text{*value, name}, span});
  if (options_.placeholder)
    report(unknown(span, "unknown placeholder “{}”", name, options_.placeholders,
                   "for braces as they are, write \\{{"));
  out.push_back({Text{"{{ " + name + " }}"}, span});
}

}  // namespace taqrir::input::markdown
