import type { Row } from '../../model/rows.js';
import { durationText } from '../../model/span.js';
import { written } from '../../state/address.js';
import { peers } from '../../state/peers.js';
import { OutcomeBadge } from '../../ui/badge.js';
import { clockText, shortName } from '../../ui/names.js';

export const COLUMNS = ['When', 'Outcome', 'Particle', 'Author', 'Peers', 'Took', 'Calls', 'Why'];

/** One particle of the list. */
export function ParticleCells({ row }: { readonly row: Row }) {
  const { particleId, author, fromUs, toUs, calls, failedCalls, reason = '' } = row;
  return (
    <>
      <span role="gridcell" class="c-when">
        {clockText(fromUs)}
      </span>
      <span role="gridcell" class="c-outcome">
        <OutcomeBadge outcome={row.outcome} />
      </span>
      <span role="gridcell" class="c-id">
        <a href={`./${written('particle', particleId)}`} title={particleId} tabIndex={-1}>
          {particleId}
        </a>
      </span>
      <span role="gridcell" class="c-author" title={author ?? ''}>
        {author === undefined ? '–' : shortName(author, peers.value)}
      </span>
      <span role="gridcell" class="c-peers">
        {row.peers.join(', ')}
      </span>
      <span role="gridcell" class="c-took">
        {durationText(toUs - fromUs)}
      </span>
      <span role="gridcell" class="c-calls">
        {calls}
        {failedCalls > 0 && <b class="bad"> ({failedCalls} failed)</b>}
      </span>
      <span role="gridcell" class="c-why" title={reason}>
        {reason}
      </span>
    </>
  );
}
