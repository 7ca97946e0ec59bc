import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { askItem } from '../../api/lists.js';
import { cellText, type Item, LISTS } from '../../model/lists.js';
import { written } from '../../state/address.js';
import type { Owned } from '../../state/list.js';
import { canCall } from '../../state/peers.js';

export interface ItemDetailsProps {
  readonly list: string;
  readonly owned: Owned;
}

/** All that a peer tells of one thing that it has. */
export function ItemDetails({ list, owned: { peer, item } }: ItemDetailsProps) {
  const more = useSignal<Item>(item);
  const { id } = LISTS[list]!;
  useEffect(() => {
    if (id === undefined) return;
    void askItem<Item>(peer, list, String(item[id]), String(item.scope ?? 'host')).then((answer) => {
      if ('value' in answer) more.value = answer.value;
    });
  }, [peer, list, id, item, more]);
  const isCallable = canCall.value && list === 'services' && item.type === 'service';
  const query = new URLSearchParams({
    peer: peer.name,
    service: String(item.serviceId),
    scope: String(item.scope),
  });
  return (
    <section class="details" aria-label="What was chosen">
      {isCallable && <a href={`./${written('call', '', query)}`}>Call it</a>}
      <dl>
        {Object.entries(more.value).map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{isBig(value) ? <pre tabIndex={0}>{textOf(value)}</pre> : cellText(value)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function isBig(value: unknown): boolean {
  return (typeof value === 'object' && value !== null) || (typeof value === 'string' && value.length > 120);
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value, null, 2);
}
