import { describe, expect, it } from 'vitest';
import { readFluenceYaml } from '../../src/project/fluence-yaml.js';
import { chosenEntries, type Section } from '../../src/workers/entries.js';

const BOTH: readonly Section[] = ['deployments', 'hosts'];
const TEXT = `
hosts: { one: { peerIds: [local-0], spells: [t] }, both: { peerIds: [local-1], services: [a] } }
deployments: { two: { services: [a] }, both: { spells: [t] } }
services: { a: { get: src/a } }
spells: { t: { get: src/t } }
`;

function chosen(names: readonly string[], sections = BOTH, text = TEXT) {
  const { project } = readFluenceYaml(`version: 9\n${text}`, '/p/fluence.yaml');
  return chosenEntries(project, names, sections);
}
const titles = (entries: ReturnType<typeof chosen>) =>
  entries.map(({ section, name }) => `${section}.${name}`);

describe('entries that are deployed', () => {
  it('are all without a name, of the sections that are meant', () => {
    expect(titles(chosen([]))).toEqual(['deployments.two', 'deployments.both', 'hosts.one', 'hosts.both']);
    expect(titles(chosen([], ['hosts']))).toEqual(['hosts.one', 'hosts.both']);
  });

  it('are those of the name in each section', () => {
    expect(titles(chosen(['both', 'one']))).toEqual(['deployments.both', 'hosts.one', 'hosts.both']);
    expect(titles(chosen(['both'], ['hosts']))).toEqual(['hosts.both']);
  });

  it('have what the file says of them', () => {
    const [deployment, host] = chosen(['both']);
    expect(deployment).toMatchObject({ spells: ['t'], services: [], deployment: { targetWorkers: 3 } });
    expect(host).toMatchObject({ services: ['a'], spells: [], peerIds: ['local-1'] });
  });

  it.each([
    [
      ['three', 'one', 'four'],
      BOTH,
      'has no three, four under "deployments" or "hosts"; it has two, both, one, both',
    ],
    [['two'], ['hosts'] as const, 'has no two under "hosts"; it has one, both'],
    [['constructor'], BOTH, 'has no constructor'],
  ])('are refused by name: %j', (names, sections, message) => {
    expect(() => chosen(names, sections)).toThrow(
      expect.objectContaining({ code: 'BAD_ARGUMENT', message: expect.stringContaining(message) }),
    );
  });

  it.each([['services: { a: { get: src/a } }'], [''], ['deployments: {}\nhosts:\n']])(
    'are no empty success: %j',
    (text) => {
      expect(() => chosen([], BOTH, text)).toThrow(
        expect.objectContaining({
          code: 'BAD_ARGUMENT',
          message: expect.stringContaining('deploys nothing'),
        }),
      );
    },
  );

  it('name what there is when there is nothing', () => {
    expect(() => chosen(['x'], BOTH, '')).toThrow('it has none');
  });
});
