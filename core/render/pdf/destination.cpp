#include "render/pdf/destination.hpp"

#include <algorithm>

#include "render/pdf/syntax.hpp"

namespace taqrir::pdf {

void put_destination(std::string& to, const layout::Pages& pages, int first_page,
                     const layout::Destination& destination) {
  const int page = std::clamp(destination.page, 0, static_cast<int>(pages.pages.size()) - 1);
  to += '[';
  put_reference(to, first_page + page);
  to += "/XYZ null ";
  put_real(to, pages.pages[static_cast<std::size_t>(page)].size.height - destination.y);
  to += " null]";
}

void put_remote_action(std::string& to, const layout::RemotePlace& place) {
  to += "<</S/GoToR/F<</Type/Filespec/F";
  put_string(to, place.file);
  to += "/UF";
  put_text(to, place.file);
  to += ">>/D[";
  put_int(to, place.page);
  if (place.height) {
    to += "/XYZ null ";
    put_real(to, *place.height);
    to += " null";
  } else {
    to += "/Fit";
  }
  to += "]>>";
}

}  // namespace taqrir::pdf
