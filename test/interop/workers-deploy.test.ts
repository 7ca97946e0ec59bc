import { cp } from 'node:fs/promises';
import path from 'node:path';
import type { LocalPeer, LocalState } from '@noctiluca/local-network';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { fluenceJson, repository } from '../utils/command.js';
import { type DeployCalls, deployCallsOn, tracedDeployCalls } from '../utils/deploy-calls.js';
import { makeProject, type TestProject } from '../utils/project.js';

/** A script logs and prints side by side, and goes on when one of the two has ended. */
const isOrdered = (call: string) => !/(store_log|run-console print) 0$/.test(call);

describe('the traffic of a deployment, beside that of the real CLI 0.16.3', () => {
  const traced = tracedDeployCalls();
  let project: TestProject;
  let peer: LocalPeer;
  let calls: DeployCalls;

  beforeAll(async () => {
    // one module, one spell, as in the trace
    project = await makeProject(
      '  greet: {get: services/greet}\nspells: {}\nhosts:\n  myWorker: {peerIds: [local-0], services: [greet], spells: [sp]}\n',
    );
    const service = path.join(project.path, 'services', 'greet');
    await cp(path.join(repository, 'services', 'keeper'), service, { recursive: true });
    await fluenceJson(project.path, 'spell', 'new', 'sp');
    const state = await fluenceJson<LocalState>(project.path, 'local', 'up', '--noxes', '1', '--free-ports');
    peer = state.peers[0]!;
    await fluenceJson(project.path, 'workers', 'deploy', '--installer', 'spell');
    calls = await vi.waitFor(async () => {
      const now = await deployCallsOn(peer);
      expect(now.sp).toHaveLength(traced.sp.length);
      return now;
    }, 20_000);
  });
  afterAll(() => project.remove());

  it.each(['client', 'worker-spell', 'sp'] as const)(
    'has the same calls of the %s in the same order, with the same outcome',
    (particle) => {
      expect(calls[particle].filter(isOrdered)).toEqual(traced[particle].filter(isOrdered));
      expect([...calls[particle]].sort()).toEqual([...traced[particle]].sort());
    },
  );
});
