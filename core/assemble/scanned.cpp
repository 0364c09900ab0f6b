#include "assemble/scanned.hpp"

#include "assemble/chunk.hpp"
#include "assemble/take_apart.hpp"

namespace taqrir::assemble {

bool has_scanned_pages(std::string_view chunk) {
  RecordReader reader(chunk);
  while (const auto record = reader.next())
    if (record->kind == part::warning && diagnostic_of(*record, {}).message.pattern == kScannedPages) return true;
  return false;
}

}  // namespace taqrir::assemble
