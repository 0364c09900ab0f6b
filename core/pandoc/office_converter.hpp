// Our Document as Pandoc's for DOCX and ODT: what these formats have and Pandoc's tree has not — covers,
// panels, headers and footers, fields — is said by marks (office/marks.hpp), which the finishing carries out.
#pragma once

#include <memory>

#include "pandoc/converter.hpp"
#include "pandoc/office/marks.hpp"

namespace taqrir::pandoc {

class OfficeConverter : public Converter {
 public:
  using Converter::Converter;

 private:
  using Values = office::Values;
  enum class Last { no, yes };

  Json mark(const std::string& name, Values values = {}) const;         ///< blocks
  Json inline_mark(const std::string& name, Values values = {}) const;  ///< inlines
  Json field(Values values, Json content) const;
  Json numbered(const std::string& id, Json content) const;
  Json styled_blocks(const char* style, Json inlines) const;
  Json marked_table(const std::string& kind, const std::string& cells, ast::TableParts parts,
                    const Place& place, Values more = {}) const;

  Json metadata() const override;
  Json letterhead() override;
  void letterhead_row(const FurnitureCell& cell, ast::Align align, double width, ast::TableParts& parts,
                      Json& cells, Last last);
  Json letterhead_lines(const FurnitureCell& cell, ast::Align align);
  Json letterhead_logos(const FurnitureCell& cell, ast::Align align);
  Json foot(bool with_title) const;
  Json page_of_pages() const;

  void block(Json& to, const Block& block, const Place& place) override;
  Json alignment_of(const Block& block, const Place& place) const;
  Json set(const Block& block, const Heading& node, const Place& place) override;
  Json set(const Block& block, const DataTable& node, const Place& place) override;
  Json set(const Block& block, const Callout& node, const Place& place) override;
  Json set(const Block& block, const KeyFacts& node, const Place& place) override;
  Json set(const Block& block, const CodeBlock& node, const Place& place) override;
  Json set(const Block& block, const Rule& node, const Place& place) override;
  Json set(const Block& block, const BlankLines& node, const Place& place) override;
  Json set(const Block& block, const PageBreak& node, const Place& place) override;
  Json set(const Block& block, const Contents& node, const Place& place) override;
  Json set(const Block& block, const Signatures& node, const Place& place) override;
  Json set(const Block& block, const Cover& node, const Place& place) override;
  Json set(const Block& block, const Part& node, const Place& place) override;

  Json contents_line(const OutlineEntry& entry, const Place& place) const;
  Json cover_facts(const std::vector<KeyFact>& facts, const Place& place);
  Json fact(const KeyFact& fact, const Place& place);
  Json signatory(const Signatory& who, bool named, const Place& place);
  Json caption(const Inlines& text, const std::string& number, const char* word, const std::string& id,
               const Place& place) override;
  Json reference(const std::string& id, Json inlines) const override;
  Json picture(const Image& image, const Span& span, std::string height) override;
};

}  // namespace taqrir::pandoc
