import { typeName } from '../project-aqua/names.js';

/** Files of a new spell, under upstream's names (spec/fluence-cli.md §1.3). */
export function spellFiles(name: string): Readonly<Record<'spell.yaml' | 'spell.aqua', string>> {
  return { 'spell.yaml': SPELL_YAML, 'spell.aqua': spellAqua(name) };
}

function spellAqua(name: string): string {
  return `aqua ${typeName(name)}

-- What is not exported, a peer cannot run.
export spell

import Spell from "@fluencelabs/spell/spell_service.aqua"

func spell():
    Spell "${name}"
    Spell.store_log("Spell '${name}' is working!")
`;
}

const SPELL_YAML = `# A spell: an Aqua function that peers run by themselves. Made by "fluence spell new".
version: 0

# The source, relative to this file, and the function in it; the source exports it.
aquaFilePath: "./spell.aqua"
function: spell

# Values of the function's parameters, by their names; the spell keeps them among its own.
# initArgs:
#   some: value

# When it runs; \`clock: {}\` stands for never.
clock:
  # Seconds from one run to the next; 0 for a single run.
  periodSec: 60
  # Seconds until its last run, by the clock of this computer. Without an end it runs for ever.
  endDelaySec: 1800
  # Or a moment, in place of the seconds:
  # endTimestamp: "2030-12-31T23:59:59Z"
  # Its first run; without either it is at once.
  # startDelaySec: 1
  # startTimestamp: "2030-01-01T00:00:00Z"
`;
