import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { repository } from './utils/command.js';

const tracked = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  cwd: repository,
  encoding: 'utf8',
})
  .split('\n')
  .filter((file) => file !== '' && existsSync(path.join(repository, file)));
const read = (file: string) => readFileSync(path.join(repository, file), 'utf8');
const pages = tracked.filter(
  (file) => file.endsWith('.md') && !/^(packages\/cli\/templates|\.changeset)\//.test(file),
);
const sources = tracked.filter(
  (file) => /\.(ts|mjs|js|rs|aqua|md|toml|yaml)$/.test(file) && !/\bgenerated\//.test(file),
);

/** The anchor that a heading has, as GitHub makes it of common headings. */
function anchorOf(heading: string): string {
  const text = heading.replace(/`/g, '').replace(/\[([^\]]*)\]\([^)]*\)/g, '$1');
  return text
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replace(/\s/g, '-');
}

function anchorsOf(page: string): Set<string> {
  const text = read(page).replace(/^```.*?^```/gms, '');
  return new Set([...text.matchAll(/^#{1,6} (.+)$/gm)].map(([, heading]) => anchorOf(heading!)));
}

/** Links of a page to files of the repository that are not there, or to headings that they have not. */
function deadLinks(page: string): string[] {
  const text = read(page)
    .replace(/^```.*?^```/gms, '')
    .replace(/`[^`\n]*`/g, '');
  const links = [...text.matchAll(/\]\((?!https?:|mailto:)([^)\s]+)\)/g)].map(([, link]) => link!);
  return links.filter((link) => {
    const [to, anchor] = link.split('#');
    const file = to === '' ? page : path.join(path.dirname(page), to!);
    if (!existsSync(path.join(repository, file))) return true;
    return anchor !== undefined && file.endsWith('.md') && !anchorsOf(file).has(anchor);
  });
}

it.each(pages)('every link of %s leads somewhere', (page) => {
  expect(deadLinks(page)).toEqual([]);
});

/** `spec/nox.md §1.4, §2.5` in a source, by lines. */
const CITED = /spec\/([\w-]+)\.md((?:[`,\s/*-]*(?:and )?§\s?\d+(?:\.\d+)?)*)/g;

function citations(file: string): { page: string; section?: string }[] {
  return [...read(file).matchAll(CITED)].flatMap(([, page, list]) => {
    const sections = [...list!.matchAll(/§\s?(\d+(?:\.\d+)?)/g)].map(([, section]) => section!);
    return sections.length === 0 ? [{ page: page! }] : sections.map((section) => ({ page: page!, section }));
  });
}

describe('what the code cites of upstream', () => {
  const sectionsOf = new Map<string, Set<string>>();
  const sections = (page: string) => {
    const known = sectionsOf.get(page) ?? numbersOf(`docs/spec/${page}.md`);
    sectionsOf.set(page, known);
    return known;
  };

  it('stands in docs/spec', () => {
    const missing = sources.flatMap((file) =>
      citations(file)
        .filter(
          ({ page, section }) =>
            !(section === undefined ? isPage(page) : isPage(page) && sections(page).has(section)),
        )
        .map(({ page, section }) => `${file}: spec/${page}.md${section === undefined ? '' : ` §${section}`}`),
    );
    expect(missing).toEqual([]);
  });

  it('is cited at all, so that this test would notice', () => {
    expect(sources.flatMap(citations).length).toBeGreaterThan(300);
  });
});

const isPage = (page: string) => existsSync(path.join(repository, 'docs', 'spec', `${page}.md`));

function numbersOf(page: string): Set<string> {
  return new Set([...read(page).matchAll(/^#{2,3} (\d+(?:\.\d+)?)\.? /gm)].map(([, number]) => number!));
}

/** `ADR 020`, wherever it is named. */
it('every decision that is named is there', () => {
  const adrs = new Set(
    tracked.filter((file) => file.startsWith('docs/adr/')).map((file) => path.basename(file).slice(0, 3)),
  );
  // 069 is js-libp2p's or another's, named as such in packages/lifecycle.
  const foreign = new Set(['069']);
  const named = sources.flatMap((file) =>
    [...read(file).matchAll(/\bADR (\d{3})\b/g)].map(([, adr]) => `${file}: ${adr}`),
  );
  expect(named.filter((name) => !adrs.has(name.slice(-3)) && !foreign.has(name.slice(-3)))).toEqual([]);
  expect(named.length).toBeGreaterThan(20);
});
