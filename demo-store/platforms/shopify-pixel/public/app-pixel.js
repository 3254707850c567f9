// The strict sandbox. As a bundler leaves it, but for the files being apart.

import './strict.js';
import './register.js';
