// A piece taken apart: finished PDF objects that may be put into any file, and what the piece says about
// them, as records. A chunk is to a dossier what an object file is to a program: whatever is only known
// when all are put together stands in it as a marker, and link() puts the right text in its place.
//
// A marker is \x01, its kind, a number and \x02. No object's text holds these bytes otherwise: strings and
// names are written with escapes.
#pragma once

#include <string>
#include <string_view>

namespace taqrir::assemble {

enum class Marker : char {
  object = 'o',      ///< a reference to the chunk's own object n, from 1
  page = 'p',        ///< a reference to the page that stands in the request's n-th place
  element = 'm',     ///< a reference to the host's structure element for the piece
  entry = 'e',       ///< a reference to the host's outline entry for the piece
  sibling = 'q',     ///< “/Prev …” to the last item that the entry has already, or nothing
  structure = 'k',   ///< the piece's n-th number in the parent tree
  role = 'r',        ///< the name of its n-th role (record `role`)
  attributes = 'c',  ///< the name of its n-th class (record `attributes`)
  field = 'f',       ///< the name, as a string, of its n-th field (record `field`)
  resource = 'd'     ///< the name of its n-th resource (record `resource`)
};

inline std::string marker(Marker kind, long long n = 0) {
  return std::string("\x01") + static_cast<char>(kind) + std::to_string(n) + "\x02";
}

/// Records of a chunk and their fields. “Text” may hold markers. The last one is `end`, or `failure` alone.
namespace part {
inline constexpr char object = 'o';        ///< number, text
inline constexpr char stream = 's';        ///< number, text of the dictionary without braces and /Length, data
inline constexpr char page = 'g';          ///< see PagePart
inline constexpr char top = 't';           ///< text: an element without parent in the piece
inline constexpr char parent = 'n';        ///< number, text: an entry of the parent tree
inline constexpr char id = 'i';            ///< name, text
inline constexpr char name_space = 'N';    ///< text
inline constexpr char role = 'r';          ///< name, meaning; in the order of their numbers
inline constexpr char attributes = 'c';    ///< name, text; in the order of their numbers
inline constexpr char language = 'L';      ///< text
inline constexpr char destination = 'd';   ///< name, text
inline constexpr char attachment = 'a';    ///< name, text
inline constexpr char outline = 'O';       ///< text of the first item, of the last, how many at the top
inline constexpr char field = 'f';         ///< name in UTF-8, in the order of their numbers
inline constexpr char top_field = 'F';     ///< text
inline constexpr char resource = 'R';      ///< kind, name, text, what is equal means the same (or empty): of the form's defaults
inline constexpr char form = 'A';          ///< text of /DA or empty, “1” when appearances must be made
inline constexpr char layers = 'l';        ///< key, text of the items: "OCGs", or a key of /D
inline constexpr char version = 'v';       ///< “1.7”
inline constexpr char accessible = 'U';    ///< none: the piece claims PDF/UA and its tags are here
inline constexpr char warning = 'w';       ///< see put_diagnostic
inline constexpr char failure = 'x';       ///< likewise, an error
inline constexpr char end = 'z';           ///< how many objects
}  // namespace part

/// Fields of a `page` record.
namespace page_field {
enum : std::size_t {
  place,      ///< n-th of the request
  box,        ///< see text_of(PageBox)
  entries,    ///< text: what the page keeps, without what follows
  sizes,      ///< text: /MediaBox and /CropBox as they are
  media,      ///< left, bottom, right, top of the former, as far as it makes sense
  taken,      ///< see EdgeBands::text
  resources,  ///< text: entries of /Resources without /XObject
  forms,      ///< text: entries of /XObject
  stamp,      ///< a name that /XObject does not have, with its slash; nor one with “0” behind it
  contents,   ///< text: items of /Contents
  lacking,    ///< how many states it closes without having opened them
  open,       ///< how many it leaves open
  annots,     ///< text: items of /Annots
  label       ///< the page's own label; empty: it has none
};
}

}  // namespace taqrir::assemble
