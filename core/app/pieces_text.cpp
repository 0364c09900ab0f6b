#include "app/pieces_text.hpp"

#include <iterator>
#include <set>

#include "app/paths.hpp"
#include "input/csv.hpp"
#include "input/markdown.hpp"
#include "input/piece_text.hpp"
#include "model/slug.hpp"
#include "model/walk.hpp"
#include "pandoc/reading.hpp"

namespace taqrir::app {

namespace {

// ---------------------------------------------------------------- references within a foreign text

void collect_ids(const Blocks& blocks, std::set<std::string>& ids) {
  for (const auto& block : blocks) {
    if (!block.id.empty()) ids.insert(block.id);
    if (const auto* heading = std::get_if<Heading>(&block.content))
      ids.insert(slug(plain_text(heading->content)));
    for_each_child(
        block, [](const Inlines&) {}, [&](const Blocks& inner) { collect_ids(inner, ids); });
  }
}

/// What leads nowhere is its words.
void settle(Blocks& blocks, const std::set<std::string>& ids);
void settle(Inlines& inlines, const std::set<std::string>& ids) {
  Inlines out;
  for (auto& in : inlines) {
    for_each_inner(
        in, [&](Inlines& inner) { settle(inner, ids); }, [&](Blocks& inner) { settle(inner, ids); });
    const auto* reference = std::get_if<CrossReference>(&in.content);
    if (!reference || ids.contains(reference->target)) {
      out.push_back(std::move(in));
      continue;
    }
    auto words =
        reference->content.empty() ? Inlines{{Text{reference->target}, in.span}} : reference->content;
    std::move(words.begin(), words.end(), std::back_inserter(out));
  }
  inlines = std::move(out);
}

void settle(Blocks& blocks, const std::set<std::string>& ids) {
  for (auto& block : blocks) {
    if (auto* heading = std::get_if<Heading>(&block.content)) heading->numbered = false;
    for_each_child(
        block, [&](Inlines& inner) { settle(inner, ids); }, [&](Blocks& inner) { settle(inner, ids); });
  }
}

/// The author of a foreign text knows nothing of our rules: what breaks them is set as it can be.
Diagnostics as_warnings(Diagnostics diagnostics) {
  for (auto& d : diagnostics)
    if (d.severity == Severity::error) d.severity = Severity::warning;
  return diagnostics;
}

class PieceReader {
 public:
  PieceReader(const MissionSession& session, const Piece& piece, const std::string& language, int level,
              Findings& findings)
      : session_(session), piece_(piece), language_(language), level_(level), findings_(findings) {}

  Result<Blocks> read() {
    findings_.read(piece_.file.path);
    if (piece_.format == "markdown") return markdown();
    auto bytes = session_.assets().bytes(piece_.file);
    if (!bytes) return fail(std::move(bytes.error()));
    if (piece_.format == "csv") return sheet(*bytes);
    if (piece_.format == "text") return input::plain_text_blocks(bytes->view());
    return foreign(*bytes);
  }

 private:
  std::string shown() const { return session_.shown(piece_.file.path); }

  input::MarkdownOptions options() const {
    input::MarkdownOptions options;
    options.heading_level = level_;
    options.language = piece_.language.empty() ? language_ : piece_.language;
    options.languages = session_.mission().record.texts("languages");
    options.file = [this](const std::string& path, const Span& span) {
      return session_.resolve(path, parent(piece_.file.path), span);
    };
    options.piece = [](const std::string&) { return std::nullopt; };
    return options;
  }

  Result<Blocks> markdown() {
    auto source =
        taqrir::read_text(session_.shop().world, join(session_.mission().folder, piece_.file.path), shown());
    if (!source) return fail(at(piece_.file.span, std::move(source.error())));
    auto read = input::read_markdown(*source, options());
    if (read.blocks.empty() && has_errors(read.diagnostics)) return fail(std::move(read.diagnostics));
    findings_.add(as_warnings(std::move(read.diagnostics)));
    std::set<std::string> ids;
    collect_ids(read.blocks, ids);
    settle(read.blocks, ids);
    return std::move(read.blocks);
  }

  /// A sheet whose rows do not fit its columns is set as it is written.
  Result<Blocks> sheet(const Bytes& bytes) {
    auto read = input::read_csv(bytes, shown(), {});
    if (read && !read->table.rows.empty()) {
      findings_.add(std::move(read->warnings));
      return Blocks{input::sheet_block(read->table)};
    }
    if (!read) findings_.add(as_warnings(std::move(read.error())));
    return input::plain_text_blocks(bytes.view());
  }

  /// Pictures of its that cannot be shown are left out.
  std::optional<FileRef> picture(const std::string& address) const {
    const FileRef file{as_picture_in(piece_.file.path, picture_key(address)), piece_.file.span};
    return session_.assets().presentable(file) ? std::optional(file) : std::nullopt;
  }

  Result<Blocks> foreign(const Bytes& bytes) {
    const auto json = session_.shop().conversions.text(bytes, piece_.format, shown());
    if (!json) return fail(at(piece_.file.span, json.error()));
    auto read = pandoc::from_pandoc_json(
        json->view(), shown(), level_, [this](const std::string& address) { return picture(address); },
        piece_.title.in(language_));
    if (!read) return fail(at(piece_.file.span, std::move(read.error())));
    findings_.add(at(piece_.file.span, std::move(read->warnings)));
    return std::move(read->blocks);
  }

  const MissionSession& session_;
  const Piece& piece_;
  const std::string& language_;
  const int level_;
  Findings& findings_;
};

}  // namespace

Result<Blocks> piece_text(const MissionSession& session, const Piece& piece, const std::string& language,
                          int heading_level, Findings& findings) {
  return PieceReader(session, piece, language, heading_level, findings).read();
}

}  // namespace taqrir::app
