// Compares embedded engines on the record's work: SQLite rows with indexes, and DuckDB. docs/internals/decisions/0014 has the
// figures; run.sh fetches DuckDB and runs this. What the record itself does with the same events is measured by
// `corollary_bench --benchmark_filter=record`.
//
//   engines sqlite|duckdb EVENTS PASSAGES FOLDER

#include <duckdb.h>
#include <sqlite3.h>

#include <chrono>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace fs = std::filesystem;

namespace {

struct Made {
  std::int64_t day, actor, recipient, coding, file, line, dyad;
};

// Events as of a coded news stream: days go up, a few states act in most.
class Generator {
 public:
  explicit Generator(std::int64_t events) : events_(events) {}
  Made at(std::int64_t i) {
    const std::int64_t actor = zipf(5000), recipient = zipf(5000);
    return {17000 + i * 3650 / events_, actor, recipient, zipf(250), 1, i + 1, actor * 5000 + recipient};
  }
  std::string passage() {
    std::string text;
    for (int w = 0; w < 25; ++w) text += "w" + std::to_string(zipf(60000)) + " ";
    return text;
  }

 private:
  std::int64_t zipf(std::int64_t n) {
    state_ = state_ * 6364136223846793005U + 1442695040888963407U;
    const double u = static_cast<double>(state_ >> 11) / 9007199254740992.0;
    return static_cast<std::int64_t>(std::pow(static_cast<double>(n), u)) - 1;  // Density about 1 / rank.
  }
  std::int64_t events_;
  std::uint64_t state_ = 42;
};

double seconds(const std::function<void()>& work) {
  const auto start = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

[[noreturn]] void stop(const char* what, const char* why) {
  std::fprintf(stderr, "%s: %s\n", what, why == nullptr ? "failed" : why);
  std::exit(1);
}

struct Query {
  const char* what;
  const char* sql;
};
constexpr Query kQueries[] = {
    {"events of an actor", "SELECT count(*), sum(coding) FROM event WHERE actor = 40"},
    {"events of a dyad", "SELECT count(*), sum(coding) FROM event WHERE actor = 3 AND recipient = 40"},
    {"a month", "SELECT count(*), sum(coding) FROM event WHERE day BETWEEN 18000 AND 18029"},
    {"a type in a year", "SELECT count(*), sum(actor) FROM event WHERE coding = 17 AND day BETWEEN 18000 AND 18364"},
    {"a dyad by day", "SELECT day, count(*) FROM event WHERE actor = 3 AND recipient = 40 GROUP BY day"},
    {"all dyads by day", "SELECT dyad, day, count(*) FROM event GROUP BY dyad, day"},
    {"one event", "SELECT * FROM event WHERE id = 7000003"},
};

void report(const char* what, double value, const char* unit) { std::printf("%-22s %12.4f %s\n", what, value, unit); }

// ---- SQLite --------------------------------------------------------------------------------------------------------------
void check(sqlite3* db, int code) {
  if (code != SQLITE_OK && code != SQLITE_DONE && code != SQLITE_ROW) stop("sqlite", sqlite3_errmsg(db));
}
void run(sqlite3* db, const char* sql) { check(db, sqlite3_exec(db, sql, nullptr, nullptr, nullptr)); }
void drain(sqlite3* db, const char* sql) {
  sqlite3_stmt* statement = nullptr;
  check(db, sqlite3_prepare_v2(db, sql, -1, &statement, nullptr));
  while (sqlite3_step(statement) == SQLITE_ROW) static_cast<void>(sqlite3_column_int64(statement, 0));
  check(db, sqlite3_finalize(statement));
}

void sqlite_work(std::int64_t events, std::int64_t passages, const fs::path& path) {
  sqlite3* db = nullptr;
  check(db, sqlite3_open(path.c_str(), &db));
  run(db, "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -262144;");
  run(db, "CREATE TABLE event (id INTEGER PRIMARY KEY, day INTEGER, actor INTEGER, recipient INTEGER, coding INTEGER, file INTEGER, line INTEGER, dyad INTEGER) STRICT");
  Generator generator(events);
  report("load", seconds([&] {
           run(db, "BEGIN");
           sqlite3_stmt* add = nullptr;
           check(db, sqlite3_prepare_v2(db, "INSERT INTO event (day, actor, recipient, coding, file, line, dyad) VALUES (?,?,?,?,?,?,?)", -1, &add, nullptr));
           for (std::int64_t i = 0; i < events; ++i) {
             const Made made = generator.at(i);
             int n = 0;
             for (const std::int64_t value : {made.day, made.actor, made.recipient, made.coding, made.file, made.line, made.dyad}) sqlite3_bind_int64(add, ++n, value);
             check(db, sqlite3_step(add));
             sqlite3_reset(add);
           }
           sqlite3_finalize(add);
           run(db, "COMMIT");
         }), "s");
  report("indexes", seconds([&] {
           run(db, "CREATE INDEX by_day ON event (day); CREATE INDEX by_actor ON event (actor, recipient); CREATE INDEX by_recipient ON event (recipient); CREATE INDEX by_coding ON event (coding)");
           run(db, "PRAGMA wal_checkpoint(TRUNCATE)");
         }), "s");
  report("on disk", static_cast<double>(fs::file_size(path)) / static_cast<double>(events), "bytes an event");
  sqlite3_close(db);
  report("open, first row", seconds([&] {
           check(db, sqlite3_open_v2(path.c_str(), &db, SQLITE_OPEN_READONLY, nullptr));
           drain(db, "SELECT * FROM event WHERE day = 18000 LIMIT 1");
         }), "s");
  for (const Query& query : kQueries) report(query.what, seconds([&] { drain(db, query.sql); }), "s");
  sqlite3_close(db);
  check(db, sqlite3_open(path.c_str(), &db));
  run(db, "CREATE VIRTUAL TABLE passage USING fts5 (text)");
  report("passages, load", seconds([&] {
           run(db, "BEGIN");
           sqlite3_stmt* add = nullptr;
           check(db, sqlite3_prepare_v2(db, "INSERT INTO passage (text) VALUES (?)", -1, &add, nullptr));
           for (std::int64_t i = 0; i < passages; ++i) {
             const std::string text = generator.passage();
             sqlite3_bind_text(add, 1, text.c_str(), -1, SQLITE_TRANSIENT);
             check(db, sqlite3_step(add));
             sqlite3_reset(add);
           }
           sqlite3_finalize(add);
           run(db, "COMMIT");
         }), "s");
  report("two words in passages", seconds([&] { drain(db, "SELECT rowid FROM passage WHERE passage MATCH 'w300 w4000' ORDER BY rank LIMIT 20"); }), "s");
  sqlite3_close(db);
}

// ---- DuckDB --------------------------------------------------------------------------------------------------------------
void drain(duckdb_connection connection, const char* sql, bool must = true) {
  duckdb_result result;
  if (duckdb_query(connection, sql, &result) == DuckDBError) {
    if (must) stop(sql, duckdb_result_error(&result));
    std::printf("%s: %s\n", sql, duckdb_result_error(&result));
  }
  duckdb_destroy_result(&result);
}

struct Duck {
  duckdb_database database = nullptr;
  duckdb_connection connection = nullptr;
  Duck(const fs::path& path, bool reads) {
    duckdb_config config;
    duckdb_create_config(&config);
    duckdb_set_config(config, "threads", "1");
    duckdb_set_config(config, "memory_limit", "512MB");
    if (reads) duckdb_set_config(config, "access_mode", "READ_ONLY");
    char* error = nullptr;
    if (duckdb_open_ext(path.c_str(), &database, config, &error) == DuckDBError) stop("duckdb", error);
    duckdb_destroy_config(&config);
    duckdb_connect(database, &connection);
  }
  ~Duck() {
    duckdb_disconnect(&connection);
    duckdb_close(&database);
  }
};

void duckdb_work(std::int64_t events, std::int64_t passages, const fs::path& path) {
  Generator generator(events);
  {
    Duck duck(path, false);
    drain(duck.connection, "CREATE TABLE event (id BIGINT, day INTEGER, actor INTEGER, recipient INTEGER, coding INTEGER, file INTEGER, line INTEGER, dyad INTEGER)");
    report("load", seconds([&] {
             duckdb_appender appender;
             if (duckdb_appender_create(duck.connection, nullptr, "event", &appender) == DuckDBError) stop("appender", nullptr);
             for (std::int64_t i = 0; i < events; ++i) {
               const Made made = generator.at(i);
               duckdb_append_int64(appender, i + 1);
               for (const std::int64_t value : {made.day, made.actor, made.recipient, made.coding, made.file, made.line, made.dyad})
                 duckdb_append_int32(appender, static_cast<std::int32_t>(value));
               duckdb_appender_end_row(appender);
             }
             duckdb_appender_destroy(&appender);
             drain(duck.connection, "CHECKPOINT");
           }), "s");
    std::string second = "sh -c 'true'";
    std::printf("a reader beside the writer: ");
    std::fflush(stdout);
    if (std::system(("\"" + fs::read_symlink("/proc/self/exe").string() + "\" duckdb-read 0 0 \"" + path.string() + "\"").c_str()) != 0) std::printf("refused\n");
  }
  report("on disk", static_cast<double>(fs::file_size(path)) / static_cast<double>(events), "bytes an event");
  {
    Duck* duck = nullptr;
    report("open, first row", seconds([&] {
             duck = new Duck(path, true);
             drain(duck->connection, "SELECT * FROM event WHERE day = 18000 LIMIT 1");
           }), "s");
    for (const Query& query : kQueries) report(query.what, seconds([&] { drain(duck->connection, query.sql); }), "s");
    delete duck;
  }
  Duck duck(path, false);
  drain(duck.connection, "CREATE TABLE passage (id BIGINT, text VARCHAR)");
  report("passages, load", seconds([&] {
           duckdb_appender appender;
           duckdb_appender_create(duck.connection, nullptr, "passage", &appender);
           for (std::int64_t i = 0; i < passages; ++i) {
             duckdb_append_int64(appender, i);
             duckdb_append_varchar(appender, generator.passage().c_str());
             duckdb_appender_end_row(appender);
           }
           duckdb_appender_destroy(&appender);
           drain(duck.connection, "CHECKPOINT");
         }), "s");
  drain(duck.connection, "INSTALL fts", false);
  drain(duck.connection, "LOAD fts", false);
  report("two words by scanning", seconds([&] { drain(duck.connection, "SELECT id FROM passage WHERE text LIKE '% w300 %' AND text LIKE '% w4000 %' LIMIT 20"); }), "s");
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 5) {
    std::fputs("expected sqlite|duckdb EVENTS PASSAGES FOLDER\n", stderr);
    return 2;
  }
  const std::string engine = argv[1];
  const std::int64_t events = std::atoll(argv[2]), passages = std::atoll(argv[3]);
  if (engine == "duckdb-read") {
    Duck duck(argv[4], true);
    std::printf("served\n");
    return 0;
  }
  const fs::path path = fs::path(argv[4]) / (engine + ".db");
  fs::remove(path);
  fs::remove(path.string() + ".wal");
  engine == "sqlite" ? sqlite_work(events, passages, path) : duckdb_work(events, passages, path);
  return 0;
}
