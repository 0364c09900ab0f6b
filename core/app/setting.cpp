#include "app/setting.hpp"

#include <map>

#include "assemble/assemble.hpp"
#include "base/phases.hpp"
#include "model/dump.hpp"
#include "pandoc/pandoc.hpp"
#include "render/pdf/pdf.hpp"

namespace taqrir::app {

const char* name_of(Format format) {
  switch (format) {
    case Format::pdf: return "pdf";
    case Format::docx: return "docx";
    case Format::document: return "document";
    case Format::pages: return "pages";
  }
  return "pdf";
}

namespace {

Result<std::vector<assemble::Slot>> slots_of(const layout::Pages& pages, const Setting& setting) {
  std::vector<assemble::Slot> slots;
  Diagnostics errors;
  for (const auto& page : pages.pages) {
    if (!page.foreign) continue;
    auto bytes = setting.read({page.foreign->file, {}});
    if (!bytes) {
      append(errors, std::move(bytes.error()));
      continue;
    }
    slots.push_back({*bytes, page.foreign->file, page.foreign->page, page.foreign->piece});
  }
  if (!errors.empty()) return fail(std::move(errors));
  return slots;
}

Result<std::string> render_pages(const layout::Pages& pages, const Setting& setting, Diagnostics& warnings) {
  const PhaseScope scope(Phase::write);
  auto pdf = pdf::render(pages, {.threads = setting.threads});
  if (!pdf) return pdf;
  auto slots = slots_of(pages, setting);
  if (!slots) return fail(std::move(slots.error()));
  if (slots->empty()) return pdf;
  return assemble::fill_slots(*pdf, *slots, warnings);
}

void set_pages(const Document& document, Format format, const Setting& setting, Made& made) {
  auto laid = layout::lay_out(document, setting.theme, setting.locale, setting.assets, setting.fonts());
  append(made.diagnostics, std::move(laid.diagnostics));
  if (has_errors(made.diagnostics)) return;
  made.pages = static_cast<int>(laid.pages.pages.size());
  auto bytes = format == Format::pages ? Result<std::string>(layout::dump(laid.pages))
                                       : render_pages(laid.pages, setting, made.diagnostics);
  if (bytes)
    made.bytes = std::move(*bytes);
  else
    append(made.diagnostics, std::move(bytes.error()));
}

void write_docx(const Document& document, const Setting& setting, Made& made) {
  auto bytes = pandoc::write_docx(setting.world, document, setting.locale, setting.read,
                                  setting.reference_docx, made.diagnostics);
  if (bytes)
    made.bytes = std::move(*bytes);
  else
    append(made.diagnostics, std::move(bytes.error()));
}

}  // namespace

Made make_file(Document document, Format format, const Setting& setting) {
  Made made;
  {
    const PhaseScope scope(Phase::compose);
    made.diagnostics = number_document(document, setting.locale, setting.lost_references);
  }
  if (has_errors(made.diagnostics)) return made;
  switch (format) {
    case Format::document: made.bytes = dump(document); break;
    case Format::docx: write_docx(document, setting, made); break;
    case Format::pdf:
    case Format::pages: set_pages(document, format, setting, made); break;
  }
  if (has_errors(made.diagnostics)) made.bytes.reset();
  return made;
}

}  // namespace taqrir::app
