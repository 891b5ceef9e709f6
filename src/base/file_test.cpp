#include "base/file.h"

#include <gtest/gtest.h>
#include <unistd.h>

namespace corollary {
namespace {

namespace fs = std::filesystem;

class FileTest : public testing::Test {
 protected:
  FileTest() : folder_(fs::temp_directory_path() / ("corollary-file-test-" + std::to_string(::getpid()))) {
    fs::create_directories(folder_);
  }
  ~FileTest() override { fs::remove_all(folder_); }
  fs::path folder_;
};

TEST_F(FileTest, WhatIsWrittenIsReadBackByteForByte) {
  const std::string bytes("a\0\r\n\xFF", 5);
  ASSERT_TRUE(write_file(folder_ / "a", bytes));
  EXPECT_EQ(read_file(folder_ / "a").value(), bytes);
}

TEST_F(FileTest, AnEmptyFileIsNoError) {
  ASSERT_TRUE(write_file(folder_ / "a", ""));
  EXPECT_EQ(read_file(folder_ / "a").value(), "");
}

TEST_F(FileTest, WritingTakesThePlaceOfWhatWasThereAndLeavesNothingElse) {
  ASSERT_TRUE(write_file(folder_ / "a", "a long first text"));
  ASSERT_TRUE(write_file(folder_ / "a", "second"));
  EXPECT_EQ(read_file(folder_ / "a").value(), "second");
  EXPECT_EQ(files_in(folder_).value(), std::vector<fs::path>{folder_ / "a"});
}

TEST_F(FileTest, AMissingFileIsNotFound) {
  const auto bytes = read_file(folder_ / "none");
  ASSERT_FALSE(bytes);
  EXPECT_EQ(bytes.error().kind, ErrorKind::not_found);
  EXPECT_EQ(bytes.error().message, (folder_ / "none").string() + ": cannot be read: No such file or directory");
}

TEST_F(FileTest, AFolderIsNoFile) {
  EXPECT_EQ(read_file(folder_).error().kind, ErrorKind::input);
  ASSERT_TRUE(make_folder(folder_ / "a"));
  EXPECT_EQ(write_file(folder_ / "a", "x").error().kind, ErrorKind::store);
  EXPECT_TRUE(files_in(folder_).value().empty());  // No part of the file is left.
}

TEST_F(FileTest, AFullDiskIsAnErrorThatSaysSo) {
  // The neighbour that is written first is a link to the device that is always full.
  fs::create_symlink("/dev/full", folder_ / "a.part");
  const auto written = write_file(folder_ / "a", "x");
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error().kind, ErrorKind::store);
  EXPECT_NE(written.error().message.find("No space left"), std::string::npos) << written.error().message;
  EXPECT_FALSE(fs::exists(folder_ / "a"));
}

TEST_F(FileTest, AFolderIsMadeWithThoseAboveItAndMayBeThere) {
  EXPECT_TRUE(make_folder(folder_ / "a/b/c"));
  EXPECT_TRUE(make_folder(folder_ / "a/b/c"));
  EXPECT_TRUE(fs::is_directory(folder_ / "a/b/c"));
}

TEST_F(FileTest, AFolderCannotBeMadeBelowAFile) {
  ASSERT_TRUE(write_file(folder_ / "a", "x"));
  EXPECT_EQ(make_folder(folder_ / "a/b").error().kind, ErrorKind::store);
}

TEST_F(FileTest, FilesAreListedByNameWithoutHiddenOnesAndFolders) {
  for (const char* const name : {"b.txt", "a.txt", ".hidden"}) {
    ASSERT_TRUE(write_file(folder_ / name, "x"));
  }
  ASSERT_TRUE(make_folder(folder_ / "c"));
  EXPECT_EQ(files_in(folder_).value(), (std::vector<fs::path>{folder_ / "a.txt", folder_ / "b.txt"}));
}

TEST_F(FileTest, AMissingFolderIsNotFound) { EXPECT_EQ(files_in(folder_ / "none").error().kind, ErrorKind::not_found); }

}  // namespace
}  // namespace corollary
