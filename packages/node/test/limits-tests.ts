/** What a test of a bound is found by: its file below `packages/`, and how its title begins. */
export type BoundTest = readonly [file: string, title: string];

/** For every row of docs/limits.md, by table and first cell, the test that goes to the bound; one for each bound of it. */
export const BOUND_TESTS: Readonly<
  Record<string, Readonly<Record<string, BoundTest | readonly BoundTest[]>>>
> = {
  particle: {
    'payload of a frame': [
      'network/test/inbound/inbound-queue.test.ts',
      '$id is counted, traced and dropped',
    ],
    'particle id': ['particle/test/wire/codec.test.ts', '$id'],
    '`init_peer_id`': ['particle/test/wire/codec.test.ts', 'refuses $id'],
    '`ttl` field': ['particle/test/signature.test.ts', 'refuses $id'],
    'life of a particle': ['aquamarine/test/admission/dispatcher.test.ts', 'drops a particle that is $id'],
    'timestamp ahead of the clock': [
      'aquamarine/test/admission/dispatcher.test.ts',
      'drops a particle that is $id',
    ],
    'decoded public keys kept': ['common/test/lru-cache.test.ts', 'never holds more than its capacity'],
  },
  network: {
    'particles taken and not settled': [
      'network/test/inbound/inbound-queue.test.ts',
      'holds streams while the queue is full',
    ],
    'bytes of frames not yet whole or waiting': [
      ['network/test/limits.test.ts', 'beyond the bound reset the stream that brought them'],
      [
        'network/test/inbound/inbound-queue.test.ts',
        'reads no new stream while frames take all bytes there are',
      ],
    ],
    'connections in all': ['network/test/peers/refusals.test.ts', '$reason'],
    'WebSockets of web pages': ['network/test/libp2p/patches/upgrade-requests.test.ts', '$origin: $taken'],
    'connections with one peer': ['network/test/peers/refusals.test.ts', 'too-many-of-peer'],
    'incoming connections being set up': ['network/test/peers/refusals.test.ts', 'too-many-pending'],
    'incoming connections of one prefix, being set up and up: /24 of IPv4, /64 of IPv6, twice as many of a /48':
      [
        ['network/test/peers/refusals.test.ts', 'too-many-pending-of-prefix, and no other prefix is'],
        ['network/test/peers/refusals.test.ts', 'too-many-of-prefix, until one is closed'],
        ['network/test/peers/share-counts.test.ts', 'of a site may be twice as many as of a prefix'],
      ],
    'proposals of protocols: on a stream, on a connection that is being set up': [
      ['network/test/peers/refusals.test.ts', 'too-many-proposals of a stream'],
      ['network/test/peers/refusals.test.ts', 'too-many-proposals of a connection that is not set up'],
    ],
    'new incoming connections per second and host': ['network/test/peers/refusals.test.ts', 'too-fast'],
    'particle streams per connection and direction': [
      'network/test/limits.test.ts',
      'beyond those for particles go by way of libp2p and arrive',
    ],
    'all streams per connection and direction': [
      'network/test/limits.test.ts',
      'beyond all that the muxer has are reset',
    ],
    'bytes of a connection that left and were not taken yet': [
      'network/test/lane/acceptance.test.ts',
      'slow down: a receiver without room is sent no more than a window of bytes',
    ],
    'streams of a connection that its peer resets before anything came of them': [
      'network/test/lane/rates.test.ts',
      '$id does harm beyond the bound, once',
    ],
    'streams of a connection other than for particles': [
      'network/test/lane/rates.test.ts',
      'a peer that opens streams for libp2p does harm beyond the bound',
    ],
    'a ban of a peer, and of its host unless that is local': [
      'network/test/peers/offences.test.ts',
      'is refused for a while, twice as long each time, up to a bound',
    ],
    'receiving one frame, negotiating a stream': [
      'network/test/inbound/inbound-queue.test.ts',
      'a stream that $id is ended after the time for a frame',
    ],
    'sending one particle, dial included': [
      'network/test/send.test.ts',
      'answers timed-out when the peer takes nothing',
    ],
    'dialling a peer': ['network/test/limits.test.ts', 'that is not set up in time is given up'],
    'a connection without traffic': ['network/test/limits.test.ts', 'without traffic is closed'],
    'half-open streams after a send': [
      'network/test/lane/lane.test.ts',
      'leaves no more than 256 half-open streams with a peer that closes none',
    ],
    'a Kademlia query': ['network/test/limits.test.ts', 'answers what is known when its time is over'],
    'failed look-ups before a ban, and its length': [
      'network/test/peers/bans.test.ts',
      'bans on the third failure, for the cooldown',
    ],
    'peers whose failures are remembered': [
      'network/test/peers/bans.test.ts',
      'remembers a bounded number of peers',
    ],
    'contacts known, addresses of each': ['network/test/limits.test.ts', 'forgets contacts seen longest ago'],
    'what a peer says it is': [
      'network/test/peers/connections.test.ts',
      'are shown with direction, address, time, and what the other end says it is',
    ],
    'a notice, its text, its word': [
      ['network/test/notices/notice.test.ts', 'that is too long is not written'],
      ['network/test/notices/notice.test.ts', 'has a text of one printable line, cut to its bound'],
      ['network/test/notices/notice.test.ts', '%s is none'],
    ],
    'notices of a connection and direction: in a second, at once': [
      ['network/test/notices/channel.test.ts', 'are held back when there are too many for one connection'],
      ['network/test/notices/channel.test.ts', 'of a peer that sends no end of them are not read'],
    ],
    'streams of notices of a connection and direction, and the time of one': [
      ['network/test/notices/channel.test.ts', 'of a peer that opens many streams, or never ends one'],
    ],
    'pauses between dials of a bootstrap node': [
      'network/test/peers/bootstrap.test.ts',
      'pauses between half and all of a time that doubles up to its cap',
    ],
  },
  avm: {
    'script, data, result of a call: soft or hard': [
      'avm/test/instance/avm-instance.test.ts',
      'refuse when hard',
    ],
    threads: ['avm/test/limits.test.ts', 'has a thread less than the machine has cores'],
    'others wait behind one run': [
      'avm/test/pool/avm-pool.test.ts',
      'gives way to those that wait behind it',
    ],
    'threads for long runs': [
      'avm/test/pool/avm-pool.test.ts',
      'keeps nobody waiting on the thread for long ones',
    ],
    'memory that AquaVM may take': [
      'avm/test/instance/memory-cap.test.ts',
      'traps when an invocation needs more, and serves the next',
    ],
    'data and call requests of one run': ['avm/test/instance/memory-cap.test.ts', 'is taken up to a size'],
    'arguments of one call, and the values in them': [
      ['avm/test/run/call-requests.test.ts', 'too large ones are not read'],
      ['avm/test/run/call-requests.test.ts', 'too many values are not read either'],
    ],
    'one run': ['avm/test/pool/avm-pool.test.ts', 'fails alone: those queued before and behind it'],
    'runs waiting, and their bytes': ['avm/test/pool/avm-pool.test.ts', 'refuses by count'],
    'memory of an instance': [
      'avm/test/pool/avm-pool.test.ts',
      'replaces an instance whose memory has grown',
    ],
    'JavaScript heap and stack of a thread': [
      'avm/test/limits.test.ts',
      'bounds heap and stack of its threads',
    ],
    'threads that die in a row': [
      'avm/test/pool/avm-pool.test.ts',
      'again and again makes the pool give its requests up',
    ],
    'a thread coming up': [
      'avm/test/limits.test.ts',
      'is ended and made anew when it does not come up in time',
    ],
    'requests handed to a thread ahead': ['avm/test/limits.test.ts', 'is sent so many requests ahead'],
    'a script that is run at all': ['avm/test/limits.test.ts', 'does not run a script that is too long'],
    "nesting of a call's arguments": [
      'avm/test/limits.test.ts',
      'is read with so many containers inside each other, and refused with one more',
    ],
    'error message handed on': [
      'avm/test/instance/avm-instance.test.ts',
      'that makes AquaVM quote it gives an error message of bounded length',
    ],
  },
  aquamarine: {
    'actors alive': [
      'aquamarine/test/admission/ledger.test.ts',
      'has room for newcomers: whoever has most actors gives way',
    ],
    'ended particles that are remembered': [
      'aquamarine/test/admission/ledger.test.ts',
      'beyond the bound are forgotten for whoever has most',
    ],
    "part of actors and memory that is the peer's own": [
      'aquamarine/test/admission/ledger.test.ts',
      'has a reserve for the host, its workers and its spells',
    ],
    'accounts compared for a list of the largest': [
      'aquamarine/test/admission/ledger.test.ts',
      'is exact among thousands of about the same size',
    ],
    'actors that give way for one particle': [
      'aquamarine/test/admission/ledger.test.ts',
      'gives up so many for one particle and no more',
    ],
    'data of a particle, result of a call, script': [
      ['aquamarine/test/admission/sizes.test.ts', 'is not taken when its script or its data is too large'],
      ['aquamarine/test/admission/sizes.test.ts', 'that is too large fails the call'],
      [
        'aquamarine/test/admission/sizes.test.ts',
        "that would have the particle's data grow too far fails the call",
      ],
    ],
    "particles in one actor's mailbox": [
      'aquamarine/test/actors/scheduler.test.ts',
      'refuses more than its mailbox holds',
    ],
    'particles in all mailboxes': [
      'aquamarine/test/admission/dispatcher.test.ts',
      'holds callers while the mailboxes are half full',
    ],
    'bytes waiting in mailboxes and as call results': [
      'aquamarine/test/admission/dispatcher.test.ts',
      'bounds the bytes of particles that wait',
    ],
    'calls of `ingest` and `execute` that wait': [
      'aquamarine/test/admission/dispatcher.test.ts',
      'drops who comes when too many wait',
    ],
    'how long one waits': ['aquamarine/test/admission/backpressure.test.ts', 'are not kept for ever'],
    'bytes of all that particles hold': [
      ['aquamarine/test/admission/ledger.test.ts', 'has room for a newcomer'],
      ['aquamarine/test/admission/sizes.test.ts', 'for whose arguments there is no room fails'],
    ],
    'results that go into one run': [
      'aquamarine/test/admission/sizes.test.ts',
      'go into several runs when they are large together',
    ],
    "an author's runs past the deadline": [
      'aquamarine/test/actors/long-runs.test.ts',
      'have their author get half the time each time',
    ],
    'long runs that keep out of the way': [
      'aquamarine/test/actors/long-runs.test.ts',
      'gets more time there each time it gives way again',
    ],
    'runs given to AquaVM at a time': ['aquamarine/test/actors/scheduler.test.ts', 'run so many at a time'],
    'failed runs of one particle': [
      'aquamarine/test/actors/scheduler.test.ts',
      'with $code $times times for one particle ends its actor',
    ],
    'open calls of one particle in one scope': [
      'aquamarine/test/effects/effects.test.ts',
      'of one particle are bounded',
    ],
    "levels of arrays and objects in a call's result": [
      'aquamarine/test/whole-peer.test.ts',
      'answers a result that AquaVM cannot read with an error to catch',
    ],
    'sends at a time: connected, distant, one peer': [
      'aquamarine/test/effects/send-queue.test.ts',
      'runs so many at a time, the rest in order',
    ],
    'sends waiting in a queue, and their bytes': [
      ['aquamarine/test/effects/effects.test.ts', 'for which there is no place to wait are dropped'],
      [
        'aquamarine/test/effects/send-queue.test.ts',
        'has room for a newcomer: whoever has most waiting gives way',
      ],
    ],
    'particles kept for a peer that has gone, their bytes, and those for all': [
      ['aquamarine/test/effects/kept-sends.test.ts', 'are so many for one, and so many bytes for all'],
      ['aquamarine/test/effects/kept-sends.test.ts', 'of one leave room for those of another'],
    ],
    'peers that are known to have been here; looks for kept particles that expired': [
      'aquamarine/test/effects/kept-sends.test.ts',
      'are known of so many peers, those that came last',
    ],
    signature: [
      'aquamarine/test/admission/dispatcher.test.ts',
      'does not look at a signature that is longer than any',
    ],
    'bytes of trace entries, which authors share; those of one particle, and each text in one': [
      ['aquamarine/test/observe/trace-ring.test.ts', 'stays within its bytes'],
      ['aquamarine/test/observe/trace-ring.test.ts', 'keeps so many entries of one particle'],
      ['aquamarine/test/observe/trace-ring.test.ts', 'cuts long texts'],
    ],
    'bytes of recordings of particles, which authors share': [
      'aquamarine/test/observe/recordings.test.ts',
      'stay within their bytes',
    ],
    'trace entries in one answer, particles in a list': [
      'aquamarine/test/observe/trace-ring.test.ts',
      'gives so many entries and particles at once',
    ],
    'particles whose way home is known, those of one neighbour': [
      ['aquamarine/test/notices/routes.test.ts', 'are no more than there may be'],
      ['aquamarine/test/notices/routes.test.ts', 'of one neighbour crowd out its own'],
    ],
    'neighbours that may say something of one particle, notices passed on of it': [
      ['aquamarine/test/notices/routes.test.ts', 'know a bounded number of peers'],
      ['aquamarine/test/notices/notices.test.ts', 'is passed on once, and few of one particle are'],
    ],
    'an error of a call waits for the particle to go home with it; such that wait': [
      ['aquamarine/test/notices/notices.test.ts', 'is told when the particle does not go home with it'],
      ['aquamarine/test/notices/routes.test.ts', 'is said at once when too much waits'],
    ],
    'stopping waits for particles under way': [
      'aquamarine/test/stop.test.ts',
      'aborts what is left after the grace period',
    ],
    'warnings of one kind of drop': [
      'aquamarine/test/admission/dispatcher.test.ts',
      'drops who comes when too many wait, and says so to the operator once a second',
    ],
  },
  marine: {
    'calls waiting for one service': [
      'marine/test/thread/service-runner.test.ts',
      'refuse calls beyond the queue',
    ],
    'instantiating a service': [
      'marine/test/thread/service-runner.test.ts',
      'are refused when they do not start',
    ],
    'log lines of one service in a second': [
      'marine/test/thread/log-limiter.test.ts',
      'lets a number of lines pass per second and tells how many it dropped',
    ],
    'one log line': ['marine/test/limits.test.ts', 'is cut, and says so'],
    'stdout and stderr kept for error texts': [
      'marine/test/wasi/preview1.test.ts',
      'of both streams is kept, the newest bytes of much',
    ],
    'nesting of a type, of a value': [
      'marine/test/limits.test.ts',
      'is taken down to so many levels, and refused below',
    ],
    'arguments or results of a function': [
      'marine/test/limits.test.ts',
      'has so many arguments, and not one more',
    ],
    'a block asked of `allocate`': ['marine/test/limits.test.ts', 'fits the i32 that `allocate` takes'],
    'adapter code of a module': [
      'marine/test/adapters/hostile-programs.test.ts',
      'are bounded: a short section can not ask for endless source',
    ],
    'output of a mounted binary, its arguments': [
      'marine/test/host-api/mounted-binaries.test.ts',
      'is not run with arguments that are none',
    ],
    'one run of a mounted binary': [
      'marine/test/host-api/mounted-binaries.test.ts',
      'time and output end it with a reason',
    ],
  },
  host: {
    'one service call': [
      'host/test/limits.test.ts',
      'that does not end is ended, and the next one is served',
    ],
    'memory of a service, all its modules': [
      'host/test/limits.test.ts',
      'that takes more memory than the service may have fails',
    ],
    'one wasm module': ['host/test/limits.test.ts', 'a module that is too large'],
    'all modules: bytes, number': ['host/test/services/quotas.test.ts', 'bounds the bytes of modules'],
    blueprints: ['host/test/services/quotas.test.ts', 'bounds the number of blueprints'],
    'modules of a blueprint': [
      'host/test/services/modules/blueprint.test.ts',
      'too many modules are refused',
    ],
    'services of a scope': ['host/test/services/quotas.test.ts', 'bounds the services of a scope'],
    workers: [
      'host/test/workers/workers.test.ts',
      'beyond the quota is refused, counted, and makes room when removed',
    ],
    'compute units of a worker': ['host/test/limits.test.ts', 'a worker with too many compute units'],
    'deal id': [
      'host/test/limits.test.ts',
      'a name that is too long: of a module, a blueprint, an alias, a deal',
    ],
    'vault of a particle in a scope: bytes, entries, whoever writes': [
      'host/test/vault/particle-vaults.test.ts',
      'refuses to be overfilled, also by writers at the same time',
    ],
    'what a service keeps in `/storage`, in `/tmp`: lengths of files, holes included': [
      'host/test/services/files.test.ts',
      'refuses what does not fit /%s, and harms nobody else',
    ],
    'what a mounted program leaves in `/storage`, `/tmp` or a vault that its arguments name, beyond these': [
      'marine/test/host-api/mounted-binaries.test.ts',
      'is not run while its directories hold more than they may ($of)',
    ],
    'files, directories and links in each of the two': [
      'host/test/services/files.test.ts',
      'bounds the number of files, and holds after a restart',
    ],
    'text answered from a vault': ['host/test/limits.test.ts', 'a text of a vault that is too long'],
    'name of a module, blueprint, alias': [
      'host/test/limits.test.ts',
      'a name that is too long: of a module',
    ],
    'what a built-in function answers': [
      'host/test/limits.test.ts',
      'an answer that is longer than a particle should carry',
    ],
    'base58 conversions': ['host/test/limits.test.ts', 'base58 of too many bytes, either way'],
    'digest wrapped without hashing': [
      'host/test/limits.test.ts',
      'a digest that is too long to be wrapped without hashing',
    ],
    '`count` of `kad.*`': ['host/test/limits.test.ts', 'no more neighbours are looked for than are answered'],
    'calls in the statistics of a service': [
      'host/test/services/calls/calls.test.ts',
      'count successes and failures, keep the last five',
    ],
    'services restored at a time': [
      'host/test/limits.test.ts',
      'so many services are restored at a time, the others wait',
    ],
  },
  store: {
    'one value, encoded': [
      'store/test/lmdb/lmdb-store.test.ts',
      'are refused and roll the transaction back: ',
    ],
    key: ['store/test/lmdb/lmdb-store.test.ts', 'may be as long as the limit says'],
    'name of a table': ['store/test/lmdb/keys.test.ts', 'belong to tables with plain names'],
    'nesting of a value': ['store/test/lmdb/lmdb-store.test.ts', 'may be as deep as the limit says'],
    'one blob': [
      'store/test/blobs/file-blob-store.test.ts',
      'refuses a blob above its limit, in memory or on disk',
    ],
    'address space first reserved': [
      'store/test/lmdb/lmdb-store.test.ts',
      'takes more than the address space that was first reserved',
    ],
  },
  spells: {
    'particles whose errors a spell keeps': [
      'spells/test/service/spell-service.test.ts',
      'spec/nox.md §9.2 no. 36: keeps the last 50 messages, 500 lines and errors of 50 particles, also across restarts',
    ],
    'errors of one particle, each text of one': [
      'spells/test/service/spell-service.test.ts',
      'keeps so many errors of one particle, the first ones, with texts that are cut',
    ],
    'messages in a mailbox, and each': [
      [
        'spells/test/service/spell-service.test.ts',
        'spec/nox.md §9.2 no. 36: keeps the last 50 messages, 500 lines and errors of 50 particles, also across restarts',
      ],
      ['spells/test/service/spell-service.test.ts', 'refuses $what that is too long'],
    ],
    'lines of a log, and each': [
      [
        'spells/test/service/spell-service.test.ts',
        'spec/nox.md §9.2 no. 36: keeps the last 50 messages, 500 lines and errors of 50 particles, also across restarts',
      ],
      ['spells/test/service/spell-service.test.ts', 'cuts a line of its log that is too long, and shows it'],
    ],
    script: ['spells/test/service/spell-service.test.ts', 'refuses $what that is too long'],
    'key, value or string of a list': [
      'spells/test/service/spell-service.test.ts',
      'refuses $what that is too long',
    ],
    'keys of a spell, strings of a list': [
      ['spells/test/storage/key-values.test.ts', 'are bounded together; what the peer writes itself is not'],
      [
        'spells/test/service/spell-service.test.ts',
        'refuses more strings in a list than it may have, and keeps those it has',
      ],
    ],
    'bytes of all keys and values of a spell': [
      'spells/test/storage/key-values.test.ts',
      'are bounded together; what the peer writes itself is not',
    ],
    'period of a clock': [
      'spells/test/service/spell-service.test.ts',
      'a config that a script sets is in force at once',
    ],
    "life of a spell's particle": [
      'aquamarine/test/actors/particle-tracker.test.ts',
      'expires with its particle',
    ],
    'runs at work, all spells': [
      'spells/test/spell-run-queue.test.ts',
      'have so many runs at work at a time; one that is away gives up its place',
    ],
    'runs of one spell that work on this peer at a time': [
      'spells/test/spell-run-queue.test.ts',
      'is left out under `skip`, which is told',
    ],
    'triggers of one spell that wait, and its runs that are followed': [
      'spells/test/spell-run-queue.test.ts',
      'is left out when too many wait, or are away',
    ],
    'a run that left for other peers is followed': [
      'aquamarine/test/actors/particle-tracker.test.ts',
      'is waited for as long as it was said when it does not come back',
    ],
    'periods made up for at once': [
      'spells/test/create-spells.test.ts',
      'periods that passed meanwhile are made up for: $catchUp',
    ],
    'sleep of the timer': [
      'spells/test/bus/trigger-bus.test.ts',
      'the timer never sleeps for long, so a clock that is set ahead is noticed',
    ],
    'warnings of one kind of skipped trigger': [
      'spells/test/skips.test.ts',
      'skipped triggers are warned of once in a while and counted always; a warning tells how many it left out',
    ],
  },
  deployment: {
    'calls of one initialisation': [
      'deployment/test/apply/init-calls.test.ts',
      'has a bounded number of calls; with more none is made',
    ],
    'deployments of one deal at a time': [
      'deployment/test/worker/turns.test.ts',
      'wait in a line that has an end, and a stranger does not stand in it',
    ],
    'services, spells, modules, compute units that one deployment names': [
      'deployment/test/worker/decode-request.test.ts',
      'is refused for %s',
    ],
    'module, script of a deployment': [
      'deployment/test/worker/deploy.test.ts',
      '%s on IPFS is refused before anything is done',
    ],
    'waiting for a run of the worker spell that is under way': [
      'deployment/test/worker/turns.test.ts',
      'that does not end is a refusal, after which the worker spell has its triggers again',
    ],
  },
  'system-services': {
    'one call of an initialisation or migration': [
      'system-services/test/target/local-target.test.ts',
      'a call ends when its time is over',
    ],
    'pause after a failed attempt': [
      'system-services/test/deployer.test.ts',
      'is tried again with longer and longer pauses; others go on, those that depend on it wait',
    ],
    'first deployment, with `fail_fast`': [
      [
        'system-services/test/deployer.test.ts',
        'has its own time at the start when the node waits for it, and at the stop',
      ],
      [
        'lifecycle/test/composite-service.test.ts',
        'gives up a part that is too slow, by its own limit if it has one',
      ],
    ],
    'step under way when the peer stops': [
      [
        'system-services/test/deployer.test.ts',
        'has its own time at the start when the node waits for it, and at the stop',
      ],
      [
        'lifecycle/test/composite-service.test.ts',
        'leaves behind what is still stopping when the time is over',
      ],
    ],
    'steps of its own after a remote deployer noted one': [
      'system-services/test/remote/builtins.test.ts',
      'keep the peer from steps of its own while they are used',
    ],
    'error text of a package': ['system-services/test/deployer.test.ts', 'tells so much of a long error'],
  },
  chain: {
    'a request to the RPC or the indexer, its answer': [
      ['chain/test/rpc.test.ts', 'gives up a request that takes too long'],
      ['chain/test/rpc.test.ts', 'takes no longer answer than it may'],
    ],
    'until anvil listens': [
      'chain/test/anvil/anvil-process.test.ts',
      'is given up when it does not come up in time',
    ],
    'until a transaction is kept, and blocks without any': [
      'chain/test/anvil/local-chain.test.ts',
      'keeps a transaction soon after it, so that little is lost when all is killed',
    ],
    'kept state': [
      'chain/test/anvil/local-chain.test.ts',
      'makes blocks while nothing is sent, and none beyond the bound of its state',
    ],
    'body of a query': ['chain/test/indexer/indexer.test.ts', 'takes no longer body than it may'],
    'tokens of a query': ['chain/test/indexer/execute.test.ts', 'has a bound: tokens'],
    'fields below fields, conditions below conditions': [
      ['chain/test/indexer/execute.test.ts', 'has a bound: fields below fields'],
      ['chain/test/indexer/execute.test.ts', 'has a bound: conditions'],
    ],
    'conditions of a filter': ['chain/test/indexer/execute.test.ts', 'has a bound: conditions'],
    'fields of an answer, and entities looked at for it': [
      'chain/test/indexer/execute.test.ts',
      'has a bound: fields of the answer, and what is passed over for it',
    ],
    'entities of a list, of one that says nothing': [
      'chain/test/indexer/execute.test.ts',
      'gives a hundred of a list that is longer, and a thousand at most',
    ],
    'connections of the indexer, of each address': [
      'chain/test/indexer/indexer.test.ts',
      'has room for so many connections, and closes those beyond',
    ],
    'time for a request to the indexer': [
      'chain/test/indexer/indexer.test.ts',
      'closes a connection whose request does not come',
    ],
    "words of an RPC's error that are passed on": [
      'chain/test/rpc.test.ts',
      'passes on so many words of an error',
    ],
    'latest blocks of a local chain whose state can be asked for': [
      'chain/test/anvil/anvil-process.test.ts',
      'has the state of the latest blocks, and of no others',
    ],
    'blocks at which the deals of a peer are tried to be read': [
      'chain/test/client/deals.test.ts',
      'are not those of a server that is behind: another block is tried, a few times',
    ],
    'deals of one peer': ['chain/test/client/deals.test.ts', 'are not known, rather than some of them'],
    'an answer of the chain to what anybody may have a peer ask: the workers of a deal': [
      'chain/test/peer/hostile-answers.test.ts',
      'are not read when they are long',
    ],
    'receipts asked for at once': ['chain/test/peer/peer-chain.test.ts', 'are asked for within bounds'],
    'transactions of a peer that are known by the hash of what they took the place of': [
      'chain/test/peer/transactions.test.ts',
      'are forgotten when there are too many, the oldest first',
    ],
    'until a transaction that is in no block is sent again for a higher fee; how often': [
      ['chain/test/client/wallet.test.ts', 'gives up what comes into no block'],
      [
        'chain/test/peer/peer-chain.test.ts',
        'do not wait behind one that came into no block: they take its place',
      ],
    ],
    'between looks for a receipt, at most': [
      'chain/test/client/posted.test.ts',
      'is looked for less and less often, up to a bound',
    ],
    'deals that one plan of the decider has steps for': [
      'chain/test/decider/decider.test.ts',
      'are not for so many deals that a particle could not take them; the others follow at once',
    ],
    'a deal that this peer has no more is remembered, if there is no worker of it': [
      'chain/test/decider/decider.test.ts',
      'forgets deals that are gone, in time, and none that has a worker',
    ],
    'failing deals that `describe()` names, and how much of each error': [
      'chain/test/decider/failures.test.ts',
      'are listed within bounds',
    ],
    'between looks at a chain that tells nothing by itself': [
      'chain/test/peer/watch/chain-watch.test.ts',
      'looks for what is new',
    ],
    'blocks whose logs such a look asks for': [
      'chain/test/peer/watch/chain-watch.test.ts',
      'takes all for changed where it cannot know',
    ],
    'before a WebSocket of a chain is tried again, at first, at most': [
      'chain/test/peer/watch/reconnect-delay.test.ts',
      'is twice as long after each failure, up to a bound, and up to half of it is left out',
    ],
    'a WebSocket that was up so long is tried again as after the first time': [
      'chain/test/peer/watch/socket-watch.test.ts',
      'is tried again soon when it was up for long, and later and later when it was not',
    ],
    'between pings of it': [
      'chain/test/peer/watch/rpc-socket.test.ts',
      'ends when its pings are not answered',
    ],
    'a message of it': ['chain/test/peer/watch/rpc-socket.test.ts', 'ends when it is told what is %s'],
    'time of the chain, by its blocks, after which its deals are looked at': [
      'chain/test/peer/watch/chain-watch.test.ts',
      'is told of each minute of its time, and of a jump at once',
    ],
    'between two changes of the chain that a peer is told of': [
      'chain/test/peer/watch/changes.test.ts',
      'are told at once, and as one when they come right after another',
    ],
    'a deal is left alone after a step of it failed, at first, at most': [
      'chain/test/plan/back-offs.test.ts',
      'is twice as long after each failure, up to a bound',
    ],
  },
  ipfs: {
    'body of a request': [
      'ipfs/test/rpc/kubo-rpc.test.ts',
      'refuses a body that is too long whether its length was said or not',
    ],
    'time for the head of a request, for all of it': [
      'ipfs/test/rpc/kubo-rpc.test.ts',
      'answers 408 when $id takes too long, and closes the connection',
    ],
    'head of a request, of a part, before the first part; boundary': [
      ['ipfs/test/rpc/kubo-rpc.test.ts', 'answers 431 to a head that is too large'],
      ['ipfs/test/rpc/multipart.test.ts', '$id'],
      ['ipfs/test/rpc/multipart.test.ts', '$id'],
      ['ipfs/test/rpc/multipart.test.ts', '%s has none'],
    ],
    'requests at a time, connections': [
      [
        'ipfs/test/rpc/kubo-rpc.test.ts',
        'answers 503 to more requests at a time than it serves, and serves again when one ended',
      ],
      ['ipfs/test/rpc/kubo-rpc.test.ts', 'closes connections beyond those it may have'],
    ],
    'files and directories in an `add` or a `get`': [
      ['ipfs/test/store/unix-files.test.ts', 'an add takes a bounded number of files and directories'],
      [
        'ipfs/test/store/unix-files.test.ts',
        'a get gives a bounded number of files and directories, then breaks off',
      ],
    ],
    'a path: bytes, names': [
      ['ipfs/test/rpc/app.test.ts', 'a path has a bound: $id'],
      ['ipfs/test/rpc/app.test.ts', 'the path of an added file has the same bounds'],
    ],
    'a block, a chunk asked for': [
      ['ipfs/test/rpc/app.test.ts', 'a block has a bound'],
      ['ipfs/test/rpc/app.test.ts', 'a chunk has a bound'],
    ],
    'all blocks': ['ipfs/test/ipfs-store.test.ts', 'takes no more than its bytes, and says so'],
    pins: ['ipfs/test/ipfs-store.test.ts', 'takes no more than its pins'],
    'blocks walked below pins in a request': [
      'ipfs/test/store/reachable-blocks.test.ts',
      'a walk ends at the most blocks that one request may cause',
    ],
    'an answer of `cat` or `get`': [
      'ipfs/test/store/unix-files.test.ts',
      'a file that a few blocks make larger than an answer may be is refused before its first byte',
    ],
    'contents that the client reads': ['ipfs/test/kubo-client.test.ts', 'answer more than is taken'],
    'a request of the client, its answer included': [
      'ipfs/test/kubo-client.test.ts',
      'never end its answer: the time of a call counts to the last byte',
    ],
  },
  'local-network': {
    connections: ['local-network/test/explorer/explorer.test.ts', 'are of connections: one more is closed'],
    'head of a request, and receiving one': [
      'local-network/test/explorer/explorer.test.ts',
      'are of the head of a request, and of the time to send one',
    ],
    'calls of pages under way': ['local-network/test/explorer/calls.test.ts', 'is one of sixteen at a time'],
    'bytes of a call': ['local-network/test/explorer/explorer.test.ts', '%s is refused with a sentence'],
    'characters of a name in it, and its arguments': [
      'local-network/test/explorer/explorer.test.ts',
      '%s is refused with a sentence',
    ],
    'life of its particle: unless the page says otherwise, at most': [
      ['local-network/test/explorer/explorer.test.ts', '%s is refused with a sentence'],
      ['local-network/test/explorer/calls.test.ts', 'says so when there is no answer in time'],
    ],
    'a peer that is asked whether it is up': [
      'local-network/test/explorer/explorer.test.ts',
      'is its peers with their state, and no path of a key',
    ],
  },
  node: {
    'head of an HTTP request': ['node/test/http/server.test.ts', 'refuses a head that is too large'],
    'body of the request that advances a virtual clock, and the way it goes': [
      'node/test/http/routes.test.ts',
      'takes nothing that a web page may send unasked, and nothing long',
    ],
    'keys of the worker spell in a request to `/api/workers`': [
      'node/test/http/worker-facts.test.ts',
      'answers so many keys of one request, and leaves the others out',
    ],
    'receiving an HTTP request': [
      'node/test/http/server.test.ts',
      'answers 408 to a request that does not come to its end in time',
    ],
    'an idle HTTP connection': [
      'node/test/http/server.test.ts',
      'closes a connection on which nothing more comes',
    ],
    'a log file that the peer writes itself, and full ones beside it': [
      'node/test/logger.test.ts',
      'a full log file is kept beside the new one, and the oldest goes',
    ],
    'an error in a log line: each of its texts, its stack': [
      'node/test/logger.test.ts',
      'has bounds: texts, stack, fields, causes and parts',
    ],
    'its fields, its causes, the errors it is made of': [
      'node/test/logger.test.ts',
      'has bounds: texts, stack, fields, causes and parts',
    ],
    'HTTP connections: of all, of one address': [
      'node/test/http/connections.test.ts',
      'a crowded address makes room for its newest connection',
    ],
    'without an answer of the chain until `/health` fails': [
      'node/test/health.test.ts',
      'warns of a chain that does not answer, and fails when it has not for long',
    ],
    'questions for the workers of a deal to the chain, at a time': [
      'node/test/capabilities/chain/chain-subnets.test.ts',
      'asks the chain so many questions at a time',
    ],
    "when the AVM's queue, and spells, count as late": [
      'node/test/health.test.ts',
      'fails $check, and nothing else',
    ],
    'free space of the disks of `persistent` and `ephemeral`': [
      'node/test/health.test.ts',
      'only warns of load, and fails for a disk that is full',
    ],
    'items of a list in one answer: at first, at most': [
      'node/test/http/lists.test.ts',
      'give so many at first, and no more than a thousand',
    ],
    'holders of the ledger in one answer: at first, at most': [
      'node/test/http/lists.test.ts',
      'give so many holders of the ledger',
    ],
    'keys of a spell that are shown, errors of a particle, characters of a text': [
      'node/test/http/lists.test.ts',
      'show so many keys and errors of a spell, long texts cut',
    ],
    'notes of how busy the peer was': ['node/test/http/history.test.ts', 'keeps the notes of an hour'],
    'streams of trace entries, and entries that one is behind': [
      ['node/test/http/trace.test.ts', 'serve so many streams at a time'],
      ['node/test/http/trace.test.ts', 'cut a reader off that is too far behind'],
    ],
    'trace events waiting for the collector': [
      'node/test/tracing/span-trace.test.ts',
      'drops and counts what does not fit its queue',
    ],
    'events in a request to the collector': ['node/test/tracing/span-trace.test.ts', 'sends in batches'],
    'a request to the collector': [
      'node/test/tracing/span-trace.test.ts',
      'gives a request up that takes too long, counts its events and goes on',
    ],
    'particles whose span is remembered': [
      'node/test/tracing/span-trace.test.ts',
      'sends the span of a particle again when it remembers too many others',
    ],
    'stopping as a whole': [
      'node/test/stop-signals.test.ts',
      'asks with the first signal and ends at once with the second',
    ],
  },
};
