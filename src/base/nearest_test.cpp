#include "base/nearest.h"

#include <gtest/gtest.h>

namespace corollary {
namespace {

const std::vector<std::string> kNames = {"Russia", "Vladimir Putin", "Belarus", "Police (Russia)", "Recep Tayyip Erdoğan", "", "Prussia"};

TEST(Nearest, ANameIsFoundInAnyCaseAndWithoutMarks) {
  EXPECT_EQ(place_of_name(kNames, "Russia"), 0U);
  EXPECT_EQ(place_of_name(kNames, "BELARUS"), 2U);
  EXPECT_EQ(place_of_name(kNames, "Recep Tayyip Erdogan"), 4U);
  EXPECT_EQ(place_of_name(kNames, "Putin"), std::nullopt);
}

TEST(Nearest, NamesThatHoldATextComeBeforeThoseThatAreSpeltLikeIt) {
  EXPECT_EQ(nearest_names(kNames, "putin", 3), std::vector<std::string>{"Vladimir Putin"});
  EXPECT_EQ(nearest_names(kNames, "russi", 3), (std::vector<std::string>{"Russia", "Prussia", "Police (Russia)"}));
  EXPECT_EQ(nearest_names(kNames, "Rusia", 2), (std::vector<std::string>{"Russia", "Prussia"}));
  EXPECT_TRUE(nearest_names(kNames, "Bolivia", 3).empty());
  EXPECT_TRUE(nearest_names(kNames, "", 3).empty());
}

TEST(Nearest, WhatIsUnknownIsSaidWithWhatIsNear) {
  EXPECT_EQ(unknown_name(kNames, "Belaruss", "actor"), "'Belaruss' is no actor; the nearest is Belarus");
  EXPECT_EQ(unknown_name(kNames, "Rusia", "actor"), "'Rusia' is no actor; the nearest are Russia and Prussia");
  EXPECT_EQ(unknown_name(kNames, "Bolivia", "actor"), "'Bolivia' is no actor and nothing is like it");
}

}  // namespace
}  // namespace corollary
