import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { CallParameters } from '../../src/call-parameters.js';

const require = createRequire(import.meta.url);

/** Bytes of a module in `test/fixtures`. */
export function fixture(name: 'greeting' | 'effector'): Uint8Array<ArrayBuffer> {
  return new Uint8Array(readFileSync(new URL(`../fixtures/${name}.wasm`, import.meta.url)));
}

/** AquaVM of npm. */
export function avm(): Uint8Array<ArrayBuffer> {
  return new Uint8Array(
    readFileSync(new URL('../dist/avm.wasm', `file://${require.resolve('@fluencelabs/avm')}`)),
  );
}

/** Call parameters with a value in every field. */
export const PARAMETERS: CallParameters = {
  particle: {
    id: 'pid',
    initPeerId: 'init',
    timestamp: 0x1122334455,
    ttl: 7000,
    script: '(null)',
    signature: Uint8Array.of(1, 2, 3),
    token: 'tok',
  },
  serviceId: 'sid',
  serviceCreatorPeerId: 'creator',
  hostId: 'host',
  workerId: 'worker',
  tetraplets: [[{ peerPk: 'pk', serviceId: 's', functionName: 'f', lens: '.x' }], []],
};
