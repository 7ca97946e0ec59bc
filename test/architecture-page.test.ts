import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { digestOf } from '@noctiluca/deployment';
import { blueprintId, HOST_SCOPE } from '@noctiluca/host';
import { createKuboRpc, IpfsStore } from '@noctiluca/ipfs';
import { createKuboClient } from '@noctiluca/ipfs/kubo-client';
import type { Node } from '@noctiluca/node';
import { generateKeyPair } from '@noctiluca/particle';
import { NO_TRIGGERS } from '@noctiluca/spells';
import { cidOf } from '@noctiluca/store';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answer, call, seq } from './utils/air.js';
import { connectClient } from './utils/client.js';
import { repository } from './utils/command.js';
import { type Coverage, startCoverage } from './utils/coverage.js';
import { type RestartablePeer, startPeer } from './utils/peer.js';
import { tempDir } from './utils/temp-dir.js';

interface Stop {
  readonly packageName: string;
  /** Below `src`, without its ending. */
  readonly file: string;
}

/** The tables below "From file to file", by their headings. */
const page = readFileSync(path.join(repository, 'docs', 'architecture.md'), 'utf8');
const [, section = ''] = /\n## From file to file\n([\s\S]*?)\n## /.exec(page) ?? [];
const ways = new Map(
  section
    .split('\n### ')
    .slice(1)
    .map((text) => [text.slice(0, text.indexOf('\n')), stopsOf(text)] as const),
);

function stopsOf(text: string): Stop[] {
  return [...text.matchAll(/^\| `([\w-]+)` \| (`.*) \|$/gm)].flatMap(([, packageName, row]) =>
    [...row!.matchAll(/`([^`]+)`/g)].map(([, file]) => ({ packageName: packageName!, file: file! })),
  );
}

const fileOf = ({ packageName, file }: Stop, folder: 'src' | 'dist', ending: string) =>
  path.join(repository, 'packages', packageName, folder, file + ending);

/** What runs on threads of its own, where the counting of this one does not see it. */
const ON_THREADS =
  /^avm\/(thread|instance|run)\/|^marine\/(thread\/(service-thread|thread-services)|service\/)/;
/** The command line is another process, and one file (`test/e2e` runs it). */
const isSeen = ({ packageName, file }: Stop) =>
  packageName !== 'cli' && !ON_THREADS.test(`${packageName}/${file}`);

const wasm = readFileSync(path.join(repository, 'services/greeter/phrasebook/phrasebook.wasm'));

describe.each([...ways])('%s', (_, stops) => {
  it('goes through files that are there', () => {
    expect(stops.length).toBeGreaterThan(15);
    expect(stops.filter((stop) => !existsSync(fileOf(stop, 'src', '.ts')))).toEqual([]);
  });

  it('names each of them once', () => {
    const names = stops.map(({ packageName, file }) => `${packageName}/${file}`);
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
  });
});

describe('what runs', () => {
  const nodes: Node[] = [];
  let peers: RestartablePeer[];
  let coverage: Coverage;
  let folder: Awaited<ReturnType<typeof tempDir>>;
  let files: IpfsStore;
  let ipfs: ReturnType<typeof createKuboRpc>;
  const life = new AbortController();

  beforeAll(async () => {
    folder = await tempDir('ways');
    files = new IpfsStore({ dir: folder.path });
    ipfs = createKuboRpc({ port: 0 }, { store: files, peerId: generateKeyPair().peerId });
    await files.start();
    await ipfs.start(life.signal);
    coverage = await startCoverage();
    const keep = (node: Node) => void nodes.push(node);
    const of = { enable: 'none', aqua_ipfs: { local_api_multiaddr: ipfs.multiaddr } };
    const first = await startPeer({ system_services: of, dev_mode: { enable: true } }, undefined, keep);
    peers = [first, await startPeer({ bootstrap_nodes: [first.multiaddrs[0]] }, undefined, keep)];
  });
  afterAll(async () => {
    coverage.end();
    for (const peer of peers) await peer.dispose();
    await ipfs.stop(life.signal);
    await files.stop();
    await folder.remove();
  });

  /** Files of a way of which nothing ran since counting began. */
  async function notRun(way: string): Promise<Stop[]> {
    const files = await coverage.files();
    return ways
      .get(way)!
      .filter(isSeen)
      .filter((stop) => !files.has(fileOf(stop, 'dist', '.js')));
  }

  it('is what a particle goes through', async () => {
    const { services, hostPeerId: ownerId } = nodes[0]!.parts.host;
    const cid = await services.modules.add('phrasebook', wasm);
    const made = await services.blueprints.add({ name: 'phrasebook', dependencies: [cid] });
    await services.create({ scope: HOST_SCOPE, blueprintId: made, ownerId, alias: 'phrasebook' });
    const [{ peerId: relay }, { peerId: other }] = peers as [RestartablePeer, RestartablePeer];
    const client = await connectClient(peers[0]!);
    await coverage.begin();
    const script = seq(
      call(relay, 'phrasebook', 'languages', [], 'languages'),
      call(other, 'op', 'identity', ['languages'], 'same'),
      call(relay, 'op', 'noop', []),
      answer(client.peerId, 'same'),
    );
    expect(await client.execute(script)).toEqual([expect.arrayContaining([expect.any(String)])]);
    expect(await notRun('A particle')).toEqual([]);
    await client.stop();
  });

  it('is what a trigger of a spell sets off', async () => {
    const { spells } = nodes[0]!.parts;
    const own = (service: string, name: string, args: string, result: string) =>
      `(call %init_peer_id% (${service} "${name}") [${args}] ${result})`;
    const script = seq(
      own('"getDataSrv"', 'spell_id', '', 'id'),
      own('id', 'store_log', '"it runs"', 'stored'),
    );
    const soon = Math.ceil(Date.now() / 1000) + 1;
    const clock = { start_sec: soon, end_sec: soon + 60, period_sec: 1 };
    const id = await spells.install({
      ...{ scope: HOST_SCOPE, script, data: {}, triggerConfig: { ...NO_TRIGGERS, clock } },
    });
    await coverage.begin();
    await expect.poll(() => spells.get(HOST_SCOPE, id)?.logs().length).toBeGreaterThan(0);
    expect(await notRun('A trigger of a spell')).toEqual([]);
    await spells.remove(HOST_SCOPE, id);
  });

  it('is what a deployment does on a peer', async () => {
    const { host } = nodes[0]!.parts;
    const client = createKuboClient({ api: ipfs.multiaddr });
    const upload = (text: string) => client.add(new TextEncoder().encode(text));
    const module = { name: 'phrasebook', cid: cidOf(wasm), file: await client.add(wasm) };
    const made = blueprintId({ name: 'words', dependencies: [module.cid] });
    const clock = { start_sec: 1, end_sec: 0, period_sec: 600 };
    const asked = {
      services: [{ alias: 'words', blueprintId: made, modules: [module] }],
      spells: [
        {
          ...{ alias: 'ticker', script: await upload('(null)'), kv: {} },
          triggerConfig: { ...NO_TRIGGERS, clock },
        },
      ],
    };
    const request = {
      ...{ name: 'w', dealId: 'ways', cuIds: [], prune: true, clocks: '{}', definition: digestOf(asked) },
      workerSpell: await upload('(seq (null) (null))'),
      ...asked,
    };
    const author = await connectClient(peers[0]!);
    await coverage.begin();
    const outcome = await host.call(
      {
        serviceId: 'deployment',
        functionName: 'deploy',
        args: [JSON.stringify(request)],
        tetraplets: [],
      },
      {
        particle: author.particle('(null)'),
        scope: HOST_SCOPE,
        currentPeerId: host.hostPeerId,
        signal: life.signal,
      },
    );
    expect(outcome).toMatchObject({ kind: 'ok', json: expect.not.stringContaining('error') });
    expect(await notRun('A deployment')).toEqual([]);
    await author.stop();
  });
});
