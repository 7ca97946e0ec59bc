import { useComputed, useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { filterOf, matcher } from '../../model/filter.js';
import { address, written } from '../../state/address.js';
import { followParticles, followServices, isPaused, rows, services } from '../../state/particles.js';
import { isAsked, peers, whyNoPeers } from '../../state/peers.js';
import { Notice } from '../../ui/notice.js';
import { useNarrow } from '../../ui/use-size.js';
import { VirtualGrid } from '../../ui/virtual-grid.js';
import { FilterBar } from './filter-bar.js';
import { COLUMNS, ParticleCells } from './particle-cells.js';

/** Pixels. */
const [ROW_HEIGHT, NARROW_ROW_HEIGHT] = [32, 76];

/** The particles of all peers, as they come. */
export function ParticlesView() {
  const isNarrow = useNarrow();
  const chosen = useSignal('');
  const filter = useComputed(() => filterOf(address.value.query));
  const shown = useComputed(() => {
    const known = services.value;
    return rows.value.filter(matcher(filter.value, (particleId) => known.get(particleId)));
  });
  const isByService = filter.value.service !== '';
  const known = peers.value;
  const isStill = isPaused.value;
  useEffect(() => (isStill ? undefined : followParticles()), [known, isStill]);
  useEffect(() => (isByService ? followServices() : undefined), [isByService]);
  const list = shown.value;
  return (
    <section class="fill" aria-labelledby="particles-title">
      <div class="title-line">
        <h1 id="particles-title">Particles</h1>
        <p class="count" role="status">
          {list.length.toLocaleString()} of {rows.value.length.toLocaleString()}
        </p>
      </div>
      <FilterBar filter={filter.value} />
      {list.length === 0 && <Nothing />}
      <VirtualGrid
        label="Particles, newest first"
        className="particles"
        columns={COLUMNS}
        count={list.length}
        rowHeight={isNarrow ? NARROW_ROW_HEIGHT : ROW_HEIGHT}
        row={(index) => <ParticleCells row={list[index]!} />}
        active={list.findIndex(({ particleId }) => particleId === chosen.value)}
        onActive={(index) => {
          chosen.value = list[index]?.particleId ?? '';
        }}
        onOpen={(index) => location.assign(written('particle', list[index]!.particleId))}
      />
    </section>
  );
}

function Nothing() {
  if (whyNoPeers.value !== '') return <Notice>No peer answers: {whyNoPeers.value}</Notice>;
  if (!isAsked.value || peers.value.length === 0) return <Notice>Asking the peers …</Notice>;
  if (rows.value.length > 0) return <Notice>No particle is like that.</Notice>;
  return <Notice>No particles so far. Those of spells are left out unless you ask for them.</Notice>;
}
