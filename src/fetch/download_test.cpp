#include "fetch/download.h"

#include <gtest/gtest.h>

#include "base/file.h"
#include "fetch/test_gdelt.h"

namespace corollary::fetch {
namespace {

using std::chrono::milliseconds;

// A time that passes only while somebody sleeps.
struct FakeTime {
  milliseconds now{0};
  Clock clock() {
    return {[this] { return now; }, [this](milliseconds time) { now += time; }};
  }
};

const std::string kBody = "abcdefghijklmnopqrstuvwxyz";

struct World {
  TestServer server;
  record::TestFolder folder;
  FakeTime time;
  DownloadOptions options;
  Progress progress;

  [[nodiscard]] Download wanted(const std::string& name, const std::string& body = kBody) const {
    return {.url = server.base() + "/" + name, .to = folder / name, .bytes = body.size(), .md5 = md5_of_text(body)};
  }
  Downloaded fetch(const Download& wanted) {
    Downloads downloads({wanted}, options, time.clock());
    return downloads.next(progress).value().value();
  }
  [[nodiscard]] std::string text(const std::string& name) const { return read_file(folder / name).value_or("(none)"); }
};

TEST(Downloads, BringAFile) {
  World world;
  world.server.serve("/a", {.body = kBody});
  const Downloaded done = world.fetch(world.wanted("a"));
  EXPECT_EQ(done.failure, "");
  EXPECT_EQ(done.tries, 1);
  EXPECT_EQ(world.text("a"), kBody);
  EXPECT_EQ(world.folder.file_names(), (std::vector<std::string>{"a"}));
  EXPECT_EQ(world.time.now, milliseconds(0));
}

TEST(Downloads, DoNotAskForWhatIsThere) {
  World world;
  world.folder.write("a", kBody);
  EXPECT_TRUE(world.fetch(world.wanted("a")).was_there);
  EXPECT_TRUE(world.server.requests().empty());
}

TEST(Downloads, FetchAnewWhatIsThereAndDamaged) {
  World world;
  world.server.serve("/a", {.body = kBody});
  world.folder.write("a", "abcdefghijklmnopqrstuvwxyZ");
  EXPECT_FALSE(world.fetch(world.wanted("a")).was_there);
  EXPECT_EQ(world.text("a"), kBody);
}

TEST(Downloads, GoOnWhereAConnectionBroke) {
  World world;
  world.server.serve_each("/a", std::vector<Reply>{{.body = kBody, .cut_after = 10}, {.body = kBody}});
  const Downloaded done = world.fetch(world.wanted("a"));
  EXPECT_EQ(done.failure, "");
  EXPECT_EQ(done.tries, 2);
  EXPECT_EQ(world.text("a"), kBody);
  EXPECT_EQ(world.server.requests()[1].range, "10-");
  EXPECT_GE(world.time.now, milliseconds(500));
}

TEST(Downloads, BeginAgainWhereTheServerKnowsNoRange) {
  World world;
  world.server.serve_each("/a", std::vector<Reply>{{.body = kBody, .cut_after = 10}, {.body = kBody, .ranges = false}});
  EXPECT_EQ(world.fetch(world.wanted("a")).failure, "");
  EXPECT_EQ(world.server.requests()[1].range, "10-");
  EXPECT_EQ(world.text("a"), kBody);
}

TEST(Downloads, DoNotGoOnFromAnotherFilesPart) {
  World world;
  world.server.serve("/a", {.body = kBody});
  world.folder.write("a.part", "XYZ");
  EXPECT_EQ(world.fetch(world.wanted("a")).failure, "");  // With the part its checksum is wrong, and without right.
  EXPECT_EQ(world.text("a"), kBody);
  EXPECT_EQ(world.time.now, milliseconds(0));
}

TEST(Downloads, TakeA404ForFinalAndKeepNoErrorPage) {
  World world;
  const Downloaded done = world.fetch(world.wanted("missing"));
  EXPECT_EQ(done.failure, "404, the server has no such file");
  EXPECT_EQ(done.tries, 1);
  EXPECT_EQ(world.text("missing"), "(none)");
}

TEST(Downloads, WaitAsLongAsAServerAsks) {
  World world;
  world.server.serve_each("/a", std::vector<Reply>{{.status = 429, .headers = {"Retry-After: 77"}}, {.body = kBody}});
  EXPECT_EQ(world.fetch(world.wanted("a")).failure, "");
  EXPECT_GE(world.time.now, milliseconds(77'000));
  EXPECT_LT(world.time.now, milliseconds(78'000));
}

TEST(Downloads, DoNotWaitADay) {
  World world;
  world.server.serve("/a", {.status = 429, .headers = {"Retry-After: 86400"}});
  EXPECT_EQ(world.fetch(world.wanted("a")).failure, "429, the server is asked too often and asks to wait 86400 s");
  EXPECT_EQ(world.time.now, milliseconds(0));
}

TEST(Downloads, TryAgainAfterA503) {
  World world;
  world.server.serve_each("/a", std::vector<Reply>{{.status = 503, .body = "busy"}, {.status = 503, .body = "busy"}, {.body = kBody}});
  EXPECT_EQ(world.fetch(world.wanted("a")).tries, 3);
  EXPECT_EQ(world.text("a"), kBody);
}

TEST(Downloads, GiveAFileUpInTheEnd) {
  World world;
  world.server.serve("/a", {.status = 503});
  EXPECT_EQ(world.fetch(world.wanted("a")).failure, "503, the server is overloaded or down (tried 6 times)");
  // 1 + 2 + 4 + 8 + 16 seconds, of each between half and all.
  EXPECT_GE(world.time.now, milliseconds(15'500));
  EXPECT_LE(world.time.now, milliseconds(31'500));
}

TEST(Downloads, DoNotTakeWrongBytes) {
  World world;
  world.server.serve("/a", {.body = "abcdefghijklmnopqrstuvwxyZ"});
  const std::string failure = world.fetch(world.wanted("a")).failure;
  EXPECT_TRUE(failure.starts_with("wrong checksum: MD5 ")) << failure;
  EXPECT_TRUE(failure.ends_with("(tried 6 times)")) << failure;
  EXPECT_TRUE(world.folder.file_names().empty());
}

TEST(Downloads, DoNotTakeMoreOrLessThanTheListSays) {
  World world;
  world.options.retries = 0;
  world.server.serve("/more", {.body = kBody + "!"});
  world.server.serve("/less", {.body = "abc"});
  EXPECT_EQ(world.fetch(world.wanted("more")).failure, "is larger than the 26 bytes that it should have");
  EXPECT_EQ(world.fetch(world.wanted("less")).failure, "has 3 bytes, expected 26");
}

TEST(Downloads, EndThoughEachTryBreaksAfterMuchAndTheSumIsWrong) {
  World world;
  const std::string large(3'000'000, 'x');
  Download wanted = world.wanted("a", large);
  wanted.md5 = md5_of_text("another");
  std::vector<Reply> replies;
  for (int i = 0; i < 100; ++i) replies.push_back({.body = large, .cut_after = 1'500'000});
  world.server.serve_each("/a", replies);
  EXPECT_NE(world.fetch(wanted).failure, "");
}

TEST(Downloads, FollowARedirection) {
  World world;
  world.server.serve("/a", {.status = 302, .headers = {"Location: /b"}});
  world.server.serve("/b", {.body = kBody});
  EXPECT_EQ(world.fetch(world.wanted("a")).failure, "");
}

TEST(Downloads, DoNotGoInCircles) {
  World world;
  world.server.serve("/a", {.status = 302, .headers = {"Location: /a"}});
  EXPECT_EQ(world.fetch(world.wanted("a")).failure, "over 5 redirections");
}

TEST(Downloads, DoNotFollowToAFileOfThisComputer) {
  World world;
  world.folder.write("secret", kBody);
  world.options.retries = 0;
  world.server.serve("/a", {.status = 302, .headers = {"Location: file://" + (world.folder / "secret").string()}});
  EXPECT_NE(world.fetch(world.wanted("a")).failure, "");
  EXPECT_EQ(world.text("a"), "(none)");
}

TEST(Downloads, SayThatNobodyAnswers) {
  World world;
  Download wanted = world.wanted("a");
  wanted.url = "http://127.0.0.1:1/a";
  const std::string failure = world.fetch(wanted).failure;
  EXPECT_NE(failure.find("127.0.0.1"), std::string::npos) << failure;
  EXPECT_TRUE(failure.ends_with("(tried 6 times)")) << failure;
}

TEST(Downloads, BreakOffASilentTransfer) {
  World world;
  world.options.stall_limit = milliseconds(150);
  world.options.first_wait = milliseconds(1);
  world.server.serve_each("/a", std::vector<Reply>{{.body = kBody, .stall_after = 5}, {.body = kBody}});
  Downloads downloads({world.wanted("a")}, world.options, Clock::steady());
  EXPECT_EQ(downloads.next(world.progress).value()->failure, "");
  EXPECT_EQ(world.server.requests()[1].range, "5-");
}

TEST(Downloads, ComeInTheOrderAskedForAndNotTooManyAtOnce) {
  World world;
  world.options.parallel = 3;
  std::vector<Download> wanted;
  for (int i = 0; i < 30; ++i) {
    const std::string name = "f" + std::to_string(i);
    world.server.serve_each("/" + name, i == 0 ? std::vector<Reply>{{.status = 503}, {.body = kBody}}
                                                      : std::vector<Reply>{{.body = kBody, .delay = milliseconds(5)}});
    wanted.push_back(world.wanted(name));
  }
  Downloads downloads(std::move(wanted), world.options, world.time.clock());
  for (std::size_t i = 0; i < 30; ++i) {
    const Downloaded done = downloads.next(world.progress).value().value();
    EXPECT_EQ(done.number, i);
    EXPECT_EQ(done.failure, "");
    EXPECT_EQ(done.tries, i == 0 ? 2 : 1);
  }
  EXPECT_FALSE(downloads.next(world.progress).value());
  EXPECT_EQ(world.server.most_at_once(), 3);
}

TEST(Downloads, StopAskingAServerThatIsGone) {
  World world;
  world.options.parallel = 2;
  world.options.retries = 1;
  std::vector<Download> wanted;
  for (int i = 0; i < 50; ++i) {
    wanted.push_back(world.wanted("f" + std::to_string(i)));
    world.server.serve("/f" + std::to_string(i), {.status = 500});
  }
  Downloads downloads(std::move(wanted), world.options, world.time.clock());
  int tried = 0;
  for (int i = 0; i < 50; ++i) {
    const Downloaded done = downloads.next(world.progress).value().value();
    EXPECT_NE(done.failure, "");
    tried += done.not_tried ? 0 : 1;
  }
  EXPECT_GE(tried, 8);
  EXPECT_LE(tried, 12);
}

TEST(Downloads, StopWhenTheUserDoes) {
  World world;
  world.server.serve("/a", {.body = kBody, .stall_after = 5});
  world.options.stall_limit = std::chrono::hours(1);
  Downloads downloads({world.wanted("a")}, world.options, world.time.clock());
  int reports = 0;
  Progress* stopped = nullptr;
  Progress progress([&](auto, auto, auto) {
    if (++reports == 4) stopped->cancel();
  });
  stopped = &progress;
  EXPECT_EQ(downloads.next(progress).error().kind, ErrorKind::cancelled);
}

TEST(Downloads, SayThatAFileCannotBeWritten) {
  World world;
  world.server.serve("/a", {.body = kBody});
  Download wanted = world.wanted("a");
  wanted.to = world.folder / "no" / "folder";
  Downloads downloads({wanted}, world.options, world.time.clock());
  EXPECT_EQ(downloads.next(world.progress).error().kind, ErrorKind::store);
}

TEST(Downloads, StopAtAFullDisk) {
  World world;
  world.server.serve("/a", {.body = kBody});
  std::filesystem::create_symlink("/dev/full", world.folder / "a.part");
  Downloads downloads({world.wanted("a")}, world.options, world.time.clock());
  const auto done = downloads.next(world.progress);
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().kind, ErrorKind::store);
  EXPECT_NE(done.error().message.find("No space left"), std::string::npos) << done.error().message;
}

std::string numbered_lines(int count) {
  std::string text;
  for (int i = 0; i < count; ++i) text += format("line {}\n", i);
  return text;
}

Download growing(const World& world) { return {.url = world.server.base() + "/list", .to = world.folder / "list", .grows = true}; }

TEST(Downloads, FetchTheNewEndOfAFileThatGrows) {
  World world;
  const std::string before = numbered_lines(1'000), after = numbered_lines(1'200);
  world.folder.write("list", before);
  world.server.serve("/list", {.body = after});
  EXPECT_EQ(world.fetch(growing(world)).failure, "");
  EXPECT_EQ(world.text("list"), after);
  ASSERT_EQ(world.server.requests().size(), 1U);
  EXPECT_EQ(world.server.requests()[0].range, format("{}-", before.size() - 1024));
  EXPECT_EQ(world.fetch(growing(world)).failure, "");  // Nothing is new.
  EXPECT_EQ(world.text("list"), after);
}

TEST(Downloads, FetchAllOfAFileThatIsAnotherThanItWas) {
  World world;
  const std::string after = "another beginning\n" + numbered_lines(1'200);
  world.folder.write("list", numbered_lines(1'000));
  world.server.serve("/list", {.body = after});
  EXPECT_EQ(world.fetch(growing(world)).failure, "");
  EXPECT_EQ(world.text("list"), after);
  EXPECT_EQ(world.server.requests().size(), 2U);
  EXPECT_EQ(world.server.requests()[1].range, "");
}

}  // namespace
}  // namespace corollary::fetch
