// A request is one record, an answer another that holds records.
#include "assemble/workers.hpp"

#include <charconv>

#include "assemble/pictures.hpp"

namespace taqrir::assemble {
namespace {

constexpr char kProbe = 'P', kAnswer = 'Z', kInfo = 'I', kWarning = 'w', kFailure = 'x';

std::string numbers_of(const PdfInfo& info) {
  std::string out;
  for (const auto& page : info.pages)
    for (const double points : {page.width, page.height}) {
      char digits[32];
      out.append(digits, std::to_chars(digits, digits + sizeof digits, points).ptr) += ' ';
    }
  return out;
}

std::vector<Size> sizes_of(std::string_view text) {
  std::vector<double> numbers;
  for (double number = 0; !text.empty(); numbers.push_back(number)) {
    const auto end = std::min(text.find(' '), text.size() - 1);
    std::from_chars(text.data(), text.data() + end, number);
    text.remove_prefix(end + 1);
  }
  std::vector<Size> sizes;
  for (std::size_t i = 0; i + 1 < numbers.size(); i += 2) sizes.push_back({numbers[i], numbers[i + 1]});
  return sizes;
}

void answer_probe(const Record& record, const Sink& to) {
  const auto info = probe(Bytes(nullptr, record.text(1)), std::string(record.text(0)));
  if (!info) {
    for (const auto& d : info.error()) put_diagnostic(to, kFailure, d);
    return;
  }
  for (const auto& d : info->warnings) put_diagnostic(to, kWarning, d);
  put_record(to, kInfo, {info->tagged ? "1" : "", numbers_of(*info)});
}

}  // namespace

Result<PieceRequest> with_file(PieceRequest request) {
  if (!request.pdf.empty() || !request.file) return request;
  auto bytes = request.file->read();
  if (!bytes) return fail(std::move(bytes.error()));
  request.pdf = std::move(*bytes);
  return request;
}

std::size_t size_of(const PieceRequest& request) {
  return request.file && request.pdf.empty() ? request.file->size : request.pdf.size();
}

void put_probe(const Sink& to, const Bytes& pdf, const std::string& shown) {
  put_record(to, kProbe, {shown, pdf.view()});
}

bool work_on(std::string_view requests, const Sink& answers) {
  RecordReader reader(requests);
  while (const auto record = reader.next()) {
    std::string answer;
    const Sink sink = [&](std::string_view bytes) { answer += bytes; };
    if (record->kind == kProbe) answer_probe(*record, sink);
    else if (const auto request = request_of(*record)) take_apart(*request, sink);
    else if (answer_pictures(*record, sink)) {}
    else return false;
    put_record(answers, kAnswer, {std::string_view(answer)});
  }
  return reader.whole();
}

std::vector<std::string_view> chunks_of(std::string_view answers) {
  std::vector<std::string_view> chunks;
  RecordReader reader(answers);
  while (const auto record = reader.next()) {
    if (record->kind != kAnswer) break;
    chunks.push_back(record->text(0));
  }
  return chunks;
}

Result<PdfInfo> probe_answer(std::string_view answer, const std::string& shown) {
  PdfInfo info;
  Diagnostics errors;
  RecordReader reader(answer);
  while (const auto record = reader.next()) {
    if (record->kind == kFailure) errors.push_back(diagnostic_of(*record, shown));
    if (record->kind == kWarning) info.warnings.push_back(diagnostic_of(*record, shown));
    if (record->kind != kInfo) continue;
    info.tagged = !record->text(0).empty();
    info.pages = sizes_of(record->text(1));
  }
  if (!errors.empty()) return fail(std::move(errors));
  if (info.pages.empty()) return fail(error(whole_file(shown), "reading this PDF broke off"));
  return info;
}

}  // namespace taqrir::assemble
