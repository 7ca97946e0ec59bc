/**
 * The registry: resources, and the peers and services that provide them, found from any peer.
 *
 * ```ts
 * import { createClient } from '@noctiluca/client';
 * import { createResource, registerProvider, resolveProviders } from '@noctiluca/registry';
 *
 * const client = await createClient('/ip4/127.0.0.1/tcp/9991/ws/p2p/12D3KooW…');
 * const [resourceId] = await createResource(client, 'chat rooms');
 * if (resourceId === null) throw new Error('no peer of the neighbourhood stored it');
 * await registerProvider(client, resourceId, 'room 1', 'chat');
 * const [providers] = await resolveProviders(client, resourceId, 1);
 * ```
 *
 * In Aqua: `import "@noctiluca/registry/resources-api.aqua"`, or the same under the name `@fluencelabs/registry`. Each
 * function answers with errors too: what single peers said, also when enough others did what was asked.
 */
export * from './generated/export.js';
