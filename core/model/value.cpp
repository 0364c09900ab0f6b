#include "model/value.hpp"

#include <algorithm>

namespace taqrir {

namespace {

template <class T>
const T* get(const Record& record, std::string_view key) {
  const Value* value = record.find(key);
  return value ? std::get_if<T>(&value->content) : nullptr;
}

template <class T>
std::optional<T> copy(const Record& record, std::string_view key) {
  if (const T* found = get<T>(record, key)) return *found;
  return std::nullopt;
}

}  // namespace

void Record::set(std::string key, Value value) {
  const auto same = [&](const auto& entry) { return entry.first == key; };
  if (const auto it = std::find_if(entries_.begin(), entries_.end(), same); it != entries_.end())
    it->second = std::move(value);
  else
    entries_.emplace_back(std::move(key), std::move(value));
}

const Value* Record::find(std::string_view key) const {
  for (const auto& [name, value] : entries_)
    if (name == key) return &value;
  return nullptr;
}

Span Record::span_of(std::string_view key) const {
  const Value* value = find(key);
  return value ? value->span : span_;
}

std::string Record::text(std::string_view key) const { return text(key, {}); }

std::string Record::text(std::string_view key, std::string_view language) const {
  if (const auto* localized = get<LocalizedText>(*this, key)) return localized->in(language);
  return copy<std::string>(*this, key).value_or(std::string());
}

LocalizedText Record::localized(std::string_view key) const {
  if (const auto* localized = get<LocalizedText>(*this, key)) return *localized;
  if (const auto* plain = get<std::string>(*this, key)) return {{{"", *plain}}};
  return {};
}

std::optional<std::int64_t> Record::integer(std::string_view key) const {
  return copy<std::int64_t>(*this, key);
}

std::optional<double> Record::number(std::string_view key) const {
  if (const auto whole = integer(key)) return static_cast<double>(*whole);
  return copy<double>(*this, key);
}

std::optional<bool> Record::boolean(std::string_view key) const { return copy<bool>(*this, key); }
std::optional<Date> Record::date(std::string_view key) const { return copy<Date>(*this, key); }
std::optional<FileRef> Record::file(std::string_view key) const { return copy<FileRef>(*this, key); }

const Record* Record::table(std::string_view key) const {
  const auto* records = get<std::vector<Record>>(*this, key);
  return records && !records->empty() ? &records->front() : nullptr;
}

std::vector<Record> Record::tables(std::string_view key) const {
  if (const auto* records = get<std::vector<Record>>(*this, key)) return *records;
  std::vector<Record> out;
  for (const auto& element : list(key))
    if (const auto* record = std::get_if<std::vector<Record>>(&element.content))
      out.insert(out.end(), record->begin(), record->end());
  return out;
}

std::vector<std::string> Record::texts(std::string_view key) const {
  std::vector<std::string> out;
  for (const auto& element : list(key)) {
    if (const auto* text = std::get_if<std::string>(&element.content)) out.push_back(*text);
    if (const auto* localized = std::get_if<LocalizedText>(&element.content))
      out.push_back(localized->in({}));
  }
  return out;
}

const ValueList& Record::list(std::string_view key) const {
  static const ValueList kNone;
  const auto* list = get<ValueList>(*this, key);
  return list ? *list : kNone;
}

}  // namespace taqrir
