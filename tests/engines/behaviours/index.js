// The rows of the table, in its order: `{ name, cannot: { <engine>: reason }, run }`.

import { entries } from './entries.js';

export const behaviours = [...entries];
