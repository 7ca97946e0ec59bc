// Runs test suites of upstream as they are, against six peers of ours that are configured as upstream's docker-compose.yml
// configures its own: `npm run test:upstream-suites [-- [--from <folder with clones>] [aqua] [registry] [spell]]`.
// They take upstream's ports (7771…, 9991…), git, Python 3 with venv, and ten minutes. Nothing of them is kept.
import { spawn, spawnSync } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { FIRST_HTTP_PORT, FIRST_TCP_PORT, WELL_KNOWN_PEERS } from '@noctiluca/local-network';

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..');
const temporary = mkdtempSync(path.join(os.tmpdir(), 'noctiluca-suites-'));
const venv = path.join(temporary, 'venv');
/** What the suites call: `fluence`, and Python. */
const bin = path.join(temporary, 'bin');
const logFile = path.join(temporary, 'output.log');

/** Commits whose Aqua is that of the compiler that npm has (0.14.6). */
const SUITES = {
  aqua: {
    repository: 'aqua',
    commit: '04f8bd2f',
    folder: 'integration-tests',
    // js-client leaves its libp2p afloat (docs/adr/005-js-client-pins.md)
    prepare: (cwd) => {
      const manifest = JSON.parse(readFileSync(path.join(cwd, 'package.json'), 'utf8'));
      manifest.overrides = { mortice: '3.0.4', '@libp2p/peer-store': '10.0.8' };
      writeFileSync(path.join(cwd, 'package.json'), JSON.stringify(manifest));
      must('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock'], cwd);
      must('npm', ['run', 'compile-aqua'], cwd);
    },
    test: ['npx', ['jest', '--forceExit', 'src/__test__/examples.spec.ts']],
    env: { NODE_OPTIONS: '--experimental-vm-modules' },
  },
  registry: {
    repository: 'registry',
    commit: '41e9b5a',
    folder: 'aqua-tests',
    prepare: (cwd) => {
      must('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund'], cwd);
      python(cwd);
    },
    test: ['pytest', ['-q', 'test_aqua.py']],
  },
  spell: {
    repository: 'spell',
    commit: 'ad5d03b',
    folder: 'integration-tests',
    prepare: python,
    test: ['pytest', ['-q', 'test_aqua.py']],
  },
};

const { values, positionals } = parseArgs({ allowPositionals: true, options: { from: { type: 'string' } } });
const names = positionals.length > 0 ? positionals : Object.keys(SUITES);
const unknown = names.filter((name) => !Object.hasOwn(SUITES, name));
if (unknown.length > 0) fail(`There is no suite ${unknown.join(', ')}: ${Object.keys(SUITES).join(', ')}`);

mkdirSync(bin);
writeFileSync(path.join(bin, 'fluence'), `#!/bin/sh\nexec node ${root}/packages/cli/bin/fluence.js "$@"\n`);
chmodSync(path.join(bin, 'fluence'), 0o755);
const environment = {
  ...process.env,
  PATH: [bin, path.join(venv, 'bin'), process.env.PATH].join(path.delimiter),
  FLUENCE_ENV: 'local',
  FLUENCE_USER_DIR: path.join(temporary, 'user'),
};

const peers = WELL_KNOWN_PEERS.map(startPeer);
let failed = false;
try {
  await Promise.all(peers.map(({ http }) => untilReady(http)));
  for (const name of names) if (!runSuite(name, SUITES[name])) failed = true;
} finally {
  await Promise.all(peers.map(({ end }) => end()));
  if (failed) console.log(`What they printed: ${logFile}`);
  else rmSync(temporary, { recursive: true, force: true });
}
process.exitCode = failed ? 1 : 0;

/** As nox-1 … nox-6 there, but on loopback: without docker's network they reach each other by bootstrapping. */
function startPeer({ seed, wsPort }, index, all) {
  const [tcp, http] = [FIRST_TCP_PORT + index, FIRST_HTTP_PORT + index];
  const others = all.flatMap((_, at) => (at === index ? [] : `/ip4/127.0.0.1/tcp/${FIRST_TCP_PORT + at}`));
  const host = `/dns4/nox-${index + 1}/tcp`;
  const flags = {
    'keypair-value': seed,
    'listen-ip': '127.0.0.1',
    'tcp-port': tcp,
    'ws-port': wsPort,
    'http-port': http,
    'external-ip': `10.50.10.${index + 1}0`,
    'external-maddrs': `${host}/${tcp},${host}/${wsPort}/ws`,
    bootstraps: others.join(','),
    'aqua-pool-size': 2,
    'base-dir': path.join(temporary, `nox-${index + 1}`),
  };
  const args = Object.entries(flags).map(([name, value]) => `--${name}=${value}`);
  const file = path.join(root, 'packages', 'node', 'bin', 'noctiluca.js');
  const child = spawn(process.execPath, [file, ...args, '--allow-private-ips', '--dev-mode'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  child.stderr.on('data', (text) => appendFileSync(path.join(temporary, `nox-${index + 1}.log`), text));
  const ended = new Promise((resolve) => child.on('exit', resolve));
  const end = () => {
    child.kill();
    return ended;
  };
  return { http, end };
}

/** Up, with its system services deployed and its five neighbours known. */
async function untilReady(port) {
  for (let tries = 0; tries < 300; tries++) {
    const answer = await fetch(`http://127.0.0.1:${port}/api/describe`).then(
      (response) => response.json(),
      () => undefined,
    );
    const details = (name) => answer?.children?.find((child) => child.name === name)?.details;
    if (
      details('system-services')?.settled &&
      details('network')?.connectedPeers >= WELL_KNOWN_PEERS.length - 1
    )
      return;
    await delay(200);
  }
  fail(`The peer at port ${port} is not ready after a minute: ${temporary}`);
}

function runSuite(name, { repository, commit, folder, prepare, test: [command, args], env }) {
  const clone = path.join(temporary, repository);
  const source = values.from
    ? path.join(values.from, repository)
    : `https://github.com/fluencelabs/${repository}`;
  console.log(`${name}: fluencelabs/${repository} at ${commit} …`);
  must('git', ['clone', '--quiet', source, clone], temporary);
  must('git', ['checkout', '--quiet', commit], clone);
  const cwd = path.join(clone, folder);
  prepare(cwd);
  const since = Date.now();
  const { status, stdout, stderr } = run(command, args, cwd, env);
  appendFileSync(logFile, `${stdout}${stderr}`);
  const summary = `${stdout}\n${stderr}`.split('\n').findLast((line) => /\d+ (passed|failed)/.test(line));
  console.log(
    `${name}: ${summary?.replaceAll('=', '').trim() ?? 'no result'} (${((Date.now() - since) / 1000).toFixed(0)} s)`,
  );
  return status === 0;
}

function python(cwd) {
  must('python3', ['-m', 'venv', venv], temporary);
  must('pip', ['install', '--quiet', '--requirement', 'requirements.txt'], cwd);
}

function must(command, args, cwd) {
  const { status, stdout, stderr, error } = run(command, args, cwd);
  if (status !== 0) fail(`${command} ${args.join(' ')} failed: ${error ?? (stderr || stdout)}`);
}

function run(command, args, cwd, env = {}) {
  return spawnSync(command, args, {
    cwd,
    env: { ...environment, ...env },
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
}

/** Ends by an exception, so that the peers end too. */
function fail(message) {
  failed = true;
  throw new Error(message);
}
