import { env } from 'node:process';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { LocalPeer, LocalState } from '@noctiluca/local-network';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answer, call, seq } from '../utils/air.js';
import { connectClient } from '../utils/client.js';
import { fluenceJson, type Running, startFluence } from '../utils/command.js';
import { metric } from '../utils/observe.js';
import { makeProject, type TestProject } from '../utils/project.js';
import { seededRandom } from '../utils/random.js';

/** A few in CI; more look for rarer moments: `NOCTILUCA_ROUNDS=50 npx vitest run faults/deploy-kill`. */
const ROUNDS = Number(env.NOCTILUCA_ROUNDS ?? 3);
const SEED = Number(env.NOCTILUCA_SEED ?? 20_261_123);
/** Calls the scripts of one update make on the peer: listing, modules, blueprint, service, alias, removal. */
const CALLS_OF_A_DEPLOYMENT = 10;
const ROUND_MS = 60_000;

interface Service {
  readonly id: string;
  readonly aliases: string[];
  readonly owner_id: string;
}

describe('`kill -9` of the network while `fluence deploy` runs', () => {
  const random = seededRandom(SEED);
  let project: TestProject;
  let peer: LocalPeer;
  let pid: number;

  const up = async () => {
    const state = await fluenceJson<LocalState>(project.path, 'local', 'up', '--noxes', '1', '--free-ports');
    peer = state.peers[0]!;
    pid = state.pid;
  };

  beforeAll(async () => {
    project = await makeProject('deployments:\n  first:\n    targetWorkers: 1\n    services: [greeter]\n');
    await up();
  });
  afterAll(() => project.remove());

  // The moments are spread over the deployment; within its stretch each is random.
  const rounds = Array.from({ length: ROUNDS }, (_, round) => {
    const calls = Math.floor(((round + random()) / ROUNDS) * CALLS_OF_A_DEPLOYMENT);
    return { round, calls, turns: Math.floor(random() * 200) };
  });

  it.each(rounds)(
    'after call $calls and $turns turns (round $round) leaves a peer that comes up and is completed by `deploy`',
    async ({ round, calls, turns }) => {
      await project.changeService(`round ${round}`);
      await killDuring(startFluence(project.path, 'deploy', '--json'), calls, turns);
      await up();
      const health = await fetch(`${peer.http}/health`);
      expect(await health.json()).toContainEqual({ persisted_services: 'Ok' });

      const { peers } = await fluenceJson<{ peers: { steps: { serviceId: string }[] }[] }>(
        project.path,
        'deploy',
      );
      const { serviceId } = peers[0]!.steps[0]!;
      const { greeting, services } = await look();
      expect(greeting).toContain('Ada');
      // The system services are the host's.
      const deployed = services.filter(({ owner_id: owner }) => owner !== peer.peerId);
      expect(deployed).toEqual([expect.objectContaining({ id: serviceId, aliases: ['greeter'] })]);
    },
    ROUND_MS,
  );

  /** Kills the network when the peer has answered so many calls, or the deployment is over. */
  async function killDuring({ child, finished }: Running, calls: number, turns: number): Promise<void> {
    const made = () => metric(peer, 'particle_executor_service_call_time_sec_count');
    const before = await made();
    let over = false;
    const ended = finished.then(() => {
      over = true;
    });
    while (!over && (await made()) - before < calls) await nextTurn();
    for (let i = 0; i < turns; i++) await nextTurn();
    process.kill(pid, 'SIGKILL');
    // It would wait for answers until its particles expire.
    child.kill('SIGKILL');
    await ended;
  }

  /** What a user of the alias gets, and every service of the peer. */
  async function look(): Promise<{ greeting: string; services: Service[] }> {
    const client = await connectClient(peer);
    try {
      const script = seq(
        call(peer.peerId, 'greeter', 'greeting', ['"Ada"'], 'text'),
        call(peer.peerId, 'srv', 'list', [], 'services'),
        answer(client.peerId, 'text', 'services'),
      );
      const [greeting, services] = (await client.execute(script)) as [string, Service[]];
      return { greeting, services };
    } finally {
      await client.stop();
    }
  }
});
