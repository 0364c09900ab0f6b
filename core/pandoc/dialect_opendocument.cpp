// ODT: styles of the reference document.
#include "pandoc/dialect.hpp"

namespace taqrir::pandoc {

namespace {

using ast::Json;

class OpenDocumentDialect : public Dialect {
 public:
  ast::Attributes styled(const std::string& style) const override { return ast::styled(style); }

  const char* pandoc_format() const override { return "odt"; }
  const char* a_file() const override { return "an OpenDocument file"; }
  bool accepts(std::string_view answer) const override { return is_zip(answer); }

  Result<std::vector<std::string>> arguments(Materials& materials) const override {
    const auto taken = materials.take("reference.odt");
    if (!taken) return fail(taken.error());
    return *taken ? std::vector{"--reference-doc=" + **taken} : std::vector<std::string>{};
  }
};

}  // namespace

std::unique_ptr<const Dialect> opendocument_dialect(const std::vector<int>&) {
  return std::make_unique<OpenDocumentDialect>();
}

}  // namespace taqrir::pandoc
