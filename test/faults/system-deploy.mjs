// A peer that deploys two versions of a package to itself, one after the other, until it is killed. Each transaction of its
// store is announced before it is made and told when it is durable. `system-kill.test.ts` asks.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { clockTrigger } from '@noctiluca/deployment';
import { HOST_SCOPE } from '@noctiluca/host';
import { parseJson } from '@noctiluca/marine';
import { checkConfig, createLogger, createNode, resolveConfig } from '@noctiluca/node';
import { keyPairFromSeed } from '@noctiluca/particle';
import { cidOf } from '@noctiluca/store';

const [dir, version] = process.argv.slice(2);
const wasm = readFileSync(new URL('../../services/keeper/keeper.wasm', import.meta.url));
const mark = Uint8Array.from([0, 6, 4, ...new TextEncoder().encode('mark'), Number(version)]);
const bytes = Buffer.concat([wasm, mark]);
const put = (key) => ({ id: key, service: 'keeper', functionName: 'put', args: [key, version] });
const keeper = {
  name: 'keeper',
  version: `${version}.0.0`,
  services: [
    {
      name: 'keeper',
      modules: [{ name: 'keeper', cid: cidOf(bytes), load: async () => bytes }],
      config: { onUpdate: { functionName: 'put', args: ['migrated', version] } },
    },
  ],
  spells: [
    {
      name: 'keeper-spell',
      air: '(null)',
      kv: { version },
      triggerConfig: clockTrigger(3600 * Number(version)),
    },
  ],
  init: { config: version, reinitialise: 'on-change', calls: () => ({ calls: [put('one'), put('two')] }) },
};

const { settings } = checkConfig({
  listen_ip: '127.0.0.1',
  tcp_port: 0,
  websocket_port: 0,
  http_port: 0,
  allow_local_addresses: true,
  base_dir: dir,
  system_services: { enable: 'keeper' },
});
const config = await resolveConfig(settings, { name: 'peer', keyPair: keyPairFromSeed(new Uint8Array(32)) });
const logger = createLogger({ level: 'warn', name: 'peer', file: path.join(dir, 'nox.log') });
const node = createNode(config, { logger, systemPackages: [keeper] });
const { store, host, spells, systemServices } = node.parts;

/** Resolves when the message is in the pipe: what was said before a kill is heard. */
const say = (message) =>
  new Promise((sent, failed) => process.send(message, (error) => (error ? failed(error) : sent())));

const transaction = store.transaction.bind(store);
store.transaction = async (body) => {
  await say('begun');
  const result = await transaction(body);
  await say('durable');
  return result;
};

const read = async (key) => {
  const call = { functionName: 'get', args: [key], initPeerId: host.hostPeerId };
  return parseJson(await host.services.calls.callAsHost(HOST_SCOPE, 'keeper', call)).value;
};

await node.start(new AbortController().signal);
await systemServices.settled();
const spell = spells.get(HOST_SCOPE, 'keeper-spell');
await say({
  states: systemServices.status().packages.map(({ name, state }) => [name, state]),
  values: await Promise.all(['one', 'two', 'migrated'].map(read)),
  spell: [spell?.value('version'), spell?.triggerConfig.clock.period_sec],
  services: host.services.list(HOST_SCOPE).length,
});
process.once('message', () => node.stop(AbortSignal.timeout(10_000)).then(() => process.disconnect()));
