// What the collector is told at its start: one file (`--config collector.json`), the environment, or both; where both name
// a thing the environment counts. What is wrong ends the start before anything is begun, all of it at once.

import { faultsInQaHost } from './inspect/qa.js';
import { readEnvironment } from './settings/environment.js';
import { requireNone } from './settings/fault.js';
import { faultsOf } from './settings/faults.js';
import { readFile } from './settings/file.js';

/**
 * @param {{ env: Record<string, string | undefined>, path?: string, isForQa?: boolean, defaultDataFolder: string }} sources
 * @returns {object} options of createCollector, and `host` and `port`
 */
export function readConfig({ env, path, isForQa = false, defaultDataFolder }) {
  const file = path !== undefined ? readFile(path) : { settings: {}, places: {}, shops: [], faults: [] };
  const said = readEnvironment(env);
  const settings = { host: '127.0.0.1', port: 8081, dataFolder: defaultDataFolder, ...file.settings, ...said.settings };
  const placeOf = (setting, i) => said.names[setting] ?? `the configuration ${path}: ${file.places[setting]?.[i] ?? setting}`;
  const known = said.names.writeKeys ? [] : file.shops;
  requireNone([...file.faults, ...said.faults, ...faultsOf(settings, placeOf, known), ...(isForQa ? faultsInQaHost(settings.host) : [])]);
  return settings;
}
