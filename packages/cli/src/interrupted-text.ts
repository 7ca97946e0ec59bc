/** What a command that Ctrl-C ended leaves behind, by its first words; those that say more themselves are not here. */
const LEFT: Readonly<Record<string, string>> = {
  run: 'The call is not waited for any more; peers that have it go on with it until its ttl is over.',
  'local up': 'The network that was coming up ends.',
  'local down': 'Run it again: the network may still be up.',
  workers: 'Peers finish what they were told: "fluence workers list" shows what is there.',
  system: 'Peers finish what they were told: "fluence system status" shows what is there.',
  build: 'What was built by then is kept.',
  dep: 'Dependencies may be incomplete: run "fluence dep install".',
};

const OTHERWISE = 'What was done by then stays.';

/** @param argv arguments after the program's name */
export function interruptedText([group = '', command = '']: readonly string[]): string {
  return `Interrupted. ${LEFT[`${group} ${command}`] ?? LEFT[group] ?? OTHERWISE}`;
}
