import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { boundaryOf, readParts } from '../../src/rpc/multipart.js';

async function* cutAt(bytes: Buffer, cuts: readonly number[]): AsyncGenerator<Uint8Array> {
  const places = [...new Set(cuts.map((cut) => cut % (bytes.length + 1)))].sort((a, b) => a - b);
  for (const [index, place] of [0, ...places].entries())
    yield bytes.subarray(place, places[index] ?? undefined);
}

async function read(body: Buffer, boundary: string, cuts: readonly number[] = []) {
  const parts: { name: string | undefined; content: string }[] = [];
  for await (const { headers, content } of readParts(cutAt(body, cuts), boundary)) {
    const chunks: Uint8Array[] = [];
    for await (const chunk of content) chunks.push(chunk);
    parts.push({ name: headers.get('name'), content: Buffer.concat(chunks).toString('latin1') });
  }
  return parts;
}

const bodyOf = (boundary: string, contents: readonly Uint8Array[]) =>
  Buffer.concat([
    ...contents.flatMap((content, index) => [
      Buffer.from(`${index === 0 ? '' : '\r\n'}--${boundary}\r\nName: ${index}\r\n\r\n`),
      content,
    ]),
    Buffer.from(`\r\n--${boundary}--\r\n`),
  ]);

test('parts are read as they were written, however the body is cut', async () => {
  const nasty = fc
    .constantFrom('\r\n', '--', '-', '\r', '\n--b', '\r\n--', 'x', '\0')
    .map((text) => Buffer.from(text));
  const content = fc.array(nasty, { maxLength: 20 }).map((parts) => Buffer.concat(parts));
  await fc.assert(
    fc.asyncProperty(
      fc.array(content, { minLength: 1, maxLength: 4 }),
      fc.array(fc.nat()),
      async (contents, cuts) => {
        // Never a part of the contents above.
        const parts = await read(bodyOf('boundary', contents), 'boundary', cuts);
        expect(parts.map((part) => part.content)).toEqual(contents.map((bytes) => bytes.toString('latin1')));
        expect(parts.map((part) => part.name)).toEqual(contents.map((_, index) => String(index)));
      },
    ),
  );
});

test('what is not read of a part is skipped', async () => {
  const names: (string | undefined)[] = [];
  const body = bodyOf('b', [Buffer.alloc(1000), Buffer.from('x')]);
  for await (const { headers } of readParts(cutAt(body, [10, 100, 500]), 'b'))
    names.push(headers.get('name'));
  expect(names).toEqual(['0', '1']);
});

describe('a malformed body is refused', () => {
  const whole = bodyOf('b', [Buffer.from('content')]);
  test.each([
    { id: 'nothing', body: Buffer.alloc(0) },
    { id: 'another boundary', body: bodyOf('other', [Buffer.from('x')]) },
    { id: 'cut in a part', body: whole.subarray(0, whole.length - 10) },
    { id: 'cut in a head', body: whole.subarray(0, 8) },
    { id: 'cut behind the boundary', body: whole.subarray(0, whole.length - 3) },
    { id: 'an endless head', body: Buffer.from(`--b\r\n${'a: b\r\n'.repeat(10_000)}`) },
    { id: 'an endless preamble', body: Buffer.alloc(10_000, 'a') },
  ])('$id', async ({ body }) => {
    await expect(read(body, 'b')).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  });

  test('noise never gets through as anything but BAD_REQUEST or parts', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (noise) => {
        const body = Buffer.concat([Buffer.from('--b\r\n'), noise]);
        await read(body, 'b').catch((error) => expect(error).toMatchObject({ code: 'BAD_REQUEST' }));
      }),
    );
  });
});

describe('the boundary of a content type', () => {
  test.each([
    ['multipart/form-data; boundary=abc', 'abc'],
    ['multipart/form-data; charset=utf-8; boundary="a b"', 'a b'],
    ['Multipart/Form-Data; BOUNDARY=abc; x=y', 'abc'],
  ])('%s', (type, boundary) => expect(boundaryOf(type)).toBe(boundary));

  test.each([
    undefined,
    'text/plain',
    'multipart/form-data',
    `multipart/form-data; boundary=${'a'.repeat(300)}`,
  ])('%s has none', (type) =>
    expect(() => boundaryOf(type)).toThrow(expect.objectContaining({ code: 'BAD_REQUEST' })),
  );
});
