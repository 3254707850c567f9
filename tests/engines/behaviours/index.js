// The rows of the table, in its order: `{ name, cannot: { <engine>: reason }, run }`.

import { consent } from './consent.js';
import { crashes } from './crashes.js';
import { entries } from './entries.js';
import { leaving } from './leaving.js';
import { network } from './network.js';
import { platforms } from './platforms.js';

export const behaviours = [...entries, ...leaving, ...crashes, ...network, ...consent, ...platforms];
