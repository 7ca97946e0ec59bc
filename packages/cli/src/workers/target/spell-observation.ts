import {
  CLOCKS_KEY,
  DEAL_KEY,
  DEFINITION_KEY,
  INSTALLED,
  IPFS_KEY,
  type ItemRecord,
  NO_CLOCKS,
  type Observed,
  type ObservedItem,
  type PackageRecord,
  textDigest,
  WORKER_SPELL,
  WORKER_SPELL_TRIGGERS,
  type WorkerObservation,
} from '@noctiluca/deployment';
import type { ObserveWorkerResultType } from '../../generated/workers/workers.js';
import { readClocks, resolveTriggers, type SpellTriggers } from '../clocks.js';
import { installer } from '../installer.js';
import { workerSpellFile } from '../request.js';
import type { WantedWorker } from '../wanted-worker.js';
import { parsedJson, parseStatus } from './installation.js';
import { withTakenOver } from './renewal.js';

type Values = ReadonlyMap<string, string>;

/** With what the worker spell has stored, by key: of a service or spell its id, under the name. */
export interface SpellObservation extends WorkerObservation {
  readonly notes: Values;
}

/** Triggers that nobody wants, for a spell that has others than those that are wanted. */
const OTHERS = { ...WORKER_SPELL_TRIGGERS, clock: { start_sec: 1, end_sec: 0, period_sec: 1 } };

/**
 * What a host tells of a worker that installs itself, in the words of the planner: the notes of its worker spell are the
 * journal. What a spell is triggered by is not told, so that is known by its CID alone. What has a wanted name and is not
 * noted an interrupted installation made; the worker spell will make another one, so that it has to go.
 */
export function spellObservation(
  answer: ObserveWorkerResultType,
  dealId: string,
  wanted: WantedWorker | undefined,
  nowSec: number,
): SpellObservation {
  const values: Values = withTakenOver(
    new Map(answer.values.flatMap(({ key, value }) => (value === null ? [] : [[key, value] as const]))),
  );
  const triggers = resolveTriggers(
    wanted?.spells ?? [],
    readClocks(parsedJson(textIn(values.get(CLOCKS_KEY)))),
    nowSec,
  );
  const workerId = answer.worker_id;
  const worker = { id: workerId ?? undefined, active: workerId === null || answer.active };
  const items = answer.services.map((service) => itemOf(service, answer, values, triggers));
  const installer = items.find(({ aliases }) => aliases.includes(WORKER_SPELL));
  const observed: Observed = {
    ...{ peerId: workerId ?? '', life: '', items, journal: {}, nowSec, worker },
  };
  return {
    observed,
    record: recordOf(installer, items, {
      values,
      dealId,
      names: namesOf(wanted),
      status: answer.statuses.at(-1),
    }),
    notes: values,
    ipfs: textIn(values.get(IPFS_KEY)) ?? '',
    definition: values.get(DEFINITION_KEY),
    clocks: values.get(CLOCKS_KEY),
    status: answer.statuses.at(-1),
  };
}

function itemOf(
  { id, service_type, blueprint_id, aliases }: ObserveWorkerResultType['services'][number],
  { scripts, worker_id }: ObserveWorkerResultType,
  values: Values,
  triggers: ReadonlyMap<string, SpellTriggers>,
): ObservedItem {
  const kind = service_type === 'spell' ? 'spell' : 'service';
  // Whoever asked for it: on a worker it is the worker's.
  const base = { id, kind, blueprintId: blueprint_id, ownerId: worker_id ?? '', aliases } as const;
  if (kind === 'service') return base;
  const script = scripts.find(({ spell_id }) => spell_id === id)?.script_cid ?? '';
  if (aliases.includes(WORKER_SPELL)) return { ...base, spell: workerSpellFacts(script) };
  if (!aliases.some((alias) => values.get(alias) === id)) return base;
  const known = aliases.map((alias) => triggers.get(alias)).filter((trigger) => trigger !== undefined);
  const same = known.find(({ cid }) =>
    aliases.some((alias) => values.get(`trigger_config:${alias}`) === cid),
  );
  return { ...base, spell: { scriptDigest: script, triggerConfig: same?.config ?? OTHERS } };
}

/** Either of the two scripts will do. */
function workerSpellFacts(script: string): NonNullable<ObservedItem['spell']> {
  const scriptDigest = installer().cids.has(script) ? workerSpellFile().cid : script;
  return { scriptDigest, triggerConfig: WORKER_SPELL_TRIGGERS };
}

interface RecordContext {
  readonly values: Values;
  readonly dealId: string;
  /** Names that are wanted. */
  readonly names: ReadonlySet<string>;
  /** Last state of the installation, a JSON text. */
  readonly status: string | undefined;
}

function recordOf(
  workerSpell: ObservedItem | undefined,
  items: readonly ObservedItem[],
  context: RecordContext,
): PackageRecord {
  const { values, names } = context;
  const own: Record<string, ItemRecord> = {};
  if (workerSpell !== undefined)
    own[WORKER_SPELL] = { kind: 'spell', id: workerSpell.id, kv: workerSpellValues(context) };
  for (const { id, kind, aliases } of items) {
    for (const alias of aliases.filter((each) => each !== WORKER_SPELL)) {
      const kvCid = values.get(`init_args:${alias}`);
      if (values.get(alias) === id) own[alias] = { kind, id, ...(kvCid === undefined ? {} : { kvCid }) };
      else if (names.has(alias)) own[alias] = { kind, id, pending: 'reinstall' };
    }
  }
  return { version: '1.0.0', dependsOn: [], items: own };
}

function namesOf(wanted: WantedWorker | undefined): ReadonlySet<string> {
  return new Set([...(wanted?.services ?? []), ...(wanted?.spells ?? [])].map(({ name }) => name));
}

/** A definition whose installation did not end well counts for none: the worker spell has to run again. */
function workerSpellValues({ values, dealId, status }: RecordContext): Record<string, string> {
  const isInstalled = parseStatus(status)?.state === INSTALLED;
  const kept = {
    [IPFS_KEY]: JSON.stringify(textIn(values.get(IPFS_KEY)) ?? ''),
    // A worker that upstream's command line made has no note of clocks.
    [CLOCKS_KEY]: values.get(CLOCKS_KEY) ?? JSON.stringify(NO_CLOCKS),
    ...(isInstalled ? { [DEFINITION_KEY]: values.get(DEFINITION_KEY) } : {}),
  };
  const texts = Object.entries(kept).flatMap(([key, text]) =>
    text === undefined ? [] : [[key, textDigest(text)] as const],
  );
  return { ...Object.fromEntries(texts), [DEAL_KEY]: textDigest(JSON.stringify(dealId)) };
}

/** A text that is kept as JSON. */
function textIn(json: string | undefined): string | undefined {
  const value = parsedJson(json);
  return typeof value === 'string' ? value : undefined;
}
