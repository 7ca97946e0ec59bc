import { registerService } from '../api/register-service.js';
import type { ServiceImpl } from '../aqua/wrap-function.js';
import type { KeyPair } from '../keys/key-pair.js';
import type { AnyClient } from '../peer/any-client.js';
import { defaultSigGuard, Sig } from './sig.js';
import { type MarinePeer, Srv } from './srv.js';
import { Tracing } from './tracing.js';

/** The services that every client has: `sig`, also by the client's own id, `single_module_srv` and `tracingSrv`. */
export function registerClassServices(peer: AnyClient & MarinePeer, keyPair: KeyPair) {
  const services = { sig: new Sig(keyPair), srv: new Srv(peer), tracing: new Tracing() };
  services.sig.securityGuard = defaultSigGuard(peer.getPeerId());
  const register = (serviceId: string, service: object): void =>
    registerService({ peer, serviceId, service: service as ServiceImpl });
  register('sig', services.sig);
  register(peer.getPeerId(), services.sig);
  register('single_module_srv', services.srv);
  register('tracingSrv', services.tracing);
  return services;
}
