// What all entries of the npm package share. Importing it does nothing but define; it also runs on a server.

import { create, type Files } from '../api/kago';
import type { Kago, KagoOptions } from '../api/types';
import { taking } from '../taken';

export const createWith = (options: KagoOptions, files: Files): Kago => create(options, taking(files)).api;
