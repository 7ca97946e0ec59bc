// A service of Rust from nothing: `service new`, `build`, `deploy`, `run` and `service repl`, on a machine that has cargo and
// its target for wasm, and the one line of a machine that has not; then the guide, with its page about Rust. Needs `npm run build`, and crates.io or a filled cargo cache.
//
//   npm run test:rust-service

import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { execFile, spawnSync } from 'node:child_process';
import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const command = fileURLToPath(new URL('../packages/cli/bin/fluence.js', import.meta.url));
const folder = await mkdtemp(path.join(os.tmpdir(), 'noctiluca-rust-'));
const at = (file) => path.join(folder, file);

/** Ends with what the command printed, however it ended. */
function fluence(args, { input = '', env = {} } = {}) {
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [command, ...args],
      { cwd: folder, env: { ...process.env, FLUENCE_USER_DIR: at('home'), ...env } },
      (error, stdout, stderr) => resolve({ exitCode: error?.code ?? 0, stdout, stderr }),
    );
    child.stdin.end(input);
  });
}

async function step(name, args, options) {
  const beginMs = performance.now();
  const result = await fluence(args, options);
  console.log(`${name}: ${((performance.now() - beginMs) / 1000).toFixed(2)} s`);
  equal(result.exitCode, 0, `${args.join(' ')}: ${result.stderr}${result.stdout}`);
  return result.stdout;
}

const MAIN = `aqua Main
import Greeter from "services.aqua"
use "hosts.aqua"
export greet

func greet(name: string) -> string:
    hosts <- Hosts.get()
    worker = hosts.one!.installationSpells[0]
    on worker.workerId via worker.hostId:
        Greeter "greeter"
        text <- Greeter.greeting(name)
    <- text
`;

try {
  await step('init', ['init', '-t', 'minimal']);
  const without = await fluence(['service', 'new', 'greeter', '--json'], { env: { PATH: '/nowhere' } });
  match(without.stderr, /^Warning: Cannot build greeter: install Rust with .*\n$/);
  await step('service remove', ['service', 'remove', 'greeter']);
  await rm(at('src/services'), { recursive: true });

  await step('service new', ['service', 'new', 'greeter']);
  await step('build, nothing changed', ['build']);
  equal(
    await step('repl', ['service', 'repl', 'greeter'], { input: 'call greeting ["Rust"]' }),
    '"Hello, Rust!"\n',
  );
  await appendFile(at('fluence.yaml'), 'hosts:\n  one: { peerIds: [local-0], services: [greeter] }\n');
  await writeFile(at('src/aqua/main.aqua'), MAIN);
  await step('local up', ['local', 'up', '--free-ports', '--no-chain', '--noxes', '1']);
  const [worker] = JSON.parse(await step('deploy', ['deploy', '--json'])).workers;
  ok(
    worker.steps.some(({ alias, action }) => alias === 'greeter' && action === 'install'),
    JSON.stringify(worker),
  );
  const again = JSON.parse(await step('deploy, nothing changed', ['deploy', '--json'])).workers;
  deepEqual(new Set(again.flatMap(({ steps }) => steps.map(({ action }) => action))), new Set(['keep']));
  equal(await step('run', ['run', '-f', 'greet("Rust")']), 'Hello, Rust!\n');

  const source = at('src/services/greeter/greeter/src/main.rs');
  await writeFile(source, (await readFile(source, 'utf8')).replace('Hello, ', 'Good morning, '));
  await step('deploy, another source', ['deploy']);
  equal(await step('run', ['run', '-f', 'greet("Rust")']), 'Good morning, Rust!\n');
  await writeFile(source, 'pub fn main() { broken }');
  const broken = await fluence(['deploy']);
  match(broken.stderr, /cannot find value `broken`[\s\S]*\[RUST_FAILED\]/);
  console.log('A service of Rust works from nothing.');
} finally {
  await fluence(['local', 'down', '-v']);
  await rm(folder, { recursive: true, force: true });
}

const { status } = spawnSync('npx', ['vitest', 'run', '--root', 'test', 'guide/guide.test.ts'], {
  ...{ cwd: fileURLToPath(new URL('..', import.meta.url)), stdio: 'inherit' },
  env: { ...process.env, NOCTILUCA_RUST: '1' },
});
process.exitCode = status ?? 1;
