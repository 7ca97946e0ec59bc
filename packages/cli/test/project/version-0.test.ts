import { tempFolder } from '@noctiluca/testing';
import { describe, expect, it } from 'vitest';
import { readFluenceYaml } from '../../src/project/fluence-yaml.js';
import { runCli } from '../utils/run-cli.js';

const read = (text: string) => readFluenceYaml(`version: 0\n${text}\n`, '/p/fluence.yaml');
const textsOf = (text: string) => read(text).problems.map((problem) => problem.text);
const codeOf = (stdout: string) => (JSON.parse(stdout) as { error: { code: string } }).error.code;

// Version 0 has these keys and no others: spec/fluence-cli.md §2.1.
const LISTED = 'services:\n  - name: greeting\n  - name: adder\n    count: 2\n';

describe('a file of version 0', () => {
  it('has its services where upstream moves them', () => {
    const { project } = read(LISTED);
    expect(project.version).toBe(0);
    expect(project.services).toEqual({
      greeting: { get: '/p/artifacts/greeting', overrideModules: {} },
      adder: { get: '/p/artifacts/adder', overrideModules: {} },
    });
    expect(project.deployments).toEqual({});
  });

  it('tells what its counts were for', () => {
    expect(textsOf(LISTED)).toEqual([
      expect.stringMatching(/^services\.adder\.count is not acted upon: targetWorkers/),
    ]);
    expect(textsOf('services: [{ name: a, count: null }]')).toEqual([]);
  });

  it('tells a service that is listed twice, and keys that nobody knows', () => {
    expect(textsOf('services: [{ name: a }, { name: a }]')).toEqual(["services lists 'a' twice"]);
    expect(textsOf('services: [{ name: a, cuont: 1 }]\nmore: 1')).toEqual([
      "unknown key 'services.0.cuont' is ignored",
      expect.stringMatching(/^unknown key 'more' is ignored/),
    ]);
  });

  it.each([
    '',
    'services: { a: { get: s } }',
    'services: [a]',
    'services: [{ count: 1 }]',
    'services: [{ name: a, count: 0 }]',
  ])('is invalid with %j', (text) => {
    expect(() => read(text)).toThrow(expect.objectContaining({ code: 'PROJECT_INVALID' }));
  });

  it('may have later keys beside', () => {
    const { project, problems } = read(
      `${LISTED.replace('    count: 2\n', '')}hosts: { h: { peerIds: [p], services: [adder] } }`,
    );
    expect(problems).toEqual([]);
    expect(project.hosts.h).toMatchObject({ services: ['adder'] });
  });

  it.each([
    ['service', 'new', 'more'],
    ['service', 'remove', 'adder'],
  ])('is not changed by "%s %s %s", which says what to write', async (...argv) => {
    const text = `version: 0\n${LISTED}`;
    const folder = tempFolder({
      'fluence.yaml': text,
      'artifacts/adder/service.yaml': 'name: adder\nmodules: { facade: { get: . } }\n',
      'artifacts/adder/module.yaml': 'name: adder\n',
    });
    expect(codeOf((await runCli(folder.root, [...argv, '--json'])).stdout)).toBe('PROJECT_INVALID');
    expect((await runCli(folder.root, argv)).stderr).toContain(
      'version: 1\nservices:\n  greeting: { get: artifacts/greeting }',
    );
    expect(folder.read('fluence.yaml')).toBe(text);
  });
});
