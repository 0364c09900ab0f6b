// taqrir render: one Markdown file to a file of another format, without a mission.
#include <algorithm>
#include <chrono>

#include "app/assets.hpp"
#include "app/job.hpp"
#include "app/paths.hpp"
#include "app/pool.hpp"
#include "app/render_aim.hpp"
#include "app/setting.hpp"
#include "app/workshop.hpp"
#include "base/hash.hpp"
#include "base/phases.hpp"
#include "input/files.hpp"
#include "input/markdown.hpp"
#include "model/builder.hpp"

namespace taqrir::app {

namespace {

/// A text from elsewhere often comes without its pictures: that is warned of, and it is set all the same.
Result<FileRef> missed(Result<FileRef> found, const std::string& path, const Span& span) {
  if (found) return found;
  return fail(hinted(warning(span, "no such picture: “{}”; its description stands in its place", {path}),
                     "pictures are looked for beside the text and in the folders below it"));
}

input::MarkdownOptions markdown_options(World& world, const RenderRequest& request, const std::string& root) {
  input::MarkdownOptions options;
  options.language = request.language;
  options.languages = {request.language};
  options.file = [&world, root](const std::string& path, const Span& span) {
    return missed(input::find_file({&world, root, {}}, path, span), path, span);
  };
  options.piece = [](const std::string&) { return std::nullopt; };
  return options;
}

/// A plain text's headings are the author's own: not numbered.
void leave_unnumbered(Blocks& blocks) {
  for (auto& block : blocks) {
    if (auto* heading = std::get_if<Heading>(&block.content)) heading->numbered = false;
    if (auto* division = std::get_if<Division>(&block.content)) leave_unnumbered(division->content);
  }
}

std::string first_heading(const Blocks& blocks) {
  for (const auto& block : blocks)
    if (const auto* heading = std::get_if<Heading>(&block.content)) return plain_text(heading->content);
  return {};
}

/// With a first heading that is the whole text's title, the contents come after it; else before all.
void insert_contents(Blocks& blocks, const Locale& locale) {
  const auto* heading = blocks.empty() ? nullptr : std::get_if<Heading>(&blocks.front().content);
  const auto place = blocks.begin() + (heading && heading->level == 1 ? 1 : 0);
  blocks.insert(place, {contents(3, locale.word("document.contents")), page_break()});
}

Document document_of(Blocks blocks, const RenderRequest& request, const Locale& locale) {
  Document document;
  document.report = "render";
  document.language = request.language;
  leave_unnumbered(blocks);
  document.title = first_heading(blocks);
  if (document.title.empty()) document.title = stem(request.file);
  if (request.contents) insert_contents(blocks, locale);
  document.blocks = std::move(blocks);
  return document;
}

/// Theme and language were named on the command line.
Diagnostics as_usage(Diagnostics diagnostics) {
  for (auto& d : diagnostics) d.blame = Blame::usage;
  return diagnostics;
}

/// The words that the page itself says ("Page 1 of 2"): in the text's language, else in English.
Result<std::shared_ptr<input::FileLocale>> words_for(Workshop& shop, const std::string& language,
                                                     Diagnostics& warnings) {
  auto own = shop.locale(language);
  if (own || !is_language_tag(language)) return own;
  auto english = shop.locale("en");
  if (!english) return own;
  warnings.push_back(hinted(
      warning({}, "there are no words for the language “{}”: page numbers and the like stand in English",
              {language}),
      "add templates/locales/{}/document.toml, or give another --lang", {language}));
  return english;
}

Made render_file(Workshop& shop, const RenderRequest& request, const Aim& aim) {
  Made made;
  const auto source = read_text(shop.world, request.file, request.file);
  auto theme = input::load_theme(shop.world, shop.locations.data, request.theme);
  auto locale = words_for(shop, request.language, made.diagnostics);
  if (!source) append(made.diagnostics, source.error());
  if (!theme) append(made.diagnostics, as_usage(std::move(theme.error())));
  if (!locale) append(made.diagnostics, as_usage(locale.error()));
  if (has_errors(made.diagnostics)) return made;

  const auto folder = parent(request.file);
  const auto root = shop.world.canonical(folder.empty() ? "." : folder);
  auto text = [&] {
    const PhaseScope scope(Phase::parse);
    return input::read_markdown(*source, markdown_options(shop.world, request, root));
  }();
  append(made.diagnostics, std::move(text.diagnostics));
  if (has_errors(made.diagnostics)) return made;

  auto document = document_of(std::move(text.blocks), request, **locale);
  document.date = shop.source_date();
  MissionAssets assets(shop.world, shop.book, root, folder, shop.locations.data);
  const Setting setting{shop.world,
                        *theme,
                        **locale,
                        assets,
                        [&](const FileRef& file) { return assets.bytes(file); },
                        [&]() -> layout::FontBook& { return shop.fonts(); },
                        shop.locations.data,
                        [&] { return shop.pandoc(); },
                        static_cast<int>(thread_count(request.jobs, 64)),
                        LostReference::keeps_its_words,
                        {},
                        shop.locations.program,
                        &shop.conversions};
  auto set = make_file(std::move(document), aim, setting);
  append(made.diagnostics, std::move(set.diagnostics));
  made.bytes = std::move(set.bytes), made.pages = set.pages;
  return made;
}

}  // namespace

Outcome Job::render(const RenderRequest& request) {
  const auto start = std::chrono::steady_clock::now();
  Outcome outcome;
  const auto info = world_.info(request.file);
  if (!info || info->is_directory) {
    outcome.diagnostics = {error({}, info ? "“{}” is a folder, not a file" : "there is no file “{}”",
                                 {request.file}, Blame::usage)};
    return outcome;
  }
  const auto aim = render_aim(world_, request);
  if (!aim) {
    outcome.diagnostics = aim.error();
    return outcome;
  }
  auto made = render_file(shop(), request, *aim);
  outcome.diagnostics = std::move(made.diagnostics);
  if (made.bytes) {
    const PhaseScope scope(Phase::write);
    if (auto written = world_.write(aim->shown, *made.bytes); !written)
      append(outcome.diagnostics, std::move(written.error()));
    else
      outcome.outputs.push_back(
          {"render",
           {},
           name_of(aim->format),
           aim->shown,
           made.pages,
           made.bytes->size(),
           sha256_hex(*made.bytes),
           std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count()});
  }
  append(outcome.diagnostics, shop().locale_warnings());
  sort_and_unify(outcome.diagnostics);
  return outcome;
}

}  // namespace taqrir::app
