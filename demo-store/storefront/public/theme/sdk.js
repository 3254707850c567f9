// Starts Kago from the npm package and connects it to the shop. What comes from /qa/ is for testers only: a real theme
// has an address and a consent of its own, and says `connectKago(kago)`.

import { createKago } from 'kago/full'; // for the words of `debug`; a shop that makes its own calls imports `kago`
import config from '/config.js';
import { currency } from '/shop/currency.js';
import { collectorAddress, consent } from '/qa/switches.js';
import { watched } from '/qa/watch.js';
import { connectKago } from './tracking.js';

const kago = createKago({
  collector: collectorAddress(config.collector),
  writeKey: config.writeKey,
  currency,
  source: location.origin,
  consent: consent(),
  debug: true,
});

window.kago = kago; // for the console of whoever tries it
connectKago(watched(() => kago));
