import { silentLogger } from '@noctiluca/lifecycle';
import { quietLogger } from '../libp2p/quiet-logger.js';

/** Takes the place of libp2p's logger, which formats for consoles and is never asked: see `scripts/bundle-browser.mjs`. */
export const defaultLogger = () => quietLogger(silentLogger);
