import type { Stream } from '@libp2p/interface';
import { background } from './background.js';

/** Closes our side and, when the peer does not follow, the whole stream. */
export function closeGently(stream: Stream, lingerMs: number): void {
  const abort = (error: Error): void => stream.abort(error);
  stream.close().catch(abort);
  const timer = setTimeout(() => abort(new Error('the peer left the stream half-open')), lingerMs);
  background(timer);
  stream.addEventListener('close', () => clearTimeout(timer));
}
