// Options of rolldown for what runs in browsers: a module `x.browser.ts` takes the place of the `x.ts` beside it, the few
// things that are used of Node come from ./node, and whatever else would need Node ends the build.
import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const at = (file) => fileURLToPath(new URL(file, import.meta.url));

/** Modules of Node of which a part is there. */
const PARTS = {
  'node:buffer': at('node/buffer.mjs'),
  'node:child_process': at('node/child-process.mjs'),
  'node:crypto': at('node/crypto.mjs'),
  'node:events': at('node/events.mjs'),
  'node:fs': at('node/fs.mjs'),
  'node:path': at('node/path.mjs'),
  'node:timers/promises': at('node/timers-promises.mjs'),
  'node:util': at('node/util.mjs'),
};

const siblings = {
  name: 'for-browsers',
  resolveId(id, importer) {
    if (id.startsWith('node:'))
      return PARTS[id] ?? this.error(`${importer} imports ${id}: browsers have no such thing`);
    if (!id.startsWith('.') || importer === undefined) return undefined;
    const sibling = resolve(dirname(importer), id).replace(/\.js$/, '.browser.ts');
    return existsSync(sibling) ? sibling : undefined;
  },
};

export function forBrowsers() {
  return {
    platform: 'browser',
    plugins: [siblings],
    transform: {
      inject: {
        Buffer: [PARTS['node:buffer'], 'Buffer'],
        process: [at('node/process.mjs'), 'process'],
        setImmediate: [at('node/timers.mjs'), 'setImmediate'],
      },
    },
  };
}
