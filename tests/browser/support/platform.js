// What the specs of platforms start from: tests in whose pages quiet passes as soon as they look (clock.js).

import { test as base } from './fixtures.js';

export { expect, observed, until } from './fixtures.js';

export const test = base.extend({ quietPasses: true });

/** For `test.extend`: a page's waits are waited for, as by a shopper. Of each platform a test at least does. */
export const realTime = { quietPasses: false };
