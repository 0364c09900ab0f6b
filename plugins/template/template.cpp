// The plugin: report types that are folders. What an author may write is in docs/template-guide.md.
#include "declared_report.hpp"
#include "reference.hpp"
#include "sdk/plugin.hpp"
#include "type_schema.hpp"

namespace taqrir {

namespace {

class DeclaredTypes : public TypeLoader {
 public:
  LoadedType load(const TypeSource& source) const override {
    LoadedType out;
    auto type = declared::read_type(source, out.diagnostics);
    if (type) out.report = std::make_unique<declared::DeclaredReport>(std::move(type));
    return out;
  }
  const Schema& fields() const override { return declared::editor_schema(); }
  std::string reference() const override { return declared::reference(); }
};

}  // namespace

TAQRIR_PLUGIN(registrar) { registrar.add_type_loader(std::make_unique<DeclaredTypes>()); }

}  // namespace taqrir
