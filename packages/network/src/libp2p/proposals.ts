import type { Connection, Stream } from '@libp2p/interface';
import { MAX_PROPOSALS } from '../constants.js';
import type { Offences } from '../peers/offences.js';
import { muxerOf } from './patches/connection-muxer.js';

/**
 * Ends a connection on a stream of which one protocol after another is proposed. Counted are our answers, one to each:
 * bytes would not do, since what is sent along with the last proposal is the peer's own.
 */
export function watchProposals(connection: Connection, offences: Offences): void {
  const onTooMany = (): void => {
    offences.offended(
      'too-many-proposals',
      connection.remotePeer.toString(),
      connection.remoteAddr.toString(),
    );
    connection.abort(new Error('the connection is ended: too-many-proposals'));
  };
  muxerOf(connection)?.addEventListener('stream', ({ detail }) => countAnswers(detail, onTooMany));
}

function countAnswers(stream: Stream, onTooMany: () => void): void {
  const send = stream.send.bind(stream);
  let answers = 0;
  stream.send = (data) => {
    if (stream.protocol !== '') stream.send = send;
    else if (++answers > MAX_PROPOSALS) {
      if (answers === MAX_PROPOSALS + 1) onTooMany();
      return false;
    }
    return send(data);
  };
}
