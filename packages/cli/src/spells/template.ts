import { typeName } from '../project-aqua/names.js';

/** Files of a new spell, byte for byte upstream's (spec/fluence-cli.md §1.3). */
export function spellFiles(name: string): Readonly<Record<'spell.yaml' | 'spell.aqua', string>> {
  return { 'spell.yaml': SPELL_YAML, 'spell.aqua': spellAqua(name) };
}

function spellAqua(name: string): string {
  return `aqua ${typeName(name)}

-- Note: spell main function must be exported
export spell

import Spell from "@fluencelabs/spell/spell_service.aqua"

func spell():
    Spell "${name}"
    Spell.store_log("Spell '${name}' is working!")
`;
}

const SPELL_YAML = `# Defines a spell. You can use \`fluence spell new\` command to generate a template for new spell

# config version
version: 0

# Path to Aqua file which contains an Aqua function that you want to use as a spell
aquaFilePath: "./spell.aqua"

# Name of the Aqua function that you want to use as a spell
function: spell

# # These arguments will be passed to the spell function and will be stored in the key-value storage for this particular spell.
# initArgs:
#   someArg: someArgStringValue

# Trigger the spell execution periodically
# If you want to disable this property by overriding it
# pass an empty config for it like this: \`clock: {}\`
clock:
  # How often the spell will be executed.
  # If set to 0, the spell will be executed only once.
  # If this value not provided at all - the spell will never be executed
  periodSec: 60
  # How long to wait before the last execution in seconds.
  # If this property or \`endTimestamp\` not specified, periodic execution will never end.
  # WARNING! Currently your computer's clock is used to determine a final timestamp that is sent to the server.
  # If it is in the past at the moment of spell creation - the spell will never be executed.
  # This property conflicts with \`endTimestamp\`. You can specify only one of them
  endDelaySec: 1800

#   # other 'clock' properties:

#   # How long to wait before the first execution in seconds.
#   # If this property or \`startTimestamp\` not specified, periodic execution will start immediately.
#   # WARNING! Currently your computer's clock is used to determine a final timestamp that is sent to the server.
#   # If it is set to 0 - the spell will never be executed
#   # This property conflicts with \`startTimestamp\`. You can specify only one of them
#   startDelaySec: 1
#   # An ISO timestamp when the periodic execution should start.
#   # If this property or \`startDelaySec\` not specified, periodic execution will start immediately.
#   startTimestamp: '2023-07-06T23:59:59Z'
#   # An ISO timestamp when the periodic execution should end.
#   # If this property or \`endDelaySec\` not specified, periodic execution will never end.
#   # If it is in the past at the moment of spell creation on Rust peer - the spell will never be executed
#   endTimestamp: '2023-07-06T23:59:59Z'
`;
