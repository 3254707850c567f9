#include "core/base/time.h"

#include <algorithm>

#include "core/base/number_text.h"

namespace kago {
namespace {

constexpr std::int64_t kSecondMs = 1'000;
constexpr std::int64_t kMinuteMs = 60 * kSecondMs;
constexpr std::int64_t kHourMs = 60 * kMinuteMs;
constexpr std::int64_t kDayMs = 24 * kHourMs;

struct Date {
  std::int64_t year;
  int month;  // 1..12
  int day;    // 1..31
};

// Days since 1970-01-01 in the proleptic Gregorian calendar, and back. The year begins in March,
// so that the leap day is its last (Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms").
std::int64_t DaysFromDate(const Date& date) {
  const std::int64_t year = date.year - (date.month <= 2 ? 1 : 0);
  const std::int64_t era = (year >= 0 ? year : year - 399) / 400;
  const std::int64_t year_of_era = year - era * 400;
  const std::int64_t day_of_year = (153 * (date.month + (date.month > 2 ? -3 : 9)) + 2) / 5 + date.day - 1;
  return era * 146'097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719'468;
}

Date DateFromDays(std::int64_t days) {
  days += 719'468;
  const std::int64_t era = (days >= 0 ? days : days - 146'096) / 146'097;
  const std::int64_t day_of_era = days - era * 146'097;
  const std::int64_t year_of_era =
      (day_of_era - day_of_era / 1'460 + day_of_era / 36'524 - day_of_era / 146'096) / 365;
  const std::int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const std::int64_t month = (5 * day_of_year + 2) / 153;
  return {year_of_era + era * 400 + (month >= 10 ? 1 : 0), static_cast<int>(month < 10 ? month + 3 : month - 9),
          static_cast<int>(day_of_year - (153 * month + 2) / 5 + 1)};
}

bool IsCalendarDay(const Date& date) {
  if (date.month < 1 || date.month > 12 || date.day < 1 || date.year < 1) return false;
  const Date back = DateFromDays(DaysFromDate(date));
  return back.month == date.month && back.day == date.day;
}

// A form says what numbers look like as text: a digit stands for a number of so many digits, all else for itself.
void WriteAs(std::string_view form, const int* numbers, String* out) {
  for (const char c : form) {
    if (!IsDigit(c)) {
      out->push_back(c);
      continue;
    }
    int rest = *numbers++;
    const std::size_t width = c - '0';
    char* digits = out->Grow(width);
    for (std::size_t i = width; i-- > 0; rest /= 10) digits[i] = static_cast<char>('0' + rest % 10);
  }
}

// Takes the numbers off the beginning of a text; false when it looks otherwise.
bool ReadAs(std::string_view form, std::string_view* text, int* numbers) {
  for (const char c : form) {
    if (!IsDigit(c)) {
      if (!text->starts_with(c)) return false;
      text->remove_prefix(1);
      continue;
    }
    int number = 0;
    for (char left = c; left > '0'; --left, text->remove_prefix(1)) {
      if (text->empty() || !IsDigit(text->front())) return false;
      number = number * 10 + (text->front() - '0');
    }
    *numbers++ = number;
  }
  return true;
}

// Milliseconds of a fraction of a second, which is taken off as well, however many digits it has.
bool ReadFraction(std::string_view* text, TimeMs* ms) {
  int digit = 0;
  TimeMs unit = kSecondMs;
  while (ReadAs("1", text, &digit)) *ms += digit * (unit /= 10);
  return unit < kSecondMs;
}

// `Z`, or how far the clocks of a zone are ahead.
bool ReadZone(std::string_view text, TimeMs* ahead) {
  if (text == "Z") return true;
  const bool west = text.starts_with('-');
  int hours = 0;
  int minutes = 0;
  if (!ReadAs(west ? "-2" : "+2", &text, &hours)) return false;
  if (text.starts_with(':')) text.remove_prefix(1);
  if (!ReadAs("2", &text, &minutes) || !text.empty() || hours > 23 || minutes > 59) return false;
  *ahead = (hours * kHourMs + minutes * kMinuteMs) * (west ? -1 : 1);
  return true;
}

}  // namespace

String IsoText(TimeMs time) {
  time = std::clamp(time, kTimeMsMin, kTimeMsMax);
  const std::int64_t days = (time >= 0 ? time : time - (kDayMs - 1)) / kDayMs;
  const std::int64_t ms = time - days * kDayMs;
  const Date date = DateFromDays(days);
  const int numbers[] = {static_cast<int>(date.year), date.month, date.day, static_cast<int>(ms / kHourMs),
                         static_cast<int>(ms / kMinuteMs % 60), static_cast<int>(ms / kSecondMs % 60),
                         static_cast<int>(ms % kSecondMs)};
  String text;
  WriteAs("4-2-2T2:2:2.3Z", numbers, &text);
  return text;
}

std::optional<TimeMs> ParseIso(std::string_view text) {
  int numbers[6];
  if (!ReadAs("4-2-2T2:2:2", &text, numbers)) return std::nullopt;
  const auto [year, month, day, hours, minutes, seconds] = numbers;
  TimeMs time = hours * kHourMs + minutes * kMinuteMs + seconds * kSecondMs;
  if (ReadAs(".", &text, nullptr) && !ReadFraction(&text, &time)) return std::nullopt;
  TimeMs ahead = 0;
  const Date date{year, month, day};
  if (!ReadZone(text, &ahead) || hours > 23 || minutes > 59 || seconds > 59 || !IsCalendarDay(date)) return std::nullopt;
  return DaysFromDate(date) * kDayMs + time - ahead;
}

}  // namespace kago
