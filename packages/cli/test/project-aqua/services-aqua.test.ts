import { readFileSync } from 'node:fs';
import { compileFromString } from '@fluencelabs/aqua-api';
import { compileModule, describeInterface } from '@noctiluca/marine';
import { describe, expect, it } from 'vitest';
import { servicesAqua } from '../../src/project-aqua/services-aqua.js';

const counter = {
  function_signatures: [
    { name: 'set', arguments: [['to', 'Value'] as const], output_types: [] },
    { name: 'get', arguments: [], output_types: ['Value'] },
  ],
  record_types: [{ name: 'Value', id: 0, fields: [{ name: 'n', ty: 'u64' }] }],
};

describe('services.aqua', () => {
  it('declares a record once, and each service under its alias', () => {
    expect(servicesAqua({ 'my-counter': counter, other: counter })).toBe(`aqua Services declares *


data Value:
  n: u64

service MyCounter("my-counter"):
  get() -> Value
  set(to: Value)


service Other("other"):
  get() -> Value
  set(to: Value)
`);
  });

  it('is a header without services', () => {
    expect(servicesAqua({})).toBe('aqua Services declares *\n');
  });

  it('gives a record another name that differs from an earlier one, and what holds it', () => {
    const fields = (ty: string) => [{ name: 'n', ty }];
    const api = (ty: string) => ({
      function_signatures: [{ name: 'all', arguments: [], output_types: ['[]Page'] }],
      record_types: [
        { name: 'Value', id: 0, fields: fields(ty) },
        { name: 'Page', id: 1, fields: fields('?Value') },
      ],
    });
    expect(servicesAqua({ a: api('u64'), b: api('string') })).toContain(`

data BValue:
  n: string

data BPage:
  n: ?BValue

service B("b"):
  all() -> []BPage
`);
  });

  it('refuses a service that is called as a record is, by its name', () => {
    expect(() => servicesAqua({ counter, value: { ...counter, record_types: [] } })).toThrow(
      expect.objectContaining({
        code: 'PROJECT_INVALID',
        message: expect.stringMatching(
          /^The service "value" .* record of the service "counter" is; rename it/,
        ),
      }),
    );
  });

  it('leaves a service without functions out', () => {
    expect(servicesAqua({ none: { function_signatures: [], record_types: [] } })).toBe(servicesAqua({}));
  });

  it('compiles for the sample service of the repository', async () => {
    const wasm = readFileSync(new URL('../../../../services/greeter/greeter.wasm', import.meta.url));
    const text = servicesAqua({ greeter: describeInterface(await compileModule(wasm, 'greeter')) });
    const code = `${text.replace('declares *', 'declares *\nexport hi')}\nfunc hi() -> string:\n    text <- Greeter.greeting("Ada")\n    <- text\n`;
    const { errors, functions } = await compileFromString({ code, imports: [], targetType: 'air' });
    expect(errors).toEqual([]);
    expect(functions.hi?.script).toContain('("greeter" "greeting") ["Ada"]');
  });
});
