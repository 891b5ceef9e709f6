#pragma once

#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

#include "ranking/decayed_count.h"

namespace corollary::ranking {

/// What the nodes of one kind (entities, countries …) did to those of another, by relation.
class Adjacency {
 public:
  struct Slot {
    std::uint32_t relation = 0;
    DecayedCount count;
  };
  struct Partner {
    std::uint32_t node = 0;
    DecayedCount count;        ///< Of any relation.
    std::vector<Slot> slots;   ///< In the order in which they first happened.

    /// nullptr if the relation never happened between the two.
    [[nodiscard]] const DecayedCount* of(std::uint32_t relation) const;
  };

  /// Nodes that act are numbered below `nodes`.
  explicit Adjacency(std::size_t nodes) : from_(nodes) {}

  void add(std::uint32_t from, std::uint32_t relation, std::uint32_t to, std::int32_t day);

  /// In the order in which they were first met.
  [[nodiscard]] std::span<const Partner> partners(std::uint32_t from) const { return from_[from].partners; }
  /// nullptr if the two never met.
  [[nodiscard]] const Partner* partner(std::uint32_t from, std::uint32_t to) const;
  /// All acts of a node.
  [[nodiscard]] const DecayedCount& total(std::uint32_t from) const { return from_[from].total; }
  /// Those of a relation.
  [[nodiscard]] const DecayedCount& total(std::uint32_t from, std::uint32_t relation) const;

  /// In a model file. Nodes acted on are below `to_nodes`, relations below `relations`.
  void write(ModelWriter& out, std::int32_t last_day) const;
  static Adjacency read(ModelReader& in, std::size_t nodes, std::size_t to_nodes, std::size_t relations, std::int32_t last_day);

 private:
  struct Node {
    std::vector<Partner> partners;
    DecayedCount total;
    std::unordered_map<std::uint32_t, DecayedCount> by_relation;
  };
  static std::uint64_t key(std::uint32_t from, std::uint32_t to) { return std::uint64_t{from} << 32U | to; }

  std::vector<Node> from_;
  std::unordered_map<std::uint64_t, std::uint32_t> place_;  // Of a partner among those of its node.
};

/// How often what was done to whom: one level of `Adjacency`, for relations and their roots.
class Popularity {
 public:
  struct Object {
    std::uint32_t node = 0;
    DecayedCount count;
  };
  explicit Popularity(std::size_t relations) : of_(relations) {}

  void add(std::uint32_t relation, std::uint32_t object, std::int32_t day);
  [[nodiscard]] std::span<const Object> objects(std::uint32_t relation) const { return of_[relation].objects; }
  [[nodiscard]] const DecayedCount& total(std::uint32_t relation) const { return of_[relation].total; }
  /// nullptr if it was never done to the object.
  [[nodiscard]] const DecayedCount* find(std::uint32_t relation, std::uint32_t object) const;

  /// In a model file. Objects are below `objects`.
  void write(ModelWriter& out, std::int32_t last_day) const;
  static Popularity read(ModelReader& in, std::size_t relations, std::size_t objects, std::int32_t last_day);

 private:
  struct Relation {
    std::vector<Object> objects;
    std::unordered_map<std::uint32_t, std::uint32_t> place;
    DecayedCount total;
  };
  std::vector<Relation> of_;
};

}  // namespace corollary::ranking
