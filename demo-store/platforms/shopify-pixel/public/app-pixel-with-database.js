// A strict sandbox that leaves IndexedDB alone: a worker has that of the shop's origin.

import './register.js';
