import { entryText } from '@noctiluca/replay/trace';
import { sinceText } from '../../model/span.js';
import { useNarrow } from '../../ui/use-size.js';
import { VirtualGrid } from '../../ui/virtual-grid.js';
import { isFailure } from './lane-keys.js';
import type { Viewer } from './viewer.js';

/** Pixels. */
const [ROW_HEIGHT, NARROW_ROW_HEIGHT] = [26, 44];

/** The same events as a table, with what each says. */
export function EventList({ viewer }: { readonly viewer: Viewer }) {
  const isNarrow = useNarrow();
  const { marks, names, layout, critical } = viewer.story.value;
  return (
    <VirtualGrid
      label="Events in the order of time"
      className="events"
      columns={['At', 'Peer', 'Event']}
      count={marks.length}
      rowHeight={isNarrow ? NARROW_ROW_HEIGHT : ROW_HEIGHT}
      active={viewer.position.value}
      onActive={(index) => viewer.goTo(index)}
      rowClass={(index) =>
        `${isFailure(marks[index]!) ? 'is-failure' : ''} ${critical.has(marks[index]!) ? 'is-critical' : ''}`
      }
      row={(index) => {
        const { entry, peer, scope, toUs } = marks[index]!;
        return (
          <>
            <span role="gridcell" class="c-at">
              {sinceText(toUs - layout.fromUs)}
            </span>
            <span role="gridcell" class="c-peer">
              {scope === 'host' ? peer.name : `${peer.name}/${names.of(scope).slice(-6)}`}
            </span>
            <span role="gridcell" class="c-event">
              {entryText(entry, names)}
            </span>
          </>
        );
      }}
    />
  );
}
