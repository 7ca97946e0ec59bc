import { entryText, type Names } from '@noctiluca/replay/trace';
import type { Mark } from '../../model/marks.js';
import { sinceText } from '../../model/span.js';
import { jsonText } from '../../ui/json-text.js';
import { Notice } from '../../ui/notice.js';
import type { Viewer } from './viewer.js';
import { WhatIfForm } from './what-if-form.js';

/** JSON texts; the others are shown in a line. */
const VALUES = new Set(['args', 'result', 'error']);
/** What the picture says already. */
const LEFT_OUT = new Set(['kind', 'seq', 'atUs', 'particleId']);

/** All that is known of the event that is looked at, and what it came from and led to. */
export function Details({ viewer }: { readonly viewer: Viewer }) {
  const mark = viewer.mark.value;
  const { names, layout, neighbours } = viewer.story.value;
  return (
    <section class="details" aria-label="The event" aria-live="polite">
      {mark === undefined ? (
        <Notice>Choose an event: its values, its causes and what it led to are shown here.</Notice>
      ) : (
        <>
          <h2>{entryText(mark.entry, names)}</h2>
          <p>
            {mark.peer.name}, {sinceText(mark.toUs - layout.fromUs)} after the first event
          </p>
          <OtherEvents title="Came from" marks={neighbours.causesOf(mark)} viewer={viewer} />
          <OtherEvents title="Led to" marks={neighbours.effectsOf(mark)} viewer={viewer} />
          <Fields mark={mark} names={names} />
          {mark.entry.kind === 'called' && (
            <WhatIfForm key={mark} viewer={viewer} mark={mark} call={mark.entry} />
          )}
        </>
      )}
    </section>
  );
}

function Fields({ mark: { entry }, names }: { readonly mark: Mark; readonly names: Names }) {
  const fields = Object.entries(entry).filter(([name, value]) => !LEFT_OUT.has(name) && value !== undefined);
  return (
    <dl>
      {fields.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            {VALUES.has(name) ? (
              <pre tabIndex={0}>{shown(String(value), names)}</pre>
            ) : (
              names.in(plain(value))
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** Lines stay lines; the rest is made harmless, and peers get their names. */
function shown(text: string, names: Names): string {
  return jsonText(text)
    .split('\n')
    .map((line) => names.in(line))
    .join('\n');
}

function plain(value: unknown): string {
  if (typeof value === 'number') return String(Math.round(value * 1000) / 1000);
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Links to other events, the first of them. */
const MAX_SHOWN = 12;

function OtherEvents({
  title,
  marks,
  viewer,
}: {
  readonly title: string;
  readonly marks: readonly Mark[];
  readonly viewer: Viewer;
}) {
  const { names } = viewer.story.value;
  if (marks.length === 0) return null;
  return (
    <div class="neighbours">
      <h3>{title}</h3>
      <ul>
        {marks.slice(0, MAX_SHOWN).map((mark) => (
          <li key={mark.index}>
            <button type="button" class="link-button" onClick={() => viewer.goTo(mark.index)}>
              {mark.peer.name}: {entryText(mark.entry, names)}
            </button>
          </li>
        ))}
        {marks.length > MAX_SHOWN && <li>… and {marks.length - MAX_SHOWN} more</li>}
      </ul>
    </div>
  );
}
