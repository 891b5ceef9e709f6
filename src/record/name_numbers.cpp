#include "record/name_numbers.h"

namespace corollary::record {

Result<std::int64_t> NameNumbers::number(std::string_view name) {
  if (name.empty()) {
    return 0;
  }
  if (const auto found = known_.find(name); found != known_.end()) {
    return found->second;
  }
  constexpr std::size_t each = 100, tables = 5;  // Bytes of a name, about; tables that share.
  if (known_.size() * each > database_->memory_for_names() / tables) {
    known_.clear();
  }
  TRY_ASSIGN(const std::int64_t number, stored(name));
  known_.emplace(name, number);
  return number;
}

Result<std::int64_t> NameNumbers::stored(std::string_view name) {
  if (!find_) {
    TRY_ASSIGN(Statement find, database_->prepare(format("SELECT id FROM {} WHERE name = ?", table_)));
    TRY_ASSIGN(Statement add, database_->prepare(format("INSERT INTO {} (name) VALUES (?)", table_)));
    find_.emplace(std::move(find));
    add_.emplace(std::move(add));
  }
  find_->reset();
  find_->bind(1, name);
  TRY_ASSIGN(const bool there, find_->step());
  if (there) {
    return find_->integer(0);
  }
  TRY(add_->run(name));
  return database_->last_row();
}

Result<const std::string*> NameTexts::text(std::int64_t number) {
  const auto [entry, is_new] = known_.try_emplace(number);
  if (!is_new || number == 0) {
    return &entry->second;
  }
  if (!find_) {
    TRY_ASSIGN(Statement find, database_->prepare(format("SELECT name FROM {} WHERE id = ?", table_)));
    find_.emplace(std::move(find));
  }
  find_->reset();
  find_->bind(1, number);
  TRY_ASSIGN(const bool there, find_->step());
  if (!there) {
    known_.erase(entry);
    return fail(ErrorKind::store, "{}: is damaged: there is no {} {}", database_->name(), table_, number);
  }
  entry->second = find_->text(0);
  return &entry->second;
}

}  // namespace corollary::record
