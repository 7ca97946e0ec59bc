import { FULL, QUICK, takeTurns } from './against.mjs';
import { identity } from './lib/air.mjs';
import { createStage } from './lib/stage.mjs';

/** A peer that records what AquaVM is given, and one that does not, under the same load and in turn on one core. */
export async function bench({ quick, progress }) {
  const stage = await createStage();
  try {
    progress('starting both peers');
    const peers = {
      here: await stage.peer({ noctiluca: { recording: { enabled: true } } }),
      there: await stage.peer(),
    };
    const loader = await stage.loader(peers.here, peers.there);
    const parts = { times: quick ? QUICK : FULL, peers, loader, progress };
    const calls = { 'op.identity': await takeTurns(parts, 'op.identity', identity) };
    return { other: 'a peer without recording', calls };
  } finally {
    await stage.clear();
  }
}
