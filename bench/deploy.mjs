import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { spreadOf } from './lib/stats.mjs';

const run = promisify(execFile);
const here = fileURLToPath(new URL('..', import.meta.url));
/** The peers' own deployers have work of theirs after the start. */
const SETTLE_MS = 4000;

const YAML = `version: 8
compileAqua:
  hello: {input: hello.aqua, output: out, target: js}
services:
  greeter: {get: services/greeter}
  second: {get: services/second}
  third: {get: services/third}
spells:
  count: {get: src/spells/count}
  hail: {get: src/spells/hail}
hosts:
  wide: {peerIds: [local-0, local-1], services: [greeter, second], spells: [count, hail]}
  narrow: {peerIds: [local-2], services: [third], spells: [count]}
`;

const HELLO = `aqua Hello declares *
export hello, local
import Op from "@fluencelabs/aqua-lib/builtin.aqua"

func hello(name: string) -> string:
  on HOST_PEER_ID:
    answer <- Op.concat_strings("Hello, ", name)
  <- answer

func local(name: string) -> string:
  <- Op.concat_strings("Hello, ", name)
`;

const spellYaml = (clock) => `version: 0\naquaFilePath: ./spell.aqua\nfunction: spell\nclock: {${clock}}\n`;
const spellAqua = (name, mark) => `aqua Spelled
export spell
import Spell from "@fluencelabs/spell/spell_service.aqua"

func spell():
    Spell "${name}"
    Spell.store_log("${mark}")
`;

/**
 * The inner loop of a project: two workers, three services and two spells on three peers, deployed from nothing, unchanged and
 * with one change, beside the commands around it; of this checkout, and of another in turns when one is named.
 */
export async function bench({ quick, operands, progress }) {
  const [other] = operands;
  const checkouts = { here, ...(other === undefined ? {} : { there: path.resolve(other) }) };
  const rounds = quick ? 2 : 5;
  const figures = Object.fromEntries(Object.keys(checkouts).map((name) => [name, []]));
  for (let round = 1; round <= rounds; round++) {
    const names = Object.keys(checkouts);
    for (const name of round % 2 === 1 ? names : names.reverse()) {
      progress(`${name}: round ${round} of ${rounds}`);
      figures[name].push(await life(checkouts[name]));
    }
  }
  const steps = Object.keys(figures.here[0]);
  const spreads = (rows) =>
    Object.fromEntries(steps.map((step) => [step, spreadOf(rows, (row) => row[step])]));
  return { other, here: spreads(figures.here), ...(other && { there: spreads(figures.there) }) };
}

/** One project and its network, from nothing to its end. @returns milliseconds of each command */
async function life(checkout) {
  const project = await mkdtemp(path.join(tmpdir(), 'noctiluca-deploy-'));
  const fluence = async (...args) => {
    const startedAt = performance.now();
    const program = path.join(checkout, 'packages/cli/bin/fluence.js');
    const env = { ...process.env, FLUENCE_USER_DIR: path.join(project, '.user') };
    await run(process.execPath, [program, ...args], { cwd: project, env });
    return performance.now() - startedAt;
  };
  try {
    await writeProject(project);
    await fluence('local', 'up', '--free-ports', '--no-chain');
    await wait(SETTLE_MS);
    const fromNothing = await fluence('deploy');
    const unchanged = await fluence('deploy');
    await writeFile(path.join(project, 'src/spells/count/spell.aqua'), spellAqua('count', 'second'));
    const oneSpell = await fluence('deploy');
    await mark(path.join(project, 'services/greeter/greeter.wasm'));
    const oneService = await fluence('deploy');
    const status = await fluence('system', 'status');
    await fluence('run', '-f', 'hello("you")');
    const runWarm = await fluence('run', '-f', 'hello("you")');
    await fluence('run', '-f', 'local("you")');
    const runLocal = await fluence('run', '-f', 'local("you")');
    return { fromNothing, unchanged, oneSpell, oneService, status, runWarm, runLocal };
  } finally {
    await fluence('local', 'down').catch(() => {});
    await rm(project, { recursive: true, force: true });
  }
}

async function writeProject(project) {
  const at = (file) => path.join(project, file);
  for (const name of ['greeter', 'second', 'third'])
    await cp(path.join(here, 'services/greeter'), at(`services/${name}`), { recursive: true });
  for (const [name, clock] of [
    ['count', 'periodSec: 60'],
    ['hail', 'periodSec: 60, endDelaySec: 1800'],
  ]) {
    await mkdir(at(`src/spells/${name}`), { recursive: true });
    await writeFile(at(`src/spells/${name}/spell.yaml`), spellYaml(clock));
    await writeFile(at(`src/spells/${name}/spell.aqua`), spellAqua(name, 'first'));
  }
  await writeFile(at('hello.aqua'), HELLO);
  await writeFile(at('fluence.yaml'), YAML);
}

/** Another module that does the same: a custom section, which engines skip, at its end. */
async function mark(wasm) {
  await writeFile(wasm, Buffer.concat([await readFile(wasm), Buffer.from([0, 5, 4, 109, 97, 114, 107])]));
}
