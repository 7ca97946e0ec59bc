import { camelCase, typeName } from '../project-aqua/names.js';
import type { FluenceProject } from './project.js';

/**
 * What a peer or the worker spell calls its own, or keeps by that name (spec/nox.md §4.5, fluence-cli.md §3): no service or
 * spell of a worker may be called so. One that is not deployed may.
 */
export const RESERVED_NAMES: ReadonlySet<string> = new Set([
  ...['worker-spell', 'spell', 'self', 'ipfs', 'deal_id', 'applied_change'],
  ...['h_worker_def_cid', 'h_change', 'h_clocks', 'h_deployment', 'h_notes', 'hw_counter', 'hw_trigger'],
]);
/** Types of `deals.aqua` itself: the deal of a deployment gets a type of its own name. */
const DEAL_TYPES: ReadonlySet<string> = new Set(['Deal', 'Deals']);
/** Modules that Aqua is told to `use`: a service of such a name hides them. */
const USED_MODULES: ReadonlySet<string> = new Set(['Deals', 'Hosts']);

const FIELD = /^[a-z]\w*$/;
const PRINTABLE = /^[ -~]+$/;
/** An alias stands in quotes in Aqua. */
const ALIAS = /^[A-Za-z][\w-]*$/;

/** What the names of one section of fluence.yaml have to be. */
export interface NameRule {
  readonly section: keyof Pick<FluenceProject, 'deployments' | 'hosts' | 'services' | 'spells'>;
  /** Why a name cannot be, if so. */
  readonly why: (name: string) => string | undefined;
  /** What a name becomes in the generated Aqua, where it may be there once. */
  readonly written?: { readonly file: string; readonly as: (name: string) => string };
  /** What a name without letters begins with instead. */
  readonly noun: string;
}

/** As the files of `.fluence/aqua` are written (spec/fluence-cli.md §2.6). Words of Aqua such as `if` are no trouble there. */
export const NAME_RULES: readonly NameRule[] = [
  {
    ...{ section: 'deployments', noun: 'worker', why: whyNoDeal },
    written: { file: 'deals.aqua', as: camelCase },
  },
  { section: 'hosts', noun: 'worker', why: whyNoField, written: { file: 'hosts.aqua', as: camelCase } },
  {
    ...{ section: 'services', noun: 'service', why: whyNoService },
    written: { file: 'services.aqua', as: typeName },
  },
  { section: 'spells', noun: 'spell', why: whyNoAlias },
];

export function nameRule(section: NameRule['section']): NameRule {
  return NAME_RULES.find((rule) => rule.section === section)!;
}

/** A worker is a field in camel case. */
function whyNoField(name: string): string | undefined {
  if (!PRINTABLE.test(name)) return 'has other signs than those of ASCII';
  if (name.includes(',')) return 'has a comma, which stands between names on the command line';
  const field = camelCase(name);
  if (FIELD.test(field)) return undefined;
  return `would be the field "${field}" in Aqua, where a field begins with a letter`;
}

function whyNoDeal(name: string): string | undefined {
  const why = whyNoField(name);
  if (why !== undefined || !DEAL_TYPES.has(typeName(name))) return why;
  return `would be the type ${typeName(name)}, which deals.aqua has already`;
}

function whyNoAlias(name: string): string | undefined {
  return ALIAS.test(name) ? undefined : 'has to begin with a letter; letters, digits, "_" and "-" may follow';
}

function whyNoService(name: string): string | undefined {
  const why = whyNoAlias(name);
  if (why !== undefined || !USED_MODULES.has(typeName(name))) return why;
  return `would be the service ${typeName(name)}, which hides ${typeName(name).toLowerCase()}.aqua`;
}
