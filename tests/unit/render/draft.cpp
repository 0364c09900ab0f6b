#include "unit/render/draft.hpp"

#include <gtest/gtest.h>
#include <hb-ot.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <map>
#include <sstream>

namespace taqrir::pdf::test {

using layout::FontId;
using layout::NodeId;

struct Draft::Face {
  std::string path;
  hb_face_t* face = nullptr;
  hb_font_t* font = nullptr;
  double units = 1000;
  std::map<std::pair<unsigned, std::string>, std::uint16_t> codes;

  ~Face() {
    hb_font_destroy(font);
    hb_face_destroy(face);
  }
};

Draft::Draft() {
  pages.nodes.push_back({});
  pages.nodes[0].tag = layout::Tag::document;
  pages.metadata.title = "Essai";
  pages.metadata.language = "fr";
}

namespace {

std::string postscript_name(hb_face_t* face) {
  char name[128];
  unsigned length = sizeof name;
  hb_ot_name_get_utf8(face, HB_OT_NAME_ID_POSTSCRIPT_NAME, HB_LANGUAGE_INVALID, &length, name);
  return name;
}

}  // namespace

FontId Draft::font(const std::string& path) {
  for (std::size_t i = 0; i < faces_.size(); ++i)
    if (faces_[i]->path == path) return static_cast<FontId>(i);
  auto face = std::make_shared<Face>();
  layout::FontUse use;
  use.path = face->path = path;
  use.file = file_bytes(path);
  hb_blob_t* blob = hb_blob_create(use.file.view().data(), static_cast<unsigned>(use.file.size()),
                                   HB_MEMORY_MODE_READONLY, nullptr, nullptr);
  face->face = hb_face_create(blob, 0);
  hb_blob_destroy(blob);
  face->font = hb_font_create(face->face);
  face->units = hb_face_get_upem(face->face);
  use.postscript_name = postscript_name(face->face);
  use.family = use.postscript_name;
  use.ascent = 1000, use.descent = -300, use.cap_height = 700;
  use.box[0] = -500, use.box[1] = -400, use.box[2] = 2000, use.box[3] = 1200;
  use.codes.push_back({});
  pages.fonts.push_back(std::move(use));
  faces_.push_back(std::move(face));
  return static_cast<FontId>(faces_.size() - 1);
}

layout::Page& Draft::page(int index) {
  while (pages.pages.size() <= static_cast<std::size_t>(index)) {
    pages.pages.emplace_back();
    pages.pages.back().label = std::to_string(pages.pages.size());
  }
  return pages.pages[static_cast<std::size_t>(index)];
}

NodeId Draft::node(layout::Tag tag, NodeId parent) {
  layout::Node node;
  node.tag = tag;
  node.parent = parent;
  pages.nodes.push_back(std::move(node));
  return static_cast<NodeId>(pages.nodes.size() - 1);
}

double Draft::line(const Line& line) {
  Face& face = *faces_[line.font];
  layout::Page& to = page(line.page);
  hb_buffer_t* buffer = hb_buffer_create();
  hb_buffer_set_cluster_level(buffer, HB_BUFFER_CLUSTER_LEVEL_MONOTONE_CHARACTERS);
  hb_buffer_add_utf8(buffer, line.text.data(), static_cast<int>(line.text.size()), 0, -1);
  hb_buffer_set_direction(buffer, line.rtl ? HB_DIRECTION_RTL : HB_DIRECTION_LTR);
  hb_buffer_guess_segment_properties(buffer);
  hb_shape(face.font, buffer, nullptr, 0);
  unsigned count = 0;
  const auto* infos = hb_buffer_get_glyph_infos(buffer, &count);
  const auto* positions = hb_buffer_get_glyph_positions(buffer, nullptr);
  const auto same = [&](unsigned a, unsigned b) { return infos[a].cluster == infos[b].cluster; };
  layout::TextRun run{line.font, line.size, line.color,
                      line.x,    line.y,    static_cast<std::uint32_t>(to.glyphs.size()),
                      count,     line.angle};
  double width = 0;
  for (unsigned i = 0; i < count; ++i) {
    const bool bearer = line.rtl ? i + 1 == count || !same(i, i + 1) : i == 0 || !same(i, i - 1);
    std::size_t end = line.text.size();
    for (unsigned k = 0; k < count; ++k)
      if (infos[k].cluster > infos[i].cluster) end = std::min<std::size_t>(end, infos[k].cluster);
    const std::string text = bearer ? line.text.substr(infos[i].cluster, end - infos[i].cluster) : "";
    auto [code, fresh] = face.codes.try_emplace({infos[i].codepoint, text}, 0);
    auto& codes = pages.fonts[line.font].codes;
    if (fresh) {
      code->second = static_cast<std::uint16_t>(codes.size());
      const auto natural = hb_font_get_glyph_h_advance(face.font, infos[i].codepoint);
      codes.push_back({infos[i].codepoint, text, static_cast<float>(natural * 1000.0 / face.units)});
    }
    const double scale = line.size / face.units;
    layout::PlacedGlyph glyph{code->second, static_cast<float>(positions[i].x_advance * scale),
                              static_cast<float>(positions[i].x_offset * scale),
                              static_cast<float>(positions[i].y_offset * scale)};
    if (text == " ") glyph.advance += line.word_space;
    width += glyph.advance;
    to.glyphs.push_back(glyph);
  }
  hb_buffer_destroy(buffer);
  if (line.rtl) run.x -= width;
  to.items.push_back({run, line.node});
  return width;
}

void Draft::paragraph(NodeId node, Line first, double width, double leading) {
  std::istringstream words(first.text);
  std::string word, text;
  const auto room = static_cast<std::size_t>(width / (first.size * 0.5));
  const auto flush = [&] {
    first.text = text;
    line(first);
    first.y += leading;
    text.clear();
  };
  first.node = node;
  while (words >> word) {
    if (text.size() + word.size() > room && !text.empty()) flush();
    text += text.empty() ? word : ' ' + word;
  }
  if (!text.empty()) flush();
}

Bytes file_bytes(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  EXPECT_TRUE(in) << path << " is not there: is its font package installed?";
  return Bytes(std::string(std::istreambuf_iterator<char>(in), {}));
}

namespace {

std::string temporary(const std::string& pdf) {
  char path[] = "/tmp/taqrir-render-XXXXXX";
  const int file = mkstemp(path);
  EXPECT_EQ(write(file, pdf.data(), pdf.size()), static_cast<ssize_t>(pdf.size()));
  close(file);
  return path;
}

std::string read_all(int descriptor) {
  std::string out;
  char buffer[65536];
  for (ssize_t n; (n = ::read(descriptor, buffer, sizeof buffer)) > 0;)
    out.append(buffer, static_cast<std::size_t>(n));
  return out;
}

}  // namespace

Run run(const std::vector<std::string>& arguments, const std::string& pdf) {
  const std::string path = temporary(pdf);
  std::vector<std::string> words;
  for (const auto& a : arguments) words.push_back(a.starts_with('@') ? path + a.substr(1) : a);
  int ends[2];
  EXPECT_EQ(pipe(ends), 0);
  const pid_t child = fork();
  if (child == 0) {
    dup2(ends[1], 1), dup2(ends[1], 2), close(ends[0]), close(ends[1]);
    std::vector<char*> argv;
    for (auto& w : words) argv.push_back(w.data());
    argv.push_back(nullptr);
    execvp(argv[0], argv.data());
    _exit(127);
  }
  close(ends[1]);
  Run result;
  result.out = read_all(ends[0]);
  close(ends[0]);
  int status = 0;
  waitpid(child, &status, 0);
  result.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128;
  unlink(path.c_str());
  return result;
}

}  // namespace taqrir::pdf::test
