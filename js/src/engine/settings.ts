// Another page, with other settings, may carry out what this one has said: so a line that is left says with which of
// them it was said.

import type { Config } from './commands';
import { encode } from './encode';

/** The settings that make a difference to what a line means, and whose it is (portion.ts). */
const SAID_WITH = 'currency source platform skip urlParameters personal cartLifetimeDays strict shopper'.split(' ');

export const settingsOf = (config: Config): string => encode(config, (name, value) => (!name || SAID_WITH.includes(name) ? value : undefined));
