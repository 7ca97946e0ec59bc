import { useEffect } from 'preact/hooks';
import { LISTS } from '../../model/lists.js';
import { address, setQuery } from '../../state/address.js';
import { followNetwork } from '../../state/network.js';
import { isAsked, peers, whyNoPeers } from '../../state/peers.js';
import { Notice } from '../../ui/notice.js';
import { Tabs } from '../../ui/tabs.js';
import { GraphPicture } from './graph-picture.js';
import { LedgerPane } from './ledger-pane.js';
import { ListPane } from './list-pane.js';
import { MetricsChart } from './metrics-chart.js';
import { PeerCards } from './peer-cards.js';

const TABS = [
  ...Object.entries(LISTS).map(([name, { title }]) => ({
    ...{ name, title },
    content: () => <ListPane key={name} name={name} />,
  })),
  { name: 'ledger', title: 'Shares', content: () => <LedgerPane /> },
];

/** All peers: how they are, who knows whom, and what they have. */
export function NetworkView() {
  const known = peers.value;
  useEffect(followNetwork, [known]);
  return (
    <section class="network" aria-labelledby="network-title">
      <h1 id="network-title">Network</h1>
      {whyNoPeers.value !== '' && <Notice>No peer answers: {whyNoPeers.value}</Notice>}
      {!isAsked.value && <Notice>Asking the peers …</Notice>}
      <PeerCards />
      <div class="pictures">
        <GraphPicture />
        <MetricsChart />
      </div>
      <Tabs
        label="What peers have"
        tabs={TABS}
        chosen={address.value.query.get('list') ?? 'services'}
        onChoose={(list) => setQuery({ list, text: '' })}
      />
    </section>
  );
}
