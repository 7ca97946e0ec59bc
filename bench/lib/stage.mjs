import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { CORES, startChild } from './child.mjs';

/** The processes of a benchmark and their files; all gone after `clear`. */
export async function createStage() {
  const directory = await mkdtemp(path.join(tmpdir(), 'noctiluca-bench-'));
  const children = [];
  let peers = 0;

  async function start(name, core, parameters, entry) {
    const child = startChild(name, { core, entry });
    children.push(child);
    return Object.assign(child, await child.ask('start', parameters));
  }

  return {
    directory,
    /**
     * A whole peer; its idle memory is taken before anything is asked of it.
     * @param home folder of its files, new unless it is named
     * @param entry the process's module, of another checkout perhaps
     */
    async peer({ home = `peer-${peers++}`, ...parameters } = {}, entry) {
      const base = path.join(directory, home);
      await mkdir(base, { recursive: true });
      return start('peer', CORES.measured, { directory: base, ...parameters }, entry);
    },
    echo: (parameters = {}) => start('echo', CORES.measured, parameters),
    bare: () => start('bare', CORES.measured),
    /** A client of the relay; see `processes/client.mjs`. */
    client: (parameters) => start('client', CORES.loader, parameters),
    /** A client that counts which of its particles are taken and which come back. */
    acknowledging: (parameters) => start('acknowledging', CORES.loader, parameters),
    /** Clients of a peer that is attacked, and who attacks it. */
    bystanders: () => start('bystanders', CORES.loader),
    attacker: () => start('attacker', CORES.loader),
    async loader(...targets) {
      const loader = await start('loader', CORES.loader);
      for (const to of targets) await loader.ask('connect', { to: contactOf(to) });
      return loader;
    },
    async clear() {
      await Promise.all(children.map((child) => child.stop()));
      await rm(directory, { recursive: true, force: true });
    },
  };
}

export function contactOf({ peerId, addresses }) {
  return { peerId, addresses };
}
