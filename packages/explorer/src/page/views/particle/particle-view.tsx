import { address, setQuery } from '../../state/address.js';
import type { Subject } from '../../state/subject.js';
import { Notice } from '../../ui/notice.js';
import { type Tab, Tabs } from '../../ui/tabs.js';
import { AirPane } from './air-pane.js';
import { ComparePane } from './compare-pane.js';
import { Details } from './details.js';
import { EventList } from './event-list.js';
import { Lanes } from './lanes.js';
import { Legend } from './legend.js';
import { ParticleHead } from './particle-head.js';
import { ScrubBar } from './scrub-bar.js';
import { useViewer } from './use-viewer.js';
import { ValuesPane } from './values-pane.js';
import type { Viewer } from './viewer.js';

export interface ParticleViewProps {
  /** Says which one it is. */
  readonly id: string;
  readonly subject: () => Subject;
}

/** What one particle did on all its peers. */
export function ParticleView({ id, subject }: ParticleViewProps) {
  const viewer = useViewer(subject, id);
  if (viewer.story.value.marks.length === 0) {
    const isLoaded = viewer.subject.isLoaded.value;
    return <Notice>{isLoaded ? `No peer knows of particle ${id} (any more).` : 'Asking the peers …'}</Notice>;
  }
  return (
    <article class="particle">
      <ParticleHead viewer={viewer} />
      <Lanes viewer={viewer} />
      <ScrubBar viewer={viewer} />
      <Legend />
      <div class="panes">
        <Tabs
          label="About the particle"
          tabs={tabsOf(viewer)}
          chosen={address.value.query.get('tab') ?? 'events'}
          onChoose={(tab) => setQuery({ tab })}
        />
        <Details viewer={viewer} />
      </div>
    </article>
  );
}

function tabsOf(viewer: Viewer): Tab[] {
  return [
    { name: 'events', title: 'Events', content: () => <EventList viewer={viewer} /> },
    { name: 'air', title: 'AIR', content: () => <AirPane viewer={viewer} /> },
    { name: 'values', title: 'Values', content: () => <ValuesPane viewer={viewer} /> },
    { name: 'compare', title: 'Compare', content: () => <ComparePane viewer={viewer} /> },
  ];
}
