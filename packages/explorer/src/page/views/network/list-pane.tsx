import { useComputed, useSignal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import { cellText, LISTS } from '../../model/lists.js';
import { address, setQuery } from '../../state/address.js';
import { followList, type Owned } from '../../state/list.js';
import { Notice } from '../../ui/notice.js';
import { VirtualGrid } from '../../ui/virtual-grid.js';
import { ItemDetails } from './item-details.js';

const ROW_HEIGHT = 28;

/** One list of all peers, and more of the item that is chosen. */
export function ListPane({ name }: { readonly name: string }) {
  const { title, columns } = LISTS[name]!;
  const list = useMemo(() => followList(name), [name]);
  useEffect(() => list.end, [list]);
  const chosen = useSignal('');
  const text = useComputed(() => (address.value.query.get('text') ?? '').toLowerCase());
  const shown = useComputed(() =>
    list.items.value.filter(({ peer, item }) =>
      `${peer.name}\n${JSON.stringify(item)}`.toLowerCase().includes(text.value),
    ),
  );
  const rows = shown.value;
  const active = rows.findIndex((row) => keyOf(row) === chosen.value);
  return (
    <>
      <label class="field">
        Text
        <input
          type="search"
          value={address.value.query.get('text') ?? ''}
          onInput={(event) => setQuery({ text: event.currentTarget.value })}
        />
      </label>
      {list.why.value !== '' && <Notice>{list.why.value}</Notice>}
      <VirtualGrid
        label={`${title} of all peers`}
        className="list"
        columns={['On', ...Object.keys(columns)]}
        count={rows.length}
        rowHeight={ROW_HEIGHT}
        active={active}
        onActive={(index) => {
          chosen.value = keyOf(rows[index]!);
        }}
        row={(index) => {
          const { peer, item } = rows[index]!;
          const texts = [peer.name, ...Object.values(columns).map((read) => cellText(read(item)))];
          return texts.map((cell, i) => (
            <span role="gridcell" key={i} title={cell}>
              {cell}
            </span>
          ));
        }}
      />
      {active >= 0 && <ItemDetails key={chosen.value} list={name} owned={rows[active]!} />}
    </>
  );
}

function keyOf({ peer, item }: Owned): string {
  return `${peer.peerId} ${String(item.key ?? JSON.stringify(item))}`;
}
