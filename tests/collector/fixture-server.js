// The collector as a real process for tests that kill it; its validator is a
// stand-in. Data folder and port come from the same variables as in main.js.

import { createCollector } from '../../demo-store/collector/app.js';
import { loadServerCore } from '../../dist/node.js';
import { serve } from '../../demo-store/collector/serve.js';
import { parseWebhook } from '../../demo-store/collector/webhooks/addresses.js';
import { validateStandIn } from './stand-in-validator.js';

const { fold, reply } = await loadServerCore();
const { KAGO_DATA, KAGO_COLLECTOR_PORT, KAGO_WEBHOOKS, KAGO_ABANDONED_MINUTES = 60, KAGO_WRITES_PER_MINUTE } = process.env;
const app = await createCollector({
  validate: validateStandIn, fold, reply, dataFolder: KAGO_DATA, origins: ['*'], qa: true,
  webhooks: KAGO_WEBHOOKS ? [parseWebhook(KAGO_WEBHOOKS)] : [], abandonedMinutes: Number(KAGO_ABANDONED_MINUTES),
  ...(KAGO_WRITES_PER_MINUTE && { writesPerMinute: Number(KAGO_WRITES_PER_MINUTE) }),
});
await serve(app, { port: Number(KAGO_COLLECTOR_PORT ?? 0) });
