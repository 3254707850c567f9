// An event, spoilt in every place by every kind of value: each time one value is another, missing,
// or one member too many. Values are JSON texts, since JavaScript can't tell 2.0 from 2.

const text = (value) => JSON.stringify(value);
const members = (count) => Object.fromEntries(Array.from({ length: count }, (_, i) => [`m${i}`, 1]));

const numbers = '0 -0 1 -1 0.1 2.0 2.5 1e3 1E+2 25e-1 -0.01 1e300 9007199254740991 9007199254740992'.split(' ');

const texts = [
  '', ' ', '   ', '\t', '\n', 'a', ' a', 'a ', ' a b ', 'a\nb', '\na', 'a\n', 'a\u0000', 'a\u001f', '\u007f', '\u00a0', '\u2028',
  '12" 籠 🧺', '19.99', ...[255, 256, 2048, 2049].map((length) => 'x'.repeat(length)), `${' '.repeat(254)}x`,
];

const words = ['EUR', 'eur', ' EUR', 'EURO', 'HRK', 'XXX', 'BTC', '€', 'add', 'remove', 'replace', 'ADD', 'cart_updated'];

const times = [
  '2026-11-22T09:15:27Z', '2026-11-22T09:15:27.4Z', '2026-11-22T09:15:27.123456789Z', '2026-11-22T09:15:27+09:00', '2026-11-22T09:15:27-0430',
  '2026-11-22T09:15:27+23:59', '2024-02-29T00:00:00Z', '0001-01-01T00:00:00Z', '9999-12-31T23:59:59Z', '2026-12-31T23:59:59-00:00',
  '2026-11-22T09:15:27', '2026-11-22', '2026-11-22T09:15Z', '2026-11-22 09:15:27Z', '2026-11-22t09:15:27z', '2026-11-22T09:15:27.Z',
  '2026-11-22T24:00:00Z', '2026-11-22T09:60:00Z', '2026-11-22T09:15:60Z', '2026-13-01T00:00:00Z', '2026-00-10T00:00:00Z',
  '2026-11-31T00:00:00Z', '2026-02-30T00:00:00Z', '2026-01-00T00:00:00Z', '2026-01-32T00:00:00Z', '0000-01-01T00:00:00Z',
  '2026-11-22T09:15:27+24:00', '2026-11-22T09:15:27+09:60', '2026-11-22T09:15:27+9', '2026-11-22T09:15:27+09', ' 2026-11-22T09:15:27Z',
  '2026-11-22T09:15:27Z\n', '26-11-22T09:15:27Z', '20261-11-22T09:15:27Z', '٢٠٢٦-11-22T09:15:27Z',
];

const lists = [
  [], [''], ['a'], [1], [null], [{}], [[]], Array(100).fill('a'), Array(101).fill('a'), ['a', 'b\n'], [{ code: 'a' }], [{ amount: -1 }], [{ x: 1 }],
];

const objects = [
  {}, { a: null }, { 'a b': true }, { '': 1 }, { $a: 1 }, { a$: 1 }, { '\n$': 1 }, { ' ': '' }, { $kago: 'NaN' }, { [`${'k'.repeat(255)}`]: 1 },
  { [`${'k'.repeat(256)}`]: 1 }, { a: { $b: 1 } }, { a: { $kago: 'NaN' } }, { a: [{ '': 1 }] }, { a: [[{ b: { $c: 1 } }]] }, { a: [[{ b: { c: [1, 'x\n', null] } }]] },
  members(1000), members(1001), { a: members(1000) }, { a: members(1001) }, { a: [members(1001)] },
];

const values = [...numbers, 'null', 'true', 'false', ...[...texts, ...words, ...times, ...lists, ...objects].map(text)];

/** The event as text, with the value at that path replaced by a JSON text. */
export function textOf(event, path, json) {
  const copy = structuredClone(event);
  const mark = '@spoilt@';
  parentOf(copy, path)[path.at(-1)] = mark;
  return text(copy).replace(text(mark), () => json);
}

/** Yields {text, how}. */
export function* spoilt(event) {
  yield { text: text(event), how: 'unspoilt' };
  for (const path of pathsOf(event)) {
    const place = path.join('.');
    const without = structuredClone(event);
    delete parentOf(without, path)[path.at(-1)];
    if (!Array.isArray(parentOf(event, path))) yield { text: text(without), how: `without ${place}` };
    for (const json of values) yield { text: textOf(event, path, json), how: `${place} = ${json.slice(0, 60)}` };
    const value = parentOf(event, path)[path.at(-1)];
    if (isObject(value)) yield { text: textOf(event, [...path, 'extra'], '1'), how: `${place}.extra` };
  }
  yield { text: textOf(event, ['extra'], '1'), how: 'extra' };
}

function isObject(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parentOf(event, path) {
  return path.slice(0, -1).reduce((value, key) => value[key], event);
}

function* pathsOf(value, path = []) {
  if (typeof value !== 'object' || value === null) return;
  for (const key of Object.keys(value)) {
    yield [...path, key];
    yield* pathsOf(value[key], [...path, key]);
  }
}
