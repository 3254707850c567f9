// How values are shown to people.

import { html } from '/assets/lit-html/lit-html.js';

const LOCALE = 'en-GB';
const absolute = new Intl.DateTimeFormat(LOCALE, { dateStyle: 'full', timeStyle: 'long' });
const relative = new Intl.RelativeTimeFormat(LOCALE, { numeric: 'auto' });
const number = new Intl.NumberFormat(LOCALE);
const percent = new Intl.NumberFormat(LOCALE, { style: 'percent', maximumFractionDigits: 1 });
const shortDay = new Intl.DateTimeFormat(LOCALE, { day: 'numeric', month: 'short', timeZone: 'UTC' });
const UNITS = [['year', 31_536_000], ['month', 2_592_000], ['day', 86_400], ['hour', 3_600], ['minute', 60]];

/** What the collector's clock is ahead of this one, in ms: what is abandoned is judged by it. */
let ahead = 0;
export const setClock = (at) => { ahead = Date.parse(at) - Date.now(); };
export const now = () => Date.now() + ahead;

/** More digits than any price has: what a program's sum of doubles left (0.30000000000000004). */
const DIGITS_OF_DOUBLES = 9;

/**
 * With the digits of its currency, and more where the amount has more. The code and not a sign: dollars of four countries share one.
 * @param {string} amount a decimal: as a text it is shown to its last digit
 */
export function money(amount, currency) {
  if (amount === null || amount === undefined) return '–';
  const digits = amount.split('.')[1]?.length ?? 0;
  try {
    const format = new Intl.NumberFormat(LOCALE, { style: 'currency', currency, currencyDisplay: 'code' });
    const { maximumFractionDigits: usual } = format.resolvedOptions();
    if (digits <= usual || digits >= DIGITS_OF_DOUBLES) return format.format(amount);
    return new Intl.NumberFormat(LOCALE, { style: 'currency', currency, currencyDisplay: 'code', maximumFractionDigits: Math.min(digits, 20) }).format(amount);
  } catch {
    return `${currency ?? ''} ${amount}`.trim();
  }
}

export const count = (value) => number.format(value);
export const share = (part, whole) => (whole > 0 ? percent.format(part / whole) : '–');
export const dayText = (day) => shortDay.format(new Date(`${day}T00:00:00Z`));
export const plural = (value, noun) => `${count(value)} ${noun}${Number(value) === 1 ? '' : 's'}`;

function ago(ms) {
  const seconds = (ms - now()) / 1_000;
  const [unit, size] = UNITS.find(([, unitSeconds]) => Math.abs(seconds) >= unitSeconds) ?? [];
  return unit ? relative.format(Math.trunc(seconds / size), unit) : 'just now';
}

/** Relative, with the date behind it. */
export function when(time) {
  if (!time) return '–';
  return html`<time datetime=${time} title=${absolute.format(new Date(time))}>${ago(Date.parse(time))}</time>`;
}

const twoDigits = (value) => String(value).padStart(2, '0');

/** Until then, `59:07` or `1:59:07`; null once it has come. */
export function countdown(time) {
  const left = Math.ceil((Date.parse(time) - now()) / 1_000);
  if (left <= 0) return null;
  const [hours, minutes, seconds] = [Math.floor(left / 3_600), Math.floor(left / 60) % 60, left % 60];
  return hours > 0 ? `${hours}:${twoDigits(minutes)}:${twoDigits(seconds)}` : `${minutes}:${twoDigits(seconds)}`;
}

/** `60 minutes` as people say it. */
export function duration(minutes) {
  if (minutes === 60) return 'an hour';
  return minutes % 60 === 0 ? plural(minutes / 60, 'hour') : plural(minutes, 'minute');
}
