#include "input/found_pieces.hpp"

#include <unicode/coll.h>
#include <unicode/uchar.h>

#include <algorithm>
#include <memory>

#include "base/unicode.hpp"
#include "input/folded_words.hpp"
#include "input/piece_format.hpp"
#include "model/slug.hpp"

namespace taqrir::input {

namespace {

constexpr const char* kFolder = "annexes";

// ---------------------------------------------------------------- order

// Names as people count: “2” before “10”, “É” beside “E”. Equal ones by bytes, so that the order is total.
void sort_naturally(std::vector<std::string>& names) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::Collator> collator(
      icu::Collator::createInstance(icu::Locale::getRoot(), status));
  if (U_SUCCESS(status)) collator->setAttribute(UCOL_NUMERIC_COLLATION, UCOL_ON, status);
  if (U_FAILURE(status)) return std::sort(names.begin(), names.end());
  std::sort(names.begin(), names.end(), [&](const std::string& a, const std::string& b) {
    UErrorCode failed = U_ZERO_ERROR;
    const auto order = collator->compareUTF8(a, b, failed);
    return order == UCOL_EQUAL ? a < b : order == UCOL_LESS;
  });
}

// ---------------------------------------------------------------- names

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::string stem_of(const std::string& name) {
  const auto dot = name.rfind('.');
  return dot == std::string::npos || dot == 0 ? name : name.substr(0, dot);
}

// What stands behind `count` characters and the separators that follow; all of it when nothing is left.
std::string behind(const std::string& text, std::size_t count) {
  const auto next = text.find_first_not_of("-_.) ", count);
  return next == std::string::npos ? text : text.substr(next);
}

std::string without_number(const std::string& text) {
  std::size_t digits = 0;
  while (digits < text.size() && is_digit(text[digits])) ++digits;
  const bool parted =
      digits < text.size() && std::string_view("-_.) ").find(text[digits]) != std::string::npos;
  return digits > 0 && parted ? behind(text, digits) : text;
}

std::string with_spaces(const std::string& text) {
  std::string out;
  for (const char c : text) {
    const char put = c == '-' || c == '_' ? ' ' : c;
    if (put != ' ' || (!out.empty() && out.back() != ' ')) out += put;
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

std::string capitalised(const std::string& text) {
  if (text.empty()) return text;
  std::size_t next = 0;
  const auto first = next_code_point(text, next);
  std::string out;
  append_utf8(out, static_cast<char32_t>(u_totitle(static_cast<UChar32>(first))));
  return out + text.substr(next);
}

// ---------------------------------------------------------------- one activity

class Finder {
 public:
  Finder(const FileContext& context, const std::string& shown, const std::string& activity,
         const Pieces& declared, const PiecesLock& lock, Diagnostics& diagnostics)
      : context_(context),
        shown_(shown == "." || shown.empty() ? "" : shown + "/"),
        activity_(activity),
        lock_(lock),
        diagnostics_(diagnostics) {
    for (const auto& piece : declared.all) ids_.insert(piece.id), files_.push_back(piece.file.path);
  }

  std::vector<Piece> find() {
    const auto folder = (activity_.empty() ? "" : "activities/" + activity_ + "/") + kFolder;
    auto names = context_.world->list(context_.root + "/" + folder);
    std::erase_if(names, is_leaving);
    sort_naturally(names);
    for (const auto& name : names)
      if (is_speakable(name, folder)) look_at(folder + "/" + name, name);
    for (auto& piece : found_)
      if (piece.id.empty()) piece.id = free_id(piece_of_name(file_name(piece.file.path)).id);
    return std::move(found_);
  }

 private:
  static std::string file_name(const std::string& path) { return path.substr(path.rfind('/') + 1); }
  Span place(const std::string& path) const { return whole_file(shown_ + path); }

  /// The lock, the manifest and messages write names as text, each in a line.
  bool is_speakable(const std::string& name, const std::string& folder) {
    const bool is_text = !first_invalid_utf8(name);
    if (is_text && std::none_of(name.begin(), name.end(), is_control)) return true;
    diagnostics_.push_back(
        hinted(error(place(folder),
                     is_text ? "the name of “{}” holds a line break or another control character"
                             : "the name of “{}” is no text in UTF-8",
                     {escaped(name)}),
               "rename the file"));
    return false;
  }

  static bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }

  static std::string escaped(const std::string& name) {
    constexpr const char* kDigits = "0123456789ABCDEF";
    const bool is_text = !first_invalid_utf8(name);
    std::string out;
    for (const char c : name) {
      const auto byte = static_cast<unsigned char>(c);
      if (is_control(c) || (byte >= 0x80 && !is_text))
        out += std::string("\\x") + kDigits[byte >> 4] + kDigits[byte & 15];
      else
        out += c;
    }
    return out;
  }

  void look_at(const std::string& path, const std::string& name) {
    const auto info = context_.world->info(context_.root + "/" + path);
    if (info && info->is_directory) return folder_within(path);
    if (std::find(files_.begin(), files_.end(), path) != files_.end()) return;
    const auto file = find_file({context_.world, context_.root, ""}, path, place(path));
    if (!file) return append(diagnostics_, file.error());
    found_.push_back(piece(*file, name));
  }

  void folder_within(const std::string& path) {
    for (const auto& file : files_)
      if (file.starts_with(path + "/")) return;
    diagnostics_.push_back(hinted(warning(place(path), "folders within “annexes” are not looked into"),
                                  "put the files into “annexes” itself, or declare each as a [[piece]]"));
  }

  Piece piece(const FileRef& file, const std::string& name) {
    const auto named = piece_of_name(name);
    Piece out;
    out.id = locked_id(file.path);
    out.title.by_language[""] = named.title;
    out.file = file;
    out.format = format_of_name(name);
    out.kind = kind_of_format(out.format);
    out.date = named.date;
    out.activity = activity_;
    out.found = true;
    out.span = file.span;
    return out;
  }

  std::string locked_id(const std::string& path) {
    for (const auto& one : lock_.pieces)
      if (one.activity == activity_ && one.file == path && ids_.insert(one.id).second) return one.id;
    return {};
  }

  std::string free_id(const std::string& wish) {
    auto id = wish;
    for (int n = 2; !ids_.insert(id).second; ++n) id = wish + "-" + std::to_string(n);
    return id;
  }

  const FileContext& context_;
  const std::string shown_;
  const std::string& activity_;
  const PiecesLock& lock_;
  Diagnostics& diagnostics_;
  std::set<std::string> ids_;
  std::vector<std::string> files_;
  std::vector<Piece> found_;
};

}  // namespace

bool is_leaving(const std::string& name) {
  return name.empty() || name.front() == '.' || name.front() == '~' || name.back() == '~' ||
         name == "Thumbs.db" || name == "desktop.ini" || name.ends_with(".tmp");
}

NamedPiece piece_of_name(const std::string& file_name) {
  NamedPiece out;
  auto rest = stem_of(file_name);
  out.date = parse_iso_date(rest.substr(0, 10));
  rest = out.date ? behind(rest, 10) : without_number(rest);
  out.title = capitalised(with_spaces(rest));
  out.id = slug(without_accents(rest));
  if (out.id.empty()) out.id = "piece";
  return out;
}

std::vector<Piece> found_pieces(const FileContext& context, const std::string& shown,
                                const std::string& activity, const Pieces& declared, const PiecesLock& lock,
                                Diagnostics& diagnostics) {
  return Finder(context, shown, activity, declared, lock, diagnostics).find();
}

}  // namespace taqrir::input
