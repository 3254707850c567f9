// The collector as a real process for tests that kill it; its validator is a
// stand-in. Data folder and port come from the same variables as in main.js.

import { createCollector } from '../../demo-store/collector/app.js';
import { loadServerCore } from '../../dist/node.js';
import { serve } from '../../demo-store/collector/serve.js';
import { validateStandIn } from './stand-in-validator.js';

const { fold, reply } = await loadServerCore();
const app = await createCollector({ validate: validateStandIn, fold, reply, dataFolder: process.env.KAGO_DATA, origins: ['*'] });
await serve(app, Number(process.env.KAGO_COLLECTOR_PORT ?? 0));
