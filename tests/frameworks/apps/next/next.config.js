import { fileURLToPath } from 'node:url';

// Without it Next looks for the project's root by lock files, in folders above this one too.
export default { turbopack: { root: fileURLToPath(new URL('.', import.meta.url)) } };
