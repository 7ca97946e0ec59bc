import { ATTACKS } from './lib/attacks.mjs';
import { contactOf, createStage } from './lib/stage.mjs';
import { WIRE_ATTACKS } from './lib/wire-attacks.mjs';

const CLIENTS = 20;
const PAUSE_MS = 200;
const FULL = { quietMs: 15_000, attackMs: 30_000 };
const QUICK = { quietMs: 4_000, attackMs: 8_000 };
/** How often the peer's memory is looked at, ms. */
const LOOK_MS = 250;

/** Twenty honest clients of a peer while somebody attacks it, one attack after the other, each on a peer of its own. */
export async function bench({ quick, operands, progress }) {
  const times = quick ? QUICK : FULL;
  const kinds = Object.keys({ ...ATTACKS, ...WIRE_ATTACKS }).filter(
    (kind) => operands.length === 0 || operands.includes(kind),
  );
  const attacks = {};
  for (const kind of kinds) {
    progress(kind);
    attacks[kind] = await underAttack(kind, times);
  }
  return { clients: CLIENTS, attacks };
}

async function underAttack(kind, { quietMs, attackMs }) {
  const stage = await createStage();
  try {
    const peer = await stage.peer();
    const bystanders = await stage.bystanders();
    const attacker = await stage.attacker();
    const to = contactOf(peer);
    await bystanders.ask('connect', { to, count: CLIENTS });
    const watch = (ms) => bystanders.ask('watch', { ms, pauseMs: PAUSE_MS, http: peer.http });
    await watch(2_000);
    const quiet = await watch(quietMs);
    await attacker.ask('begin', { to, kind, http: peer.http });
    const memory = watchMemory(peer);
    const attacked = await watch(attackMs).catch((error) => ({ error: String(error) }));
    const { sent } = await attacker.ask('end');
    return { quiet, attacked, sent, rssMiB: await memory.end() };
  } finally {
    await stage.clear();
  }
}

/** The most that the peer's process took, MiB; nothing when it ended. */
function watchMemory(peer) {
  let most = 0;
  const look = () =>
    peer.usage().then(
      ({ rssMiB }) => {
        most = Math.max(most, rssMiB);
      },
      () => clearInterval(timer),
    );
  const timer = setInterval(look, LOOK_MS);
  return {
    async end() {
      clearInterval(timer);
      const isAlive = await peer.usage().then(
        () => true,
        () => false,
      );
      return isAlive ? most : undefined;
    },
  };
}
