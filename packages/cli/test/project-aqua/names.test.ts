import { describe, expect, it } from 'vitest';
import { camelCase, typeName } from '../../src/project-aqua/names.js';

// What lodash's camelCase answers, which upstream names fields with.
describe('camelCase', () => {
  it.each([
    ['w-one', 'wOne'],
    ['my-worker_2b', 'myWorker2B'],
    ['ABCworker', 'abCworker'],
    ['myHTTPServer', 'myHttpServer'],
    ['w2', 'w2'],
    ['a1b2', 'a1B2'],
    ['A', 'a'],
    ['x_y_z', 'xYZ'],
    ['Foo Bar', 'fooBar'],
    ['fooBAR', 'fooBar'],
    ['mySQL2db', 'mySql2Db'],
    ['worker-2nd', 'worker2nd'],
    ['my11th', 'my11Th'],
    ["it's", 'its'],
    ['1st', '1st'],
  ])('makes of %s what lodash makes', (name, expected) => {
    expect(camelCase(name)).toBe(expected);
  });

  it('begins types with a capital', () => {
    expect(typeName('my-worker')).toBe('MyWorker');
  });
});
