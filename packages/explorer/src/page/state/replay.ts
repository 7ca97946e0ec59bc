import { type Signal, signal } from '@preact/signals';
import type { Replay } from '../replay/open-replay.js';
import type { Subject } from './subject.js';

export type ReplayState =
  | { readonly kind: 'closed' }
  | { readonly kind: 'loading' }
  | { readonly kind: 'open'; readonly replay: Replay }
  | { readonly kind: 'failed'; readonly why: string };

const NOT_RECORDED =
  'No peer recorded this particle: peers do where noctiluca.recording.enabled is set, as in local networks.';

/** Gets the recording, and AquaVM with the first one. */
export async function open(state: Signal<ReplayState>, subject: Subject): Promise<void> {
  state.value = { kind: 'loading' };
  try {
    const recording = await subject.recording();
    if (recording === undefined) throw new Error(NOT_RECORDED);
    const { openReplay } = await import('../replay/open-replay.js');
    state.value = { kind: 'open', replay: await openReplay(recording) };
  } catch (error) {
    state.value = { kind: 'failed', why: error instanceof Error ? error.message : String(error) };
  }
}

export function closedReplay(): Signal<ReplayState> {
  return signal<ReplayState>({ kind: 'closed' });
}
