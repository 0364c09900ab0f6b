#include "assemble/plain_tags.hpp"

#include "assemble/chunk.hpp"
#include "assemble/syntax.hpp"

namespace taqrir::assemble {
namespace {

std::string page_marker(std::size_t place) { return marker(Marker::page, static_cast<long long>(place)); }

/// Pop-ups belong to their annotation; marks of the printer's are nobody's.
bool is_for_readers(QPDFObjectHandle& annotation) {
  auto kind = annotation.getKey("/Subtype");
  return kind.isName() && !kind.isNameAndEquals("/Popup") && !kind.isNameAndEquals("/PrinterMark");
}

std::string type_for(QPDFObjectHandle annotation) {
  auto kind = annotation.getKey("/Subtype");
  return kind.isNameAndEquals("/Link") ? "/Link" : kind.isNameAndEquals("/Widget") ? "/Form" : "/Annot";
}

/// What a link without words is called: what its maker says, else where it leads.
std::string description_of(QPDFObjectHandle annotation) {
  auto said = annotation.getKey("/Contents"), action = annotation.getKey("/A");
  if (said.isString() && !said.getStringValue().empty()) return "/Alt" + string_text(said.getStringValue());
  auto address = action.isDictionary() ? action.getKey("/URI") : QPDFObjectHandle::newNull();
  return address.isString() ? "/Alt" + string_text(address.getStringValue()) : std::string();
}

std::string whole_box(const PageBox& box) {
  std::string out = "/A<</O/Layout/Placement/Block/BBox[";
  for (const double value : {box.left, box.bottom, box.right, box.top}) out += real_text(value) + ' ';
  return out + "]>>";
}

}  // namespace

bool PlainTags::rewrite(std::uint64_t owner, const std::string& key, std::string& out) const {
  if (owner == 0 || key != "/StructParent") return false;
  const auto number = numbers_.find(owner);
  if (number != numbers_.end()) out += key + ' ' + marker(Marker::structure, number->second);
  return number != numbers_.end();
}

void PlainTags::put_element(int number, const std::string& page, const std::string& text,
                            Extraction& extraction) {
  extraction.write(number, "<</Type/StructElem/Pg " + page + text + ">>");
}

void PlainTags::take_annotations(QPDFObjectHandle page, std::size_t place,
                                 const std::function<bool(QPDFObjectHandle)>& has_one, Extraction& extraction,
                                 const Sink& sink) {
  auto all = page.getKey("/Annots");
  for (int i = 0; all.isArray() && i < all.getArrayNItems(); ++i) {
    auto annotation = all.getArrayItem(i);
    if (!annotation.isDictionary() || !is_for_readers(annotation) || has_one(annotation)) continue;
    if (!annotation.isIndirect()) {
      annotation = pdf_.makeIndirectObject(annotation);
      all.setArrayItem(i, annotation);
    }
    const auto [known, fresh] = numbers_.try_emplace(key_of(annotation), 0);
    if (!fresh) continue;
    known->second = fresh_();
    annotation.replaceKey("/StructParent", QPDFObjectHandle::newInteger(0));  // rewritten
    auto& holder = holders_[place];
    if (holder == 0) holder = extraction.reserve();
    const int element = extraction.reserve();
    const auto own = page_marker(place);
    put_element(element, own,
                "/S" + type_for(annotation) + "/P " + marker(Marker::object, holder) +
                    description_of(annotation) + "/K<</Type/OBJR/Pg " + own + "/Obj " +
                    extraction.text(annotation) + ">>",
                extraction);
    kids_[place] += marker(Marker::object, element) + ' ';
    put_record(sink, part::parent, {std::to_string(known->second), marker(Marker::object, element)});
  }
}

std::string PlainTags::between(const std::string& text, Extraction& extraction) {
  auto& stream = streams_[text];
  if (stream.empty()) stream = extraction.write_stream(text);
  return stream + ' ';
}

/// The paragraph of the page's text holds its links and fields too; a figure holds none, so they get their
/// own.
PlainTags::Marked PlainTags::take_page(std::size_t place, int number, Shows shows, const PageBox& box,
                                       Extraction& extraction, const Sink& sink) {
  const auto page = page_marker(place), above = "/P " + marker(Marker::element);
  const bool text = shows == Shows::text, figure = shows == Shows::picture;
  const auto top = [&](int element) { put_record(sink, part::top, {marker(Marker::object, element)}); };
  Marked made{between("/Artifact BMC\n", extraction), between("\nEMC\n", extraction), {}};
  int content = 0;
  if (figure) {
    const auto name =
        title_ + (pages_ > 1 ? " (" + std::to_string(number) + "/" + std::to_string(pages_) + ")" : "");
    put_element(content = extraction.reserve(), page,
                "/S/Figure" + above + "/Alt" + unicode_text(name) + whole_box(box) + "/K 0", extraction);
    top(content);
  }
  if (text || holders_.contains(place)) {
    const int holder = holders_.contains(place) ? holders_[place] : extraction.reserve();
    put_element(holder, page, "/S/P" + above + "/K[" + (text ? "0 " : "") + kids_[place] + ']', extraction);
    top(holder);
    holders_.erase(place);
    if (text) content = holder;
  }
  if (content == 0) return made;
  const int key = fresh_();
  put_record(sink, part::parent, {std::to_string(key), '[' + marker(Marker::object, content) + ']'});
  made.before = between(std::string(text ? "/P" : "/Figure") + " <</MCID 0>> BDC\n", extraction);
  made.entry = "/StructParents " + marker(Marker::structure, key);
  return made;
}

void PlainTags::finish(Extraction& extraction, const Sink& sink) {
  for (const auto& [place, holder] : holders_) {
    put_element(holder, page_marker(place), "/S/P/P " + marker(Marker::element) + "/K[" + kids_[place] + ']',
                extraction);
    put_record(sink, part::top, {marker(Marker::object, holder)});
  }
}

}  // namespace taqrir::assemble
