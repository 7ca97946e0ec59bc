// A client of the peer of its namespace, in a process of its own there.
import { createClient } from '@noctiluca/client';
import { createResource, registerProvider, resolveProviders } from '@noctiluca/registry';

const TTL_MS = 60_000;
let connected;

const ACTIONS = {
  async describe({ httpPort }) {
    const answer = await fetch(`http://127.0.0.1:${httpPort}/api/describe`).then(
      (response) => response.json(),
      () => undefined,
    );
    const details = (name) => answer?.children?.find((child) => child.name === name)?.details;
    return {
      isReady: details('system-services')?.settled === true,
      connectedPeers: details('network')?.connectedPeers ?? 0,
    };
  },
  async announce({ label, value, ...ports }) {
    const client = await clientOf(ports);
    const [resourceId, errors] = await createResource(client, label, { ttl: TTL_MS });
    if (resourceId === null) return { error: errors.join('; ') };
    const [isRegistered, more] = await registerProvider(client, resourceId, value, null, { ttl: TTL_MS });
    return isRegistered ? { resourceId } : { error: more.join('; ') };
  },
  async resolve({ resourceId, ack, ...ports }) {
    const [providers] = await resolveProviders(await clientOf(ports), resourceId, ack, { ttl: TTL_MS });
    return { values: providers.map(({ value }) => value) };
  },
};

async function clientOf({ httpPort, wsPort }) {
  if (connected !== undefined) return connected;
  const { peer_id: peerId } = await (await fetch(`http://127.0.0.1:${httpPort}/peer_id`)).json();
  connected = await createClient(`/ip4/127.0.0.1/tcp/${wsPort}/ws/p2p/${peerId}`);
  return connected;
}

process.on('message', async ({ id, what, ...rest }) => {
  try {
    process.send({ id, ...(await ACTIONS[what](rest)) });
  } catch (error) {
    process.send({ id, error: String(error?.message ?? error) });
  }
});
