import type { Libp2p } from '@libp2p/interface';
import { MAX_NOTICE_STREAMS, NOTICE_PROTOCOL } from '../constants.js';
import type { NoticeChannel } from './notice-channel.js';

/** Has a libp2p node speak notices; before it starts. */
export async function handleNotices(libp2p: Libp2p, channel: NoticeChannel): Promise<void> {
  libp2p.addEventListener('peer:identify', ({ detail }) =>
    channel.identified(detail.connection, detail.protocols),
  );
  await libp2p.handle(NOTICE_PROTOCOL, (stream, connection) => channel.accept(stream, connection), {
    maxInboundStreams: MAX_NOTICE_STREAMS,
    maxOutboundStreams: MAX_NOTICE_STREAMS,
  });
}
