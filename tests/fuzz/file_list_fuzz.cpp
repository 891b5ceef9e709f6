// GDELT's lists of files.
#include "base/lines.h"
#include "fetch/file_list.h"
#include "fetch/plan.h"
#include "fuzz.h"

using namespace corollary;

namespace {

void check(const fetch::FileList& list, DateRange days) {
  for (const fetch::ListedFile& file : list.files) {
    ensure(file.name.find('/') == std::string::npos && file.name.ends_with(".zip"), "a name is safe as that of a file");
    ensure(file.md5.size() == 32 && file.bytes > 0, "a file has a size and a checksum");
    ensure(file.means.days.first <= days.last && days.first <= file.means.days.last, "a file is of the days asked for");
  }
}

}  // namespace

FUZZ(bytes) {
  const DateRange days{Date::from_day_number(17'532), Date::from_day_number(17'540)};  // January 2018.
  fetch::MasterListReader reader("list", days);
  for_each_line(bytes, [&](std::string_view line, std::size_t) { reader.add(line); });
  if (const auto list = std::move(reader).finish()) {
    check(*list, days);
    const fetch::Plan plan = fetch::plan_of({}, *list, days);
    for (const fetch::Gap& gap : plan.gaps) ensure(days.contains(gap.day) && !gap.quarters.empty(), "a gap is of the days asked for");
  }
  const std::size_t half = bytes.size() / 2;
  if (const auto list = fetch::read_daily_lists(bytes.substr(0, half), bytes.substr(half), days)) {
    check(*list, days);
  }
}
