// Members that the sources use among themselves: the build gives them short names, the same ones in kago.js and in the
// files that take from it. What others know keeps its name: the core and the store (JSON, rows), the page (API, options,
// browser), an observer (its Shop). tests/js/internal.test.js holds this list to that.
export const INTERNAL = [
  'announce', 'answered', 'beyond', 'broken', 'commands', 'emit', 'engine', 'erase', 'erased', 'failure', 'gone', 'guarded', 'hearTab', 'isAsked', 'isFresh', 'isMemory', 'isOpen',
  'isSlow', 'isWritten', 'learn', 'leave', 'lineOf', 'note', 'onDisk', 'opened', 'opens', 'owns', 'pageEnd', 'pass', 'regranted', 'replay', 'restored',
  'submitLine', 'taken', 'transact', 'units', 'whatHangs', 'writes',
];
