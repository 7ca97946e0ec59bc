import { useSignal } from '@preact/signals';
import { durationText } from '../../model/span.js';
import { criticalTimes } from '../../model/story.js';
import { exportParticle } from '../../state/export.js';
import { peers } from '../../state/peers.js';
import { shortName } from '../../ui/names.js';
import type { Viewer } from './viewer.js';

/** Which particle it is, how it ended, and why. */
export function ParticleHead({ viewer }: { readonly viewer: Viewer }) {
  const story = viewer.story.value;
  const { file, facts, end, marks, layout } = story;
  const [ending = '', ...others] = end;
  const reasons = others.filter((line) => line.startsWith(' '));
  const { busyUs, wholeUs } = criticalTimes(story);
  return (
    <header class="particle-head">
      <div class="title-line">
        <h1>Particle {file.particleId}</h1>
        <ExportButton viewer={viewer} />
      </div>
      <p class="ending">{ending}</p>
      {reasons.length > 0 && (
        <ul class="reasons" tabIndex={0} aria-label="What went wrong on the way">
          {reasons.map((reason, index) => (
            <li key={index}>{reason.trim()}</li>
          ))}
        </ul>
      )}
      <p class="facts">
        {new Date(layout.fromUs / 1000).toLocaleString()}
        {facts !== undefined &&
          ` · by ${shortName(facts.initPeerId, peers.value)} · lives ${facts.ttlMs} ms · script ${facts.script.slice(0, 12)}`}
        {` · ${marks.length} events in ${durationText(wholeUs)}; on the critical path peers worked ${durationText(busyUs)}, the rest was waiting and the network`}
      </p>
    </header>
  );
}

function ExportButton({ viewer }: { readonly viewer: Viewer }) {
  const why = useSignal('');
  const onClick = () =>
    exportParticle(viewer.subject).then(
      () => {
        why.value = '';
      },
      (error: unknown) => {
        why.value = String(error);
      },
    );
  return (
    <>
      <button type="button" onClick={onClick}>
        Export
      </button>
      {why.value !== '' && <span role="alert">{why.value}</span>}
    </>
  );
}
