#include "base/model_bytes.h"

#include <gtest/gtest.h>

namespace corollary {
namespace {

constexpr ModelKind kKind = {"TESTTEST", 3, "model of a test"};

TEST(ModelBytes, WhatIsWrittenIsRead) {
  ModelWriter out;
  out.number(7);
  out.value(2.5F);
  out.text("Grüße");
  for (const std::uint64_t number : {0UL, 127UL, 128UL, 300UL, 1UL << 40U}) out.varying(number);
  ModelReader in(out.bytes());
  EXPECT_EQ(in.number(), 7U);
  EXPECT_EQ(in.value<float>(), 2.5F);
  EXPECT_EQ(in.text(), "Grüße");
  for (const std::uint64_t number : {0UL, 127UL, 128UL, 300UL, 1UL << 40U}) EXPECT_EQ(in.varying(), number);
  EXPECT_TRUE(in.at_end());
  EXPECT_FALSE(in.failed());
}

TEST(ModelBytes, SmallNumbersTakeFewBytes) {
  ModelWriter out;
  out.varying(127);
  EXPECT_EQ(out.bytes().size(), 1U);
  out.varying(128);
  EXPECT_EQ(out.bytes().size(), 3U);
}

TEST(ModelBytes, AfterWhatDoesNotFitAllIsEmpty) {
  ModelReader in(std::string_view("\x05\x00\x00\x00" "abc", 7));
  EXPECT_EQ(in.text(), "") << "five bytes are promised, three are there";
  EXPECT_TRUE(in.failed());
  EXPECT_EQ(in.number(), 0U);
  EXPECT_EQ(in.varying_count(), 0U);
  const std::string high(20, '\xFF');
  ModelReader endless(high);
  EXPECT_EQ(endless.varying(), 0U);
  EXPECT_TRUE(endless.failed());
  ModelReader large(std::string_view("\x09", 1));
  EXPECT_EQ(large.varying_below(9), 0U);
  EXPECT_TRUE(large.failed());
}

TEST(ModelBytes, AFileOfAnotherKindVersionOrContentIsRefused) {
  const std::string file = model_file_of("the payload", kKind);
  EXPECT_EQ(model_payload("a.model", file, kKind)->bytes, "the payload");
  const auto refusal = [](const std::string& bytes) { return model_payload("a.model", bytes, kKind).error().message; };
  EXPECT_EQ(refusal("TESTTEST"), "a.model: this is no model of a test");
  EXPECT_EQ(refusal("X" + file.substr(1)), "a.model: this is no model of a test");
  EXPECT_EQ(refusal(model_file_of("the payload", {"TESTTEST", 4, ""})), "a.model: the model has version 4, expected 3");
  EXPECT_EQ(refusal(file.substr(0, file.size() - 1)), "a.model: the model is damaged: its checksum does not fit");
  std::string changed = file;
  changed.back() = 'D';
  EXPECT_EQ(refusal(changed), "a.model: the model is damaged: its checksum does not fit");
}

}  // namespace
}  // namespace corollary
