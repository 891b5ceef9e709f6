#include "formats/event_lists.h"

namespace corollary::formats {
namespace {

using Items = std::vector<std::vector<std::string>>;

void append_field(std::string& cell, std::string_view field) {
  for (const char c : field) {
    if (c == ';' || c == '|' || c == '\\') {
      cell += '\\';
    }
    cell += c;
  }
}

void append_fields(std::string& cell, std::initializer_list<std::string_view> fields) {
  bool first = true;
  for (const std::string_view field : fields) {
    cell += first ? "" : "|";
    append_field(cell, field);
    first = false;
  }
}

Items items_in(std::string_view cell) {
  Items items;
  if (cell.empty()) {
    return items;
  }
  items.push_back({""});
  for (std::size_t i = 0; i < cell.size(); ++i) {
    const char c = cell[i];
    if (c == ';') {
      items.push_back({""});
    } else if (c == '|') {
      items.back().emplace_back();
    } else if (c == '\\' && i + 1 < cell.size()) {
      if (cell[++i] != 'e') {
        items.back().back() += cell[i];
      }
    } else {
      items.back().back() += c;
    }
  }
  return items;
}

Actor actor_of(std::vector<std::string>& fields) {
  fields.resize(5);
  return {std::move(fields[0]), std::move(fields[1]), std::move(fields[2]), std::move(fields[3])};
}

}  // namespace

std::string list_cell(const std::vector<std::string>& items) {
  std::string cell;
  bool first = true;
  for (const std::string& item : items) {
    cell += first ? "" : ";";
    item.empty() ? void(cell += "\\e") : append_field(cell, item);
    first = false;
  }
  return cell;
}

std::string actors_cell(const std::vector<Actor>& actors) {
  std::string cell;
  for (const Actor& actor : actors) {
    cell += cell.empty() ? "" : ";";
    append_fields(cell, {actor.name, actor.party, actor.sector, actor.role});
  }
  return cell;
}

std::string attribution_cell(const std::vector<Attribution>& chain) {
  std::string cell;
  for (const Attribution& one : chain) {
    cell += cell.empty() ? "" : ";";
    append_fields(cell, {one.speaker.name, one.speaker.party, one.speaker.sector, one.speaker.role, one.cue});
  }
  return cell;
}

std::vector<std::string> list_in(std::string_view cell) {
  std::vector<std::string> list;
  for (std::vector<std::string>& fields : items_in(cell)) list.push_back(std::move(fields[0]));
  return list;
}

std::vector<Actor> actors_in(std::string_view cell) {
  std::vector<Actor> actors;
  for (std::vector<std::string>& fields : items_in(cell)) actors.push_back(actor_of(fields));
  return actors;
}

std::vector<Attribution> attribution_in(std::string_view cell) {
  std::vector<Attribution> chain;
  for (std::vector<std::string>& fields : items_in(cell)) {
    Actor speaker = actor_of(fields);
    chain.push_back({std::move(speaker), std::move(fields[4])});
  }
  return chain;
}

}  // namespace corollary::formats
