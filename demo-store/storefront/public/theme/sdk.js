// Starts Kago from the npm package and connects it to the shop. `watched` only shows each call's
// result in the QA strip: a real theme says `connectKago(kago)`.

import { createKago } from 'kago';
import config from '/config.js';
import { watched } from '/qa/watch.js';
import { connectKago } from './tracking.js';

const kago = createKago({
  collector: config.collector,
  writeKey: config.writeKey,
  currency: 'EUR',
  source: location.origin,
  debug: true,
});

window.kago = kago; // for the console of whoever tries it
connectKago(watched(() => kago));
