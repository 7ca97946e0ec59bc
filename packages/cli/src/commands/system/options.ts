import { commonFlags } from '../../output/flags.js';
import type { CommonFlags } from '../../output/result.js';

export interface SystemFlags extends CommonFlags {
  readonly input: boolean;
  readonly env?: string;
  readonly relay?: string;
  readonly peer?: string;
  readonly sk?: string;
}

export interface PlanFlags extends SystemFlags {
  readonly enable?: readonly string[];
  readonly prune: boolean;
}

/** Names, separated by commas. */
function names(text: string): string[] {
  if (text === 'none') return [];
  return text
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean);
}

export const systemFlags = {
  ...commonFlags,
  env: {
    kind: 'parsed',
    parse: String,
    brief: 'Environment: local, or custom with customFluenceEnv of fluence.yaml',
    optional: true,
  },
  relay: {
    kind: 'parsed',
    parse: String,
    brief: 'Multiaddr of the relay, nox-<index>, local-<index> or custom-<index>; every peer otherwise',
    optional: true,
    placeholder: 'relay',
  },
  peer: {
    kind: 'parsed',
    parse: String,
    brief: 'Peer id, or name of a peer; the relay itself otherwise',
    optional: true,
    placeholder: 'peer',
  },
  sk: {
    kind: 'parsed',
    parse: String,
    brief: "Name of the key that administers the peer; a local peer's is known",
    optional: true,
    placeholder: 'name',
  },
} as const;

export const planFlags = {
  ...systemFlags,
  enable: {
    kind: 'parsed',
    parse: names,
    brief: 'Packages to have, separated by commas, or "none"; what the peer is configured to have otherwise',
    optional: true,
    placeholder: 'names',
  },
  prune: {
    kind: 'boolean',
    brief: 'Remove packages that are no longer enabled',
    default: true,
    withNegated: true,
  },
} as const;
