// Fuzzes what strangers can send. Every input follows from `seed`, kind and index; a failure names all three.
//
//   node test/fuzz/run.mjs                                  a million inputs, about half an hour
//   node test/fuzz/run.mjs --inputs 20000                   what CI runs
//   node test/fuzz/run.mjs --kind frames,it --seed 7        some kinds, other inputs
//   node test/fuzz/run.mjs --kind wasm --seed 7 --at 4711   one input again
//
// A failure is: an error that is not a package's own, a process that dies, an input that takes longer than the
// deadline, memory that does not come back to its level.
import { parseArgs } from 'node:util';
import { fuzzKind, KINDS } from './fuzz-kind.mjs';
import { renderReport } from './report.mjs';

const { values } = parseArgs({
  options: {
    inputs: { type: 'string', default: '1000000' },
    seed: { type: 'string', default: '20261123' },
    kind: { type: 'string', default: Object.keys(KINDS).join(',') },
    at: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
});

const kinds = values.kind.split(',');
const unknown = kinds.filter((kind) => !Object.hasOwn(KINDS, kind));
if (unknown.length > 0) {
  process.stderr.write(`no such kind: ${unknown.join(', ')}; there are ${Object.keys(KINDS).join(', ')}\n`);
  process.exit(2);
}

const shares = kinds.reduce((sum, kind) => sum + KINDS[kind].share, 0);
const reports = [];
for (const kind of kinds) {
  const whole = Math.max(1, Math.round((Number(values.inputs) * KINDS[kind].share) / shares));
  const range = values.at === undefined ? { from: 0, count: whole } : { from: Number(values.at), count: 1 };
  const report = await fuzzKind(kind, { seed: Number(values.seed), ...range });
  reports.push(report);
  if (!values.json) process.stdout.write(`${renderReport(report)}\n`);
}
if (values.json) process.stdout.write(`${JSON.stringify(reports, null, 2)}\n`);
process.exitCode = reports.some(({ failures }) => failures.length > 0) ? 1 : 0;
