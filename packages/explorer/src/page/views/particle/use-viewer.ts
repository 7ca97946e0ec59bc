import { useEffect, useMemo } from 'preact/hooks';
import { address, place, setQuery } from '../../state/address.js';
import type { Subject } from '../../state/subject.js';
import { Viewer } from './viewer.js';

/** Browsers take no more changes of an address than some in a second. */
const QUIET_MS = 400;

/** A viewer of a particle for as long as it is on the screen; the address says what it looks at. */
export function useViewer(make: () => Subject, key: string): Viewer {
  const viewer = useMemo(() => new Viewer(make(), positionIn(address.peek().query)), [key]);
  useEffect(() => {
    const here = place();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const write = (position: number) => {
      if (place() === here) setQuery({ at: String(position) });
    };
    const leave = viewer.position.subscribe((position) => {
      clearTimeout(timer);
      if (position >= 0) timer = setTimeout(write, QUIET_MS, position);
    });
    return () => {
      clearTimeout(timer);
      leave();
      viewer.subject.end();
    };
  }, [viewer]);
  return viewer;
}

function positionIn(query: URLSearchParams): number {
  const text = query.get('at') ?? '';
  return /^\d{1,6}$/.test(text) ? Number(text) : -1;
}
