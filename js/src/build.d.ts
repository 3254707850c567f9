// What js/build/bundle.mjs puts in the place of these names.

/** Of the package. */
declare const __VERSION__: string;
/** Version and hash, the same in all files of one build. */
declare const __BUILD__: string;
/** The hashes of the modules that the bundle may load; one of them has to fit. */
declare const __INTEGRITY__: string;
/** The script tag's bundle: there is always a page, and all options are attributes, which are text. */
declare const __TAG__: boolean;

/** The module `kago`, in base64. */
declare const __CORE__: string;

/** Of the script tag: files-beside.ts or files-within.ts. */
declare module 'kago-files' {
  export const filesOf: (tag: HTMLScriptElement) => import('./api/files').Files;
}

/** What other files of the build take (js/lent.mjs). */
declare module 'kago-lent' {
  const lent: unknown[];
  export default lent;
}
