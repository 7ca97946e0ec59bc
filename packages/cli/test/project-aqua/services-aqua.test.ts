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

  it('compiles for the sample service of the repository', async () => {
    const wasm = readFileSync(new URL('../../../../services/greeter/greeter.wasm', import.meta.url));
    const text = servicesAqua({ greeter: describeInterface(await compileModule(wasm, 'greeter')) });
    const code = `${text.replace('declares *', 'declares *\nexport hi')}\nfunc hi() -> string:\n    text <- Greeter.greeting("Ada")\n    <- text\n`;
    const { errors, functions } = await compileFromString({ code, imports: [], targetType: 'air' });
    expect(errors).toEqual([]);
    expect(functions.hi?.script).toContain('("greeter" "greeting") ["Ada"]');
  });
});
