import { linkSync, readlinkSync, symlinkSync } from 'node:fs';
import type { WasiContext, WasiFunctions } from '../context.js';
import { leadsDown } from '../descriptors/resolve.js';
import { RIGHT } from '../descriptors/rights.js';
import { ERRNO, fault } from '../errno.js';
import { viewOf, writeU32s } from '../guest-access.js';
import { guestPath } from './guest-path.js';
import { FOLLOW, isLink, make, type Places } from './places.js';

const SLASH = 0x2f;

/** Functions about second names, and about links: none leads out of its root. */
export function linkFunctions({ memory }: WasiContext, places: Places): WasiFunctions {
  return {
    path_link(
      fd: number,
      lookup: number,
      from: number,
      fromLength: number,
      toFd: number,
      to: number,
      toLength: number,
    ): number {
      return places.change(
        fd,
        RIGHT.PATH_LINK_SOURCE,
        [from, fromLength],
        (lookup & FOLLOW) !== 0,
        (source, giving) =>
          places.change(toFd, RIGHT.PATH_LINK_TARGET, [to, toLength], false, (target, taking) => {
            if (target.directory) fault(ERRNO.NOENT);
            // As Linux does where links to links are not supported; nobody has asked for them.
            if (isLink(source)) fault(ERRNO.NOTSUP);
            if (giving !== taking) fault(ERRNO.XDEV);
            make(taking, 0n, () => linkSync(source.path, target.path));
          }),
      );
    },

    path_symlink(target: number, targetLength: number, fd: number, pointer: number, length: number): number {
      const text = guestPath(memory, target, targetLength);
      return places.change(fd, RIGHT.PATH_SYMLINK, [pointer, length], false, (place, budget) => {
        if (text === '' || place.directory) fault(ERRNO.NOENT);
        // Programs of the host that follow links know nothing of the root, so links that lead out are not made.
        if (!leadsDown(text)) fault(ERRNO.NOTCAPABLE);
        make(budget, BigInt(Buffer.byteLength(text)), () => symlinkSync(text, place.path));
      });
    },

    path_readlink(
      fd: number,
      pointer: number,
      length: number,
      buffer: number,
      size: number,
      result: number,
    ): number {
      return places.at(fd, RIGHT.PATH_READLINK, [pointer, length], false, (place) => {
        const text = new TextEncoder().encode(readlinkSync(place.path));
        if (text[0] === SLASH) fault(ERRNO.NOTCAPABLE);
        const shown = text.subarray(0, size >>> 0);
        if (!viewOf(memory, buffer, shown.length)) return ERRNO.FAULT;
        memory.u8.set(shown, buffer >>> 0);
        return writeU32s(memory, result, shown.length);
      });
    },
  };
}
