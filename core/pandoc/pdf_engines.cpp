#include "pandoc/pdf_engines.hpp"

#include <algorithm>
#include <tuple>

#include "pandoc/dialect_web.hpp"

namespace taqrir::pandoc {

namespace {

const PdfEngine* engine_named(const std::string& name) {
  for (const auto& engine : pdf_engines())
    if (engine.name == name) return &engine;
  return nullptr;
}

Diagnostic pandoc_too_old(const PdfEngine& engine, const Version& pandoc) {
  return hinted(error({}, "Pandoc {} cannot make PDF by “{}”: {} or later can",
                      {pandoc.text(), engine.name, engine.pandoc.text()}, Blame::machine),
                "put a newer Pandoc first in PATH, or name another engine");
}

class WeasyPrintDialect : public WebDialect {
 public:
  using WebDialect::WebDialect;
  const char* pandoc_format() const override { return "pdf"; }
  const char* a_file() const override { return "a PDF by WeasyPrint"; }
  bool fetches() const override { return true; }
  bool has_pages() const override { return true; }
  bool has_watermark() const override { return true; }
  bool accepts(std::string_view answer) const override { return is_pdf(answer); }
  Result<std::vector<std::string>> arguments(Materials& materials) const override {
    auto out = WebDialect::arguments(materials);
    if (out) out->push_back("--pdf-engine=weasyprint");
    return out;
  }
};

}  // namespace

const std::vector<PdfEngine>& pdf_engines() {
  // multirow is in latex-extra, soul and ulem in plain-generic: Pandoc's templates ask for them
  static const std::string kOfTex =
      "texlive-latex-extra texlive-plain-generic texlive-fonts-recommended lmodern texlive-lang-french "
      "texlive-lang-arabic";
  static const std::vector<PdfEngine> kAll{
      {"weasyprint", {2, 11, 0, {}}, "sudo apt-get install weasyprint"},
      {"xelatex", {2, 11, 0, {}}, "sudo apt-get install texlive-xetex " + kOfTex},
      {"lualatex", {2, 11, 0, {}}, "sudo apt-get install texlive-luatex " + kOfTex},
      {"typst", {3, 1, 2, {}}, "cargo install --locked typst-cli"}};
  return kAll;
}

bool operator<(const Version& a, const Version& b) {
  return std::tie(a.major, a.minor, a.patch) < std::tie(b.major, b.minor, b.patch);
}

Result<std::string> choose_engine(World& world, const std::string& asked, const Version& pandoc) {
  if (asked.empty()) {
    for (const auto& engine : pdf_engines())
      if (!(pandoc < engine.pandoc) && world.find_program(engine.name)) return engine.name;
    return fail(
        hinted(error({}, "none of the programs by which Pandoc makes PDF is installed", {}, Blame::machine),
               "install one: “{}”; or leave out --engine pandoc", {pdf_engines().front().install}));
  }
  const auto* engine = engine_named(asked);
  if (!engine) return fail(error({}, "“{}” is no program by which Pandoc makes PDF", {asked}, Blame::usage));
  if (!world.find_program(asked))
    return fail(
        hinted(error({}, "“{}” is not installed; Pandoc was to make PDF by it", {asked}, Blame::machine),
               "install it: “{}”", {engine->install}));
  if (pandoc < engine->pandoc) return fail(pandoc_too_old(*engine, pandoc));
  return asked;
}

std::unique_ptr<const Dialect> pdf_dialect(const std::vector<int>& api, const std::string& engine) {
  if (engine == "weasyprint") return std::make_unique<WeasyPrintDialect>(api);
  if (engine == "typst") return typst_dialect(api);
  return tex_dialect(api, engine);
}

}  // namespace taqrir::pandoc
