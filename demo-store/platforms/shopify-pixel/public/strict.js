// A worker knows no document anyway; this one has no IndexedDB either.

Object.defineProperty(self, 'indexedDB', { value: undefined });
