// What kago.js lends to the files that it loads: they have no copy of it, nor of its state. Where a module stands here, all
// that those files may take of it does. The build (build.mjs) makes a list of it for kago.js, and of each of these modules
// in another file a view of that list.

import { relative } from 'node:path';

export const LENT = {
  'api/options': ['complain', 'configOf'],
  'api/status': ['statusOf'],
  'api/tell': ['tellWrong'],
  'consent/first': ['firstConsent', 'isLeftToPlatform'],
  'consent/words': ['held', 'isConsent'],
  'engine/encode': ['encode', 'entropy'],
  'engine/settings': ['settingsOf'],
  'page/attempt': ['attempt'],
  'page/guard': ['guarded'],
  'page/in-time': ['inTime', 'Late'],
  'page/listen': ['listen', 'stopAll'],
  'page/prerender': ['isFrame', 'isPrerendered'],
  'store/connection': ['answerOf', 'NAME', 'OPEN_MS_MAX'],
  'store/denial': ['deny', 'erased', 'owed'],
  'store/last-words': ['forgetWords', 'PREFIX', 'wordKeys'],
  'store/records': ['costOf', 'leave', 'LEAVE_MS', 'LEFT_UNITS_MAX', 'recordsOf'],
};

const all = Object.entries(LENT).flatMap(([module, names]) => names.map((name) => ({ module, name })));

/** For the bundle that lends: the module `kago-lent` is the list. `folder` has the sources. */
export function lends(folder) {
  const contents = `${all.map(({ module, name }) => `import { ${name} } from './${module}';`).join('\n')}\nexport default [${all.map(({ name }) => name).join()}];`;
  return {
    name: 'lends',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^kago-lent$/ }, () => ({ path: 'kago-lent', namespace: 'lent' }));
      onLoad({ filter: /./, namespace: 'lent' }, () => ({ contents, resolveDir: folder }));
    },
  };
}

/** For a file that takes: `lent` gives what stands at that place of the list. */
export function takes(folder) {
  const placeOf = (module, name) => all.findIndex((one) => one.module === module && one.name === name);
  return {
    name: 'takes',
    setup: ({ onLoad }) => onLoad({ filter: /\.ts$/ }, ({ path }) => {
      const module = relative(folder, path).slice(0, -'.ts'.length);
      return LENT[module] && { contents: LENT[module].map((name) => `export const ${name} = /* @__PURE__ */ lent(${placeOf(module, name)});`).join('\n') };
    }),
  };
}

/** A bundle that takes, as a module that is a function of `lent`: it runs once for each kago.js, whose trackers share its state. `build`: its name, as a text of JSON. What stands before the code, what of it stays, and what behind. */
export function asTaking(code, build) {
  const [statement, list] = /export\s*{([^}]*)};?\s*$/.exec(code);
  const members = list.split(',').map((one) => one.trim().split(/\s+as\s+/)).map(([name, as = name]) => `${as}:${name}`);
  return [`export const build=${build};let made,by;export default lent=>by===lent?made:(by=lent,made=(()=>{`, code.slice(0, -statement.length), `return{${members}}})());`];
}
