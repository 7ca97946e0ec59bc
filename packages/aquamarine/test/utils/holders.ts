import { FakeClock } from '@noctiluca/testing';
import type { AddressOrigin } from '../../src/admission/account.js';
import { createLedger, type LedgerInit } from '../../src/admission/ledger.js';
import type { MemoryHolder } from '../../src/admission/memory-budget.js';
import { resolveBounds } from '../../src/bounds.js';

/** A ledger whose holders end when they are asked to, and who they were. */
export function makeLedger(bounds: Partial<LedgerInit['bounds']> = {}, ours: readonly string[] = []) {
  const clock = new FakeClock();
  const ledger = createLedger(
    { bounds: resolveBounds(bounds), isOurs: (author) => ours.includes(author) },
    clock,
  );
  const ended: TestHolder[] = [];
  ledger.onGiveWay((holder) => {
    ended.push(holder as TestHolder);
    ledger.close(holder);
    ledger.hold(holder, -holder.heldBytes);
  });
  let count = 0;

  /** An actor of an author, if it is admitted. */
  function take(
    author: string,
    bytes: number,
    { connection = author, isBusy = false, address }: TakeOptions = {},
  ): TestHolder | undefined {
    const payer = ledger.payerOf({ author, connection, address });
    if (!ledger.admit(payer, { bytes, actors: 1 })) {
      ledger.settle(payer);
      return undefined;
    }
    const holder: TestHolder = {
      payer,
      name: `${author} ${++count}`,
      heldBytes: 0,
      keptBytes: 0,
      scriptBytes: 0,
      isBusy: false,
      isLeaving: false,
      places: undefined,
      prevData: new Uint8Array(0),
    };
    ledger.open(holder);
    ledger.hold(holder, bytes);
    ledger.setBusy(holder, isBusy);
    return holder;
  }

  return { ledger, clock, ended, take };
}

export interface TakeOptions {
  readonly connection?: string;
  readonly isBusy?: boolean;
  readonly address?: AddressOrigin | undefined;
}

export interface TestHolder extends MemoryHolder {
  readonly name: string;
}
