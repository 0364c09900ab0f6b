#include "app/own_text.hpp"

#include <algorithm>
#include <array>

#include "app/own_text_facts.hpp"
#include "app/paths.hpp"
#include "input/limits.hpp"
#include "input/office_package.hpp"
#include "input/piece_format.hpp"
#include "input/typed_syntax.hpp"
#include "model/slug.hpp"
#include "model/walk.hpp"
#include "pandoc/reading.hpp"

namespace taqrir::app {

namespace {

constexpr std::array<std::string_view, 5> kRead{"docx", "odt", "html", "epub", "latex"};
/// Of RTF Pandoc (2.17 to 3.9) loses a letter after each that is written with “?” beside it.
constexpr std::array<std::string_view, 10> kNoText{"rtf", "doc",  "pdf", "xlsx", "ods",
                                                   "xls", "pptx", "odp", "png",  "jpeg"};

template <class Names>
bool holds(const Names& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

std::string stem_of(const std::string& path) {
  const auto name = file_name(path);
  return std::string(name.substr(0, name.rfind('.')));
}

/// LaTeX leaves the ending to the program.
constexpr std::array<const char*, 4> kEndings{"", ".png", ".jpg", ".jpeg"};

class OwnTextReader {
 public:
  OwnTextReader(const MissionSession& session, const FileRef& file, const std::string& format,
                const input::MarkdownOptions& options, Findings& findings)
      : session_(session), file_(file), format_(format), options_(options), findings_(findings) {}

  Result<Blocks> read() {
    if (!holds(kRead, format_))
      return fail(hinted(error(file_.span, "“{}” is no text that is read here", {file_.path}),
                         "save it as .docx or .odt, or write it as .md"));
    const auto bytes = session_.assets().bytes(file_);
    if (!bytes) return fail(bytes.error());
    if (!input::is_office_package(format_) && bytes->size() > input::kLargestPage)
      return fail(hinted(error(file_.span, "“{}” is larger than 32 MB", {file_.path}),
                         "put its pictures into files of their own, or part it"));
    const auto both = session_.shop().conversions.own_text(*bytes, format_, shown_);
    if (!both) return fail(at(file_.span, both.error()));
    const auto [facts, json] = unpacked(both->view());
    auto text = pandoc::own_text(json, shown_, reading(facts));
    if (!text) return fail(at(file_.span, std::move(text.error())));
    auto told = told_of(facts, format_, shown_);
    append(told, std::move(text->warnings));
    append(told, input::bind_typed_syntax(text->blocks, options_));
    describe(text->blocks, told);
    if (has_errors(told)) return fail(std::move(told));
    findings_.add(std::move(told));
    return std::move(text->blocks);
  }

 private:
  pandoc::OwnText reading(const OwnTextFacts& facts) {
    pandoc::OwnText out;
    out.heading_level = options_.heading_level;
    out.prefix = slug(stem_of(file_.path)) + "-";
    out.picture = [this](const std::string& address, const Span& place) { return picture(address, place); };
    out.shows_title = format_ != "html" && format_ != "epub";
    for (const auto& caption : facts.office.captions) out.captions.insert(pandoc::letters_of(caption));
    out.headed.insert(facts.office.headed.begin(), facts.office.headed.end());
    return out;
  }

  Result<FileRef> picture(const std::string& address, const Span& place) const {
    const bool in_mission = format_ == "html" || format_ == "latex";
    if (address.starts_with("data:") || (!in_mission && address.starts_with("./")))
      return inner(address, place);
    if (in_mission) return beside(address, place);
    return fail(hinted(warning(place, "a picture that lies in another file is left out: “{}”", {address}),
                       "put it into the file itself"));
  }

  /// Within the file.
  Result<FileRef> inner(const std::string& address, const Span& place) const {
    FileRef file{as_picture_in(file_.path, picture_key(address)), place};
    if (session_.assets().presentable(file)) return file;
    return fail(hinted(warning(place, "a picture in it cannot be taken in and is left out"),
                       "put it in as PNG or JPEG"));
  }

  /// Beside the file, as a picture that Markdown names.
  Result<FileRef> beside(const std::string& address, const Span& place) const {
    Diagnostics first;
    for (const auto* ending : kEndings) {
      auto found = options_.file(address + ending, place);
      if (found || format_ != "latex") return found;
      if (first.empty()) first = std::move(found.error());
    }
    return fail(std::move(first));
  }

  void describe(const Blocks& blocks, Diagnostics& told) const {
    for (const auto& block : blocks) {
      if (const auto* figure = std::get_if<Figure>(&block.content)) describe(figure->image, block.span, told);
      for_each_child(
          block, [&](const Inlines& inlines) { describe(inlines, block.span, told); },
          [&](const Blocks& inner) { describe(inner, told); });
    }
  }
  void describe(const Inlines& inlines, const Span& place, Diagnostics& told) const {
    for (const auto& in : inlines) {
      if (const auto* image = std::get_if<Image>(&in.content)) describe(*image, place, told);
      for_each_inner(
          in, [&](const Inlines& inner) { describe(inner, place, told); },
          [&](const Blocks& inner) { describe(inner, told); });
    }
  }
  static void describe(const Image& image, const Span& place, Diagnostics& told) {
    if (image.alt.empty())
      told.push_back(
          hinted(warning(place, "the picture has no description"),
                 "give it one in its own program (“alternative text”), for those who do not see it"));
  }

  const MissionSession& session_;
  const FileRef& file_;
  const std::string& format_;
  const input::MarkdownOptions& options_;
  Findings& findings_;
  const std::string shown_ = session_.shown(file_.path);
};

}  // namespace

std::string format_of_own_text(std::string_view bytes, const std::string& path) {
  auto format = input::piece_format(bytes, path);
  return holds(kRead, format) || holds(kNoText, format) ? format : std::string();
}

Result<Blocks> own_text(const MissionSession& session, const FileRef& file, const std::string& format,
                        const input::MarkdownOptions& options, Findings& findings) {
  return OwnTextReader(session, file, format, options, findings).read();
}

}  // namespace taqrir::app
