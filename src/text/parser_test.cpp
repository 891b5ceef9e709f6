#include "text/parser.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>
#include <thread>

#include "base/file.h"
#include "base/format.h"

namespace corollary::text {
namespace {

std::filesystem::path model_path() { return std::filesystem::path(COROLLARY_SOURCE_DIR) / "models/english.model"; }

const Parser& parser() {
  static const Parser loaded = *Parser::load(model_path());
  return loaded;
}

Document parsed(std::string_view text) {
  Document document = analyse(text, {0, text.size()});
  parser().parse(text, document);
  return document;
}

// "word/relation>head" of each token.
std::string tree(std::string_view text) {
  const Document document = parsed(text);
  std::string line;
  for (const Sentence& sentence : document.sentences) {
    const auto tokens = document.tokens_of(sentence);
    const auto nodes = document.nodes_of(sentence);
    for (std::size_t i = 0; i < nodes.size(); ++i) {
      line += format("{}{}/{}>{}", line.empty() ? "" : " ", tokens[i].bytes.of(text), nodes[i].relation,
                     nodes[i].head == Node::kRoot ? "-" : tokens[nodes[i].head].bytes.of(text));
    }
  }
  return line;
}

TEST(Parser, ReadsAPlainSentence) {
  EXPECT_EQ(tree("Trump met Putin in Helsinki."), "Trump/nsubj>met met/root>- Putin/obj>met in/case>Helsinki Helsinki/obl>met ./punct>met");
}

TEST(Parser, ReadsAPassiveWithItsAgent) {
  EXPECT_EQ(tree("Diplomats were expelled by Poland."),
            "Diplomats/nsubj:pass>expelled were/aux:pass>expelled expelled/root>- by/case>Poland Poland/obl:agent>expelled ./punct>expelled");
}

TEST(Parser, TagsAndLemmatizes) {
  const Document document = parsed("The ministers were expelling diplomats.");
  EXPECT_EQ(document.nodes[1].lemma, "minister");
  EXPECT_EQ(document.nodes[1].xpos, "NNS");
  EXPECT_EQ(document.nodes[2].lemma, "be");
  EXPECT_EQ(document.nodes[3].lemma, "expel");
  EXPECT_EQ(document.nodes[3].upos, "VERB");
}

TEST(Parser, EachSentenceHasOneRootAndNoCycle) {
  const std::string_view texts[] = {"Stop!", ") ( ) (", "a b c d e f g", "Paris, London, Rome and, well, Berlin;", "1 2 3 4"};
  for (const std::string_view text : texts) {
    const Document document = parsed(text);
    for (const Sentence& sentence : document.sentences) {
      const auto nodes = document.nodes_of(sentence);
      std::size_t roots = 0;
      for (std::size_t i = 0; i < nodes.size(); ++i) {
        roots += nodes[i].head == Node::kRoot;
        std::size_t at = i;
        for (std::size_t steps = 0; at != Node::kRoot; ++steps) {
          ASSERT_LE(steps, nodes.size()) << text;
          at = nodes[at].head;
        }
        EXPECT_EQ(nodes[i].relation == "root", nodes[i].head == Node::kRoot);
      }
      EXPECT_EQ(roots, 1U) << text;
    }
  }
}

TEST(Parser, ASentenceReadsAloneAsItDoesAmongOthers) {
  const std::string first = "The presidents spoke on Monday. ";
  std::string many;
  for (int i = 0; i < 40; ++i) many += first;
  const Document alone = parsed(first);
  const Document among = parsed(many);
  ASSERT_EQ(among.nodes.size(), alone.nodes.size() * 40);
  for (std::size_t i = 0; i < among.nodes.size(); ++i) {
    EXPECT_EQ(among.nodes[i].relation, alone.nodes[i % alone.nodes.size()].relation);
    EXPECT_EQ(among.nodes[i].head, alone.nodes[i % alone.nodes.size()].head);
  }
}

TEST(Parser, WhatIsTooLongForASentenceHangsInARow) {
  std::string text;
  for (std::size_t i = 0; i <= Parser::kWordsMost; ++i) text += "word ";
  const Document document = parsed(text);
  EXPECT_EQ(document.nodes[0].head, Node::kRoot);
  EXPECT_EQ(document.nodes[5].head, 4U);
}

TEST(Parser, AnEmptyTextHasNoNodes) { EXPECT_TRUE(parsed("").nodes.empty()); }

TEST(Parser, ServesManyThreads) {
  const std::string_view text = "Russia denied that it had interfered. The talks were held in Geneva.";
  const std::string expected = tree(text);
  std::vector<std::string> results(4);
  {
    std::vector<std::jthread> threads;
    for (std::string& result : results) threads.emplace_back([&result, text] { result = tree(text); });
  }
  for (const std::string& result : results) EXPECT_EQ(result, expected);
}

TEST(Parser, KnowsTheVectorsOfFrequentWords) {
  EXPECT_EQ(parser().vector_of("talks").values.size(), 100U);
  EXPECT_TRUE(parser().vector_of("xqzzkj").values.empty());
}

TEST(Parser, TheCardSaysWhatTheModelIs) {
  EXPECT_EQ(parser().card().name, "english");
  EXPECT_NE(parser().card().licence.find("CC BY-SA 4.0"), std::string::npos);
  EXPECT_EQ(parser().card().checksum.size(), 16U);
}

class DamagedModel : public testing::Test {
 protected:
  // What loading says of these bytes.
  std::string message_for(const std::string& bytes) {
    std::ofstream(path_, std::ios::binary) << bytes;
    const auto loaded = Parser::load(path_);
    return loaded ? "" : loaded.error().message;
  }
  void TearDown() override { std::filesystem::remove(path_); }
  // Each test has a file of its own: they run at the same time, and so may those of another build.
  std::filesystem::path path_ = std::filesystem::temp_directory_path() /
                                format("corollary-{}-{}.model", testing::UnitTest::GetInstance()->current_test_info()->name(), getpid());
  std::string good_ = *read_file(model_path());
};

TEST_F(DamagedModel, IsRefusedWhereItIsCutShort) {
  EXPECT_NE(message_for(good_.substr(0, good_.size() / 2)).find("checksum"), std::string::npos);
  EXPECT_NE(message_for(good_.substr(0, 10)).find("no model"), std::string::npos);
  EXPECT_NE(message_for(""), "");
}

TEST_F(DamagedModel, IsRefusedWhereAByteDiffers) {
  std::string bytes = good_;
  bytes[bytes.size() / 3] ^= 1;
  EXPECT_NE(message_for(bytes).find("checksum"), std::string::npos);
}

TEST_F(DamagedModel, IsRefusedIfOfAnotherVersion) {
  std::string bytes = good_;
  bytes[8] = 9;
  EXPECT_NE(message_for(bytes).find("version 9, expected 1"), std::string::npos);
}

TEST(Parser, AMissingModelIsNotFound) {
  const auto loaded = Parser::load("no-such-folder/english.model");
  ASSERT_FALSE(loaded);
  EXPECT_EQ(loaded.error().kind, ErrorKind::not_found);
}

}  // namespace
}  // namespace corollary::text
