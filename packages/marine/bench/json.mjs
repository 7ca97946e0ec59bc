// Ratios of parseJson/printJson to JSON.parse/JSON.stringify. Run: node packages/marine/bench/json.mjs (after a build)
import { JsonFloat, parseJson, printJson } from '@noctiluca/marine';

const record = (i) => ({
  peer_id: '12D3KooWQbb6k91VYokt5K45RdSVM4oyN3QhkCNwwfqy1L3DWbsz',
  n: i,
  ok: true,
  tags: ['a', 'bé'],
});
const samples = {
  'small call args': ['abc', 1, { relay: 'x', ttl: 7000 }],
  '200 records': Array.from({ length: 200 }, (_, i) => record(i)),
  '10k bytes as numbers': Array.from({ length: 10_000 }, (_, i) => i % 256),
  '100 KB string': 'x'.repeat(100_000),
  '2k floats': Array.from({ length: 2000 }, (_, i) => i + 0.5),
};
const special = { '200 records + 1.0': [...samples['200 records'], new JsonFloat(1)] };

function best(run) {
  let least = Infinity;
  for (let round = 0; round < 7; round += 1) {
    let times = 0;
    const start = process.hrtime.bigint();
    let spent = 0;
    while (spent < 2e7) {
      run();
      times += 1;
      spent = Number(process.hrtime.bigint() - start);
    }
    least = Math.min(least, spent / times / 1000);
  }
  return least;
}

function row(name, ours, native) {
  console.log(
    `${name.padEnd(34)} ${ours.toFixed(2).padStart(9)} µs  ${native.toFixed(2).padStart(9)} µs  x${(ours / native).toFixed(2)}`,
  );
}

console.log(`${''.padEnd(34)} ${'ours'.padStart(12)}  ${'native'.padStart(12)}  ratio`);
for (const [name, value] of Object.entries(samples)) {
  const text = JSON.stringify(value);
  row(
    `parse ${name}`,
    best(() => parseJson(text)),
    best(() => JSON.parse(text)),
  );
  row(
    `print ${name}`,
    best(() => printJson(value)),
    best(() => JSON.stringify(value)),
  );
}
for (const [name, value] of Object.entries(special)) {
  const text = printJson(value);
  row(
    `parse ${name}`,
    best(() => parseJson(text)),
    best(() => JSON.parse(text)),
  );
  row(
    `print ${name}`,
    best(() => printJson(value)),
    best(() => JSON.stringify(value)),
  );
}
