// What is counted by the day, in a time zone that the request names.

import { requireReader } from '../access/require-reader.js';
import { ClientError } from '../errors.js';
import { limits } from '../limits.js';
import { toldOfMarketing } from '../openapi/marketing.js';
import { countDays, dayBefore, dayFormat, daysOf } from './days.js';

const text = { type: 'string', minLength: 1, maxLength: limits.filterCharacters };
const querystring = { type: 'object', additionalProperties: false, properties: { from: text, to: text, zone: { ...text, default: 'UTC' } } };
const bad = (name, expected) => new ClientError(400, 'invalid_parameter', `Query parameter "${name}": expected ${expected}.`);

/** The days that are asked for: until today, and so many, where nothing is said. */
function daysIn({ from, to, zone }, { now, days, daysMax }) {
  const format = dayFormat(zone);
  if (!format) throw bad('zone', 'a time zone such as Europe/Berlin or UTC');
  const last = to ?? format.format(now());
  if (countDays(last, last) === undefined) throw bad('to', 'a day such as 2026-11-27');
  const first = from ?? dayBefore(last, days - 1);
  const count = countDays(first, last);
  if (count === undefined) throw bad('from', 'a day such as 2026-11-27');
  if (count < 1 || count > daysMax) throw bad('from', `a day that is not behind "to", and ${daysMax} days at most`);
  return { zone, days: daysOf(format, first, count) };
}

/** @param {import('fastify').FastifyInstance} app @param {{ reading: object, shape: (request: string) => string, access: object, now: () => number }} parts */
export function addCountRoutes(app, { reading, shape, access, now }) {
  /** One day after the other, so that whoever else reads needn't wait for all of them. */
  async function counted(days, name, shop) {
    const counts = [];
    for (const { day, from, to } of days) counts.push({ day, ...await reading.listed(name, shop, from, to) });
    return counts;
  }

  app.get('/v1/recovery', { schema: { ...toldOfMarketing.recovery, querystring }, onRequest: requireReader(access, 'read_orders') }, async ({ query, reader: { shop } }) => {
    const { zone, days } = daysIn(query, { now, days: 30, daysMax: limits.countedDaysMax });
    const counts = await counted(days, 'checkoutsBegun', shop);
    const orders = await reading.listed('ordersWonBack', shop, days[0].from, days.at(-1).to);
    return {
      zone,
      days: counts.map(({ lost, ...day }) => ({ ...day, left: lost + day.came_back + day.won_back })),
      won_back: JSON.parse(shape(`{"as":"listed.figures","rows":[${orders.join()}]}`)),
    };
  });

  app.get('/v1/funnel', { schema: { ...toldOfMarketing.funnel, querystring }, onRequest: requireReader(access, 'read_carts') }, async ({ query, reader: { shop } }) => {
    const { zone, days } = daysIn(query, { now, days: 14, daysMax: limits.funnelDaysMax });
    return { zone, days: await counted(days, 'shoppersBetween', shop) };
  });
}
