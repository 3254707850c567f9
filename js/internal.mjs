// Members that the sources of one bundle use among themselves: the build gives them short names. What others know
// keeps its name: the core and the store (JSON, rows), the page (API, options, browser), an observer (its Shop, for it
// is a bundle of its own). tests/js/internal.test.js holds this list to that.
export const INTERNAL = [
  'announce', 'beyond', 'commands', 'emit', 'engine', 'erase', 'erased', 'failure', 'guarded', 'isFresh', 'isMemory', 'isOpen',
  'isSlow', 'learn', 'leave', 'note', 'observer', 'opens', 'owns', 'pageEnd', 'pass', 'places', 'replay', 'restored',
  'running', 'submitLine', 'taken', 'tell', 'transact', 'units', 'watch', 'writes',
];
