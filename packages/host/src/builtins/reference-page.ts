import { renderBuiltins } from './documentation.js';
import type { BuiltinService } from './table.js';

const INTRODUCTION = `<!-- Written by scripts/reference.mjs from the tables: change those. -->
# Built-in functions

What a script can call on a peer without any service. Every function has a conformance test of its result and its errors
(\`packages/host/test/conformance\`, \`packages/spells/test/conformance\`).

**Arguments** are positional. An optional one, \`?T\`, may be left out, \`null\`, bare, \`[]\` or \`[value]\`; further ones
are ignored unless the function counts them. \`...T\` takes all that follow.

**Result.** \`()\` arrives in the script as \`""\`. A failed call has \`ret_code\` 1 and a JSON string: one of the texts
below, where \`<…>\` stands for what differs, or one of these. A text that begins with \`Error: \` is one that nox converts
from its own types; the echo of a Rust value that follows there on the next line is left out here.

| Every function can fail with | when |
|---|---|
| \`Error: Field '<x>' is missing from args to call_service\` | a required argument is absent |
| \`Error: Error deserializing field '<x>': expected <T>, got <V>\` | an argument has another type |
| \`Error: Option's array must contain at most 1 element, field '<x>' has <n>\` | an optional one is a longer array |
| \`expected <n> arguments, got <n>\` | the function counts its arguments (\`math\`, \`cmp\`, \`array\`, \`json\`) |
| \`This function is only available to the host or worker spells\` | access is *protected*: the particle's author is neither the peer nor its management, and no worker spell |
| \`Peer <id> is not running\` | the peer starts or stops |
| \`This peer keeps no files, so particles have no vault: its operator has to name the directories\` | a function needs the vault |

Arguments are looked at before access. A name nobody knows: \`Service with id '<id>' not found (function <fn>)\`.

**Two things differ from nox on purpose.** \`op.sha256_string\` really hashes, as js-client's does: nox answers the text's own
bytes as if they were the digest, and fails above 64 of them. And the triggers of a worker's spells survive
\`worker.deactivate\`: \`worker.activate\` brings all of them back, where nox forgets them and wakes \`worker-spell\` alone.

**Look-up** goes by (service id, function name): these functions and tables of the user first, then the fallback of a
table with that id, then a Marine service with that id or alias in the scope of the particle.

## Your own

A table of functions is a whole service in TypeScript: pass it to \`createNode\` or \`createHost\` as \`builtins\`.

\`\`\`ts
import { builtin, fields, required, text, type BuiltinService } from '@noctiluca/host';

/** Remembers who said what: its state is what the functions close over. */
export function createGuestBook(): BuiltinService {
  const entries = new Map<string, string>();
  return {
    id: 'guest-book',
    doc: 'A guest book.',
    functions: {
      sign: builtin({
        doc: 'Leaves a line.',
        args: fields({ line: required(text) }),
        returns: '()',
        call({ line }, { particle, tetraplets }) {
          // tetraplets[0] says which peer, service and function the line came from
          entries.set(particle.initPeerId, line);
          return undefined;
        },
      }),
    },
    fallback: builtin({
      doc: 'Line of the peer the function is named after.',
      args: fields({}),
      returns: 'string',
      call: (_, { functionName }) => entries.get(functionName) ?? '',
    }),
  };
}
\`\`\`

Calls are not serialised, and what is thrown is the error text, as it is. A table is called by its id, on the host and on workers;
it has no alias and no interface, so \`srv.list\`, \`srv.info\` and \`srv.get_interface\` do not know it. A name that a
table of this page has already is refused when the peer is built.
`;

/** The page `docs/reference/builtins.md`. */
export function renderBuiltinsPage(services: readonly BuiltinService[]): string {
  return `${INTRODUCTION}\n${renderBuiltins(services)}`;
}
