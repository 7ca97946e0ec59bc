import { messageOf } from '@noctiluca/common/thrown';
import { type CallParameters, EMPTY_CALL_PARAMETERS, parseJson } from '@noctiluca/marine';
import { z } from 'zod';
import { CliError } from '../errors.js';

const tetraplet = z.looseObject({
  peer_pk: z.string(),
  service_id: z.string(),
  function_name: z.string(),
  lens: z.string().default(''),
});

/** Call parameters as mrepl takes them, every one of them optional. */
const written = z.strictObject({
  init_peer_id: z.string().default(''),
  particle_id: z.string().default(''),
  timestamp: z.number().int().default(0),
  ttl: z.number().int().default(0),
  service_id: z.string().default(''),
  service_creator_peer_id: z.string().default(''),
  host_id: z.string().default(''),
  worker_id: z.string().default(''),
  tetraplets: z.array(z.array(tetraplet)).default([]),
});

/**
 * What a service is told of who calls it.
 * @param json an object with some of the parameters; undefined for none
 * @throws CliError `BAD_ARGUMENT`
 */
export function callParameters(json: string | undefined): CallParameters {
  if (json === undefined) return EMPTY_CALL_PARAMETERS;
  const result = written.safeParse(read(json));
  if (!result.success) {
    const lines = result.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
    throw new CliError('BAD_ARGUMENT', `The call parameters are wrong: ${lines.join('; ')}`);
  }
  const { init_peer_id: initPeerId, particle_id: id, timestamp, ttl, tetraplets, ...rest } = result.data;
  return {
    particle: { ...EMPTY_CALL_PARAMETERS.particle, id, initPeerId, timestamp, ttl },
    serviceId: rest.service_id,
    serviceCreatorPeerId: rest.service_creator_peer_id,
    hostId: rest.host_id,
    workerId: rest.worker_id,
    tetraplets: tetraplets.map((ofOne) => ofOne.map(plain)),
  };
}

function plain({ peer_pk, service_id, function_name, lens }: z.infer<typeof tetraplet>) {
  return { peerPk: peer_pk, serviceId: service_id, functionName: function_name, lens };
}

function read(json: string): unknown {
  try {
    return parseJson(json);
  } catch (cause) {
    const why = messageOf(cause);
    throw new CliError('BAD_ARGUMENT', `The call parameters are no JSON: ${why}`, { cause });
  }
}
