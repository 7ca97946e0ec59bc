import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CallParameters } from '@noctiluca/marine';
import { PARAMETERS } from './services.js';

/** Directories of a peer's services on the disk, as spec/nox.md §4.4 lays them out. */
export interface WorkFolder {
  readonly path: string;
  /** What the modules of a service find mapped. */
  mappedDirs(serviceId: string): Record<string, string>;
  /** Makes the vault of a particle, as the peer does before the particle's first call, and gives its host path. */
  makeVault(parameters: CallParameters): string;
  remove(): void;
}

export function makeWorkFolder(): WorkFolder {
  const path = mkdtempSync(join(tmpdir(), 'noctiluca-services-'));
  const vaults = join(path, 'vault');
  return {
    path,
    mappedDirs: (serviceId) => ({
      '/storage': join(path, 'persistent', serviceId),
      '/storage/module': join(path, 'persistent', serviceId, 'facade'),
      '/tmp': join(path, 'ephemeral', serviceId),
      '/tmp/module': join(path, 'ephemeral', serviceId, 'facade'),
      '/tmp/vault': vaults,
    }),
    makeVault({ particle }) {
      const vault = join(vaults, `${particle.id}-${particle.token}`);
      mkdirSync(vault, { recursive: true });
      return vault;
    },
    remove: () => rmSync(path, { recursive: true, force: true }),
  };
}

/** Parameters of another particle. */
export function particle(id: string, token = `token-of-${id}`): CallParameters {
  return { ...PARAMETERS, particle: { ...PARAMETERS.particle, id, token } };
}
