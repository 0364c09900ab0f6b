#include "app/setting.hpp"

#include <malloc.h>

#include <array>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <utility>

#include "app/chart_pictures.hpp"
#include "app/picture_sizes.hpp"
#include "app/piece_worker.hpp"
#include "assemble/assemble.hpp"
#include "base/phases.hpp"
#include "model/dump.hpp"
#include "model/json.hpp"
#include "model/walk.hpp"
#include "pandoc/pandoc.hpp"
#include "render/pdf/pdf.hpp"

namespace taqrir::app {

namespace {

struct NamedFormat {
  Format format;
  const char* name;
};
constexpr std::array kFormats{
    NamedFormat{Format::json, "json"},         NamedFormat{Format::context, "context"},
    NamedFormat{Format::pdf, "pdf"},           NamedFormat{Format::docx, "docx"},
    NamedFormat{Format::odt, "odt"},           NamedFormat{Format::html, "html"},
    NamedFormat{Format::epub, "epub"},         NamedFormat{Format::markdown, "md"},
    NamedFormat{Format::document, "document"}, NamedFormat{Format::pages, "pages"}};

}  // namespace

const char* name_of(Format format) {
  for (const auto& known : kFormats)
    if (known.format == format) return known.name;
  return "pdf";
}

std::optional<Format> format_named(std::string_view name) {
  for (const auto& known : kFormats)
    if (known.name == name) return known.format;
  return std::nullopt;
}

namespace {

/// Reads the pieces' files, once to know that they can be read and again when they are taken apart: all at
/// once would be much.
class PieceFiles {
 public:
  explicit PieceFiles(const Setting& setting) : setting_(setting) {}

  Result<std::shared_ptr<const assemble::PieceFile>> file(const std::string& path) {
    if (const auto known = files_.find(path); known != files_.end()) return known->second;
    const auto bytes = read(path);
    if (!bytes) return fail(bytes.error());
    const auto mark = std::hash<std::string_view>()(bytes->view());
    const assemble::PieceFile file{bytes->size(), [this, path, mark] { return again(path, mark); }};
    return files_.emplace(path, std::make_shared<const assemble::PieceFile>(file)).first->second;
  }

  std::size_t size() const {
    std::size_t all = 0;
    for (const auto& [path, file] : files_) all += file->size;
    return all;
  }

 private:
  Result<Bytes> read(const std::string& path) {
    const std::lock_guard lock(mutex_);
    return setting_.read({path, {}});
  }

  Result<Bytes> again(const std::string& path, std::size_t mark) {
    auto bytes = read(path);
    if (!bytes || std::hash<std::string_view>()(bytes->view()) == mark) return bytes;
    return fail(hinted(error(whole_file(path), "the file was changed while it was being read"), "run again"));
  }

  const Setting& setting_;
  std::mutex mutex_;
  std::map<std::string, std::shared_ptr<const assemble::PieceFile>> files_;
};

Result<std::vector<assemble::Slot>> slots_of(const layout::Pages& pages, PieceFiles& files) {
  std::vector<assemble::Slot> slots;
  Diagnostics errors;
  std::set<std::string> failed;  // a file is an error once, not for each of its pages
  for (const auto& page : pages.pages) {
    if (!page.foreign) continue;
    auto file = files.file(page.foreign->file);
    if (!file) {
      if (failed.insert(page.foreign->file).second) append(errors, std::move(file.error()));
      continue;
    }
    slots.push_back({{}, page.foreign->file, page.foreign->page, page.foreign->piece, std::move(*file)});
  }
  if (!errors.empty()) return fail(std::move(errors));
  return slots;
}

/// `size`: of the pieces and the host. Room for the whole beforehand: growing would need it twice.
Result<std::string> fill(const std::string& host, const std::vector<assemble::Slot>& slots, std::size_t size,
                         const Setting& setting, Diagnostics& warnings) {
  constexpr std::size_t kMuch = 64u << 20;  // from there on it pays to give back what layout and looking took
  if (size > kMuch) ::mallopt(M_MMAP_THRESHOLD, 1 << 20), ::malloc_trim(0);
  PieceWorkers workers(setting.world, setting.program, setting.threads);
  std::string whole;
  whole.reserve(size);
  auto filled = assemble::fill_slots(
      host, slots, workers, [&](std::string_view b) { whole += b; }, warnings);
  if (!filled) return fail(std::move(filled.error()));
  return whole;
}

/// The pages are given up as soon as they are rendered: dossiers of thousands take much memory.
Result<std::string> render_pages(layout::Pages pages, const Setting& setting, Diagnostics& warnings) {
  const PhaseScope scope(Phase::write);
  pdf::Options options{.threads = setting.threads};
  if (setting.attachments) options.attachments = setting.attachments(pages);
  auto pdf = pdf::render(pages, options);
  if (!pdf) return pdf;
  PieceFiles files(setting);
  auto slots = slots_of(pages, files);
  if (!slots) return fail(std::move(slots.error()));
  if (slots->empty()) return pdf;
  pages = {};
  return fill(*pdf, *slots, files.size() + pdf->size(), setting, warnings);
}

void make_pages(const Document& document, Format format, const Setting& setting, Made& made) {
  auto laid = set_pages(document, setting, nullptr);
  append(made.diagnostics, std::move(laid.diagnostics));
  if (has_errors(made.diagnostics)) return;
  if (format == Format::pages) {
    made.pages = static_cast<int>(laid.pages.pages.size());
    made.bytes = layout::dump(laid.pages);
    return;
  }
  auto rendered = render_set(std::move(laid.pages), setting);
  append(made.diagnostics, std::move(rendered.diagnostics));
  made.pages = rendered.pages, made.bytes = std::move(rendered.bytes);
}

pandoc::Writer writer_of(Format format) {
  switch (format) {
    case Format::odt: return pandoc::Writer::odt;
    case Format::html: return pandoc::Writer::html;
    case Format::epub: return pandoc::Writer::epub;
    case Format::markdown: return pandoc::Writer::markdown;
    case Format::pdf: return pandoc::Writer::pdf;
    default: return pandoc::Writer::docx;
  }
}

/// Where things stand in the PDF; nothing when it cannot be laid out, which is for the PDF to say.
std::map<std::string, std::string> pages_of(const Document& document, const Setting& setting) {
  const auto laid = set_pages(document, setting, nullptr);
  std::map<std::string, std::string> out;
  for (const auto& [id, place] : laid.pages.destinations)
    out.emplace(id, laid.pages.pages.at(static_cast<std::size_t>(place.page)).label);
  return out;
}

/// Of headings; the names of a legal text's divisions are part of the text.
void take_numbers(Blocks& blocks) {
  for (auto& block : blocks) {
    if (auto* heading = std::get_if<Heading>(&block.content); heading && !heading->is_legal())
      heading->number.clear();
    for_each_child(
        block, [](auto&) {}, take_numbers);
  }
}

void write_by_pandoc(Document document, const Aim& aim, const Setting& setting, Made& made) {
  const PhaseScope scope(Phase::write);
  auto version = setting.pandoc();
  if (!version) return append(made.diagnostics, std::move(version.error()));
  pandoc::WriteRequest request;
  request.pandoc = std::move(*version);
  request.writer = writer_of(aim.format);
  request.pdf_engine = aim.pdf_engine;
  request.shown = aim.shown;
  request.origin = aim.origin;
  request.data = setting.data;
  request.mission = setting.mission;
  request.theme = &setting.theme;
  request.base = setting.base_theme;
  if (!setting.theme.number_headings) take_numbers(document.blocks);
  if (aim.format == Format::docx || aim.format == Format::odt) {
    request.pages = pages_of(document, setting);
    size_pictures(document, setting);
  }
  const pandoc::Sources sources{setting.read, chart_drawing(document, setting, made.diagnostics)};
  auto bytes = pandoc::write(setting.world, document, setting.locale, sources, request, made.diagnostics);
  if (bytes)
    made.bytes = std::move(*bytes);
  else
    append(made.diagnostics, std::move(bytes.error()));
}

bool is_ours(const Aim& aim) {
  return aim.format == Format::pages || (aim.format == Format::pdf && aim.engine == Engine::native);
}

}  // namespace

Diagnostics number(Document& document, const Setting& setting) {
  const PhaseScope scope(Phase::compose);
  return number_document(document, setting.locale, setting.lost_references);
}

layout::Laid set_pages(const Document& document, const Setting& setting,
                       const layout::Companions* companions) {
  return layout::lay_out(document, setting.theme, setting.locale, setting.assets, setting.fonts(),
                         setting.threads, companions);
}

Made render_set(layout::Pages pages, const Setting& setting) {
  Made made;
  made.pages = static_cast<int>(pages.pages.size());
  auto bytes = render_pages(std::move(pages), setting, made.diagnostics);
  if (bytes)
    made.bytes = std::move(*bytes);
  else
    append(made.diagnostics, std::move(bytes.error()));
  return made;
}

Made make_file(Document document, const Aim& aim, const Setting& setting) {
  Made made;
  made.diagnostics = number(document, setting);
  if (has_errors(made.diagnostics)) return made;
  if (aim.format == Format::document)
    made.bytes = dump(document);
  else if (aim.format == Format::json)
    made.bytes = to_json(document);
  else if (is_ours(aim))
    make_pages(document, aim.format, setting, made);
  else
    write_by_pandoc(std::move(document), aim, setting, made);
  if (has_errors(made.diagnostics)) made.bytes.reset();
  return made;
}

}  // namespace taqrir::app
