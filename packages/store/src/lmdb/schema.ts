import { StoreError } from '../errors.js';
import type { Store } from '../store.js';
import type { Engine } from './engine.js';

/** Brings a store from one schema version to the next; runs inside the transaction that also records the new version. */
export type Migration = (store: Pick<Store, 'table'>) => void;

/** The version recorded in the store; `undefined` in a new one. @throws StoreError `UNREADABLE` */
export function readSchemaVersion(engine: Engine, record: Uint8Array | undefined): number | undefined {
  if (record === undefined) {
    if (engine.stats().entries === 0) return undefined;
    throw new StoreError(
      'UNREADABLE',
      'The store has entries but no schema version: something else wrote it.',
    );
  }
  const version = engine.decode(record);
  if (typeof version === 'number' && Number.isInteger(version)) return version;
  throw new StoreError(
    'UNREADABLE',
    `The schema version of the store is no number: ${JSON.stringify(version)}.`,
  );
}

/**
 * The steps from the version found to the one wanted.
 * @throws StoreError `SCHEMA_TOO_NEW`, `SCHEMA_WITHOUT_MIGRATION`
 */
export function migrationSteps(
  found: number,
  wanted: number,
  migrations: Readonly<Record<number, Migration>>,
): Migration[] {
  if (found > wanted) {
    throw new StoreError(
      'SCHEMA_TOO_NEW',
      `The store was written with schema version ${found}, this program knows ${wanted}: it was last used by a newer ` +
        'release. Run that release, or restore a backup made before the upgrade.',
    );
  }
  return Array.from({ length: wanted - found }, (_, step) => {
    const migration = migrations[found + step];
    if (migration !== undefined) return migration;
    throw new StoreError(
      'SCHEMA_WITHOUT_MIGRATION',
      `The store has schema version ${found} and this program wants ${wanted}, but has no migration from ` +
        `${found + step}. Upgrade through an older release first.`,
    );
  });
}
