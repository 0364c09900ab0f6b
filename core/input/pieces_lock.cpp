#include "input/pieces_lock.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "input/toml.hpp"

namespace taqrir::input {

namespace {

constexpr std::int64_t kFormatVersion = 1;
constexpr const char* kOwn = "mission";  // the table of the mission's own pieces
constexpr const char* kRemedy =
    "take the file back from a copy; or remove it, and all pieces are numbered afresh";

const Schema& entry_schema() {
  static const Schema kSchema = [] {
    auto number = integer_field("number", true);
    number.minimum = 1, number.maximum = 1'000'000;
    return Schema{number, text_field("file", true), text_field("sha256", true), date_field("replaced"),
                  boolean_field("withdrawn")};
  }();
  return kSchema;
}

bool is_hash(const std::string& text) {
  const auto digit = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); };
  return text.size() == 64 && std::all_of(text.begin(), text.end(), digit);
}

const Record* table_in(const Value& value) {
  const auto* records = std::get_if<std::vector<Record>>(&value.content);
  return records && !records->empty() ? &records->front() : nullptr;
}

// ---------------------------------------------------------------- reading

class LockReader {
 public:
  Result<PiecesLock> read(const Record& root) {
    check_version(root);
    for (const auto& [key, value] : root.entries())
      if (key != "format_version") activity(key, value);
    if (!diagnostics_.empty()) return fail(std::move(diagnostics_));
    return std::move(lock_);
  }

 private:
  void report(Diagnostic diagnostic) { diagnostics_.push_back(hinted(std::move(diagnostic), kRemedy)); }

  void check_version(const Record& root) {
    const auto version = root.integer("format_version");
    if (version && *version == kFormatVersion) return;
    if (version && *version > kFormatVersion) {
      diagnostics_.push_back(
          hinted(error(root.span_of("format_version"),
                       "this list of numbers is written in format {}; this program knows {}",
                       {std::to_string(*version), std::to_string(kFormatVersion)}),
                 "install a newer Taqrir"));
      return;
    }
    report(error(root.span_of("format_version"), "“format_version = 1” is missing from the list of numbers"));
  }

  void activity(const std::string& id, const Value& value) {
    const auto* table = table_in(value);
    if (!table) return report(error(value.key, "“{}” must be a table of pieces", {id}));
    std::map<std::int64_t, std::string> numbers;
    for (const auto& [name, one] : table->entries()) entry(id == kOwn ? "" : id, name, one, numbers);
  }

  void entry(const std::string& activity, const std::string& id, const Value& value,
             std::map<std::int64_t, std::string>& numbers) {
    const auto* raw = table_in(value);
    if (!raw) return report(error(value.span, "“{}” must be { number = …, file = …, sha256 = … }", {id}));
    const auto before = diagnostics_.size();
    const Record checked = check(*raw, entry_schema(), {}, diagnostics_);
    if (diagnostics_.size() != before) return;
    const auto number = *checked.integer("number");
    if (const auto [it, fresh] = numbers.emplace(number, id); !fresh)
      report(error(checked.span_of("number"), "number {} is already that of “{}”",
                   {std::to_string(number), it->second}));
    if (!is_hash(checked.text("sha256")))
      report(error(checked.span_of("sha256"), "“{}” is no SHA-256: 64 digits 0–9, a–f",
                   {checked.text("sha256")}));
    lock_.pieces.push_back({activity, id, static_cast<int>(number), checked.text("file"),
                            checked.text("sha256"), checked.date("replaced"),
                            checked.boolean("withdrawn").value_or(false)});
  }

  PiecesLock lock_;
  Diagnostics diagnostics_;
};

// ---------------------------------------------------------------- writing

bool is_bare(const std::string& key) {
  return !key.empty() && std::all_of(key.begin(), key.end(), [](unsigned char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
  });
}

std::string quoted(const std::string& text) {
  static constexpr const char* kDigits = "0123456789abcdef";
  std::string out = "\"";
  for (const unsigned char c : text) {
    if (c < 0x20 || c == 0x7F)
      (out += "\\u00") += {kDigits[c >> 4], kDigits[c & 15]};
    else if (c == '"' || c == '\\')
      (out += '\\') += static_cast<char>(c);
    else
      out += static_cast<char>(c);
  }
  return out + '"';
}

std::string key_text(const std::string& key) { return is_bare(key) ? key : quoted(key); }

std::string line_of(const LockedPiece& piece) {
  auto out = key_text(piece.id) + " = { number = " + std::to_string(piece.number) +
             ", file = " + quoted(piece.file) + ", sha256 = \"" + piece.sha256 + "\"";
  if (piece.replaced) out += ", replaced = " + iso(*piece.replaced);
  if (piece.withdrawn) out += ", withdrawn = true";
  return out + " }\n";
}

// ---------------------------------------------------------------- numbers

const LockedPiece* locked(const PiecesLock& lock, const std::string& activity, const Piece& piece,
                          const Pieces& pieces) {
  const LockedPiece* by_file = nullptr;
  for (const auto& one : lock.pieces) {
    if (one.activity != activity) continue;
    if (one.id == piece.id) return &one;
    if (one.file == piece.file.path && !pieces.find(one.id)) by_file = &one;
  }
  return by_file;
}

int highest(const PiecesLock& lock, const std::string& activity) {
  int out = 0;
  for (const auto& one : lock.pieces)
    if (one.activity == activity) out = std::max(out, one.number);
  return out;
}

void note_withdrawn(Pieces& pieces, const std::string& activity, const PiecesLock& lock,
                    const std::set<int>& given) {
  for (const auto& one : lock.pieces)
    if (one.activity == activity && !given.contains(one.number))
      pieces.withdrawn.push_back({activity, one.id, one.number});
  std::sort(pieces.withdrawn.begin(), pieces.withdrawn.end(),
            [](const auto& a, const auto& b) { return a.number < b.number; });
}

LockedPiece entry_of(Piece& piece, const LockedPiece* before, Date day) {
  LockedPiece out{piece.activity, piece.id, piece.number, piece.file.path, piece.sha256, {}, false};
  if (!before) return out;
  const bool other = !piece.sha256.empty() && piece.sha256 != before->sha256;
  if (piece.sha256.empty()) out.sha256 = before->sha256;
  out.replaced = other ? std::optional(day) : before->replaced;
  piece.replaced = out.replaced;
  return out;
}

}  // namespace

Result<PiecesLock> read_pieces_lock(World& world, const std::string& path, const std::string& shown) {
  if (!world.info(path)) return PiecesLock{};
  auto file = read_text(world, path, shown);
  if (!file) return fail(std::move(file.error()));
  auto root = parse_toml(*file);
  if (!root) {
    for (auto& d : root.error()) d = hinted(std::move(d), kRemedy);
    return fail(std::move(root.error()));
  }
  return LockReader().read(*root);
}

std::string text_of(const PiecesLock& lock) {
  auto pieces = lock.pieces;
  std::sort(pieces.begin(), pieces.end(), [](const auto& a, const auto& b) {
    return std::tie(a.activity, a.number) < std::tie(b.activity, b.number);
  });
  std::string out =
      "# The numbers of the annexed pieces. Taqrir writes this file; keep it with the mission.\n"
      "format_version = 1\n";
  const std::string* activity = nullptr;
  for (const auto& piece : pieces) {
    if (!activity || *activity != piece.activity)
      out += "\n[" + key_text(piece.activity.empty() ? kOwn : piece.activity) + "]\n";
    activity = &piece.activity;
    out += line_of(piece);
  }
  return out;
}

void number_pieces(Pieces& pieces, const std::string& activity, const PiecesLock& lock) {
  std::set<int> given;
  int last = highest(lock, activity);
  for (auto& piece : pieces.all) {
    const auto* known = locked(lock, activity, piece, pieces);
    piece.number = known && given.insert(known->number).second ? known->number : ++last;
  }
  note_withdrawn(pieces, activity, lock, given);
  std::stable_sort(pieces.all.begin(), pieces.all.end(),
                   [](const Piece& a, const Piece& b) { return a.number < b.number; });
}

PiecesLock renewed(const PiecesLock& lock, const std::vector<Pieces*>& activities, Date day) {
  std::map<std::pair<std::string, int>, LockedPiece> entries;
  std::set<std::pair<std::string, int>> alive;
  for (const auto& one : lock.pieces) entries[{one.activity, one.number}] = one;
  for (auto* pieces : activities)
    for (auto& piece : pieces->all) {
      const std::pair key{piece.activity, piece.number};
      const auto before = entries.find(key);
      auto entry = entry_of(piece, before == entries.end() ? nullptr : &before->second, day);
      if (!entry.sha256.empty()) entries[key] = std::move(entry);
      alive.insert(key);
    }
  PiecesLock out;
  for (auto& [key, entry] : entries) {
    entry.withdrawn = !alive.contains(key);
    out.pieces.push_back(std::move(entry));
  }
  return out;
}

}  // namespace taqrir::input
