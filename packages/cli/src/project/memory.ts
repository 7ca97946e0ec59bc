import { CliError } from '../errors.js';

/** Memory of a worker: 2 GB for each compute unit (spec/fluence-cli.md §2.2). Bytes. */
export const COMPUTE_UNIT_MEMORY = 2_000_000_000;
/** What each module of a service needs at least. Bytes. */
export const MIN_MEMORY_PER_MODULE = 2 * 1024 * 1024;

const SIZE = /^\s*(\d+(?:\.\d+)?)\s*([KMGTP]?)(i?)B?\s*$/i;
const POWERS = ' KMGTP';

/** A service as far as its memory goes. */
export interface ServiceMemory {
  readonly name: string;
  readonly modules: number;
  /** As written, e.g. `256 MiB`; the service takes its share of what others leave when undefined. */
  readonly totalMemoryLimit?: string | undefined;
}

/**
 * Bytes for each service of a worker: those that say so get what they ask for, the others share the rest evenly.
 * @param worker name, for messages
 * @throws CliError `PROJECT_INVALID` when it is more than the worker has or a service gets too little
 */
export function splitMemory(
  worker: string,
  services: readonly ServiceMemory[],
  workerMemory = COMPUTE_UNIT_MEMORY,
): Map<string, number> {
  const asked = services.flatMap(({ name, totalMemoryLimit }) =>
    totalMemoryLimit === undefined ? [] : [[name, parseSize(name, totalMemoryLimit)] as const],
  );
  const sum = asked.reduce((total, [, bytes]) => total + bytes, 0);
  if (sum > workerMemory) {
    const list = asked.map(([name, bytes]) => `${name} ${bytes}`).join(', ');
    throw new CliError(
      'PROJECT_INVALID',
      `Services of "${worker}" ask for ${sum} bytes of memory, a worker has ${workerMemory}: lower totalMemoryLimit of ${list}`,
    );
  }
  const share = Math.floor((workerMemory - sum) / (services.length - asked.length));
  const limits = new Map(asked);
  for (const { name } of services) if (!limits.has(name)) limits.set(name, share);
  for (const { name, modules } of services) requireMinimum(worker, name, limits.get(name)!, modules);
  return limits;
}

function requireMinimum(worker: string, name: string, bytes: number, modules: number): void {
  const least = MIN_MEMORY_PER_MODULE * modules;
  if (bytes >= least) return;
  throw new CliError(
    'PROJECT_INVALID',
    `Service "${name}" of "${worker}" gets ${bytes} bytes of memory and needs ${least}, 2 MiB for each module: raise its totalMemoryLimit or lower that of others`,
  );
}

/** `256 MiB`, `2GB`, `100`: bytes. */
export function parseSize(service: string, written: string): number {
  const [, number, letter, binary] = SIZE.exec(written) ?? [];
  if (number === undefined) {
    throw new CliError(
      'PROJECT_INVALID',
      `totalMemoryLimit of service "${service}" is "${written}"; write it like "256 MiB" or "1 GB"`,
    );
  }
  const power = letter ? POWERS.indexOf(letter.toUpperCase()) : 0;
  return Math.floor(Number(number) * (binary ? 1024 : 1000) ** power);
}
