import type { Page } from '../model/answers.js';
import type { Peer } from '../model/peer.js';
import { type Answer, ask } from './ask.js';

/** Items of one list of a peer that a page asks for. */
const MAX_ITEMS = 10_000;
/** In one answer, the most there is. */
const PAGE = 1_000;

/** All of a list: `services`, `spells`, …; what is past the bound is left out. */
export async function askList<T>({ base }: Peer, name: string): Promise<Answer<readonly T[]>> {
  const items: T[] = [];
  for (let after = ''; items.length < MAX_ITEMS; ) {
    const query = new URLSearchParams({ limit: String(PAGE), ...(after !== '' && { after }) });
    const answer = await ask<Page<T>>(`${base}api/${name}?${query}`);
    if ('why' in answer) return answer;
    items.push(...answer.value.items);
    if (answer.value.next === null) break;
    after = answer.value.next;
  }
  return { value: items };
}

/** More of one item of a list. */
export function askItem<T>({ base }: Peer, list: string, id: string, scope: string): Promise<Answer<T>> {
  return ask(`${base}api/${list}/${encodeURIComponent(id)}?scope=${encodeURIComponent(scope)}`);
}
