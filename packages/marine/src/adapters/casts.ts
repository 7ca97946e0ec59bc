import type { PlainKind } from '../it/types.js';

/** A value conversion of the instruction set: source that yields the converted value of `v`, or throws. */
export interface Cast {
  readonly from: PlainKind;
  readonly to: PlainKind;
  /** `undefined` when every value fits. */
  readonly refuse?: (v: string) => string;
  readonly convert: (v: string) => string;
}

const BITS: Readonly<Partial<Record<PlainKind, { bits: number; signed: boolean }>>> = {
  s8: { bits: 8, signed: true },
  s16: { bits: 16, signed: true },
  s32: { bits: 32, signed: true },
  s64: { bits: 64, signed: true },
  u8: { bits: 8, signed: false },
  u16: { bits: 16, signed: false },
  u32: { bits: 32, signed: false },
  u64: { bits: 64, signed: false },
  i32: { bits: 32, signed: true },
  i64: { bits: 64, signed: true },
};

/**
 * The conversion an instruction such as `u32.from_i32` makes; `undefined` for other instructions. Conversions are
 * range-checked, never wrapping (spec/marine-abi.md §1.3): a peer that wrapped would answer differently from nox.
 */
export function castOf(instruction: string): Cast | undefined {
  const match = /^([a-z]+\d*)\.from_([a-z]+\d*)$/.exec(instruction);
  if (!match) return undefined;
  const [to, from] = [match[1] as PlainKind, match[2] as PlainKind];
  if (to === 'bool') return { from, to, convert: (v) => `${v}!==0` };
  if (from === 'bool') return { from, to, convert: (v) => `(${v}?1:0)` };
  const [source, target] = [BITS[from], BITS[to]];
  if (!source || !target) return undefined;
  const [wideSource, wideTarget] = [source.bits === 64, target.bits === 64];
  const convert = (v: string): string => {
    if (wideSource === wideTarget) return v;
    return wideTarget ? `BigInt(${v})` : `Number(${v})`;
  };
  const limits: string[] = [];
  const [low, high] = [range(source), range(target)];
  const suffix = wideSource ? 'n' : '';
  if (low.min < high.min) limits.push(`<${high.min}${suffix}`);
  if (low.max > high.max) limits.push(`>${high.max}${suffix}`);
  if (limits.length === 0) return { from, to, convert };
  return { from, to, convert, refuse: (v) => limits.map((limit) => `${v}${limit}`).join('||') };
}

function range({ bits, signed }: { bits: number; signed: boolean }): { min: bigint; max: bigint } {
  const top = 1n << BigInt(signed ? bits - 1 : bits);
  return { min: signed ? -top : 0n, max: top - 1n };
}
