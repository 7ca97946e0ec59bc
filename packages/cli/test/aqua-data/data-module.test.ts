import { parseJson } from '@noctiluca/marine';
import { tempFolder } from '@noctiluca/testing';
import { describe, expect, it } from 'vitest';
import { dataModule } from '../../src/aqua-data/data-module.js';
import { runCli } from '../utils/run-cli.js';

const PLAIN = { f64: false, types: [] };
const module = (json: string, options: Partial<Parameters<typeof dataModule>[2]> = {}) =>
  dataModule('my-data', parseJson(json), { ...PLAIN, ...options });
/** What `get` returns, and of which type. */
const value = (json: string, options = {}) =>
  /get\(\) -> (.+):\n {4}<- ([\s\S]+)\n$/.exec(module(json, options))!.slice(1);

describe('Aqua of data', () => {
  it('is a module with the types of its records', () => {
    const data = '{"name": "a", "inner": {"list": [{"x": 1}], "no": null}, "b-c": true}';
    expect(module(data)).toBe(`aqua MyData declares *

data InnerList:
    x: u64

data Inner:
    list: []InnerList
    no: ?u8

data MyData:
    bC: bool
    inner: Inner
    name: string

func get() -> MyData:
    <- MyData(
        name="a",
        inner=Inner(
            list=[
                InnerList(
                    x=1
                )
            ],
            no=nil
        ),
        bC=true
    )
`);
  });

  it.each([
    ['1', 'u64', '1'],
    ['-1', 'i64', '-1'],
    ['1.5', 'f64', '1.5'],
    ['1.0', 'u64', '1'],
    ['18446744073709551615', 'u64', '18446744073709551615'],
    ['"text"', 'string', '"text"'],
    ['{}', '?u8', 'nil'],
    ['[]', '?u8', 'nil'],
    ['{"$$optional": 1}', '?u64', '?[1]'],
    ['{"$$optional": 1, "$$isNil": true}', '?u64', 'nil'],
  ])('has for %s a value of its type', (json, type, text) => {
    expect(value(json)).toEqual([type, text]);
  });

  it('gives the numbers of a list one type', () => {
    expect(value('[1, -1]')).toEqual(['[]i64', '[\n        1,\n        -1\n    ]']);
    expect(value('[1, 1.5]')).toEqual(['[]f64', '[\n        1.0,\n        1.5\n    ]']);
    expect(value('[1]', { f64: true })[1]).toContain('1.0');
  });

  it('names types of records by their fields', () => {
    const types = [{ name: 'point', properties: ['y', 'x'] }];
    const text = module('{"a": {"x": 1, "y": 2}, "b": {"y": 3, "x": 4}}', { types });
    expect(text.match(/^data .*/gm)).toEqual(['data Point:', 'data MyData:']);
  });

  it.each([
    ['{"a": "say \\"hi\\""}', 'MyData.a'],
    ['{"a": ["x\\ny"]}', 'MyData.a[0]'],
    ['[1, "a"]', 'MyData[1]'],
    ['[{"x": 1}, {"x": "1"}]', 'MyData[1]'],
    ['{"1a": 1}', 'MyData.1a'],
    ['{"myData": {"x": 1}}', 'MyData.myData'],
    ['{"a-b": 1, "aB": 2}', 'MyData'],
    ['18446744073709551616', 'MyData'],
    ['1e300', 'MyData'],
    [`${'['.repeat(80)}1${']'.repeat(80)}`, 'MyData['],
  ])('says where there is no Aqua for %s', (json, path) => {
    expect(() => module(json)).toThrow(expect.objectContaining({ code: 'AQUA_FAILED' }));
    expect(() => module(json)).toThrow(path);
  });
});

describe('aqua json and aqua yml', () => {
  it('write Aqua that compiles', async () => {
    const folder = tempFolder({
      'config.yml':
        'port: 80\nratio: 1.5\nbig: 18446744073709551615\nhosts:\n  - { name: a }\n  - { name: b }\n',
    });
    expect(await runCli(folder.root, ['aqua', 'yaml', 'config.yml', 'out'])).toMatchObject({ exitCode: 0 });
    expect(folder.read('out/config.aqua')).toContain('big=18446744073709551615');
    folder.write('main.aqua', 'aqua Main\nimport "out/config.aqua"\nexport get\n');
    const { exitCode, stderr } = await runCli(folder.root, ['aqua', '-i', 'main.aqua', '--dry']);
    expect(stderr).toContain('1 source');
    expect(exitCode).toBe(0);
  });

  it('write beside the input, with types of a file', async () => {
    const folder = tempFolder({
      'a.json': '{"p": {"x": 1}}',
      'types.json': '[{"name": "point", "properties": ["x"]}]',
    });
    await runCli(folder.root, ['aqua', 'json', 'a.json', '--types', 'types.json']);
    expect(folder.read('a.aqua')).toContain('data Point:');
  });

  it.each([
    [['aqua', 'json', 'bad.json'], 'bad.json'],
    [['aqua', 'json', 'none.json'], 'none.json'],
    [['aqua', 'json', 'a.json', '--types', 'a.json'], 'list of types'],
    [['aqua', 'yml', 'inf.yml'], '.inf'],
    [['aqua', 'json', '1.json'], 'begin with a letter'],
  ])('%j says what is wrong', async (argv, text) => {
    const files = { 'bad.json': '{', 'a.json': '{"x": 1}', '1.json': '1', 'inf.yml': 'x: .inf\n' };
    const { stderr, exitCode } = await runCli(tempFolder(files).root, argv);
    expect(stderr).toContain(text);
    expect(exitCode).toBe(1);
  });
});
