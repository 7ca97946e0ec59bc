/** The curve of ed25519 with big integers: for keys that no honest peer has. */
const P = 2n ** 255n - 19n;
export const ORDER = 2n ** 252n + 27742317777372353535851937790883648493n;
const D = mod(-121665n * inverse(121666n));
const ROOT = power(2n, (P - 1n) / 4n);

export interface Point {
  readonly x: bigint;
  readonly y: bigint;
}

export const BASE = decode(Uint8Array.from(Buffer.from(`58${'66'.repeat(31)}`, 'hex')));

export function add(a: Point, b: Point): Point {
  const t = mod(D * a.x * b.x * a.y * b.y);
  return {
    x: mod((a.x * b.y + a.y * b.x) * inverse(1n + t)),
    y: mod((a.y * b.y + a.x * b.x) * inverse(1n - t)),
  };
}

export function times(factor: bigint, point: Point): Point {
  let sum: Point = { x: 0n, y: 1n };
  for (let bits = factor, each = point; bits > 0n; bits >>= 1n, each = add(each, each)) {
    if (bits & 1n) sum = add(sum, each);
  }
  return sum;
}

export function encode({ x, y }: Point): Uint8Array {
  const bytes = littleEndian(y);
  bytes[31] = bytes[31]! | (Number(x & 1n) << 7);
  return bytes;
}

export function decode(bytes: Uint8Array): Point {
  const y = number(bytes) & (2n ** 255n - 1n);
  const ratio = mod((y * y - 1n) * inverse(D * y * y + 1n));
  let x = power(ratio, (P + 3n) / 8n);
  if (mod(x * x - ratio) !== 0n) x = mod(x * ROOT);
  if (mod(x * x - ratio) !== 0n) throw new Error('not a point');
  return { x: (x & 1n) === BigInt(bytes[31]! >> 7) ? x : mod(-x), y: mod(y) };
}

export function number(bytes: Uint8Array): bigint {
  return BigInt(`0x${Buffer.from(bytes).reverse().toString('hex')}`);
}

export function littleEndian(value: bigint, length = 32): Uint8Array {
  return Uint8Array.from(Buffer.from(value.toString(16).padStart(2 * length, '0'), 'hex').reverse());
}

function mod(value: bigint): bigint {
  return ((value % P) + P) % P;
}

function inverse(value: bigint): bigint {
  return power(value, P - 2n);
}

function power(base: bigint, exponent: bigint): bigint {
  let result = 1n;
  for (let square = mod(base), left = exponent; left > 0n; left >>= 1n, square = mod(square * square)) {
    if (left & 1n) result = mod(result * square);
  }
  return result;
}
