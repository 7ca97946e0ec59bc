import { arrayBuiltins } from './array.js';
import { cmpBuiltins } from './cmp.js';
import { debugBuiltins } from './debug.js';
import { distBuiltins } from './dist.js';
import { jsonBuiltins } from './json.js';
import { kadBuiltins } from './kad.js';
import { mathBuiltins } from './math.js';
import { opBuiltins } from './op.js';
import { type PeerBuiltinsComponents, peerBuiltins } from './peer.js';
import { type RunConsoleBuiltinsComponents, runConsoleBuiltins } from './run-console.js';
import { type SigBuiltinsComponents, sigBuiltins } from './sig.js';
import { type SrvBuiltinsComponents, srvBuiltins } from './srv.js';
import { type StatBuiltinsComponents, statBuiltins } from './stat.js';
import { type SubnetBuiltinsComponents, subnetBuiltins } from './subnet.js';
import type { BuiltinService } from './table.js';
import { type VaultBuiltinsComponents, vaultBuiltins } from './vault.js';
import { type WorkerBuiltinsComponents, workerBuiltins } from './worker.js';

export type BuiltinsComponents = PeerBuiltinsComponents &
  SigBuiltinsComponents &
  SrvBuiltinsComponents &
  StatBuiltinsComponents &
  SubnetBuiltinsComponents &
  VaultBuiltinsComponents &
  WorkerBuiltinsComponents &
  RunConsoleBuiltinsComponents;

/** THE table: every built-in function of this peer (spec/nox.md §3). */
export function defaultBuiltins(components: BuiltinsComponents): BuiltinService[] {
  return [
    opBuiltins,
    debugBuiltins,
    peerBuiltins(components),
    kadBuiltins(components),
    srvBuiltins(components),
    distBuiltins(components),
    sigBuiltins(components),
    mathBuiltins,
    cmpBuiltins,
    arrayBuiltins,
    jsonBuiltins,
    statBuiltins(components),
    vaultBuiltins(components),
    workerBuiltins(components),
    subnetBuiltins(components),
    runConsoleBuiltins(components),
  ];
}
