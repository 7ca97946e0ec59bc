import { entryText } from '@noctiluca/replay/trace';
import { useComputed, useSignal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import { type Compared, compare } from '../../model/compare.js';
import type { Mark } from '../../model/marks.js';
import type { Row } from '../../model/rows.js';
import { durationText } from '../../model/span.js';
import { type Story, storyOf } from '../../model/story.js';
import { address, setQuery } from '../../state/address.js';
import { opened } from '../../state/opened.js';
import { followParticles, rows } from '../../state/particles.js';
import { isAlone, peers } from '../../state/peers.js';
import { type Subject, subjectOfFile, subjectOfNetwork } from '../../state/subject.js';
import { Notice } from '../../ui/notice.js';
import { VirtualGrid } from '../../ui/virtual-grid.js';
import type { Viewer } from './viewer.js';

/** Another particle beside this one: where they went the same way, and where not. */
export function ComparePane({ viewer }: { readonly viewer: Viewer }) {
  const other = useComputed(() => address.value.query.get('with') ?? '');
  return (
    <>
      <OtherField key={other.value} chosen={other.value} viewer={viewer} />
      {other.value !== '' && <Comparison key={other.value} viewer={viewer} other={other.value} />}
    </>
  );
}

/** Particles that are offered. */
const MAX_OFFERED = 30;

/** Those of the same script first: they are meant to be alike. */
function offered({ file, facts }: Story): string[] {
  const others = rows.value.filter(({ particleId }) => particleId !== file.particleId);
  const isSame = ({ script }: Row) => script === facts?.script;
  const known = [...others.filter(isSame), ...others.filter((row) => !isSame(row))].slice(0, MAX_OFFERED);
  return [...opened.value, ...known].map(({ particleId }) => particleId);
}

function OtherField({ chosen, viewer }: { readonly chosen: string; readonly viewer: Viewer }) {
  const text = useSignal(chosen);
  useEffect(() => (isAlone ? undefined : followParticles()), []);
  return (
    <form
      class="compare-with"
      onSubmit={(event) => {
        event.preventDefault();
        setQuery({ with: text.value.trim() });
      }}
    >
      <label class="field">
        Id of the other particle
        <input
          value={text.value}
          list="offered-particles"
          spellcheck={false}
          onInput={(event) => {
            text.value = event.currentTarget.value;
          }}
        />
      </label>
      <datalist id="offered-particles">
        {offered(viewer.story.value).map((particleId) => (
          <option key={particleId} value={particleId} />
        ))}
      </datalist>
      <button type="submit">Compare</button>
    </form>
  );
}

function subjectOf(particleId: string): Subject {
  const file = opened.peek().find((each) => each.particleId === particleId);
  return file === undefined ? subjectOfNetwork(particleId) : subjectOfFile(file);
}

function Comparison({ viewer, other }: { readonly viewer: Viewer; readonly other: string }) {
  const subject = useMemo(() => subjectOf(other), [other]);
  useEffect(() => () => subject.end(), [subject]);
  const story = useComputed(() => storyOf(subject.file.value, peers.value));
  const compared = useComputed(() => compare(viewer.story.value.marks, story.value.marks));
  const isDifferent = useSignal(false);
  if (story.value.marks.length === 0) {
    return (
      <Notice>{subject.isLoaded.value ? 'Nobody knows of that particle.' : 'Asking the peers …'}</Notice>
    );
  }
  const shown = isDifferent.value ? compared.value.filter(({ how }) => how !== 'same') : compared.value;
  return (
    <>
      <p role="status">{summary(compared.value, viewer.story.value, story.value)}</p>
      <label class="check">
        <input
          type="checkbox"
          checked={isDifferent.value}
          onChange={(event) => {
            isDifferent.value = event.currentTarget.checked;
          }}
        />
        Differences only
      </label>
      <VirtualGrid
        label="Both particles"
        className="compared"
        columns={['How', 'This particle', 'The other']}
        count={shown.length}
        rowHeight={40}
        active={shown.findIndex(({ left }) => left !== undefined && left === viewer.mark.value)}
        onActive={(index) => {
          const { left } = shown[index]!;
          if (left !== undefined) viewer.goTo(left.index);
        }}
        rowClass={(index) => `how-${shown[index]!.how}`}
        row={(index) => <Cells compared={shown[index]!} left={viewer.story.value} right={story.value} />}
      />
    </>
  );
}

const SIGNS: Readonly<Record<Compared['how'], string>> = { same: '=', other: '≠', left: '−', right: '+' };
const WORDS: Readonly<Record<Compared['how'], string>> = {
  same: 'alike',
  other: 'another answer',
  left: 'this one only',
  right: 'the other only',
};

function Cells({
  compared,
  left,
  right,
}: {
  readonly compared: Compared;
  readonly left: Story;
  readonly right: Story;
}) {
  return (
    <>
      <span role="gridcell" class="c-how" title={WORDS[compared.how]}>
        <span aria-hidden="true">{SIGNS[compared.how]}</span>
        <span class="unseen">{WORDS[compared.how]}</span>
      </span>
      <span role="gridcell">{textOf(compared.left, left)}</span>
      <span role="gridcell">{textOf(compared.right, right)}</span>
    </>
  );
}

function textOf(mark: Mark | undefined, { names, layout }: Story): string {
  if (mark === undefined) return '';
  return `${durationText(mark.toUs - layout.fromUs)} ${mark.peer.name}: ${entryText(mark.entry, names)}`;
}

function summary(compared: readonly Compared[], left: Story, right: Story): string {
  const count = (how: Compared['how']) => compared.filter((each) => each.how === how).length;
  const took = ({ layout }: Story) => durationText(layout.toUs - layout.fromUs);
  return `${count('same')} events are alike, ${count('other')} have another answer, ${count('left')} only this one has, ${count('right')} only the other. This one took ${took(left)}, the other ${took(right)}.`;
}
