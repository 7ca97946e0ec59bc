import { identity } from './lib/air.mjs';
import { FULL, QUICK, sideBySide } from './lib/side-by-side.mjs';

/** A peer that records what AquaVM is given, and one that does not, under the same load. */
export async function bench({ quick, progress }) {
  const calls = await sideBySide({
    times: quick ? QUICK : FULL,
    start: {
      here: (stage) => stage.peer({ noctiluca: { recording: { enabled: true } } }),
      there: (stage) => stage.peer(),
    },
    calls: async () => ({ 'op.identity': identity }),
    progress,
  });
  return { other: 'a peer without recording', calls };
}
