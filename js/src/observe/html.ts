import type { Observe } from './shop';

export const observe: Observe = () => {};
