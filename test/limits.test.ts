import { describe, expect, it } from 'vitest';
import { hasTest, type NamedTest, read } from './utils/named-tests.js';

type Evidence = readonly NamedTest[] | { readonly untested: string };

/** Rows without a test, each with the reason; there must not be more. */
const MOST_UNTESTED = 4;

/** For every row of docs/limits.md that is not a package's (those: packages/node/test/limits-tests.ts), its tests. */
const BOUND_TESTS: Readonly<Record<string, Readonly<Record<string, Evidence>>>> = {
  Shares: {
    'a stranger before its first whole frame': [
      ['test/faults/hostile.test.ts', 'cannot be so random that the peer fails'],
    ],
    'an author': [
      ['test/faults/shares.test.ts', '20 endless scripts of one key do not take it from others'],
      [
        'test/faults/shares.test.ts',
        'is open to others when one key has filled it with particles that live long',
      ],
    ],
    'a connection, whatever number of authors': [
      ['packages/aquamarine/test/admission/ledger.test.ts', 'sees through many authors of one connection'],
    ],
    'an address prefix, a site: /24 of IPv4, /64 and /48 of IPv6; local ones only with `noctiluca.shares.local_addresses`':
      [
        ['packages/aquamarine/test/admission/ledger.test.ts', 'sees through many $by'],
        [
          'packages/aquamarine/test/actors/fair-queue.test.ts',
          'of one site are shared by its connections: more of them bring no more time',
        ],
        [
          'packages/network/test/inbound/shares.test.ts',
          'give way before those of one peer at another, who holds more than each of them',
        ],
        [
          'packages/network/test/address-shares.test.ts',
          'comes with its particles, and whoever takes them is asked for it',
        ],
      ],
    'one particle': [
      [
        'test/faults/shares.test.ts',
        'large scripts that live long do not keep others out; larger ones than any are not taken',
      ],
    ],
    'the host, a worker, a spell, the management': [
      ['packages/aquamarine/test/admission/ledger.test.ts', 'never has the host give way'],
    ],
  },
  'registry service': {
    'providers of a key that are not the host; that are the host, one for each issuer': [
      ['services/registry/src/record/tests/limit.rs', 'of_33_providers_the_first_is_gone'],
      [
        'services/registry/src/record/tests/limit.rs',
        'the_hosts_own_records_are_counted_apart_and_have_the_same_limit',
      ],
    ],
    'records of one `republish_records`, of one list of `merge`': [
      [
        'services/registry/src/record/tests/mod.rs',
        'a_republished_batch_is_of_one_key_with_a_weight_for_each',
      ],
      ['services/registry/src/record/tests/merge.rs', 'more_than_a_neighbourhood_can_answer_is_refused'],
    ],
    'tombstones of a key, of one `republish_tombstones`': [
      ['services/registry/src/tombstone/tests.rs', 'made_up_tombstones_come_to_a_limit_and_drive_out_none'],
      ['services/registry/src/tombstone/tests.rs', 'those_of_one_batch_belong_to_one_key'],
    ],
    'keys of a host': [
      ['services/registry/src/key/tests.rs', 'a_full_host_takes_no_further_keys_but_changes_of_those_it_has'],
    ],
    'records and tombstones of a host': [
      [
        'services/registry/src/record/tests/mod.rs',
        'a_full_host_takes_no_further_entries_but_changes_of_those_it_has',
      ],
    ],
    'bytes of label, value, challenge, solution, of an id in a list': [
      ['services/registry/src/key/tests.rs', 'fields_that_would_wrap_their_length_are_refused'],
      ['test/services/registry.test.ts', 'is nothing when a length byte would wrap [fault §7.6]'],
    ],
    'characters of a peer id; bytes of a signature': [
      [
        'services/registry/src/record/tests/mod.rs',
        'forged_expired_and_foreign_signed_records_are_refused_everywhere',
      ],
    ],
    'relays, services of a record': [
      [
        'services/registry/src/record/tests/mod.rs',
        'forged_expired_and_foreign_signed_records_are_refused_everywhere',
      ],
    ],
    'keys, lists of records of one merge': [
      ['services/registry/src/key/tests.rs', 'the_newest_of_merged_keys_is_the_answer'],
      ['services/registry/src/record/tests/merge.rs', 'more_than_a_neighbourhood_can_answer_is_refused'],
    ],
    'keys, then their records and tombstones, of one `evict_stale`': [
      [
        'services/registry/src/collection/tests.rs',
        'those_given_longest_ago_come_first_so_that_all_get_their_turn',
      ],
    ],
    'neighbourhoods of one `plan_replication`, peers of each; keys of one `confirm_replication`': [
      [
        'services/registry/src/collection/tests.rs',
        'more_neighbourhoods_than_are_given_away_and_larger_ones_than_there_are_are_refused',
      ],
    ],
    'records of one `get_stale_local_records`': [
      [
        'test/services/registry.test.ts',
        'gives so many of the records that its host signs, the oldest first',
      ],
    ],
    'of each kind cleared by one `clear_expired`': [
      [
        'services/registry/src/collection/tests.rs',
        'one_run_clears_so_many_of_each_and_the_next_one_the_others',
      ],
    ],
    "a client's clock ahead of the host's": [
      ['services/registry/src/key/tests.rs', 'a_clock_that_is_a_little_ahead_is_forgiven'],
      ['test/services/registry.test.ts', 'of a clock that is ahead is taken as far as is set'],
    ],
    'age of records and tombstones; of keys without records': [
      ['services/registry/src/settings/tests.rs', 'timeouts_hold_everywhere'],
      ['services/registry/src/collection/tests.rs', 'an_unused_key_is_gone_after_a_day'],
    ],
    'time since a key was published': [
      ['services/registry/src/collection/tests.rs', 'a_key_is_stale_an_hour_after_it_was_published'],
    ],
    "stale timeouts in which others' publishing counts": [
      ['services/registry/src/collection/tests.rs', 'others_cannot_keep_a_host_from_replicating'],
    ],
  },
  "The registry's scripts": {
    'peers that a function visits': {
      untested: 'it takes a network of more than 20 peers: bench/registry-scale has one, simulated',
    },
    'waiting for a step of a function': {
      untested: 'it takes a peer that is connected and silent for 5 s, and the time is fixed in the AIR',
    },
    "interval of renewing the host's records": {
      untested:
        'a day of a virtual clock shows that records are renewed (test/e2e/registry/at-rest.test.ts), not how often',
    },
    'resources of one replication': [
      [
        'services/registry/src/collection/tests.rs',
        'those_given_longest_ago_come_first_so_that_all_get_their_turn',
      ],
    ],
  },
  'local-network': {
    'an answer of a peer, of the network to a peer: in processes of their own': [
      [
        'packages/local-network/test/peer/questions.test.ts',
        'is given up after its time, and with its asker; a late answer is for nobody',
      ],
    ],
    'units that the peers of a network offer on its chain at first, all together': [
      [
        'packages/local-network/test/chain/offered-peers.test.ts',
        'has no more units in all than fit into a block, and one of each peer at least',
      ],
      ['packages/local-network/test/chain/network-chain.test.ts', 'has 64 peers on it'],
    ],
    'questions to one process at a time': [
      [
        'packages/local-network/test/peer/questions.test.ts',
        'is refused while too many are open, and taken again afterwards',
      ],
    ],
  },
  cli: {
    'waiting for an installation on a worker': [
      [
        'packages/cli/test/workers/target/settle.test.ts',
        'gives up when time is up, and says how far it got',
      ],
    ],
    'script of a spell of a worker': [
      [
        'packages/cli/test/workers/wanted-worker.test.ts',
        'is refused with a script that the worker spell would not keep in place',
      ],
    ],
    'an answer of a local peer over HTTP': [
      ['packages/cli/test/workers/target/peer-target.test.ts', 'by particles where its page hangs'],
    ],
    'expansions of aliases in fluence.yaml': [
      [
        'packages/cli/test/project/fluence-yaml.test.ts',
        'refuses a file that would swell when it is expanded',
      ],
    ],
    'an archive behind a URL: packed, unpacked, entries': [
      ['packages/cli/test/download/downloaded.test.ts', 'leaves nothing behind of %s'],
      ['packages/cli/test/archive/tar-gz.test.ts', 'that is no archive, or unpacks to a whole disk'],
      ['packages/cli/test/archive/tar-gz.test.ts', 'with more entries than any service has'],
    ],
  },
  'aqua-ipfs': {
    'time of one command': [
      [
        'test/services/aqua-ipfs.test.ts',
        'is set by the creator, within bounds, and kept (services.md §7 aqua-ipfs 5)',
      ],
    ],
    'a file that is put; all that one `get` brings': [
      [
        'test/services/aqua-ipfs.test.ts',
        'what is larger than 256 MiB is neither put nor got, and what came of it is removed',
      ],
    ],
    'folders in folders of a `get`': [
      [
        'test/services/aqua-ipfs.test.ts',
        'a get brings folders in folders, 64 deep; what is deeper is removed',
      ],
    ],
    'a CID': [
      [
        'services/aqua-ipfs/names/src/cid.rs',
        'nothing_that_is_an_option_a_path_or_another_version_reaches_a_command_line',
      ],
    ],
    'a multiaddr, its parts': [
      ['services/aqua-ipfs/names/src/multiaddr.rs', 'what_is_no_address_is_refused_with_the_text_given'],
    ],
    'a path': [['services/aqua-ipfs/effector/src/vault.rs', 'no_other_path_has_one']],
  },
  'trust-graph': {
    roots: [
      [
        'test/services/trust-graph.test.ts',
        'are 256 at most; one that is there can be set again, and a removed one makes room',
      ],
    ],
    'trusts in a chain or certificate': [
      [
        'services/trust-graph/src/graph/tests.rs',
        'certificates_with_a_forged_expired_future_or_foreign_trust_are_refused_whole',
      ],
    ],
    'text of a certificate, a line of it': [
      [
        'services/trust-graph/src/certificate_text.rs',
        'fault_8_malformed_texts_are_errors_where_upstream_panics',
      ],
      ['services/trust-graph/src/certificate_text.rs', 'each_field_is_refused_by_name'],
    ],
    'rows and links that one search looks at': [
      ['services/trust-graph/src/graph/tests.rs', 'fault_6_a_search_ends_however_many_ways_there_are'],
    ],
    'certificates in an answer': [
      ['services/trust-graph/src/graph/tests.rs', 'fault_6_a_search_ends_however_many_ways_there_are'],
    ],
    'trusts and revocations of one issuer': {
      untested: '10,000 trusts signed for one issuer take minutes, and the bound is fixed in the wasm',
    },
    'revocations in an answer': [
      ['test/services/trust-graph.test.ts', 'are exported up to a bound; the others still count'],
    ],
    'expired trusts removed by one call': [
      ['services/trust-graph/src/chains/tests.rs', 'expired_trusts_that_were_not_collected_yet_are_none'],
    ],
  },
};

/** First cells of the rows, by table. */
const tables = new Map(
  read('docs/limits.md')
    .split(/^## /m)
    .slice(1)
    .filter((section) => !/^Constants in `packages\//m.test(section))
    .map((section) => [
      section.slice(0, section.indexOf('\n')),
      [...section.matchAll(/^\|(?! What| Who \|| -) (.*?) \|.*\|$/gm)].map(([, what]) => what!),
    ]),
);

describe.each([...tables])('bounds of %s', (table, rows) => {
  const tests = BOUND_TESTS[table] ?? {};

  it('have a test each, or the reason why there is none', () => {
    const missing = rows.flatMap((what) => {
      const evidence = tests[what];
      if (evidence === undefined) return [`${what}: name its test in test/limits.test.ts`];
      if ('untested' in evidence) return [];
      return evidence.filter((test) => !hasTest(test)).map(([file, title]) => `${what}: ${file}: ${title}`);
    });
    expect(missing).toEqual([]);
  });

  it('are those that the page has', () => {
    expect(Object.keys(tests).filter((what) => !rows.includes(what))).toEqual([]);
  });
});

it('the page has the tables whose tests are named here', () => {
  expect([...tables.keys()].toSorted()).toEqual(Object.keys(BOUND_TESTS).toSorted());
});

it('few bounds are without a test', () => {
  const all = Object.values(BOUND_TESTS).flatMap((tests) => Object.values(tests));
  const untested = all.filter((evidence) => 'untested' in evidence);
  expect(untested.length).toBeLessThanOrEqual(MOST_UNTESTED);
});
