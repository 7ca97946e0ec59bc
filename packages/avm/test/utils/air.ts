import fc from 'fast-check';

type Air = fc.Arbitrary<string>;

const SCALARS = ['x', 'y', 'z'];
const LITERALS = ['1', '1.0', '-2', '0.5', 'true', '"text"', '[]'];
const FUNCTIONS = ['list', 'number', 'float', 'big', 'echo', 'object', 'fails', 'other'];

/**
 * Random AIR between two peers. Scalars x, y and z are given values first, so that most scripts are valid; what is
 * wrong in the others both runtimes must tell alike.
 */
export function script(me: string, other: string): Air {
  const peer = fc.constantFrom(me, me, other);
  const value = fc.constantFrom(...LITERALS, ...SCALARS, 'x.$.[0]', 'z.$.a', 'z.$.nothing');
  const functionName = fc.constantFrom(...FUNCTIONS);
  const args = fc.array(value, { maxLength: 3 });
  const stream = fc.constantFrom('$s', '$t');

  const plainCall = fc
    .tuple(peer, functionName, args)
    .map(([at, name, given]) => `(call "${at}" ("s" "${name}") [${given.join(' ')}])`);
  const streamCall = fc
    .tuple(peer, functionName, stream)
    .map(([at, name, out]) => `(call "${at}" ("s" "${name}") [] ${out})`);
  const leaf = fc.oneof(
    fc.constant('(null)'),
    { arbitrary: plainCall, weight: 4 },
    { arbitrary: streamCall, weight: 2 },
    fc.tuple(value, stream).map(([from, to]) => `(ap ${from} ${to})`),
    fc.constant('(fail 7 "asked to")'),
  );
  const tree = fc.letrec<{ node: string }>((tie) => ({
    node: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      leaf,
      pair('seq', tie('node')),
      pair('seq', tie('node')),
      pair('par', tie('node')),
      pair('xor', tie('node')),
      fc
        .tuple(fc.constantFrom('match', 'mismatch'), value, value, tie('node'))
        .map(([name, a, b, inner]) => `(xor (${name} ${a} ${b} ${inner}) (null))`),
      fc.tuple(stream, tie('node')).map(([name, inner]) => `(new ${name} ${inner})`),
    ),
  })).node;
  const canon = fc
    .tuple(peer, stream)
    .map(([at, name]) => `(seq (canon "${at}" ${name} #c) (call "${at}" ("s" "echo") [#c]))`);
  return fc.tuple(tree, tree, fc.option(canon)).map(([body, each, end]) => {
    const give = (name: string, out: string) => `(call "${me}" ("s" "${name}") [] ${out})`;
    const given = `(seq ${give('list', 'x')} (seq ${give('float', 'y')} ${give('object', 'z')}))`;
    const fold = `(fold x i (seq ${each} (next i)))`;
    const main = end === null ? `(seq ${body} ${fold})` : `(seq ${body} (seq ${fold} ${end}))`;
    return `(seq ${given} ${main})`;
  });
}

function pair(name: string, part: Air): Air {
  return fc.tuple(part, part).map(([left, right]) => `(${name} ${left} ${right})`);
}
