import { tempFolder } from '@noctiluca/testing';
import { describe, expect, it } from 'vitest';
import { readSpell } from '../../src/project/spell-yaml.js';
import { spellFiles } from '../../src/spells/template.js';

const TEXT = 'version: 0\naquaFilePath: ./spell.aqua\nfunction: main\n';
const read = (text: string, overrides = {}) => {
  const folder = tempFolder({ 'tick/spell.yaml': text });
  return readSpell('tick', { get: folder.at('tick'), ...overrides }, folder.root);
};

describe('readSpell', () => {
  it('resolves the Aqua file beside spell.yaml and fills in what is not said', async () => {
    const spell = await read(TEXT);
    expect(spell).toMatchObject({ name: 'tick', function: 'main', initArgs: {}, clock: {} });
    expect(spell.aquaFile).toMatch(/tick\/spell\.aqua$/);
  });

  it('takes spell.yml where there is no spell.yaml', async () => {
    const folder = tempFolder({ 'tick/spell.yml': TEXT });
    const entry = { get: folder.at('tick') };
    expect(await readSpell('tick', entry, folder.root)).toMatchObject({ file: folder.at('tick/spell.yml') });
    folder.write('tick/spell.yaml', TEXT.replace('main', 'other'));
    expect(await readSpell('tick', entry, folder.root)).toMatchObject({ function: 'other' });
  });

  it('reads the template of a new spell', async () => {
    const spell = await read(spellFiles('tick')['spell.yaml']);
    expect(spell).toMatchObject({ function: 'spell', clock: { periodSec: 60, endDelaySec: 1800 } });
  });

  it('lets fluence.yaml set what it says, an empty clock too', async () => {
    const overrides = { function: 'other', initArgs: { a: 1 }, clock: {}, aquaFilePath: '/p/o.aqua' };
    expect(await read(`${TEXT}clock: {periodSec: 5}\ninitArgs: {b: 2}\n`, overrides)).toMatchObject({
      function: 'other',
      initArgs: { a: 1 },
      clock: {},
      aquaFile: '/p/o.aqua',
    });
  });

  it.each([
    ['periodSec: -1', 'periodSec'],
    ['periodSec: 3153600001', 'periodSec'],
    ['period: 1', "unknown key 'period'"],
    ['periodsec: 1', "unknown key 'periodsec'; did you mean 'periodSec'?"],
    ['startTimestamp: soon', 'startTimestamp: "soon" is no ISO timestamp'],
    ['startTimestamp: 2023', 'expected string'],
    ['endTimestamp: "2099-02-01T00:00:00"', 'has no time zone: write "2099-02-01T00:00:00Z" for UTC'],
    ['endTimestamp: 2099-02-01T00:00:00', 'has no time zone'],
    ['endTimestamp: 2099-02-01', 'has no time of day: write "2099-02-01T00:00:00Z"'],
    ['endTimestamp: 2099-02-30T00:00:00Z', 'is no date: there is no 2099-02-30'],
    ['endTimestamp: "2106-02-07T06:28:16Z"', '1970-01-01T00:00:00Z to 2106-02-07T06:28:15Z'],
    ['endDelaySec: 4294967296', 'endDelaySec'],
    [
      'startTimestamp: "2023-07-06T23:59:59Z", startDelaySec: 1',
      "You can't specify both 'startTimestamp' and 'startDelaySec' properties",
    ],
    [
      'endTimestamp: "2023-07-06T23:59:59Z", endDelaySec: 1',
      "You can't specify both 'endTimestamp' and 'endDelaySec' properties",
    ],
  ])('refuses the clock {%s}', async (clock, message) => {
    const file = read(`${TEXT}clock: {${clock}}\n`);
    await expect(file).rejects.toMatchObject({
      code: 'PROJECT_INVALID',
      message: expect.stringContaining(message),
    });
    const override = read(TEXT, { clock: { [clock.split(':')[0]!]: 'x' } });
    await expect(override).rejects.toMatchObject({ code: 'PROJECT_INVALID' });
  });

  it.each(['clock:', 'clock: {}', 'clock: { periodSec: }', ''])('has no clock with %j', async (text) => {
    expect((await read(`${TEXT}${text}\n`)).clock).toEqual({});
  });

  it('reads unquoted timestamps as they are written, whatever the YAML', async () => {
    const clock = 'clock: { periodSec: 1, endTimestamp: 2030-01-01T00:00:00+02:00 }\n';
    const expected = { clock: { periodSec: 1, endTimestamp: '2030-01-01T00:00:00+02:00' } };
    expect(await read(TEXT + clock)).toMatchObject(expected);
    expect(await read(`%YAML 1.1\n---\n${TEXT}${clock}`)).toMatchObject(expected);
    await expect(
      read(`%YAML 1.1\n---\n${TEXT}clock: { endTimestamp: 2099-02-30T00:00:00Z }`),
    ).rejects.toThrow('there is no 2099-02-30');
  });

  it.each([
    ['without a function', 'aquaFilePath: a\n', 'function'],
    ['with a mistyped key', `${TEXT}clok: {}\n`, "unknown key 'clok'; did you mean 'clock'?"],
    ['that is not there', undefined, 'Cannot read'],
  ])('refuses a spell %s', async (_what, text, message) => {
    const spell = text === undefined ? readSpell('x', { get: '/nowhere/x' }, '/nowhere') : read(text);
    await expect(spell).rejects.toThrow(message);
  });
});
