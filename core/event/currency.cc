#include "core/event/currency.h"

namespace kago {
namespace {

// Lists of three-letter codes, one behind the other. The index is the number of digits; the last
// list has the codes without a minor unit.
constexpr std::string_view kActive[] = {
    "BIFCLPDJFGNFISKJPYKMFKRWPYGRWFUGXUYIVNDVUVXAFXOFXPF",
    "",
    "AEDAFNALLAMDAOAARSAUDAWGAZNBAMBBDBDTBMDBNDBOBBOVBRLBSDBTNBWPBYNBZDCADCDFCHECHFCHWCNYCOPCOUCRCCUPCVECZKDKK"
    "DOPDZDEGPERNETBEURFJDFKPGBPGELGHSGIPGMDGTQGYDHKDHNLHTGHUFIDRILSINRIRRJMDKESKGSKHRKPWKYDKZTLAKLBPLKRLRDLSL"
    "MADMDLMGAMKDMMKMNTMOPMRUMURMVRMWKMXNMXVMYRMZNNADNGNNIONOKNPRNZDPABPENPGKPHPPKRPLNQARRONRSDRUBSARSBDSCRSDG"
    "SEKSGDSHPSLESOSSRDSSPSTNSVCSYPSZLTHBTJSTMTTOPTRYTTDTWDTZSUAHUSDUSNUYUUZSVEDVESWSTXADXCDXCGYERZARZMWZWG",
    "BHDIQDJODKWDLYDOMRTND",
    "CLFUYW",
    "XAGXAUXBAXBBXBCXBDXDRXPDXPTXSUXTSXUAXXX",
};

constexpr std::string_view kHistoric = "ANGBGNBYRCUCEEKHRKLTLLVLMROMTLSKKSLLSTDVEFZMKZWL";

constexpr bool Contains(std::string_view list, std::string_view code) {
  if (code.size() != 3) return false;
  for (; !list.empty(); list.remove_prefix(3)) {
    if (list.substr(0, 3) == code) return true;
  }
  return false;
}

constexpr std::size_t Count() {
  std::size_t letters = 0;
  for (std::string_view list : kActive) letters += list.size();
  return letters / 3;
}
static_assert(Count() == 178);

// Of the list that has the code; past the last one when none has.
constexpr std::size_t IndexOf(std::string_view code) {
  std::size_t index = 0;
  while (index < std::size(kActive) && !Contains(kActive[index], code)) ++index;
  return index;
}

}  // namespace

CurrencyStatus CurrencyStatusOf(std::string_view code) {
  if (IndexOf(code) < std::size(kActive)) return CurrencyStatus::kActive;
  return Contains(kHistoric, code) ? CurrencyStatus::kHistoric : CurrencyStatus::kUnknown;
}

std::optional<std::size_t> MinorUnitDigits(std::string_view code) {
  const std::size_t index = IndexOf(code);
  if (index + 1 >= std::size(kActive)) return std::nullopt;
  return index;
}

}  // namespace kago
