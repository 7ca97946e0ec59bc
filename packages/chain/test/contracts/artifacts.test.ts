import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { type Artifact, CONTRACTS, compileContracts } from '../../scripts/compiler.mjs';
import { generatedFrom } from '../../scripts/generated.mjs';

const at = (file: string) => fileURLToPath(new URL(`../../${file}`, import.meta.url));
const MAX_CODE_BYTES = 24_576;

it('contracts compile to what is committed', { timeout: 300_000 }, () => {
  const artifacts: Readonly<Record<string, Artifact>> = compileContracts();
  expect(Object.keys(artifacts)).toEqual(CONTRACTS);
  // As text: a difference of 60 KB is shown as the name of its file.
  const stale = Object.entries(generatedFrom(artifacts)).filter(
    ([file, text]) => readFileSync(at(file), 'utf8') !== text,
  );
  expect(stale.map(([file]) => file)).toEqual([]);
});

it('every artifact is of a contract, small enough for any chain, with the hashes of its sources', () => {
  expect(readdirSync(at('artifacts')).sort()).toEqual(CONTRACTS.map((name) => `${name}.json`).sort());
  for (const name of CONTRACTS) {
    const artifact = JSON.parse(readFileSync(at(`artifacts/${name}.json`), 'utf8')) as Artifact;
    expect(artifact.deployedBytes).toBeLessThan(MAX_CODE_BYTES);
    expect(Object.keys(artifact.sources)).toContain(`${name}.sol`);
  }
});
