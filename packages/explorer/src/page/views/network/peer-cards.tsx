import type { PeerFacts, Sample } from '../../model/answers.js';
import type { Peer } from '../../model/peer.js';
import { facts, samples } from '../../state/network.js';
import { peers } from '../../state/peers.js';

/** How each peer is. */
export function PeerCards() {
  return (
    <ul class="cards" aria-label="Peers">
      {peers.value.map((peer) => (
        <li key={peer.peerId}>
          <Card
            peer={peer}
            facts={facts.value.get(peer.name)}
            sample={samples.value.get(peer.name)?.at(-1)}
          />
        </li>
      ))}
    </ul>
  );
}

interface CardProps {
  readonly peer: Peer;
  readonly facts: PeerFacts | undefined;
  readonly sample: Sample | undefined;
}

function Card({ peer, facts: known, sample }: CardProps) {
  const { name, peerId, state } = peer;
  return (
    <article>
      <h2>{name}</h2>
      <p class="peer-id">{peerId}</p>
      {known === undefined ? (
        <p class="bad">{state === 'down' ? 'down' : 'does not answer'}</p>
      ) : (
        <Facts facts={known} />
      )}
      {sample !== undefined && (
        <p>
          {rate(sample.particlesPerSec)} particles/s · {rate(sample.runsPerSec)} runs/s
          {sample.p99Ms !== null && ` · p99 ${rate(sample.p99Ms)} ms`} · {sample.queued} wait
        </p>
      )}
    </article>
  );
}

function Facts({ facts: { health, uptimeSec, rssBytes, counts, recording } }: { readonly facts: PeerFacts }) {
  return (
    <>
      <Health checks={health} />
      <p>
        up {span(uptimeSec)} · {Math.round(rssBytes / (1 << 20))} MiB ·{' '}
        {recording ? 'records' : 'does not record'}
      </p>
      <p class="facts">
        {Object.entries(counts)
          .map(([what, count]) => `${count} ${what}`)
          .join(', ')}
      </p>
    </>
  );
}

/** Names of those that are not well; the others are a number. */
function Health({ checks }: { readonly checks: PeerFacts['health'] }) {
  const ill = checks.filter(({ verdict }) => verdict !== 'Ok');
  return (
    <p>
      {ill.map(({ name, verdict }) => (
        <span key={name} class={`verdict-${verdict}`}>
          <span aria-hidden="true">{verdict === 'Warn' ? '!' : '✗'}</span> {name} {verdict.toLowerCase()}{' '}
        </span>
      ))}
      <span class="verdict-Ok" title={checks.map(({ name }) => name).join(', ')}>
        <span aria-hidden="true">✓</span> {checks.length - ill.length} of {checks.length} checks are well
      </span>
    </p>
  );
}

function rate(value: number): string {
  return value < 10 ? value.toFixed(1) : Math.round(value).toLocaleString();
}

function span(sec: number): string {
  if (sec < 120) return `${sec} s`;
  return sec < 7200 ? `${Math.floor(sec / 60)} min` : `${Math.floor(sec / 3600)} h`;
}
