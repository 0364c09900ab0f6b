#include "render/pdf/attachments.hpp"

#include <algorithm>

#include "render/pdf/deflate.hpp"
#include "render/pdf/metadata.hpp"
#include "render/pdf/syntax.hpp"
#include "render/pdf/tree.hpp"

namespace taqrir::pdf {

namespace {

const char* name_of(Attachment::Relationship relationship) {
  switch (relationship) {
    case Attachment::Relationship::data: return "Data";
    case Attachment::Relationship::source: return "Source";
    case Attachment::Relationship::supplement: return "Supplement";
  }
  return "Unspecified";
}

int store_bytes(ObjectFile& file, Attachment& attachment, const std::optional<Date>& date, bool compress) {
  std::string entries = "/Type/EmbeddedFile/Subtype";
  put_name(entries, attachment.media_type);
  entries += "/Params<</Size ";
  put_int(entries, static_cast<std::int64_t>(attachment.bytes.size()));
  if (date) {
    entries += "/ModDate";
    put_string(entries, pdf_date(*date));
  }
  entries += ">>";
  const int object = file.reserve();
  const bool deflate = compress && !attachment.sealed;
  file.set_stream(object, std::move(entries),
                  deflate ? deflated(attachment.bytes) : std::move(attachment.bytes), deflate);
  return object;
}

int store_specification(ObjectFile& file, const Attachment& attachment, int bytes) {
  std::string out = "/Type/Filespec/F";
  put_text(out, attachment.name);
  out += "/UF";
  put_text(out, attachment.name);
  if (!attachment.description.empty()) {
    out += "/Desc";
    put_text(out, attachment.description);
  }
  out += "/AFRelationship/";
  out += name_of(attachment.relationship);
  for (const char* key : {"/EF<</F ", "/UF "}) {
    out += key;
    put_reference(out, bytes);
  }
  const int object = file.reserve();
  file.set(object, out + ">>");
  return object;
}

}  // namespace

AttachmentEntries write_attachments(ObjectFile& file, std::vector<Attachment> attachments,
                                    const std::optional<Date>& date, bool compress) {
  AttachmentEntries out;
  if (attachments.empty()) return out;
  std::sort(attachments.begin(), attachments.end(),
            [](const Attachment& a, const Attachment& b) { return a.name < b.name; });
  std::vector<TreeEntry> tree;
  out.associated = "/AF[";
  for (auto& attachment : attachments) {
    const int bytes = store_bytes(file, attachment, date, compress);
    TreeEntry entry;
    put_string(entry.key, attachment.name);
    const int specification = store_specification(file, attachment, bytes);
    put_reference(entry.value, specification);
    tree.push_back(std::move(entry));
    if (out.associated.size() > 4) out.associated += ' ';
    put_reference(out.associated, specification);
  }
  out.associated += "]";
  out.names = "/EmbeddedFiles ";
  put_reference(out.names, write_tree(file, TreeKind::names, tree));
  return out;
}

}  // namespace taqrir::pdf
