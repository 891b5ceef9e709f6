#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/date.h"
#include "formats/layout.h"

namespace corollary::formats {

/// True for an empty cell and for what some sets write in its place: NA, NULL, None, --, ---.
bool is_missing(std::string_view cell);

/// The whole cell as a number; nullopt if it is anything else. Cost: some nanoseconds for up to 19 digits.
std::optional<std::int64_t> whole_in(std::string_view cell);
/// Finite. The nearest double, as `std::from_chars` gives it.
std::optional<double> number_in(std::string_view cell);
/// 20180131, 2018-01-31 (a time may follow, behind a blank or a T), 1/31/2018 (month first), 31 January 2018.
std::optional<Date> day_in(std::string_view cell);
/// The day of 20180131 or 20180131234500.
std::optional<Date> day_of_time(std::string_view cell);

/// "20180131".
std::string compact(Date day);
/// round(Y + ((M - 1) * 30 + D) / 365, 4): what GDELT writes, though its documents say otherwise.
double fraction_date(Date day);
/// The shortest text that reads back as the same number: "2.8", "-10".
void append_number(std::string& out, double number);
std::string number_text(double number);

/// What is wrong with a cell of a kind, "'x' is not a number"; nullopt if nothing is. An empty cell is right.
std::optional<std::string> fault_in(std::string_view cell, FieldKind kind);
/// The same without the reason. Cost: that of reading the number.
bool is_right(std::string_view cell, FieldKind kind);

/// A cell as UTF-8: the bytes as they are, or, where they are not UTF-8, read as Windows-1252.
void assign_utf8(std::string& out, std::string_view cell);

}  // namespace corollary::formats
