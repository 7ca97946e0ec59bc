import { MAX_MUXER_STREAMS } from '../constants.js';

/** What yamux and mplex are told of streams. */
export const muxerInit = {
  maxInboundStreams: MAX_MUXER_STREAMS,
  maxOutboundStreams: MAX_MUXER_STREAMS,
  // The dialler is ready before the listener is, and may open all its streams at once; the default of 10 would end the
  // connection of a peer that does.
  maxEarlyStreams: MAX_MUXER_STREAMS,
};
