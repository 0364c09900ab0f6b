#include "app/pieces_searched.hpp"

#include <algorithm>
#include <chrono>
#include <numeric>

#include "app/piece_worker.hpp"
#include "assemble/chunk.hpp"
#include "assemble/record.hpp"
#include "base/unicode.hpp"

namespace taqrir::app {

namespace {

constexpr const char* kReader = "pdftotext";
constexpr std::uint64_t kReaderMemory = 1ull << 30;
constexpr auto kReaderTime = std::chrono::seconds(60);

// ---------------------------------------------------------------- strings of objects

bool is_octal(char c) { return c >= '0' && c <= '7'; }

int digit_of(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/// ISO 32000-1, 7.3.4.2; `at` stands behind the first parenthesis and is left behind the last.
std::string literal_string(std::string_view text, std::size_t& at) {
  std::string out;
  for (int depth = 1; at < text.size(); ++at) {
    char c = text[at];
    if (c == '(') ++depth;
    if (c == ')' && --depth == 0) return ++at, out;
    if (c == '\\' && at + 1 < text.size()) {
      c = text[++at];
      if (is_octal(c)) {
        int value = 0;
        std::size_t end = at;
        for (; end < text.size() && end < at + 3 && is_octal(text[end]); ++end) value = value * 8 + (text[end] - '0');
        at = end - 1, c = static_cast<char>(value);
      } else if (c == 'n' || c == 'r' || c == 't') {
        c = ' ';
      }
    }
    out += c;
  }
  return out;
}

/// 7.3.4.3; `at` stands behind “<” and is left behind “>”.
std::string hexadecimal_string(std::string_view text, std::size_t& at) {
  std::string out;
  int high = -1;
  for (; at < text.size() && text[at] != '>'; ++at) {
    const int digit = digit_of(text[at]);
    if (digit < 0) continue;
    if (high >= 0) out += static_cast<char>(high * 16 + digit);
    high = high >= 0 ? -1 : digit;
  }
  ++at;
  return out;
}

std::string from_utf16(std::string_view bytes, bool big) {
  std::string out;
  const auto unit = [&](std::size_t i) {
    const auto a = static_cast<unsigned char>(bytes[i]), b = static_cast<unsigned char>(bytes[i + 1]);
    return static_cast<char32_t>(big ? a * 256 + b : b * 256 + a);
  };
  for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) {
    char32_t c = unit(i);
    if (c >= 0xD800 && c < 0xDC00 && i + 3 < bytes.size())
      c = 0x10000 + ((c - 0xD800) << 10) + ((unit(i += 2) - 0xDC00) & 0x3FF);
    append_utf8(out, c);
  }
  return out;
}

/// 7.9.2.2: UTF-16 or UTF-8 by its first bytes, else one byte a letter.
std::string text_string(const std::string& bytes) {
  const std::string_view view = bytes;
  if (view.starts_with("\xFE\xFF")) return from_utf16(view.substr(2), true);
  if (view.starts_with("\xFF\xFE")) return from_utf16(view.substr(2), false);
  if (view.starts_with("\xEF\xBB\xBF")) return bytes.substr(3);
  std::string out;
  for (const char c : bytes) append_utf8(out, static_cast<unsigned char>(c));
  return out + "\n" + bytes;  // addresses are often UTF-8 and do not say so
}

}  // namespace

std::string strings_of_object(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const char c = text[at++];
    if (c == '(') out += text_string(literal_string(text, at)) + "\n";
    if (c == '<' && at < text.size() && text[at] == '<') ++at;
    else if (c == '<') out += text_string(hexadecimal_string(text, at)) + "\n";
  }
  return out;
}

namespace {

// ---------------------------------------------------------------- one piece

/// What a PDF says: its pages, each ended by a form feed, and behind them all its strings.
struct Said {
  std::string pages, strings;
  bool has_files = false;
};

class Search {
 public:
  Search(Workshop& shop, MissionAssets& assets, const Piece& piece, const Redactor& redactor)
      : shop_(shop), assets_(assets), piece_(piece), redactor_(redactor) {}

  Searched search() {
    const auto pdf = assets_.presentable(piece_.leaves.front());
    if (!pdf) return {};  // said already
    take_strings(*pdf);
    if (!shop_.world.find_program(kReader)) say_unread();
    else read_pages(*pdf);
    judge();
    return std::move(out_);
  }

 private:
  void take_strings(const Bytes& pdf) {
    std::vector<int> all(static_cast<std::size_t>(std::max(piece_.pages, 0)));
    std::iota(all.begin(), all.end(), 0);
    const auto shown = assets_.shown(piece_.file.path);
    PieceWorkers(shop_.world, shop_.locations.program, 1)
        .take_apart({{pdf, shown, {}, all, true}}, [&](std::size_t, Result<Bytes> chunk) {
          if (chunk) take_chunk(chunk->view());
        });
  }

  void take_chunk(std::string_view chunk) {
    assemble::RecordReader reader(chunk);
    while (const auto record = reader.next()) {
      said_.has_files = said_.has_files || record->kind == assemble::part::attachment;
      const bool is_stream = record->kind == assemble::part::stream;
      for (std::size_t i = 0; i < record->fields.size() && !(is_stream && i == 2); ++i)
        said_.strings += strings_of_object(record->fields[i]);
      if (record->kind == assemble::part::field || record->kind == assemble::part::attachment ||
          record->kind == assemble::part::destination)
        said_.strings += std::string(record->text(0)) + "\n";
    }
  }

  std::optional<std::string> ask(std::vector<std::string> argv, const Bytes& pdf) {
    ProcessRequest request;
    request.argv = std::move(argv);
    request.input = std::string(pdf.view());
    request.time_limit = kReaderTime;
    request.memory_limit = kReaderMemory;
    auto output = shop_.world.run(request);
    if (!output || output->exit_code != 0) return std::nullopt;
    return std::move(output->out);
  }

  void read_pages(const Bytes& pdf) {
    auto text = ask({kReader, "-enc", "UTF-8", "-", "-"}, pdf);
    if (!text) return say_unread();
    said_.pages = std::move(*text);
    for (const auto* option : {"-enc", "-meta"}) {
      auto argv = std::vector<std::string>{"pdfinfo", option};
      if (std::string_view(option) == "-enc") argv.push_back("UTF-8");
      argv.push_back("-");
      said_.strings += ask(std::move(argv), pdf).value_or("");
    }
  }

  void say_unread() {
    out_.diagnostics.push_back(hinted(
        warning(piece_.span, "the pages of “{}” were not searched for texts marked personal", {piece_.id}),
        "look through them; “sudo apt install poppler-utils” lets it be done for you"));
  }

  std::string pages_that_name() const {
    std::string list;
    int page = 1;
    for (std::size_t at = 0; at < said_.pages.size(); ++page) {
      const auto end = std::min(said_.pages.find('\f', at), said_.pages.size());
      if (redactor_.finds(std::string_view(said_.pages).substr(at, end - at)))
        list += (list.empty() ? "" : ", ") + std::to_string(page);
      at = end + 1;
    }
    return list;
  }

  void judge() {
    constexpr const char* kHint = "mark it confidential = true, or give it without";
    const auto pages = pages_that_name();
    const bool hidden = redactor_.finds(said_.strings);
    out_.names_people = hidden || !pages.empty();
    if (!pages.empty())
      out_.diagnostics.push_back(
          hinted(warning(piece_.span, "the piece “{}” is taken in as it is, and says a text marked personal on page {}",
                         {piece_.id, pages}),
                 kHint));
    else if (hidden)
      out_.diagnostics.push_back(hinted(warning(piece_.span,
                                                "the piece “{}” is taken in as it is, and says a text marked personal "
                                                "beside its pages’ text (outline, notes, fields, links or properties)",
                                                {piece_.id}),
                                        kHint));
    if (said_.has_files)
      out_.diagnostics.push_back(hinted(
          warning(piece_.span, "files attached to the piece “{}” cannot be searched for texts marked personal",
                  {piece_.id}),
          kHint));
  }

  Workshop& shop_;
  MissionAssets& assets_;
  const Piece& piece_;
  const Redactor& redactor_;
  Said said_;
  Searched out_;
};

}  // namespace

Searched search_piece(Workshop& shop, MissionAssets& assets, const Piece& piece, const Redactor& redactor) {
  const bool is_pages = piece.standing == Piece::Standing::present && piece.kind == Piece::Kind::pdf;
  return is_pages && !piece.leaves.empty() ? Search(shop, assets, piece, redactor).search() : Searched{};
}

}  // namespace taqrir::app
