// The checks of code blocks, held to what they are to find: each text here is wrong in one thing.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CHECKS, IN_PART } from './support/checks.js';

const tag = (attributes) => `<script async src="/kago.js" data-collector="https://collect.example/v1/events" ${attributes}></script>`;

const SPOILT = [
  ['json', '{"total": 1,}', /parse/],
  ['js', 'const = 1;', /parse/],
  ['js', "import { createTracker } from 'kago';", /kago has no createTracker/],
  ['js', "import { kago } from 'kago/nowhere';", /nothing is exported as kago\/nowhere/],
  ['js', 'await kago.cartChanged({});', /kago has no cartChanged/],
  ['js', "createKago({ collector: '', key: 'pk' });", /no option is called key/],
  ['js', "createKago({ platform: 'woo' });", /no platform is called woo/],
  ['ts', 'const kago: = createKago();', /parse/],
  ['tsx', 'const page = <Page>;', /parse/],
  ['html', tag('data-write-key="pk" data-plattform="ga4"'), /no option is called plattform/],
  ['html', tag('data-write-key="pk" data-platform="shopify ga5"'), /no platform is called ga5/],
  ['html', tag('data-write-key="pk" data-currency="EURO"'), /currency can't be EURO/],
  ['html', tag('data-write-key="pk" data-plattform="ga4"').replace('kago.js', 'kago-standalone.js'), /no option is called plattform/],
  ['html', tag('data-platform="ga4"'), /writeKey can't be undefined/],
  ['html', '<main data-kago-prize="8"></main>', /no mark is called data-kago-prize/],
  ['html', '<script>kago.cartUpdated(</script>', /parse/],
  ['html', '<script type="importmap">{ imports }</script>', /parse/],
  ['liquid', '{% unless a %}', /parse/],
  ['php', `<?php ?>${tag('data-write-key="pk" data-skipp="a"')}`, /no option is called skipp/],
  ['sh', 'curl "http://127.0.0.1:8081', /bash/],
  ['sh', 'npm run sizes', /no script sizes/],
  ['sh', 'npm test -- core browsers', /no suite browsers/],
  ['sh', 'npx kago-collektor --qa', /has the command kago-collektor/],
  ['sh', 'npx kago-collector --qa=1 rebuild now', /has no/],
  ['sh', 'KAGO_ORIGIN=https://shop.example \\\nnpx kago-collector', /KAGO_ORIGIN/],
  ['sh', 'npx kago-collector --q', /has no --q/],
  ['sh', 'node demo-store/begin.mjs # npm run sizes', /no demo-store\/begin\.mjs/],
];

for (const [language, text, fault] of SPOILT) {
  test(`${language}: ${text}`, async () => {
    const faults = await { ...CHECKS, ...IN_PART }[language](text);
    assert.equal(faults.length, 1, faults.join('; '));
    assert.match(faults[0], fault);
  });
}
