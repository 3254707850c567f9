// A class and the function that js/closures.mjs makes of it do the same.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { withoutClasses } from '../../js/closures.mjs';

const SOURCE = `
  const start = 'of the module';
  class Other { constructor(word) { this.word = word; } word; }
  class Counter {
    #count = 0;
    #word;
    isEven = true;
    seen = [start];
    constructor(start, { word = 'none' } = {}) {
      this.start = start;
      this.#word = new Other(word);
      if (start === undefined) return;
      this.#add(start);
    }
    start;
    get count() { return this.#count; }
    get #twice() { return this.#count * 2; }
    add(more = 1) { this.#add(more); return [1, 2].map(() => this.#twice); }
    async #add(more) { this.#count += more; this.isEven = this.#count % 2 === 0; this.seen.push(this.count); }
    said() { return start + this.#word.word; }
    later() { return function () { return 'its own'; }.call(this.start) }
  }
  const one = new Counter(3, { word: '!' }), none = new Counter();
  return [one.count, one.add(), one.add(4), one.count, one.isEven, one.start, one.seen, one.said(), none.count, none.said(), none.isEven, one.later()];
`;
const inModule = (body) => `(() => {${body}})()`;
const run = (body) => JSON.stringify((0, eval)(inModule(body)));
const converted = (body) => withoutClasses(inModule(body), new Set(['Counter', 'Other'])).text;

test('what is made of a class counts, tells and remembers as the class does', () => {
  assert.equal(JSON.stringify((0, eval)(converted(SOURCE))), run(SOURCE));
  assert.doesNotMatch(converted(SOURCE), /class |new |this\.#/);
});

test('what TypeScript keeps private is not shown, what is public is', () => {
  const { text: code } = withoutClasses('class Counter { constructor(count) { this.count = count; } count; get twice() { return this.count * 2; } }', new Set(['Counter']), new Set(['count']));
  assert.deepEqual((0, eval)(`(${code})`)(4), { twice: 8 });
});

for (const [what, member] of [
  ['hands itself on', 'all() { return [this]; }'],
  ['names a member as it runs', 'get(name) { return this[name]; }'],
  ['uses a member that it does not declare', 'get() { return this.nothing; }'],
  ['has a static member', 'static all = 1;'],
  ['has a setter', 'set all(one) {}'],
]) {
  test(`a class that ${what} ends the build`, () => {
    assert.throws(() => withoutClasses(`class Counter { ${member} }`, new Set(['Counter'])), /class Counter .* can't make a closure/);
  });
}
