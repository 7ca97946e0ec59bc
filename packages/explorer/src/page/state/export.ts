import { recordingFile } from '@noctiluca/replay/trace';
import type { Subject } from './subject.js';

/** Saves a particle as `fluence trace --export` does: what peers tell, and what they recorded. */
export async function exportParticle(subject: Subject): Promise<void> {
  const { particleId, traces } = subject.file.peek();
  const file = recordingFile(particleId, traces, await subject.recording());
  save(new Blob([JSON.stringify(file)], { type: 'application/json' }), `particle-${nameOf(particleId)}.json`);
}

function nameOf(particleId: string): string {
  return particleId.replace(/[^\w-]+/g, '-').slice(0, 80);
}

function save(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = Object.assign(document.createElement('a'), { href: url, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
