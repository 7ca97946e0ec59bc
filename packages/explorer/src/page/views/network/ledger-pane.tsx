import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { answered } from '../../api/ask.js';
import { askLedger } from '../../api/network.js';
import type { Ledger } from '../../model/answers.js';
import { every } from '../../state/every.js';
import { peers } from '../../state/peers.js';
import { shortName } from '../../ui/names.js';
import { Notice } from '../../ui/notice.js';

const BEAT_MS = 5_000;
const CLASSES = ['author', 'connection', 'prefix', 'site'];

/** Who holds how much of what particles share, on each peer. */
export function LedgerPane() {
  const ofClass = useSignal('author');
  const ledgers = useSignal<readonly (readonly [string, Ledger])[]>([]);
  const chosen = ofClass.value;
  useEffect(
    () =>
      every(async () => {
        const all = await Promise.all(
          peers.peek().map(async (peer) => [peer.name, answered(await askLedger(peer, chosen))] as const),
        );
        ledgers.value = all.flatMap(([name, ledger]) =>
          ledger === undefined ? [] : [[name, ledger] as const],
        );
      }, BEAT_MS),
    [chosen, ledgers],
  );
  const rows = ledgers.value.flatMap(([name, ledger]) =>
    ledger.holders.map((holder) => ({ name, ledger, holder })),
  );
  return (
    <>
      <label class="field">
        Held by
        <select
          value={chosen}
          onInput={(event) => {
            ofClass.value = event.currentTarget.value;
          }}
        >
          {CLASSES.map((each) => (
            <option key={each}>{each}</option>
          ))}
        </select>
      </label>
      {rows.length === 0 && <Notice>Nobody holds anything now.</Notice>}
      <div class="values" tabIndex={0} role="region" aria-label="Holders">
        <table>
          <thead>
            <tr>
              {['Peer', 'Holder', 'KiB', 'of its bound', 'Particles', 'Waiting', 'AVM ms lately'].map(
                (title) => (
                  <th key={title} scope="col">
                    {title}
                  </th>
                ),
              )}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ name, ledger, holder }) => (
              <tr key={`${name} ${holder.key}`}>
                <td>{name}</td>
                <td title={holder.key}>
                  {shortName(holder.key, peers.value)}
                  {holder.isOurs && ' (this peer)'}
                </td>
                <td>{(holder.bytes / 1024).toFixed(1)}</td>
                <td>{((100 * holder.bytes) / Math.max(1, ledger.bounds.bytes)).toFixed(1)} %</td>
                <td>{holder.actors}</td>
                <td>{holder.queued}</td>
                <td>{Math.round(holder.avmMs)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
