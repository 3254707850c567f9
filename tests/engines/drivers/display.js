// What WebKitGTK needs to run where nobody looks: a display of its own, and a home in the profile's folder.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Below the folder of libraries, whose name is the machine's kind. */
export const miniBrowser = readdirSync('/usr/lib').map((name) => join('/usr/lib', name, 'webkit2gtk-4.1/MiniBrowser')).find(existsSync);

/** A process that doesn't outlive this one, however a test that hangs is ended. */
export function start(file, words, options) {
  const child = spawn(file, words, options);
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  child.once('exit', () => process.off('exit', kill));
  return child;
}

/** Starts a display, whose number the server itself finds. */
export async function startDisplay(folder) {
  const server = start('Xvfb', ['-displayfd', '3', '-screen', '0', '1280x900x24', '-nolisten', 'tcp'], { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const [number] = await once(server.stdio[3], 'data');
  return { env: envOf(folder, `:${String(number).trim()}`), close: () => end(server) };
}

function envOf(folder, display) {
  return {
    ...process.env,
    DISPLAY: display,
    HOME: folder, XDG_DATA_HOME: join(folder, 'data'), XDG_CACHE_HOME: join(folder, 'cache'), XDG_CONFIG_HOME: join(folder, 'config'),
    // Neither a bus of a desktop nor a graphics card is there, and the sandbox asks for rights that a container hasn't.
    NO_AT_BRIDGE: '1', GIO_USE_VFS: 'local', GSETTINGS_BACKEND: 'memory',
    WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1', WEBKIT_DISABLE_COMPOSITING_MODE: '1', LIBGL_ALWAYS_SOFTWARE: '1',
  };
}

export async function end(child, signal = 'SIGTERM') {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill(signal);
  await once(child, 'exit');
}
