import type { LocalState } from '@noctiluca/local-network/control';
import { table } from '../../../output/table.js';
import { widthOf } from '../../../output/terminal/text-width.js';
import type { View } from '../../../output/terminal/view.js';

/** What a network that is up says of itself. */
export function upText({ peers, ipfs, chain, explorer, readyMs }: LocalState, view: View): string {
  const parts = [
    `ipfs  ${ipfs.multiaddr}`,
    ...(chain ? [`chain  ${chain.rpc}  indexer ${chain.indexer}`] : []),
    ...(explorer ? [`explorer  ${explorer}`] : []),
  ];
  const ready = `READY ${peers.length} peers in ${(readyMs / 1000).toFixed(2)} s`;
  return `${peersTable(peers, view)}\n\n${parts.join('\n')}\n\n${view.palette.good(ready)}`;
}

const HEADER = ['peer', 'peer id', { title: 'address', isWhole: true }, 'http'];

/** Where not all has room, addresses are without the peer ids that stand beside them. */
function peersTable(peers: LocalState['peers'], view: View): string {
  const rows = peers.map(({ name, peerId, multiaddrs, http }) => [
    name,
    peerId,
    multiaddrs.find((address) => address.includes('/ws')) ?? multiaddrs[0] ?? '',
    http,
  ]);
  const [, rule] = table(HEADER, rows).split('\n');
  const hasRoom = view.width === undefined || widthOf(rule!) <= view.width;
  const short = (row: readonly string[]) => row.map((cell) => cell.replace(/\/p2p\/.*/, ''));
  return table(HEADER, hasRoom ? rows : rows.map(short), view);
}
