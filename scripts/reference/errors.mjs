// From the codes in packages/*/src/**/errors.ts.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../prepare.mjs';

const packages = path.join(root, 'packages');

const UNION = /export type (\w+)ErrorCode =([\s\S]*?'[A-Z_]+');/g;
const CODE = /(?:\/\*\*\s*([\s\S]*?)\s*\*\/\s*)?\|?\s*'([A-Z_]+)'/g;
/** Packages whose errors most people meet come first. */
const FIRST = ['cli', 'client', 'node', 'marine'];

export function pages() {
  const parts = groups().map(({ name, codes }) => {
    const rows = codes.map(({ code, doc }) => `| \`${code}\` | ${doc} |`);
    return [`## ${name}`, '', '| code | when |', '|---|---|', ...rows, ''].join('\n');
  });
  return { 'reference/errors.md': `${HEAD}\n${parts.join('\n')}` };
}

const HEAD = `# Error codes

Generated from the packages by \`npm run reference\`. Every error has a \`code\` of these, which stays the same from release to release, and
a message for a person. The command prints both, with \`--json\` as \`{"error": {"code", "message"}}\`; compare codes, never texts.
What to do about those that one meets: [when something fails](../guide/troubleshooting.md). Reasons for which a peer drops particles are
no errors: [limits](../limits.md).
`;

/** The codes of each package, in the order of its source. */
function groups() {
  const byPackage = new Map();
  for (const file of errorFiles()) {
    const [name] = file.split(path.sep);
    const codes = [...readFileSync(path.join(packages, file), 'utf8').matchAll(UNION)].flatMap(
      ([, , union]) => codesOf(union),
    );
    if (codes.length > 0) byPackage.set(name, [...(byPackage.get(name) ?? []), ...codes]);
  }
  const rank = (name) => (FIRST.indexOf(name) + 1 || FIRST.length + 1) * 1000;
  return [...byPackage].map(([name, codes]) => ({ name, codes })).sort((a, b) => rank(a.name) - rank(b.name));
}

function errorFiles() {
  return readdirSync(packages)
    .flatMap((name) =>
      readdirSync(path.join(packages, name, 'src'), { recursive: true }).map((file) =>
        path.join(name, 'src', file),
      ),
    )
    .filter((file) => path.basename(file) === 'errors.ts')
    .sort();
}

function codesOf(union) {
  return [...union.matchAll(CODE)].map(([, doc = '', code]) => ({ code, doc: oneLine(doc) }));
}

/** A sentence of a docstring, as a cell of a table. */
function oneLine(doc) {
  return doc.replace(/\s*\n\s*\*\s*/g, ' ').replace(/\|/g, '\\|');
}
