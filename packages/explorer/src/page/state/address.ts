import { signal } from '@preact/signals';

/** What the page shows, as its address says: `#/particle/<id>?at=12`. */
export interface Address {
  /** `particles`, `particle`, `network`, `call` or `file`. */
  readonly view: string;
  /** What comes behind it. */
  readonly subject: string;
  readonly query: URLSearchParams;
}

export const address = signal(read(location.hash));

addEventListener('hashchange', () => {
  address.value = read(location.hash);
});

export function read(hash: string): Address {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?');
  const [view = '', ...subject] = path.split('/');
  return {
    view: view || 'particles',
    subject: subject.map(decoded).join('/'),
    query: new URLSearchParams(query),
  };
}

/** Which view of what is shown, whatever stands behind the `?`. */
export function place(): string {
  return location.hash.split('?')[0]!;
}

export function written(view: string, subject = '', query = new URLSearchParams()): string {
  const behind = subject === '' ? '' : `/${encodeURIComponent(subject)}`;
  return `#/${view}${behind}${query.size > 0 ? `?${query}` : ''}`;
}

/** Changes what stands behind the `?`, without a step back in the history; an empty text takes a name away. */
export function setQuery(changes: Readonly<Record<string, string>>): void {
  // The signal comes later than the address itself.
  const { view, subject, query } = read(location.hash);
  const next = new URLSearchParams(query);
  for (const [name, value] of Object.entries(changes)) {
    if (value === '') next.delete(name);
    else next.set(name, value);
  }
  history.replaceState(null, '', written(view, subject, next));
  address.value = { view, subject, query: next };
}

/** @returns the text itself when it is not written well */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
