export type {
  ConnectionEvent,
  Contact,
  ContactResolution,
  InboundParticle,
  Network,
  SendResult,
} from './network.js';
