import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { LocalState } from '@noctiluca/local-network';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fluence, fluenceJson, repository } from '../utils/command.js';
import { webSocketOf } from '../utils/network.js';
import { tempDir } from '../utils/temp-dir.js';
import { upstream, upstreamOk } from './upstream-cli.js';

interface Worker {
  readonly host_id: string;
  readonly worker_id: string;
}

/** What stands in the file of each template when nothing cuts it off. */
const SECTIONS = {
  services: '  myService:\n    get: src/services/myService\n',
  compileAqua: '  default:\n    input: src/aqua\n    output: src/compiled-aqua\n    target: ts\n',
};

/** In the template of `minimal` what needs a deployment is a comment. */
const uncommented = (aqua: string) => {
  const from = aqua.indexOf('-- export runDeployedServices');
  const to = aqua.indexOf('-- local\n');
  if (from < 0) return aqua;
  const lines = aqua.slice(from, to).split('\n');
  return (
    aqua.slice(0, from) + lines.map((line) => line.replace(/^(\s*)-- ?/, '$1')).join('\n') + aqua.slice(to)
  );
};

// One story for each template, told in order: the real CLI writes the project, and both commands work on it.
describe.each([
  // Each peer is told what its worker is to have, or makes one of a deal by itself.
  { template: 'minimal', chain: '--no-chain', action: 'install' },
  { template: 'quickstart', chain: '--chain', action: 'keep' },
])('a project of the real CLI 0.16.3, template $template with $chain', ({ template, chain, action }) => {
  let folder: Awaited<ReturnType<typeof tempDir>>;
  let state: LocalState;
  const at = (file: string) => path.join(folder.path, 'mine', file);
  const ours = <T>(...args: string[]) => fluenceJson<T>(at('.'), ...args);

  beforeAll(async () => {
    folder = await tempDir(template);
    // That of `quickstart` ends where it builds Rust; what it has written until then is the project.
    await upstream(folder.path, 'init', 'mine', '-t', template, '--env', 'local');
    await writeFile(at('src/aqua/main.aqua'), uncommented(await readFile(at('src/aqua/main.aqua'), 'utf8')));
    // The service, prebuilt.
    await rm(at('src/services/myService'), { recursive: true, force: true });
    await cp(path.join(repository, 'services/greeter'), at('src/services/myService'), { recursive: true });
    state = await ours<LocalState>('local', 'up', '--free-ports', chain);
    await ours('spell', 'new', 'tick');
    const yaml = await readFile(at('fluence.yaml'), 'utf8');
    // What it had not come to yet.
    const missing = Object.entries(SECTIONS).filter(([section]) => !yaml.includes(`\n${section}:`));
    await writeFile(
      at('fluence.yaml'),
      [
        yaml.replace(/services: \[.*\]/, 'services: [myService]').replace(/spells: \[.*\]/, 'spells: [tick]'),
        ...missing.map(([section, text]) => `${section}:\n${text}`),
      ].join('\n'),
    );
    await ours('dep', 'install');
  });
  afterAll(async () => {
    await fluence(at('.'), 'local', 'down');
    await folder.remove();
  });

  it('deploys with ours as it is', async () => {
    const { workers } = await ours<{ workers: { steps: { action: string }[]; error?: string }[] }>('deploy');
    expect(workers.map(({ error }) => error)).toEqual([undefined, undefined, undefined]);
    expect(workers.flatMap(({ steps }) => steps.map(({ action }) => action))).toEqual(
      Array.from({ length: 9 }, () => action),
    );
  });

  it.each(['ours', 'the real one'])('runs `runDeployedServices` and `showSubnet` with %s', async (whose) => {
    const run = async (call: string) =>
      whose === 'ours'
        ? ours<unknown[]>('run', '-f', call)
        : (JSON.parse(
            (await upstreamOk(at('.'), 'run', '-f', call, '--relay', webSocketOf(state.peers[0]!))).stdout,
          ) as unknown[]);
    const answers = (await run('runDeployedServices()')) as { answer: string; worker: Worker }[];
    expect(answers.map(({ answer }) => answer)).toEqual(['Hi, fluence', 'Hi, fluence', 'Hi, fluence']);
    expect(answers.map(({ worker }) => worker.host_id).sort()).toEqual(
      state.peers.map(({ peerId }) => peerId).sort(),
    );
    const subnet = (await run('showSubnet()')) as { services: string[]; spells: string[] }[];
    expect(subnet.map(({ services, spells }) => [services, [...spells].sort()])).toEqual(
      Array.from({ length: 3 }, () => [['myService'], ['tick', 'worker-spell']]),
    );
  });
});
