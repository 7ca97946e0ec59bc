import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { repository } from '../utils/command.js';

const { UPSTREAM_CLI } = process.env;

interface Param {
  readonly type: string;
  readonly indexed?: boolean;
  readonly components?: readonly Param[];
}
interface Item {
  readonly type: string;
  readonly name?: string;
  readonly stateMutability?: string;
  readonly inputs?: readonly Param[];
  readonly outputs?: readonly Param[];
}

/** What our contracts make for themselves under a name that upstream's have for themselves too. */
const OWN: Readonly<Record<string, readonly string[]>> = { Deal: ['initialize'] };
/** Functions and events that both have; fewer would mean that nothing was compared. */
const LEAST = { Core: 16, Market: 35, Capacity: 23, DealFactory: 4, Deal: 40 };

const typeOf = ({ type, components }: Param): string =>
  components === undefined ? type : `(${components.map(typeOf).join(',')})${type.slice('tuple'.length)}`;
const signature = ({ type, name, inputs = [] }: Item) => `${type} ${name}(${inputs.map(typeOf).join(',')})`;
const mutabilityOf = ({ stateMutability }: Item) => (stateMutability === 'pure' ? 'view' : stateMutability);

/** All that a client relies on. */
const meaning = (item: Item) => ({
  indexed: item.inputs?.map(({ indexed }) => indexed ?? false),
  outputs: item.type === 'function' ? item.outputs?.map(typeOf) : undefined,
  mutability: item.type === 'function' ? mutabilityOf(item) : undefined,
});

const bySignature = (abi: readonly Item[]) =>
  new Map(
    abi.filter(({ type }) => type === 'function' || type === 'event').map((item) => [signature(item), item]),
  );

/** Of the package that the real CLI has its clients from. */
async function upstreamAbi(name: string): Promise<readonly Item[]> {
  const resolve = createRequire(UPSTREAM_CLI!).resolve;
  const root = path.dirname(resolve('@fluencelabs/deal-ts-clients'));
  const file = path.join(root, 'typechain-types', 'factories', `${name}__factory.js`);
  const factories = Object.values(
    (await import(pathToFileURL(file).href)) as Record<string, { abi?: Item[] }>,
  );
  return factories.find(({ abi }) => abi !== undefined)!.abi!;
}

const ourAbi = (name: string) =>
  (
    JSON.parse(readFileSync(path.join(repository, 'packages/chain/artifacts', `${name}.json`), 'utf8')) as {
      abi: Item[];
    }
  ).abi;

describe.each(Object.entries(LEAST))("our %s beside the clients of the real CLI's", (name, least) => {
  it('means the same by all that both have', async () => {
    const [ours, theirs] = [bySignature(ourAbi(name)), bySignature(await upstreamAbi(name))];
    const both = [...ours.keys()].filter((key) => theirs.has(key));
    expect(both.length).toBeGreaterThanOrEqual(least);
    for (const key of both) expect(meaning(ours.get(key)!), key).toEqual(meaning(theirs.get(key)!));
  });

  it('has no name of theirs for something else', async () => {
    const theirs = bySignature(await upstreamAbi(name));
    const names = new Set([...theirs.values()].map((item) => item.name));
    const other = [...bySignature(ourAbi(name)).entries()]
      .filter(([key, item]) => names.has(item.name) && !theirs.has(key))
      .map(([, item]) => item.name!);
    expect(other.filter((one) => !OWN[name]?.includes(one))).toEqual([]);
  });
});
