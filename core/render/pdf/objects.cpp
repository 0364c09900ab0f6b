#include "render/pdf/objects.hpp"

#include <hpdf.h>

#include <deque>

#include "base/hash.hpp"
#include "render/pdf/syntax.hpp"

namespace taqrir::pdf {

namespace {

constexpr HPDF_UINT kNumberMask = 0x00FFFFFF;

// What an object is made of; HPDF_Dict::attr points here.
struct Body {
  std::string owned;
  std::string_view entries;
  std::string data;
  bool is_stream = false, is_set = false;
  HPDF_Stream out = nullptr;
};

HPDF_STATUS write(HPDF_Stream out, std::string_view bytes) {
  return HPDF_Stream_Write(out, reinterpret_cast<const HPDF_BYTE*>(bytes.data()),
                           static_cast<HPDF_UINT>(bytes.size()));
}

HPDF_STATUS write_entries(HPDF_Dict dict, HPDF_Stream out) {
  auto* body = static_cast<Body*>(dict->attr);
  body->out = out;
  return write(out, body->entries);
}

// libharu has no callback between ">>" and "endobj" that knows the stream: write_entries kept it.
HPDF_STATUS write_data(HPDF_Dict dict) {
  const auto* body = static_cast<Body*>(dict->attr);
  if (!body->is_stream) return HPDF_OK;
  HPDF_STATUS status = write(body->out, "\nstream\n");
  if (status == HPDF_OK) status = write(body->out, body->data);
  return status == HPDF_OK ? write(body->out, "\nendstream") : status;
}

// The file so far: what libharu's stream callback appends to.
HPDF_STATUS append_to_file(HPDF_Stream out, const HPDF_BYTE* bytes, HPDF_UINT size) {
  static_cast<std::string*>(out->attr)->append(reinterpret_cast<const char*>(bytes), size);
  return HPDF_OK;
}

// The trailer's entries; asked for when all before them is in the file.
HPDF_STATUS write_identity(HPDF_Dict trailer, HPDF_Stream out) {
  const auto hash = sha256_hex(*static_cast<const std::string*>(trailer->attr)).substr(0, 32);
  return write(out, "/ID [<" + hash + "><" + hash + ">]\n");
}

Diagnostic library_error(const HPDF_Error_Rec& error) {
  char code[16];
  std::snprintf(code, sizeof code, "0x%04lX", static_cast<unsigned long>(error.error_no));
  return hinted(taqrir::error({}, "the PDF could not be written: libharu says {}", {code}, Blame::internal),
                "this is a fault of the program: please report it with the files that show it");
}

}  // namespace

struct ObjectFile::Impl {
  HPDF_Error_Rec error{};
  HPDF_MMgr memory = nullptr;
  HPDF_Xref table = nullptr;
  std::deque<Body> bodies;
  std::vector<Body*> by_number;  // null where the object is libharu's own
  int first = 1;
  bool process_colours = false;

  explicit Impl(int first_number) : first(first_number) {
    HPDF_Error_Init(&error, nullptr);
    memory = HPDF_MMgr_New(&error, 0, nullptr, nullptr);
    // libharu's own first table begins with the free object 0.
    table = memory ? HPDF_Xref_New(memory, first == 1 ? 0 : static_cast<HPDF_UINT32>(first)) : nullptr;
  }

  ~Impl() {
    if (table) HPDF_Xref_Free(table);
    if (memory) HPDF_MMgr_Free(memory);
  }

  // Entries of the table that are no objects.
  HPDF_UINT own_entries() const { return first == 1 ? 1 : 0; }

  bool good() const { return table != nullptr && error.error_no == HPDF_OK; }

  int add() {
    if (!good()) return 0;
    HPDF_Dict dict = HPDF_Dict_New(memory);
    if (!dict || HPDF_Xref_Add(table, dict) != HPDF_OK) return 0;
    dict->attr = &bodies.emplace_back();
    dict->write_fn = write_entries;
    dict->after_write_fn = write_data;
    by_number.push_back(&bodies.back());
    return static_cast<int>(dict->header.obj_id & kNumberMask);
  }

  // What the file takes, or somewhat more.
  std::size_t size_of_bodies() const {
    constexpr std::size_t kAround = 60;  // number, endobj, line of the table
    std::size_t size = 4096;
    for (const auto& body : bodies) size += body.entries.size() + body.data.size() + kAround;
    return size;
  }

  Body* body(int object) {
    const auto index = static_cast<std::size_t>(object - first);
    return object >= first && index < by_number.size() ? by_number[index] : nullptr;
  }

  // A picture that libharu refuses is no error of the file.
  HPDF_Image load_jpeg(std::string_view bytes) {
    HPDF_Image image =
        HPDF_Image_LoadJpegImageFromMem(memory, reinterpret_cast<const HPDF_BYTE*>(bytes.data()),
                                        static_cast<HPDF_UINT>(bytes.size()), table);
    by_number.resize(table->entries->count - own_entries(), nullptr);
    if (error.error_no != HPDF_OK) HPDF_Error_Reset(&error);
    const char* space = image ? HPDF_Image_GetColorSpace(image) : nullptr;
    process_colours = process_colours || (space && std::string_view(space) == "DeviceCMYK");
    return image;
  }
};

ObjectFile::ObjectFile(int first) : impl_(std::make_unique<Impl>(first)) {}
ObjectFile::~ObjectFile() = default;

int ObjectFile::reserve(int count) {
  const int first = impl_->first + static_cast<int>(impl_->by_number.size());
  for (int i = 0; i < count; ++i) impl_->add();
  return first;
}

void ObjectFile::set(int object, std::string entries) {
  if (Body* body = impl_->body(object)) {
    body->owned = std::move(entries);
    set_view(object, body->owned);
  }
}

void ObjectFile::set_view(int object, std::string_view entries) {
  if (Body* body = impl_->body(object)) body->entries = entries, body->is_set = true;
}

void ObjectFile::set_stream(int object, std::string entries, std::string data, bool deflated) {
  if (Body* body = impl_->body(object)) {
    if (deflated) entries += "/Filter/FlateDecode";
    entries += "/Length ";
    put_int(entries, static_cast<std::int64_t>(data.size()));
    body->data = std::move(data);
    body->is_stream = true;
    set(object, std::move(entries));
  }
}

int ObjectFile::add_jpeg(std::string_view bytes) {
  if (!impl_->good()) return 0;
  const HPDF_Image image = impl_->load_jpeg(bytes);
  return image ? static_cast<int>(image->header.obj_id & kNumberMask) : 0;
}

bool ObjectFile::has_process_colours() const { return impl_->process_colours; }

Result<ObjectFile::Objects> ObjectFile::save_objects() {
  Impl& impl = *impl_;
  Objects out;
  out.bytes.reserve(impl.size_of_bodies());
  if (!impl.good()) return fail(library_error(impl.error));
  HPDF_Stream stream = HPDF_CallbackWriter_New(impl.memory, append_to_file, &out.bytes);
  if (!stream) return fail(library_error(impl.error));
  const HPDF_STATUS status = HPDF_Xref_WriteToStream(impl.table, stream, nullptr);
  HPDF_Stream_Free(stream);
  if (status != HPDF_OK || !impl.good()) return fail(library_error(impl.error));
  out.bytes.resize(impl.table->addr);  // without libharu's table and trailer
  const HPDF_UINT count = impl.table->entries->count;
  for (HPDF_UINT i = impl.own_entries(); i < count; ++i)
    out.offsets.push_back(HPDF_Xref_GetEntry(impl.table, i)->byte_offset);
  return out;
}

Result<std::string> ObjectFile::save(int catalog, int info) {
  Impl& impl = *impl_;
  std::string file;
  file.reserve(impl.size_of_bodies());
  file += "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n";
  if (!impl.good()) return fail(library_error(impl.error));
  HPDF_Stream out = HPDF_CallbackWriter_New(impl.memory, append_to_file, &file);
  if (!out) return fail(library_error(impl.error));
  out->size = static_cast<HPDF_UINT>(file.size());
  HPDF_Dict trailer = impl.table->trailer;
  HPDF_Dict_Add(trailer, "Root", HPDF_Xref_GetEntry(impl.table, catalog)->obj);
  HPDF_Dict_Add(trailer, "Info", HPDF_Xref_GetEntry(impl.table, info)->obj);
  trailer->attr = &file;
  trailer->write_fn = write_identity;
  const HPDF_STATUS status = HPDF_Xref_WriteToStream(impl.table, out, nullptr);
  HPDF_Stream_Free(out);
  if (status != HPDF_OK || !impl.good()) return fail(library_error(impl.error));
  return file;
}

std::string object_library() { return std::string("libharu ") + HPDF_GetVersion(); }

}  // namespace taqrir::pdf
