// Two readings of a chunk: first what its markers need (how many objects, which names), then its text.
#include "assemble/link.hpp"

#include <algorithm>
#include <charconv>

#include "assemble/chunk.hpp"
#include "assemble/syntax.hpp"
#include "assemble/take_apart.hpp"

namespace taqrir::assemble {
namespace {

std::string repeated(const char* what, long long times) {
  constexpr long long kMost = 10000;
  std::string text;
  for (long long i = 0; i < std::min(times, kMost); ++i) text += what;
  return text;
}

/// "name", "name 2", "name 3" …
std::string unique_name(std::map<std::string, bool>& taken, const std::string& name) {
  std::string free = name;
  for (int n = 2; !taken.emplace(free, true).second; ++n) free = name + " " + std::to_string(n);
  return free;
}

/// The name under which `value` stands in a table: its own, or a new one when the table means something else by it.
std::string unique_entry(std::map<std::string, std::string>& table, const std::string& name, const std::string& value) {
  std::string free = name;
  for (int n = 2;; ++n) {
    const auto [entry, fresh] = table.try_emplace(free, value);
    if (fresh || entry->second == value) return free;
    free = name + "-" + std::to_string(n);
  }
}

Diagnostic broken_off(const std::string& shown) {
  return hinted(error(whole_file(shown), "reading this PDF broke off"), "is it damaged? Open it and print it to a new PDF");
}

std::string name_text(const std::string& name) {
  std::string out;
  put_name(out, name);
  return out;
}

}  // namespace

class Linker::Pass {
 public:
  Pass(Linker& linker, std::string_view chunk, const Destination& to, Diagnostics& warnings)
      : linker_(linker), all_(linker.gathered_), chunk_(chunk), to_(to), warnings_(warnings) {}

  Result<Linked> run() {
    Diagnostics errors = survey();
    if (!errors.empty()) return fail(std::move(errors));
    first_ = linker_.output_.reserve(std::max(objects_, keys_));  // keys of the parent tree count from there too
    name_things();
    usual_ = usual_place(free_);
    linked_.boxes.resize(to_.slots.size());
    linked_.shifts.resize(to_.slots.size());
    linked_.labels.resize(to_.slots.size());
    RecordReader reader(chunk_);
    while (auto record = reader.next()) take(*record);
    return std::move(linked_);
  }

 private:
  Diagnostics survey() {
    Diagnostics errors;
    bool ended = false;
    RecordReader reader(chunk_);
    std::size_t pages = 0;
    while (auto record = reader.next()) {
      if (record->kind == part::failure) errors.push_back(diagnostic_of(*record, to_.shown));
      if (record->kind == part::end) objects_ = static_cast<int>(record->number(0)), ended = true;
      if (record->kind == part::parent) ++keys_;
      if (record->kind == part::role) role_records_.push_back(*record);
      if (record->kind == part::attributes) class_records_.push_back(*record);
      if (record->kind == part::resource) resource_records_.push_back(*record);
      if (record->kind == part::field) fields_.push_back(string_of(unique_name(linker_.field_names_, std::string(record->text(0)))));
      if (record->kind == part::page && record->number(0) < static_cast<long long>(to_.slots.size())) {
        ++pages;
        look_for_place(*record);
      }
    }
    constexpr int kMostObjects = 8'000'000;  // ISO 32000-1, Annex C
    const bool whole = ended && reader.whole() && pages == to_.slots.size() && objects_ >= 0 &&
                       objects_ < kMostObjects - linker_.output_.next();
    if (errors.empty() && !whole) errors.push_back(broken_off(to_.shown));
    return errors;
  }

  /// Of pages with a stamp: which places are free.
  void look_for_place(const Record& record) {
    const auto place = static_cast<std::size_t>(record.number(page_field::place));
    if (place >= to_.slots.size() || to_.slots[place].stamp == 0) return;
    const auto shown = shown_size(box_of(record.text(page_field::box)));
    free_.push_back(
        free_places(to_.slots[place].stamp_box, EdgeBands::of(shown, record.text(page_field::taken))));
    places_[place] = free_.back();
  }

  static std::string string_of(const std::string& utf8) { return unicode_text(utf8); }

  void name_things() {
    for (const auto& record : role_records_)
      roles_.push_back(name_text(unique_entry(all_.roles, std::string(record.text(0)),
                                              name_text(std::string(record.text(1))))));
    for (const auto& record : class_records_)
      classes_.push_back(name_text(unique_entry(all_.classes, std::string(record.text(0)), final(record.text(1)))));
    for (const auto& record : resource_records_) resources_.push_back(name_text(resource_name(record)));
  }

  /// Equal fonts of two forms are one; different ones of one name get different names.
  std::string resource_name(const Record& record) {
    const std::string kind(record.text(0)), name(record.text(1)), value = final(record.text(2));
    if (record.text(3).empty()) return unique_entry(all_.resources[kind], name, value);
    const auto [known, fresh] = all_.resource_names.try_emplace(kind + std::string(record.text(3)));
    if (fresh) known->second = unique_entry(all_.resources[kind], name, value);
    return known->second;
  }

  // ---------------------------------------------------------------- markers

  /// The text with what each marker stands for.
  std::string final(std::string_view text) const {
    std::string out;
    out.reserve(text.size() + text.size() / 8);
    put_final(out, text);
    return out;
  }

  void put_final(std::string& out, std::string_view text) const {
    for (;;) {
      const auto start = text.find('\x01');
      out += text.substr(0, start);
      if (start == std::string_view::npos || start + 1 >= text.size()) return;
      const char kind = text[start + 1];
      const auto end = text.find('\x02', start);
      if (end == std::string_view::npos) return;
      int n = 0;
      std::from_chars(text.data() + start + 2, text.data() + end, n);
      put_meaning(out, static_cast<Marker>(kind), n);
      text.remove_prefix(end + 1);
    }
  }

  static void put_reference(std::string& out, int number) {
    if (number == 0) return void(out += "null");
    char digits[16];
    out.append(digits, std::to_chars(digits, digits + sizeof digits, number).ptr);
    out += " 0 R";
  }

  template <class List>
  static const std::string& nth(const List& list, int n) {
    static const std::string none = "null";
    return n >= 0 && static_cast<std::size_t>(n) < list.size() ? list[static_cast<std::size_t>(n)] : none;
  }

  int page(int n) const {
    return n >= 0 && static_cast<std::size_t>(n) < to_.slots.size() ? to_.slots[static_cast<std::size_t>(n)].page : 0;
  }

  int object(long long n) const { return n >= 1 && n <= objects_ ? first_ + static_cast<int>(n) - 1 : 0; }

  void put_meaning(std::string& out, Marker kind, int n) const {
    switch (kind) {
      case Marker::object: return put_reference(out, object(n));
      case Marker::page: return put_reference(out, page(n));
      case Marker::element: return put_reference(out, to_.element);
      case Marker::entry: return put_reference(out, to_.entry);
      case Marker::sibling:
        if (to_.last_item != 0) out += "/Prev ", put_reference(out, to_.last_item);
        return;
      case Marker::structure: out += std::to_string(first_ + n); return;
      case Marker::role: out += nth(roles_, n); return;
      case Marker::attributes: out += nth(classes_, n); return;
      case Marker::field: out += nth(fields_, n); return;
      case Marker::resource: out += nth(resources_, n); return;
    }
  }

  /// The object that a text consisting of one reference names.
  int number_of(std::string_view text) const {
    int number = 0;
    const auto said = final(text);
    std::from_chars(said.data(), said.data() + said.size(), number);
    return number;
  }

  // ---------------------------------------------------------------- records

  void take(const Record& record) {
    switch (record.kind) {
      case part::object: return take_object(record);
      case part::stream: return take_stream(record);
      case part::page: return take_page(record);
      case part::warning: warnings_.push_back(diagnostic_of(record, to_.shown)); return;
      case part::version: all_.version = std::max(all_.version, std::string(record.text(0))); return;
      case part::accessible: linked_.accessible = true; return;
      case part::destination: all_.destinations.emplace(record.text(0), final(record.text(1))); return;
      case part::attachment: all_.attachments.emplace(record.text(0), final(record.text(1))); return;
      case part::layers: all_.layers[std::string(record.text(0))] += final(record.text(1)); return;
      case part::outline: return take_outline(record);
      case part::top_field: all_.fields.push_back(final(record.text(0))); return;
      case part::form: return take_form(record);
      default: return take_structure(record);
    }
  }

  void take_structure(const Record& record) {
    switch (record.kind) {
      case part::top: linked_.tops.push_back(final(record.text(0))); return;
      case part::parent: all_.parents.emplace(first_ + record.number(0), final(record.text(1))); return;
      case part::id: all_.ids.emplace(record.text(0), final(record.text(1))); return;
      case part::name_space: all_.name_spaces.push_back(final(record.text(0))); return;
      case part::language: linked_.language = final(record.text(0)); return;
      default: return;
    }
  }

  void take_object(const Record& record) {
    const int number = object(record.number(0));
    if (number == 0) return;
    buffer_.clear();
    put_final(buffer_, record.text(1));
    linker_.output_.object(number, buffer_);
  }

  void take_stream(const Record& record) {
    if (const int number = object(record.number(0))) linker_.output_.stream(number, final(record.text(1)), record.text(2));
  }

  void take_outline(const Record& record) {
    linked_.first_item = number_of(record.text(0));
    linked_.last_item = number_of(record.text(1));
    linked_.items = static_cast<int>(record.number(2));
  }

  void take_form(const Record& record) {
    if (all_.appearance.empty()) all_.appearance = final(record.text(0));
    all_.needs_appearances = all_.needs_appearances.value_or(true) && !record.text(1).empty();
  }

  void take_page(const Record& record) {
    namespace f = page_field;
    const auto place = static_cast<std::size_t>(record.number(f::place));
    if (place >= to_.slots.size()) return;
    const auto& slot = to_.slots[place];
    const auto& box = linked_.boxes[place] = box_of(record.text(f::box));
    auto& shift = linked_.shifts[place];
    if (slot.stamp != 0) shift = stamp_shift(slot.stamp_box, shown_size(box), places_[place], usual_);
    linked_.labels[place] = std::string(record.text(f::label));
    std::string text = "<</Type/Page" + slot.entries;
    const auto entries = final(record.text(f::entries));
    text += shift.strip == 0 ? final(record.text(f::sizes)) : grown_sizes(record, shift.strip);
    if (entries.find("/Tabs") == std::string::npos) text += slot.tabs;
    text += entries + "/Resources<<" + final(record.text(f::resources)) + forms(record, slot) +
            ">>/Contents[" + contents(record, slot, shift.strip != 0) + ']';
    const auto annots = final(record.text(f::annots)) + slot.annots;
    if (!annots.empty()) text += "/Annots[" + annots + ']';
    linker_.output_.object(slot.page, text + ">>");
  }

  std::string forms(const Record& record, const SlotPlace& slot) const {
    auto entries = final(record.text(page_field::forms));
    const std::string name(record.text(page_field::stamp));
    if (slot.above != 0) entries += name + "0 " + reference_text(slot.above);
    if (slot.stamp != 0) entries += name + ' ' + reference_text(slot.stamp);
    return entries.empty() ? entries : "/XObject<<" + entries + ">>";
  }

  static std::string rectangle_text(double left, double bottom, double right, double top) {
    return real_text(left) + ' ' + real_text(bottom) + ' ' + real_text(right) + ' ' + real_text(top);
  }

  static std::string grown_sizes(const Record& record, double strip) {
    const auto box = grown(box_of(record.text(page_field::box)), strip);
    const auto media = area_of(record.text(page_field::media));
    return "/MediaBox[" +
           rectangle_text(std::min(media.left, box.left), std::min(media.bottom, box.bottom),
                          std::max(media.right, box.right), std::max(media.top, box.top)) +
           "]/CropBox[" + rectangle_text(box.left, box.bottom, box.right, box.top) + ']';
  }

  /// What lay outside the page stays out of a page that was made taller.
  static std::string clipped_to(const PageBox& box) {
    return "q\n" + rectangle_text(box.left, box.bottom, box.right - box.left, box.top - box.bottom) +
           " re W n\n";
  }

  std::string contents(const Record& record, const SlotPlace& slot, bool taller) {
    const std::string name(record.text(page_field::stamp));
    std::string draw;
    if (slot.above != 0) draw += "q " + name + "0 Do Q\n";
    if (slot.stamp != 0) draw += "q " + name + " Do Q\n";
    const auto clip = taller ? clipped_to(box_of(record.text(page_field::box))) : std::string();
    const int before = linker_.bracket(clip + repeated("q\n", 1 + record.number(page_field::lacking)));
    const int after =
        linker_.bracket("\n" + repeated("Q\n", (taller ? 2 : 1) + record.number(page_field::open)) + draw);
    return reference_text(before) + ' ' + final(record.text(page_field::contents)) + reference_text(after);
  }

  Linker& linker_;
  Gathered& all_;
  std::string_view chunk_;
  const Destination& to_;
  Diagnostics& warnings_;
  int objects_ = 0, keys_ = 0, first_ = 0;
  std::vector<Record> role_records_, class_records_, resource_records_;
  std::vector<std::string> roles_, classes_, fields_, resources_;
  std::vector<FreePlaces> free_;              // of the pages with a stamp
  std::map<std::size_t, FreePlaces> places_;  // by the page's place
  int usual_ = -1;
  std::string buffer_;
  Linked linked_;
};

int Linker::bracket(const std::string& text) {
  const auto [known, fresh] = brackets_.try_emplace(text, 0);
  if (fresh) known->second = output_.add_stream("", text);
  return known->second;
}

Result<Linked> Linker::link(std::string_view chunk, const Destination& to, Diagnostics& warnings) {
  return Pass(*this, chunk, to, warnings).run();
}

}  // namespace taqrir::assemble
