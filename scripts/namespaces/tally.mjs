/**
 * Counts, phase by phase, what was asked, answered and found. A question is one announcement, or one look for the providers of
 * one resource; a provider must be found that was announced on the asker's side of a cut, or before the cut.
 */
export function createTally(peers) {
  const rows = [];
  const announced = [];

  async function phase(name, body) {
    const row = { phase: name, asked: 0, answered: 0, wanted: 0, found: 0, times: [] };
    rows.push(row);
    const isCut = peers.up().some((peer) => !peers.isTogether(peer, peers.up()[0]));
    const visible = announced.map((each) => ({ ...each, isOld: true }));

    async function timed(peer, question) {
      const beginMs = performance.now();
      row.asked += 1;
      const answer = await peers.ask(peer, question).catch((error) => ({ error: String(error) }));
      row.times.push(performance.now() - beginMs);
      if (answer.error === undefined) row.answered += 1;
      else console.log(`${name}: ${peer.name}, ${question.what}: ${answer.error}`);
      return answer;
    }

    async function announce(peer) {
      const value = `${name} on ${peer.name}`;
      const { resourceId } = await timed(peer, { what: 'announce', label: value, value });
      if (resourceId === undefined) return;
      announced.push({ resourceId, value, peer });
      visible.push({ resourceId, value, peer, isOld: false });
    }

    async function look(peer) {
      const own = visible.filter((each) => each.isOld || !isCut || peers.isTogether(peer, each.peer));
      // All that can be reached are asked.
      const ack = peers.up().filter((other) => peers.isTogether(peer, other)).length;
      for (const { resourceId, value } of own) {
        const { values = [] } = await timed(peer, { what: 'resolve', resourceId, ack });
        row.wanted += 1;
        if (values.includes(value)) row.found += 1;
        else
          console.log(`${name}: ${peer.name} does not find ${value}, but ${values.join(', ') || 'nothing'}`);
      }
    }

    await body({ announce, resolveAll: () => Promise.all(peers.up().map(look)) });
    console.log(`${name}: ${row.answered} of ${row.asked} answered, ${row.found} of ${row.wanted} found`);
  }

  return { phase, rows: () => rows.map(({ times, ...row }) => ({ ...row, ...spread(times) })) };
}

function spread(times) {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (part) => Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))]);
  return { 'p50 ms': at(0.5), 'p90 ms': at(0.9), 'max ms': at(1) };
}
