import { ByteReader } from '../wasm/byte-reader.js';
import { readInstruction } from './instructions.js';
import { sleb, uleb } from './leb.js';

/** Indices of what the metering adds to a module. */
export interface MeterIndices {
  readonly fuelGlobal: number;
  readonly refill: number;
  readonly charge: number;
  readonly admitPages: number;
  readonly admitElements: number;
}

interface Site {
  readonly offset: number;
  /** Instructions that run at most once for each time this place is passed. */
  weight: number;
}

interface Insertion {
  readonly offset: number;
  readonly code: readonly number[];
}

/**
 * Puts a charge at the entry of a function and at the head of each of its loops. Code runs on without passing one of
 * these places at most to its end, so `n` instructions cost at least `n`. Bulk instructions are charged by what they
 * handle, growth asks for admission first.
 * @param body a function's locals and code
 */
export function rewriteBody(body: Uint8Array, meter: MeterIndices): Uint8Array[] {
  const reader = new ByteReader(body, 'WASM_MALFORMED', 'function body');
  for (let groups = reader.count('locals', 2); groups > 0; groups--) {
    reader.u32('locals');
    reader.u8('type');
  }
  const entry: Site = { offset: reader.offset, weight: 1 };
  const sites = [entry];
  const owners = [entry];
  const insertions: Insertion[] = [];
  while (owners.length > 0) {
    const { offset } = reader;
    const effect = readInstruction(reader);
    owners.at(-1)!.weight++;
    if (effect === 'block') owners.push(owners.at(-1)!);
    else if (effect === 'loop') {
      const site: Site = { offset: reader.offset, weight: 1 };
      sites.push(site);
      owners.push(site);
    } else if (effect === 'end') owners.pop();
    else if (effect === 'bulk') insertions.push({ offset, code: call(meter.charge) });
    else if (effect === 'memory.grow') insertions.push({ offset, code: call(meter.admitPages) });
    else if (effect === 'table.grow')
      insertions.push({ offset, code: [...call(meter.admitElements), ...call(meter.charge)] });
  }
  if (reader.remaining > 0) reader.fail('code goes on after its end');
  insertions.push(...sites.map(({ offset, weight }) => ({ offset, code: chargeCode(weight, meter) })));
  return splice(body, insertions);
}

const call = (index: number): number[] => [0x10, ...uleb(index)];

/** `fuel -= weight; if (fuel < 0) refill()` */
function chargeCode(weight: number, { fuelGlobal, refill }: MeterIndices): number[] {
  const fuel = uleb(fuelGlobal);
  return [
    ...[0x23, ...fuel, 0x41, ...sleb(weight), 0x6b, 0x24, ...fuel],
    ...[0x23, ...fuel, 0x41, 0x00, 0x48, 0x04, 0x40, ...call(refill), 0x0b],
  ];
}

function splice(body: Uint8Array, insertions: Insertion[]): Uint8Array[] {
  const pieces: Uint8Array[] = [];
  let from = 0;
  for (const { offset, code } of insertions.sort((a, b) => a.offset - b.offset)) {
    pieces.push(body.subarray(from, offset), Uint8Array.from(code));
    from = offset;
  }
  pieces.push(body.subarray(from));
  return pieces;
}
