import {
  DECOMPRESS,
  FD_WRITE_INDEX,
  FRAME,
  type HookedFunction,
  LAYOUT,
  PUBLIC_KEY,
} from './hooked-functions.js';
import { sleb, uleb } from './leb.js';

const I32 = 0x7f;
const VOID = 0x40;
const END = 0x0b;
const constant = (value: number): number[] => [0x41, ...sleb(value)];
const get = (local: number): number[] => [0x20, ...uleb(local)];
const tee = (local: number): number[] => [0x22, ...uleb(local)];
const call = (index: number): number[] => [0x10, ...uleb(index)];
const ADD = 0x6a;
const SUB = 0x6b;
const DROP = 0x1a;
/** The stack pointer is the module's only global. */
const GET_STACK = [0x23, 0];
const SET_STACK = [0x24, 0];
const plus = (local: number, offset: number): number[] => [...get(local), ...constant(offset), ADD];

/**
 * Code in place of a function: lays its parameters on the module's stack, asks the host, and runs the stock code, which
 * has moved to `movedTo`, when the host has no answer; anything but success is none.
 */
export function stubOf(hooked: HookedFunction, movedTo: number): number[] {
  const { parameters, ask, tell } = hooked;
  const frame = parameters;
  const locals = Array.from({ length: parameters }, (_, i) => i);
  const code = [
    ...[...GET_STACK, ...constant(FRAME.SIZE), SUB, ...tee(frame), ...SET_STACK],
    ...locals.flatMap((i) => [...get(frame), ...get(i), ...store(4 * i)]),
    ...[...hostCall(ask, frame), 0x04, VOID],
    ...[...locals.flatMap(get), ...call(movedTo)],
    ...(tell === undefined ? [] : [...hostCall(tell, frame), DROP]),
    ...(hooked === PUBLIC_KEY ? [0x05, ...withPoint(frame)] : []),
    ...[END, ...plus(frame, FRAME.SIZE), ...SET_STACK, END],
  ];
  const body = [1, 1, I32, ...code];
  return [...uleb(body.length), ...body];
}

const store = (offset: number): number[] => [0x36, 2, ...uleb(offset)];

function hostCall(descriptor: number, frame: number): number[] {
  return [...constant(descriptor), ...get(frame), ...constant(0), ...constant(0), ...call(FD_WRITE_INDEX)];
}

/** The host has written a public key; its point is that of anybody's key, so that none is made of the secret one. */
function withPoint(frame: number): number[] {
  const [out, at] = [0, FRAME.POINT_AT];
  const copy = [0xfc, 10, 0, 0];
  return [
    ...[...plus(frame, at), ...get(out), ...call(DECOMPRESS.index)],
    ...[
      ...plus(out, LAYOUT.KEY),
      ...plus(frame, at + LAYOUT.POINT_OFFSET),
      ...constant(LAYOUT.POINT),
      ...copy,
    ],
  ];
}
