import { stringify } from 'smol-toml';
import type { z } from 'zod';
import { factsOf } from './fields.js';
import type { NodeConfig } from './node-config.js';
import { configSchema } from './schema.js';
import { childOf } from './schema-fields.js';
import { formatDuration, formatSize } from './units.js';

const MASK = '***';

/**
 * The resolved configuration as TOML that can be read again: absolute directories, the peer ids in force, units as a
 * person writes them. Secrets are masked, so this may be shown (spec/nox.md §9.2 no. 48).
 */
export function printConfig(config: NodeConfig): string {
  const { settings, directories } = config;
  const resolved = {
    ...settings,
    management_peer_id: config.managementPeerId,
    base_dir: directories.base,
    persistent_base_dir: directories.persistent,
    ephemeral_base_dir: directories.ephemeral,
    print_config: undefined,
  };
  return `# Peer ${config.keyPair.peerId}\n${stringify(printable(resolved, configSchema))}`;
}

function printable(value: unknown, schema: z.ZodType): unknown {
  const { secret, unit } = factsOf(schema);
  if (secret) return mask(value);
  if (typeof value === 'number') {
    if (unit === 'duration') return formatDuration(value);
    return unit === 'size' ? formatSize(value) : value;
  }
  if (typeof value === 'string') return withoutCredentials(value);
  if (!isTable(value)) return value;
  const entries = Object.entries(value)
    .filter(([, item]) => item !== undefined)
    .map(([key, item]) => {
      const child = childOf(schema, key);
      return [key, child === undefined ? item : printable(item, child)];
    });
  return Object.fromEntries(entries);
}

/** The names in a secret table are shown, its values are not. */
function mask(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(mask);
  if (!isTable(value)) return MASK;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, mask(item)]));
}

function withoutCredentials(text: string): string {
  return text.replace(/^([a-z][a-z0-9+.-]*:\/\/)[^/?#]*@/i, `$1${MASK}@`);
}

function isTable(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
