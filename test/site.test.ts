import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { repository } from './utils/command.js';
import { tempDir } from './utils/temp-dir.js';

interface Found {
  readonly place: string;
}
interface Site {
  buildSite(out: string): number;
  readonly SEARCH: { readonly options: object; find(index: object, text: string): Found[] };
}
interface Tools {
  siteTools(): {
    readonly reason?: string;
    readonly MiniSearch: { loadJS(index: object, options: object): object };
  };
}

const script = (name: string) => path.join(repository, 'scripts', 'site', name);
const { siteTools } = (await import(script('tools.mjs'))) as Tools;
const { buildSite, SEARCH } = (await import(script('build.mjs'))) as Site;
const { reason: problem } = siteTools();
if (problem !== undefined) it.skip(`the site: ${problem}`);

/** What people ask, in their words, and a page that answers it. */
const QUESTIONS: readonly (readonly [question: string, pages: RegExp])[] = [
  ['ttl cap', /limits\.html#particle/],
  ['particle with a bad signature', /limits|failures|spec\/nox|troubleshooting/],
  ['inbound queue full', /limits\.html#network|architecture/],
  ['trap reaches the script', /failures/],
  ['deploy writes workers.yaml', /deployments|project-files|deployment\.html/],
  ['registry spell AIR', /registry|system|adr\/011/],
  ['why lmdb', /adr\/028/],
  ['well-known ports', /first-service|commands|fluence-cli/],
  ['swap Kademlia in a test', /CONTRIBUTING|adr\/022/],
  ['metric dropped effects', /metrics|limits/],
  ['who may deploy', /public-peer/],
  ['backup', /public-peer/],
  ['wss certificate', /public-peer|browsers/],
  ['NO_CHAIN', /errors|troubleshooting|from-upstream|compatibility/],
  ['CALL_TIMEOUT', /troubleshooting|errors|failures/],
  ['advance clock spell', /spells\.html|commands/],
  ['add a built-in function', /CONTRIBUTING|embedding/],
  ['system package of my own', /embedding|CONTRIBUTING/],
  ['service memory limit', /limits|configuration|project-files/],
  ['registry_period_sec', /configuration|registry/],
  ['sodium-native', /client|node|adr\/018|adr\/023|particle/],
  ['kubernetes', /public-peer/],
  ['what deploy writes on disk', /deployment\.html#what-deploy-writes/],
  ['where the registry spell AIR comes from', /registry\.html#how-long/],
  ['how to change the well-known ports', /first-service/],
  ['NO_COLOR', /install/],
  ['replay a particle', /replay|adr\/026|commands/],
];

describe.skipIf(problem !== undefined)('the site', () => {
  let folder: Awaited<ReturnType<typeof tempDir>>;
  const read = (place: string) => readFileSync(path.join(folder.path, place), 'utf8');

  beforeAll(async () => {
    folder = await tempDir('site');
    expect(buildSite(folder.path)).toBeGreaterThan(70);
  });
  afterAll(() => folder.remove());

  it('has no link that leads nowhere, and none that needs a server', () => {
    const places = readdirSync(folder.path, { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.html'),
    );
    const ids = new Map(
      places.map((place) => [
        place,
        new Set([...read(place).matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)),
      ]),
    );
    const dead = places.flatMap((place) =>
      [...read(place).matchAll(/ (?:href|src)="(?!https?:|mailto:)([^"]+)"/g)].flatMap(([, link]) => {
        const [to = '', anchor] = decodeURI(link!).split('#');
        const at = to === '' ? place : path.join(path.dirname(place), to);
        const isThere =
          !path.isAbsolute(to) && existsSync(path.join(folder.path, at)) && path.extname(at) !== '';
        return isThere && (anchor === undefined || ids.get(at)?.has(anchor)) ? [] : [`${place}: ${link}`];
      }),
    );
    expect(dead).toEqual([]);
  });

  it.each(QUESTIONS)('answers with one of its first three: %s', (question, pages) => {
    const window: { SEARCH_INDEX?: object } = {};
    new Function('window', read('search-index.js'))(window);
    const index = siteTools().MiniSearch.loadJS(window.SEARCH_INDEX!, SEARCH.options);
    const places = SEARCH.find(index, question)
      .map(({ place }) => place)
      .slice(0, 3);
    expect(places).toEqual(expect.arrayContaining([expect.stringMatching(pages)]));
  });
});
