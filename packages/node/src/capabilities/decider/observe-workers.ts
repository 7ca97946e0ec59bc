import type { PeerWorker } from '@noctiluca/chain/peer';
import { messageOf } from '@noctiluca/common/thrown';
import { DEFINITION_KEY, INSTALLED, STATUS_KEY, WORKER_SPELL } from '@noctiluca/deployment/peer';
import type { PeerHost, Worker } from '@noctiluca/host';
import type { Spells, SpellView } from '@noctiluca/spells';

export interface ObserveWorkersComponents {
  readonly host: Pick<PeerHost, 'hostPeerId' | 'workers'>;
  readonly spells: Pick<Spells, 'get'>;
  /** Of the clock that spells run by, milliseconds since the epoch. */
  readonly nowMs: () => number;
}

/** All workers of this peer, as its decider wants to know them. */
export function observeWorkers(components: ObserveWorkersComponents): PeerWorker[] {
  const { hostPeerId, workers } = components.host;
  return workers.list().map((worker) => ({
    dealId: worker.dealId,
    workerId: worker.workerId,
    isActive: worker.active,
    isOwn: worker.creatorPeerId === hostPeerId,
    spell: spellOf(worker, components),
  }));
}

function spellOf({ workerId }: Worker, { spells, nowMs }: ObserveWorkersComponents): PeerWorker['spell'] {
  try {
    const view = spells.get({ kind: 'worker', workerId }, WORKER_SPELL);
    return { ok: true, installed: view && installation(view, nowMs) };
  } catch (error) {
    return { ok: false, error: messageOf(error) };
  }
}

function installation(view: SpellView, nowMs: () => number): { appCid: string; readonly isDone: boolean } {
  return {
    appCid: definitionIn(view),
    // Few want to know, and its statuses are many.
    get isDone() {
      return isDone(view, nowMs());
    },
  };
}

/** What is no text is the definition of nothing: it gets another one. */
function definitionIn(view: SpellView): string {
  const parsed = parse(view.value(DEFINITION_KEY) ?? '');
  return typeof parsed === 'string' ? parsed : '';
}

/** It said so last, and no run that may say something else is due or under way. */
function isDone(view: SpellView, nowMs: number): boolean {
  const { isRunning, nextRunMs = Number.POSITIVE_INFINITY } = view;
  if (isRunning || nextRunMs <= nowMs) return false;
  const status = parse(view.list(STATUS_KEY).at(-1) ?? '') as { readonly state?: unknown } | null | undefined;
  return status?.state === INSTALLED;
}

/** Whoever may write to the spell may write anything. */
function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
