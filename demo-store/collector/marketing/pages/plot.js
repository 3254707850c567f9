// Plots in SVG. What they show stands in a table below them too, so they are one picture with a name to who can't see them.

import { html, svg } from '/assets/lit-html/lit-html.js';
import { count, dayText } from './format.js';

const HEIGHT = 280;
const LEFT = 44;
const RIGHT = 52;
const TOP = 14;
const BOTTOM = 34;
const STEPS = 4;
const POINTS_MAX = 31;
/** On a phone it is drawn narrower, not smaller. */
const phone = matchMedia('(max-width: 820px)');

/** The next number that people count in: 4, 8, 20, 40, 80, … */
function roundUp(value) {
  const power = 10 ** Math.floor(Math.log10(Math.max(value, 1)));
  return [4, 8, 20, 40, 80].map((factor) => (factor / 10) * power * (power === 1 ? 10 : 1)).find((one) => one >= value) ?? 10 * power;
}

const innerHeight = HEIGHT - TOP - BOTTOM;
const yOf = (part) => TOP + innerHeight * (1 - part);

/** A line breaks where there is nothing to be a share of. */
function pathOf(points) {
  let isBroken = true;
  return points.map(([x, share]) => {
    if (share === null) {
      isBroken = true;
      return '';
    }
    const command = isBroken ? 'M' : 'L';
    isBroken = false;
    return `${command}${x.toFixed(1)} ${yOf(share).toFixed(1)}`;
  }).join('');
}

/** Of the days until each, so many, where there are so many: of a single day with three checkouts a share says little. */
function sharesOf(days, span) {
  return days.map((_, i) => {
    if (i + 1 < span) return null;
    const until = days.slice(i + 1 - span, i + 1);
    const whole = until.reduce((sum, day) => sum + day.whole, 0);
    return whole > 0 ? until.reduce((sum, day) => sum + day.part, 0) / whole : null;
  });
}

/**
 * Bars for each day, the part of them in another colour, and a line of its share.
 * @param {{ name: string, days: { day: string, whole: number, part: number }[], span: number }} parts span: of how many days, until each, the line is
 */
export function sharePlot({ name, days, span }) {
  const [width, labels] = phone.matches ? [460, 4] : [960, 8];
  const most = roundUp(Math.max(...days.map(({ whole }) => whole)));
  const step = (width - LEFT - RIGHT) / days.length;
  const bar = Math.min(step * 0.7, 44);
  const every = Math.ceil(days.length / labels);
  const xOf = (i) => LEFT + step * (i + 0.5);
  const points = sharesOf(days, span).map((share, i) => [xOf(i), share]);
  const grid = Array.from({ length: STEPS + 1 }, (_, i) => i / STEPS);
  return html`
    <svg class="plot" viewBox="0 0 ${width} ${HEIGHT}" role="img" aria-label=${name}>
      ${grid.map((part) => svg`<line class="grid" x1=${LEFT} x2=${width - RIGHT} y1=${yOf(part)} y2=${yOf(part)}></line>
        <text x=${LEFT - 8} y=${yOf(part) + 4} text-anchor="end">${count(most * part)}</text>
        <text class="of-line" x=${width - RIGHT + 8} y=${yOf(part) + 4}>${100 * part}%</text>`)}
      ${days.map(({ day, whole, part }, i) => svg`<g>
        <rect class="whole" x=${xOf(i) - bar / 2} width=${bar} y=${yOf(whole / most)} height=${innerHeight * (whole / most)} rx="2"></rect>
        <rect class="part" x=${xOf(i) - bar / 2} width=${bar} y=${yOf(part / most)} height=${innerHeight * (part / most)} rx="2"></rect>
        ${(days.length - 1 - i) % every === 0 ? svg`<text x=${xOf(i)} y=${HEIGHT - 10} text-anchor="middle">${dayText(day)}</text>` : ''}</g>`)}
      <path class="share" d=${pathOf(points)}></path>
      ${days.length > POINTS_MAX ? '' : points.filter(([, share]) => share !== null).map(([x, share]) => svg`<circle class="share-point" cx=${x} cy=${yOf(share)} r="3.5"></circle>`)}
    </svg>`;
}

/** How much of the whole, beside its number. */
export const meter = (value, whole) => html`
  <svg class="meter" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true"><rect class="meter-whole" width="100" height="8"></rect><rect class="meter-part" width=${whole > 0 ? (100 * value) / whole : 0} height="8"></rect></svg>`;
