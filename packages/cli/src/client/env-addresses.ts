import { readFile } from 'node:fs/promises';
import path from 'node:path';
import {
  DEFAULT_PEER_COUNT,
  FIRST_WS_PORT,
  localPaths,
  peerName,
  readLocalState,
  WELL_KNOWN_PEERS,
} from '@noctiluca/local-network/control';
import { parseKey } from '@noctiluca/particle';
import { CliError } from '../errors.js';
import type { FluenceEnv } from '../project/env.js';
import { webSocketAddress } from './relay.js';

/**
 * WebSocket multiaddrs of an environment's peers, in their order: of the running local network or those it will have, or
 * the project's own.
 * @param project undefined outside of one
 * @throws CliError `NO_PROJECT`, `RELAY_UNKNOWN` for a custom environment without relays; `KEY_INVALID`
 */
export async function envAddresses(
  fluenceDir: string,
  env: FluenceEnv,
  project: { readonly file: string; readonly relays: readonly string[] } | undefined,
): Promise<readonly string[]> {
  if (env === 'custom') return customRelays(project);
  const state = await readLocalState(fluenceDir);
  return state?.peers.map(webSocketAddress) ?? Promise.all(futureAddresses(fluenceDir));
}

/** @throws CliError `NO_PROJECT`, `RELAY_UNKNOWN` */
export function customRelays(
  project: { readonly file: string; readonly relays: readonly string[] } | undefined,
): readonly string[] {
  if (project === undefined)
    throw new CliError(
      'NO_PROJECT',
      `The environment "custom" is a fluence.yaml's: run this inside a project`,
    );
  if (project.relays.length > 0) return project.relays;
  const what = `${project.file} has no relays for the environment "custom": list them under customFluenceEnv`;
  throw new CliError('RELAY_UNKNOWN', what);
}

/** Where the peers of a local network will listen; a project may have keys of its own for them. */
function futureAddresses(fluenceDir: string): Promise<string>[] {
  return WELL_KNOWN_PEERS.slice(0, DEFAULT_PEER_COUNT).map(async ({ seed }, index) => {
    const file = path.join(localPaths(fluenceDir).secrets, `${peerName(index)}.txt`);
    const own = await readFile(file, 'utf8').catch(() => undefined);
    return `/ip4/127.0.0.1/tcp/${FIRST_WS_PORT + index}/ws/p2p/${peerIdOf(own?.trim() ?? seed, file)}`;
  });
}

function peerIdOf(seed: string, file: string): string {
  try {
    return parseKey(seed).peerId;
  } catch (cause) {
    throw new CliError('KEY_INVALID', `${file} has no key: expected the base64 of 32 bytes`, { cause });
  }
}
