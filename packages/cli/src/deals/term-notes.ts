import type { PaymentToken } from '../chain/token.js';
import type { OwnTerms } from './deal-terms.js';
import type { KnownDeal } from './known-deal.js';

/** Sentences about what fluence.yaml says, and a deal that is made cannot be told any more. */
export function termNotes(known: KnownDeal, wanted: OwnTerms, token: PaymentToken): string[] {
  const terms = [
    ['targetWorkers', known.targetWorkers, wanted.targetWorkers],
    ['minWorkers', known.minWorkers, wanted.minWorkers],
    [
      'pricePerWorkerEpoch',
      token.format(known.pricePerWorkerEpoch),
      token.format(wanted.pricePerWorkerEpoch),
    ],
  ] as const;
  const changed = terms.filter(([, there, now]) => there !== now);
  if (changed.length === 0) return [];
  const list = changed.map(([name, there, now]) => `${name} is ${there}, not ${now}`).join(', ');
  return [`${list}: a deal keeps its terms; to have others, "fluence deal stop" and deploy again`];
}
