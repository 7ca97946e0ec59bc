import { execFileSync } from 'node:child_process';

const NET = '10.77.0';
const HUB = 'noctiluca-hub';
const run = (line, input) => execFileSync(...split(line), { input, stdio: ['pipe', 'ignore', 'inherit'] });
const split = (line) => {
  const [command, ...args] = line.split(' ');
  return [command, args];
};

/**
 * Namespaces around a bridge in one more. What a namespace gets from the others is dropped with a chance, or all of it that
 * comes from behind a cut; its loopback never is.
 */
export function createNamespaces(count) {
  const all = Array.from({ length: count }, (_, index) => ({
    name: `noctiluca-${index}`,
    address: `${NET}.${index + 1}`,
  }));
  const cutOff = new Set();
  let lossPercent = 0;

  function make() {
    remove();
    run(`ip netns add ${HUB}`);
    run(`ip -n ${HUB} link add hub type bridge`);
    run(`ip -n ${HUB} link set hub up`);
    for (const [index, { name, address }] of all.entries()) {
      run(`ip netns add ${name}`);
      run(`ip -n ${HUB} link add port${index} type veth peer name eth0 netns ${name}`);
      run(`ip -n ${HUB} link set port${index} master hub up`);
      run(`ip -n ${name} addr add ${address}/24 dev eth0`);
      for (const device of ['lo', 'eth0']) run(`ip -n ${name} link set ${device} up`);
    }
  }

  function remove() {
    for (const name of [HUB, ...all.map((each) => each.name)]) {
      try {
        execFileSync('ip', ['netns', 'del', name], { stdio: 'ignore' });
      } catch {
        // There was none.
      }
    }
  }

  /** Writes each namespace's rules anew. */
  function apply() {
    for (const [index, { name }] of all.entries()) {
      const behind = all.filter((_, other) => cutOff.has(other) !== cutOff.has(index));
      const cuts = behind.map(({ address }) => `iifname "eth0" ip saddr ${address} drop`);
      const loss = lossPercent > 0 ? [`iifname "eth0" numgen random mod 100 < ${lossPercent} drop`] : [];
      const rules = ['type filter hook input priority 0; policy accept;', ...cuts, ...loss];
      const table = ['table inet t {', 'chain input {', ...rules, '}', '}'];
      run(
        `ip netns exec ${name} nft -f -`,
        ['table inet t {', '}', 'delete table inet t', ...table, ''].join('\n'),
      );
    }
  }

  return {
    all,
    make,
    remove,
    lose(percent) {
      lossPercent = percent;
      apply();
    },
    /** @param indices those that hear and reach each other and nobody else */
    cut(indices) {
      for (const index of indices) cutOff.add(index);
      apply();
    },
    heal() {
      cutOff.clear();
      apply();
    },
    /** Whether nothing is between the two. */
    isTogether: (a, b) => cutOff.has(a) === cutOff.has(b),
  };
}
