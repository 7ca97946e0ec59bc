// Takes real public projects of Fluence as they are through `aqua`, `build`, `deploy` and `run` on one local network:
// `npm run test:upstream-projects [-- [--from <folder with clones>] [--rust] [owner/name …]]`.
// They are cloned with git, from GitHub or from `<folder>/<name>`, `<folder>/<owner>/<name>` or `<folder>/<owner>+<name>/repo`.
// With `--rust`, cargo builds their services (minutes, and crates from crates.io); else those that need it are not deployed.
// Nothing in them is mended: a source that is not there, or was broken when it was pushed, is told below the table.
// It ends with 1 when a byte of a fluence.yaml changed.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..');
const temporary = mkdtempSync(path.join(os.tmpdir(), 'noctiluca-projects-'));
/** What a command may take, milliseconds: a first `--rust` build compiles hundreds of crates. */
const LIMIT_MS = 15 * 60_000;

/** Calls that templates of upstream have: of each line the first that a project's Aqua has. The last two ask what is deployed. */
const CALLS = [['helloWorldRemote("corpus")', 'helloWorld("corpus")'], ['getInfo()']];
const DEPLOYED_CALLS = [['showSubnet()'], ['runDeployedServices()']];
/** What is no fault: it is asked for what is not there. */
const MISSING = [
  [/RUST_MISSING|MODULE_UNREADABLE/, 'needs Rust'],
  [/deploys nothing/, '-'],
];

/** The slowest first, for they are done side by side: the decider's Aqua takes 20 s to compile. */
const REPOSITORIES = [
  'fluencelabs/decider',
  'fluencelabs/examples',
  'fluencelabs/registry',
  'fluencelabs/spell',
  'fluencelabs/aqua-ipfs',
  'fluencelabs/aquaduct',
  'fluencelabs/benchmark-service',
  'fluencelabs/car-snapper-demo',
  'fluencelabs/eip712-validation-node',
  'fluencelabs/fRPC-Substrate',
  'fluencelabs/indexer_workshop',
  'fluencelabs/subrosy',
  'fluencelabs/vm-effector',
  '3box/ceramic-fluence',
  'Autonomous-Times/distributed-static-site-generator-v1',
  'akim-bow/fluence-gateway',
  'boneyard93501/hello-world',
  'boneyard93501/mis-spell',
  'ethindia-devfolio/fluence-pipeline',
  'indexnetwork/fluence-zero',
  'justchillinghere/fluence_hello',
  'kmadorin/fluenceAI',
  'mirout/fluence-secret-holder',
  'moskalyk/aqua-evm-router',
  'moskalyk/tarot-spells-playground',
  'utkarshdagoat/KeyShard',
];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { from: { type: 'string' }, rust: { type: 'boolean', default: false } },
});
const repositories = positionals.length > 0 ? positionals : REPOSITORIES;
const environment = {
  ...process.env,
  FLUENCE_USER_DIR: path.join(temporary, 'user'),
  NO_COLOR: '1',
  // Only what is asked for is built: cargo is not found without --rust.
  ...(values.rust ? {} : { PATH: path.dirname(process.execPath) }),
};

const network = path.join(temporary, 'network');
mkdirSync(network);
const rows = [];
try {
  await must(network, 'init', '.', '-t', 'minimal', '--no-input');
  await must(network, 'local', 'up', '--free-ports', '--no-chain');
  const waiting = [...repositories];
  const take = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await allOf(next);
  };
  await Promise.all(Array.from({ length: os.availableParallelism() }, take));
} finally {
  await fluence(network, 'local', 'down', '-v');
  rmSync(temporary, { recursive: true, force: true });
}
rows.sort((a, b) => repositories.indexOf(a.repository) - repositories.indexOf(b.repository));
for (const row of rows) delete row.repository;
const STEPS = ['aqua', 'build', 'deploy', 'run'];
const short = (text) => text?.split(':')[0];
console.table(
  rows.map((row) => ({ ...row, ...Object.fromEntries(STEPS.map((step) => [step, short(row[step])])) })),
);
for (const row of rows)
  for (const step of STEPS)
    if (row[step]?.includes(': ')) console.log(`${row.project}, ${step}: ${row[step]}`);
const tally = (step) => `${step} ${rows.filter((row) => row[step] === 'ok').length}`;
console.log(`${rows.length} projects: ${STEPS.map(tally).join(', ')} done`);
if (rows.some(({ bytes }) => bytes === 'CHANGED')) process.exitCode = 1;

async function allOf(repository) {
  const clone = await cloned(repository);
  if (clone === undefined) rows.push({ repository, project: repository, note: 'git does not reach it' });
  else for (const folder of projectsIn(clone)) rows.push(await tried(repository, clone, folder));
}

async function cloned(repository) {
  const [owner, name] = repository.split('/');
  const found = [name, `${owner}/${name}`, `${owner}+${name}/repo`]
    .map((place) => path.resolve(values.from ?? '', place))
    .find((place) => values.from !== undefined && existsSync(place));
  if (values.from !== undefined && found === undefined) return undefined;
  const clone = path.join(temporary, 'clones', owner, name);
  const source = found ?? `https://github.com/${repository}`;
  const { code } = await run('git', ['clone', '--quiet', '--depth=1', source, clone], temporary, process.env);
  return code === 0 ? clone : undefined;
}

/** Folders with a fluence.yaml, but for what npm installed. */
function projectsIn(folder) {
  const entries = readdirSync(folder, { withFileTypes: true });
  const own = entries.some(({ name }) => name === 'fluence.yaml') ? [folder] : [];
  const below = entries.filter((entry) => entry.isDirectory() && !/^(\.|node_modules$)/.test(entry.name));
  return [...own, ...below.flatMap(({ name }) => projectsIn(path.join(folder, name)))];
}

async function tried(repository, clone, folder) {
  const file = path.join(folder, 'fluence.yaml');
  const before = readFileSync(file);
  const version = /^version:\s*(\d+)/m.exec(before.toString())?.[1];
  mkdirSync(path.join(folder, '.fluence'), { recursive: true });
  cpSync(path.join(network, '.fluence', 'local.json'), path.join(folder, '.fluence', 'local.json'));
  rmSync(path.join(folder, '.fluence', 'env.yaml'), { force: true });
  const project = [repository, path.relative(clone, folder)].filter(Boolean).join(' ');
  const beginMs = performance.now();
  const row = { repository, project, version };
  row.build = await outcome(folder, 'build');
  row.aqua = await aqua(folder, before.toString());
  row.deploy = await outcome(folder, 'deploy', ...(values.rust ? [] : ['--no-build']));
  row.run = await calls(folder, row.deploy === 'ok');
  row.bytes = readFileSync(file).equals(before) ? 'same' : 'CHANGED';
  row.seconds = ((performance.now() - beginMs) / 1000).toFixed(1);
  console.log(Object.values(row).slice(1).join(' | '));
  return row;
}

/** Old projects name an input and no output, or neither. */
function aqua(folder, yaml) {
  const isWhole = /^(compileAqua|aquaOutput[TJ]SPath):/m.test(yaml);
  if (isWhole) return outcome(folder, 'aqua');
  if (/^aquaInputPath:/m.test(yaml)) return outcome(folder, 'aqua', '--dry');
  const input = ['src/aqua', 'aqua'].find((place) => existsSync(path.join(folder, place)));
  return input === undefined ? '-' : outcome(folder, 'aqua', '-i', input, '--dry');
}

async function calls(folder, isDeployed) {
  const results = [];
  const sources = aquaOf(folder);
  const isThere = (call) =>
    sources.some((text) => new RegExp(`^func ${call.split('(')[0]}\\b`, 'm').test(text));
  for (const either of [...CALLS, ...(isDeployed ? DEPLOYED_CALLS : [])]) {
    const call = either.find(isThere);
    if (call === undefined) continue;
    const result = await outcome(folder, 'run', '-f', call);
    if (!/There is no exported function|Where is the function/.test(result)) results.push(result);
  }
  if (results.length === 0) return '-';
  return results.find((result) => result !== 'ok') ?? 'ok';
}

/** Texts of the Aqua below a folder, but for what a package manager or the command put there. */
function aquaOf(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const at = path.join(folder, entry.name);
    if (entry.isDirectory()) return /^(\.|node_modules$)/.test(entry.name) ? [] : aquaOf(at);
    return entry.name.endsWith('.aqua') ? [readFileSync(at, 'utf8')] : [];
  });
}

/** `ok`, or the code and what was said. */
async function outcome(cwd, ...args) {
  const { code, stdout, stderr } = await fluence(cwd, ...args, '--json');
  if (code === 0) return 'ok';
  const { error, workers = [] } = parsed(stdout);
  const why = error ?? { code: `ended with ${code}`, message: firstError(stdout, stderr) };
  const failed = workers.find((worker) => worker.error !== undefined);
  const message = failed?.error ?? why.message;
  const missing = MISSING.find(([pattern]) => pattern.test(`${why.code} ${message}`));
  if (missing !== undefined) return missing[1];
  return `${why.code}: ${String(message).replaceAll(temporary, '').replace(/\s+/g, ' ').slice(0, 160)}`;
}

function firstError(stdout, stderr) {
  const [diagnostic] = parsed(stdout).diagnostics?.filter(({ severity }) => severity === 'error') ?? [];
  if (diagnostic === undefined) return stderr.trim().split('\n').at(-1) ?? '';
  return [diagnostic.file, diagnostic.line, diagnostic.message].filter(Boolean).join(' ');
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}

async function must(cwd, ...args) {
  const { code, stdout, stderr } = await fluence(cwd, ...args);
  if (code !== 0) throw new Error(`fluence ${args.join(' ')} ended with ${code}: ${stdout}${stderr}`);
}

function fluence(cwd, ...args) {
  const command = path.join(root, 'packages', 'cli', 'bin', 'fluence.js');
  return run(process.execPath, [command, ...args], cwd, environment);
}

async function run(command, args, cwd, env) {
  const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], timeout: LIMIT_MS });
  const printed = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'])
    child[name].setEncoding('utf8').on('data', (text) => {
      printed[name] += text;
    });
  const [code] = await once(child, 'close');
  return { code, ...printed };
}
