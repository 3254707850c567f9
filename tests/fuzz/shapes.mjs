// Inputs as a page may make them, of one seed: what the platforms say (tests/fixtures), changed at random,
// and values as deep, wide, long or circular as a line of JSON can have them.

import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Levels that the core keeps of a line, and members of an object (core/base/limits.h). */
const DEPTH_MAX = 64;
const MEMBERS_MAX = 1000;
const LINE_CHARACTERS = 2_000_000;
/** Of a fixture that is worth its time. */
const BYTES_MAX = 20_000;

const folder = fileURLToPath(new URL('../fixtures', import.meta.url));

/** [{from, what, data}] of that platform. */
export function fixturesOf(platform) {
  return readdirSync(`${folder}/${platform}`)
    .map((file) => ({ from: platform, what: file.split('.')[0], text: readFileSync(`${folder}/${platform}/${file}`, 'utf8') }))
    .filter(({ text }) => text.length < BYTES_MAX)
    .map(({ from, what, text }) => ({ from, what, data: JSON.parse(text) }));
}

/** Numbers from a seed: draw(6) is one of 0 to 5 (splitmix32). */
export function chance(seed) {
  let state = seed | 0;
  return (below) => {
    state = (state + 0x9e3779b9) | 0;
    let bits = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    bits = Math.imul(bits ^ (bits >>> 15), 0x735a2d97);
    return ((bits ^ (bits >>> 15)) >>> 0) % below;
  };
}

export function nested(levels, wrap, core = 1) {
  let value = core;
  for (let level = 0; level < levels; level++) value = wrap(value);
  return value;
}

const list = (count, make) => Array.from({ length: count }, (_, i) => make(i));
const members = (count, value) => Object.fromEntries(list(count, (i) => [`k${i}`, value]));

/** JSON-LD whose nodes refer to each other: in a circle, as a chain, as a lattice that fans out. */
export function graphs(count = 40) {
  const node = (id, offers) => ({ '@type': 'Product', '@id': `#${id}`, name: 'A', sku: 'a', offers });
  const to = (id) => ({ '@id': `#${id}` });
  return [
    node(0, to(0)),
    node(0, [to(0), to(0), to(0)]),
    [node(0, to(1)), node(1, to(0))],
    list(count, (i) => node(i, to((i + 1) % count))),
    list(count, (i) => node(i, list(8, () => to(i + 1)))),
    { '@type': 'ProductGroup', '@id': '#g', name: 'G', hasVariant: list(count, () => ({ offers: to('g') })) },
    nested(DEPTH_MAX, (inner) => ({ '@graph': [inner] }), node(0, to(0))),
    nested(DEPTH_MAX, (inner) => ({ mainEntity: inner })),
    { '@type': 'Product', name: 'A', image: to('i'), offers: nested(DEPTH_MAX - 2, (inner) => ({ offers: inner })) },
    { '@type': 'Product', name: 'A', offers: nested(DEPTH_MAX - 2, (inner) => [inner], { price: 1 }) },
    { '@type': 'Product', name: 'A', offers: { price: nested(DEPTH_MAX, (inner) => ({ a: inner })) } },
  ];
}

/** What no shop says in the place of a text or a number. */
export const monsters = [
  () => nested(DEPTH_MAX, (inner) => [inner]),
  () => nested(DEPTH_MAX, (inner) => ({ id: inner })),
  () => nested(DEPTH_MAX / 2, (inner) => [{ id: inner }]),
  () => nested(DEPTH_MAX, (inner) => ({ '': inner, $bad: '\u0000' })),
  () => nested(1_000, (inner) => [inner]),
  () => nested(8, (inner) => [inner, inner]),
  () => list(2_000, () => ({ id: 1, name: 'x', quantity: 1, price: '1' })),
  () => list(5_000, () => 0),
  () => '1.299',
  () => '-1\u00a0234,50 €',
  () => '0,5',
  () => 1.85,
  () => -10,
  () => 'kr',
  () => members(MEMBERS_MAX + 1, null),
  () => members(MEMBERS_MAX, members(10, 1)),
  () => 'x'.repeat(100_000),
  () => '\u2028"\\\u0000👕'.repeat(5_000),
  () => '&#xD800;&amp;<b>'.repeat(2_000),
  () => '9'.repeat(5_000),
  () => 1e308,
  () => ({ $kago: 'x'.repeat(5_000) }),
  () => ({ '': '', '\u0001': [], $: {}, ' ': null }),
  () => '\ud800',
  () => null,
  () => -1,
  () => '',
  () => true,
];

/** Puts a monster, a graph or another part of the data in the place of one to three values. */
export function mutated(data, draw) {
  const root = { data: structuredClone(data) };
  for (let changes = 1 + draw(3); changes > 0; changes--) {
    let [parent, key] = [root, 'data'];
    while (parent[key] && typeof parent[key] === 'object' && Object.keys(parent[key]).length > 0 && (parent === root || draw(6) > 0)) {
      parent = parent[key];
      key = Object.keys(parent)[draw(Object.keys(parent).length)];
    }
    parent[key] = replacementOf(parent[key], data, draw);
  }
  return root.data;
}

/** Not more than a line may hold, twice: copies of copies are soon more than a text of JavaScript can be. */
function copiesOf(value, count) {
  const characters = JSON.stringify(value)?.length ?? 1;
  return list(Math.min(count, Math.ceil(LINE_CHARACTERS / characters)), () => structuredClone(value));
}

function replacementOf(value, data, draw) {
  // A text of JSON within JSON: a block of JSON-LD.
  if (typeof value === 'string' && /^\s*[[{]/.test(value) && draw(2) === 0) {
    const all = graphs();
    return JSON.stringify(all[draw(all.length)]);
  }
  if (draw(8) === 0) return structuredClone(data);
  if (draw(8) === 0) return copiesOf(value, 1 + draw(300));
  return monsters[draw(monsters.length)]();
}
