// An app's pixel; `register` is the sandbox's.

import { startPixel } from '/kago/pixel.js';
import { api } from './sandbox.js';

const register = async (start) => start(await api);

register((standard) => startPixel(standard, standard.settings));
