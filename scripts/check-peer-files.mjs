// `npm run check-peer-files`: has tools look at the files of examples/peer: Kubernetes' schemas at the manifest, a parser at the
// Dockerfile and at the dashboard's expressions, systemd at the unit where it is installed. The tools come from npm, into a folder of the user's cache.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseAllDocuments } from 'yaml';
import { cacheFolder, fromNpm } from './from-npm.mjs';
import { root } from './prepare.mjs';

const TOOLS = {
  'kubernetes-models': '5.1.0',
  'dockerfile-utils': '0.16.3',
  '@prometheus-io/lezer-promql': '0.315.0',
  '@lezer/common': '1.5.5',
  '@lezer/lr': '1.4.12',
  '@lezer/highlight': '1.2.5',
};
const folder = cacheFolder('peer-files-1');
const files = path.join(root, 'examples', 'peer');
const read = (name) => readFileSync(path.join(files, name), 'utf8');

const reason = fromNpm(folder, { private: true, dependencies: TOOLS });
if (reason !== undefined) {
  console.error(`${reason}.`);
  process.exit(1);
}
const { resolve } = createRequire(path.join(folder, 'package.json'));
const load = async (name) => {
  const loaded = await import(pathToFileURL(resolve(name)).href);
  return loaded.default ?? loaded;
};

const problems = [...(await kubernetes()), ...(await docker()), ...(await dashboard()), ...systemd()];
for (const problem of problems) console.error(problem);
process.exitCode = problems.length > 0 ? 1 : 0;

async function kubernetes() {
  const found = [];
  for (const document of parseAllDocuments(read('kubernetes.yaml'))) {
    const object = document.toJS();
    const at = path.join(folder, 'node_modules', 'kubernetes-models', object.apiVersion, `${object.kind}.js`);
    const kinds = await import(pathToFileURL(at).href);
    try {
      new kinds[object.kind](object).validate();
      console.log(`kubernetes.yaml: ${object.kind} ${object.metadata.name} is one`);
    } catch (error) {
      found.push(`kubernetes.yaml: ${object.kind} ${object.metadata?.name}: ${error.message}`);
    }
  }
  return found;
}

async function docker() {
  const { validate } = await load('dockerfile-utils');
  const found = validate(read('Dockerfile'));
  console.log(`Dockerfile: ${found.length} problems`);
  return found.map(({ message, range }) => `Dockerfile: line ${range.start.line + 1}: ${message}`);
}

async function dashboard() {
  const { parser } = await load('@prometheus-io/lezer-promql');
  const expressions = JSON.parse(read('grafana-dashboard.json')).panels.flatMap(({ targets }) =>
    targets.map(({ expr }) => expr),
  );
  const found = expressions.filter((expression) =>
    hasError(parser.parse(expression.replaceAll('$__rate_interval', '1m'))),
  );
  console.log(`grafana-dashboard.json: ${expressions.length} expressions`);
  return found.map((expression) => `grafana-dashboard.json: not PromQL: ${expression}`);
}

function hasError(tree) {
  const errors = [];
  tree.iterate({ enter: ({ type }) => void (type.isError && errors.push(type)) });
  return errors.length > 0;
}

/** The program that it starts is not where the tools run. */
function systemd() {
  const at = mkdtempSync(path.join(os.tmpdir(), 'noctiluca-unit-'));
  const unit = path.join(at, 'noctiluca.service');
  writeFileSync(unit, read('noctiluca.service').replace('/usr/local/bin/noctiluca', process.execPath));
  const { error, stderr, status } = spawnSync('systemd-analyze', ['verify', unit], { encoding: 'utf8' });
  rmSync(at, { recursive: true });
  if (error !== undefined) console.log('noctiluca.service: no systemd here to look at it');
  else console.log('noctiluca.service: systemd has looked at it');
  const said = (stderr ?? '').split('\n').filter((line) => line.includes('noctiluca.service'));
  return error === undefined && (status !== 0 || said.length > 0)
    ? [`noctiluca.service: ${said.join('\n')}`]
    : [];
}
