// Members that the sources of one bundle use among themselves: the build gives them short names. What others know
// keeps its name: the core and the store (JSON, rows), the page (API, options, browser), an observer (its Shop, for it
// is a bundle of its own). tests/js/internal.test.js holds this list to that.
export const INTERNAL = [
  'announce', 'answered', 'beyond', 'commands', 'emit', 'engine', 'erase', 'erased', 'failure', 'gone', 'guarded', 'hearTab', 'isFresh', 'isMemory', 'isOpen',
  'isSlow', 'isWritten', 'learn', 'leave', 'note', 'onDisk', 'opens', 'owns', 'pageEnd', 'pass', 'regranted', 'replay', 'restored',
  'submitLine', 'taken', 'transact', 'units', 'writes',
];
