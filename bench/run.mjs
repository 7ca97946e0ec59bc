import { parseArgs } from 'node:util';
import { describeMachine, machineLine } from './lib/machine.mjs';

const HELP = `npm run bench <what> [-- options]

  chain       a day of a local chain, its blocks as fast as they come: disk and memory (Linux)
  particles   particles per second, latency and CPU of a peer beside the floor under it
  against <folder>  particles and service calls of a peer beside that of another built checkout
  recording   a peer that records particles beside one that does not
  bystanders [attack …]  20 honest clients of a peer while it is attacked, one attack after the other
  acknowledged  100,000 echoes of receivers that pause: is what was sent ok answered, to the last?
  idle        500 services nobody calls: memory, and the next start
  deploy [folder]  the inner loop of a project, beside that of another built checkout
  client      our client beside js-client: CPU of a call and rates, 1, 8 and 64 in flight, 100 kB
  client-memory  what a client holds while it makes 100,000 calls
  marine      calls per second of the sample service beside marine-js
  spells      runs per second of many spells on one peer, their CPU and lateness
  start       time until a peer, a local network and the commands are ready
  system      time until a peer is ready and its system services are deployed, cold and warm
  registry-scale  the registry on 100 to 10 000 simulated peers that come and go
  soak [minutes] [recording]  ten minutes, or that many, at 80 % of the top rate: memory and its slope, latency, particles lost,
              what traces and recordings take of their bounds; with "recording" the peer records
  registry    calls of the registry service while it fills with 10 000 records

  --json            one JSON object instead of tables
  --quick           shorter and less exact
  --profile <dir>   particles: also write CPU profiles of the peer's threads
`;

const BENCHES = {
  particles: () => Promise.all([import('./particles.mjs'), import('./lib/particles-report.mjs')]),
  against: () => Promise.all([import('./against.mjs'), import('./lib/against-report.mjs')]),
  recording: () => Promise.all([import('./recording.mjs'), import('./lib/against-report.mjs')]),
  deploy: () => Promise.all([import('./deploy.mjs'), import('./lib/deploy-report.mjs')]),
  acknowledged: () => Promise.all([import('./acknowledged.mjs'), import('./lib/acknowledged-report.mjs')]),
  bystanders: () => Promise.all([import('./bystanders.mjs'), import('./lib/bystanders-report.mjs')]),
  chain: () => Promise.all([import('./chain.mjs'), import('./lib/chain-report.mjs')]),
  idle: () => Promise.all([import('./idle.mjs'), import('./lib/idle-report.mjs')]),
  client: () => Promise.all([import('./client.mjs'), import('./lib/client-report.mjs')]),
  'client-memory': () =>
    Promise.all([import('./client-memory.mjs'), import('./lib/client-memory-report.mjs')]),
  marine: () => Promise.all([import('./marine.mjs'), import('./lib/marine-report.mjs')]),
  spells: () => Promise.all([import('./spells.mjs'), import('./lib/spells-report.mjs')]),
  start: () => Promise.all([import('./start.mjs'), import('./lib/start-report.mjs')]),
  system: () => Promise.all([import('./system.mjs'), import('./lib/system-report.mjs')]),
  soak: () => Promise.all([import('./soak.mjs'), import('./lib/soak-report.mjs')]),
  'registry-scale': () =>
    Promise.all([import('./registry-scale.mjs'), import('./lib/registry-scale-report.mjs')]),
  registry: () =>
    Promise.all([import('./registry-service.mjs'), import('./lib/registry-service-report.mjs')]),
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean', default: false },
    quick: { type: 'boolean', default: false },
    profile: { type: 'string' },
    help: { type: 'boolean', short: 'h', default: false },
  },
});

const [what, ...operands] = positionals;
const load = Object.hasOwn(BENCHES, what ?? '') ? BENCHES[what] : undefined;
if (values.help || load === undefined) {
  process.stdout.write(HELP);
  process.exit(values.help ? 0 : 1);
}

const [{ bench }, { report }] = await load();
const before = describeMachine();
const progress = (text) => process.stderr.write(`· ${text}\n`);
const startedAt = performance.now();
const figures = await bench({ quick: values.quick, profile: values.profile, operands, progress });
const seconds = Math.round((performance.now() - startedAt) / 1000);
const machine = { ...before, loadAverageAfter: describeMachine().loadAverage, seconds };
if (values.json) process.stdout.write(`${JSON.stringify({ bench: what, machine, ...figures }, null, 2)}\n`);
else process.stdout.write(`\n${machineLine(machine)}\n\n${report(figures)}\n`);
