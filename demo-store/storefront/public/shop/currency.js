// What the shop sells for: euros, or what the testers' switch says. A catalogue price is in euro cents; in another currency
// it is that price at a fixed rate, as whole minor units: yen have no decimals, dinars three.

import { settingOf } from '../qa/switches.js';

const CURRENCIES = {
  EUR: { digits: 2, rate: 1 },
  USD: { digits: 2, rate: 1.1 },
  JPY: { digits: 0, rate: 160 },
  KWD: { digits: 3, rate: 0.333 },
};

export const currency = settingOf('currency').id;

export const digitsOf = (code) => CURRENCIES[code].digits;

/** Euro cents as minor units of the shop's currency. */
export function minorOf(cents) {
  const { digits, rate } = CURRENCIES[currency];
  return Math.round(cents * rate * 10 ** (digits - 2));
}
