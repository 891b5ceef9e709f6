#include "ontology/event_type.h"

#include <gtest/gtest.h>

#include <set>

namespace corollary {
namespace {

TEST(EventType, EachHasACodeThatLeadsBackToIt) {
  std::set<std::string_view> codes;
  for (const EventType type : kEventTypes) {
    EXPECT_EQ(event_type(code(type)), type);
    codes.insert(code(type));
  }
  EXPECT_EQ(codes.size(), kEventTypeCount);
}

TEST(EventType, ACodeMayBeInAnyCase) { EXPECT_EQ(event_type("consult"), EventType::consult); }

TEST(EventType, WhatPloverDoesNotHaveIsNone) {
  for (const char* const text : {"", "MEET", "CONSULT ", "04", "FIGHT"}) {
    EXPECT_EQ(event_type(text), std::nullopt) << text;
  }
}

TEST(EventType, EachHasWordsForASentenceAndForAHeading) {
  for (const EventType type : kEventTypes) {
    EXPECT_FALSE(infinitive(type).empty());
    EXPECT_FALSE(past_tense(type).empty());
    EXPECT_FALSE(noun_phrase(type).empty());
  }
}

TEST(QuadClass, FollowsPloversTable) {
  EXPECT_EQ(quad_class(EventType::agree), QuadClass::verbal_cooperation);
  EXPECT_EQ(quad_class(EventType::concede), QuadClass::verbal_cooperation);
  EXPECT_EQ(quad_class(EventType::retreat), QuadClass::material_cooperation);
  EXPECT_EQ(quad_class(EventType::request), QuadClass::verbal_conflict);
  EXPECT_EQ(quad_class(EventType::protest), QuadClass::material_conflict);
  EXPECT_EQ(quad_class(EventType::sanction), QuadClass::material_conflict);
}

TEST(QuadClass, ConflictIsVerbalOrMaterial) {
  EXPECT_TRUE(is_conflict(QuadClass::verbal_conflict));
  EXPECT_TRUE(is_conflict(QuadClass::material_conflict));
  EXPECT_FALSE(is_conflict(QuadClass::verbal_cooperation));
  EXPECT_FALSE(is_conflict(QuadClass::material_cooperation));
}

}  // namespace
}  // namespace corollary
