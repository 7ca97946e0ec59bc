import type { Connection, MessageStream } from '@libp2p/interface';
import type { Clock } from '@noctiluca/common/clock';
import type { LaneOrigin } from '../lane/inbound-lane-stream.js';
import type { LaneWatch } from '../lane/lane.js';
import { type LaneOffence, StreamRates } from '../lane/stream-rates.js';
import type { Offences } from '../peers/offences.js';

/** Ends a connection whose peer does harm, and remembers the peer. */
export function harmWatch(offences: Offences, clock: Clock): (connection: MessageStream) => LaneWatch {
  return (connection) => {
    const onOffence = (offence: LaneOffence, from: LaneOrigin | undefined): void => {
      if (from !== undefined) remember(offences, offence, from);
      connection.abort(new Error(`the connection is ended: ${offence}`));
    };
    return new StreamRates(onOffence, clock);
  };
}

function remember(offences: Offences, offence: LaneOffence, { from, origin }: LaneOrigin): void {
  const { remoteAddr } = origin as Connection;
  offences.offended(offence, from, remoteAddr.toString());
}
