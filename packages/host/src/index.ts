export type {
  CallContext,
  FunctionCall,
  FunctionOutcome,
  Host,
  HostConnectivity,
  PeerScope,
} from './host.js';
