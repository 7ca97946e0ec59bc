const WIDTH = 760;
const HEIGHT = 300;
const PANEL = { left: 60, top: 40, width: 280, height: 190 };
const COLOURS = { table: '#c2410c', 'look-up': '#0f766e' };

/** Two panels against the number of peers: how often providers are found, and what finding them takes. */
export function plot(rows) {
  const churn = Math.max(...rows.map((row) => row.churn));
  const shown = rows.filter((row) => row.churn === churn);
  const sizes = [...new Set(shown.map(({ peers }) => peers))];
  const messages = Math.max(...shown.map(({ resolving }) => resolving.messages));
  const panels = [
    panel(
      0,
      `found after ${churn * 100} % left, replication, ${churn * 100} % left`,
      sizes,
      shown,
      1,
      '%',
      (row) => row.afterReplication.success,
    ),
    panel(
      380,
      'messages to resolve',
      sizes,
      shown,
      Math.ceil(messages / 20) * 20,
      '',
      (row) => row.resolving.messages,
    ),
  ];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="12" role="img" aria-label="How the registry does against the number of peers">
<rect width="${WIDTH}" height="${HEIGHT}" fill="#fff"/>
${panels.join('\n')}
${legend()}
</svg>
`;
}

function panel(offset, title, sizes, rows, top, unit, pick) {
  const x = (size) =>
    offset + PANEL.left + (sizes.indexOf(size) / Math.max(1, sizes.length - 1)) * PANEL.width;
  const y = (value) => PANEL.top + PANEL.height * (1 - value / top);
  const label = (value) => (unit === '%' ? `${Math.round(value * 100)} %` : String(Math.round(value)));
  const grid = [0, 0.5, 1].map((share) => {
    const value = share * top;
    const at = y(value).toFixed(1);
    return `<path d="M${offset + PANEL.left} ${at}h${PANEL.width}" stroke="#ddd"/><text x="${offset + PANEL.left - 8}" y="${at}" text-anchor="end" dominant-baseline="middle">${label(value)}</text>`;
  });
  const ticks = sizes.map(
    (size) => `<text x="${x(size)}" y="${PANEL.top + PANEL.height + 20}" text-anchor="middle">${size}</text>`,
  );
  const lines = Object.entries(COLOURS).map(([name, colour]) => {
    const points = rows
      .filter(({ neighbourhood }) => neighbourhood === name)
      .map((row) => [x(row.peers), y(pick(row))]);
    const path = points.map(([px, py]) => `${px.toFixed(1)},${py.toFixed(1)}`).join(' ');
    const dots = points.map(
      ([px, py]) => `<circle cx="${px.toFixed(1)}" cy="${py.toFixed(1)}" r="3.5" fill="${colour}"/>`,
    );
    return `<polyline points="${path}" fill="none" stroke="${colour}" stroke-width="2"/>${dots.join('')}`;
  });
  return `<text x="${offset + PANEL.left}" y="20" font-weight="bold">${title}</text>${[...grid, ...ticks, ...lines].join('\n')}`;
}

function legend() {
  const entries = [
    ['look-up', 'Kademlia is asked (Noctiluca)'],
    ['table', "the peer's own routing table (nox)"],
  ];
  return entries
    .map(
      ([name, text], index) =>
        `<circle cx="${70 + index * 260}" cy="${HEIGHT - 20}" r="5" fill="${COLOURS[name]}"/><text x="${82 + index * 260}" y="${HEIGHT - 20}" dominant-baseline="middle">${text}, against peers</text>`,
    )
    .join('\n');
}
