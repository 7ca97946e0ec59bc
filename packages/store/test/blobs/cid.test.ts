import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { assertContentCid, cidOf, isContentCid } from '../../src/blobs/cid.js';

const text = (content: string) => new TextEncoder().encode(content);

function pattern(length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  for (let i = 0; i < length; i++) bytes[i] = (i * 31 + (i >> 8)) & 0xff;
  return bytes;
}

describe('the CID of content', () => {
  // lengths: computed with ipfs-unixfs-importer 15 (raw leaves, CIDv1, chunks of 262144)
  const vectors: { id: string; bytes: () => Uint8Array; cid: string }[] = [
    {
      id: '"hello world" as every IPFS implementation has it',
      bytes: () => text('hello world'),
      cid: 'bafkreifzjut3te2nhyekklss27nh3k72ysco7y32koao5eei66wof36n5e',
    },
    {
      id: 'the blueprint of spec/nox.md §4.3',
      bytes: () =>
        text(
          JSON.stringify({
            dependencies: [
              { '/': 'bafybeiey4i2vtj7uu7tlvdoc2o52uuuwxa4ahcx5g4lpqzk4qtd5klniuq' },
              { '/': 'bafybeibuvzascfzi5ikyzhjxdkridgytg4z26ujtnx7xrejq7gxq54ssdm' },
            ],
            name: 'trust-graph',
          }),
        ),
      cid: 'bafkreifdehdwcppttfsqaju4kodgn5wgbefrarbzc72k4sore2bwpeq2fa',
    },
    {
      id: 'nothing',
      bytes: () => pattern(0),
      cid: 'bafkreihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvyku',
    },
    {
      id: 'exactly one chunk',
      bytes: () => pattern(262144),
      cid: 'bafkreicyf2rsjlabvogs5vfihpzfegm2q5hjwrohaneftr2crm6gsnlznm',
    },
    {
      id: 'one byte more than a chunk',
      bytes: () => pattern(262145),
      cid: 'bafybeidgoqoyg4yhalu6oks2gnsjbs74tnoepwkl77plj4i4rd6lhvt424',
    },
    {
      id: 'exactly two chunks',
      bytes: () => pattern(524288),
      cid: 'bafybeig3atojx6ws4ghqmgsfq7dx43alqpgbcmp3ztg465catkpl7nnija',
    },
    {
      id: 'several chunks and a rest',
      bytes: () => pattern(1000003),
      cid: 'bafybeidap6bmmqwsb7qalkavxblejpqjf4nvydsfk4fgadakklo75iwxaq',
    },
    {
      id: 'the most that IPFS puts on one level (174 chunks)',
      bytes: () => pattern(174 * 262144),
      cid: 'bafybeictnhkryr6nrwjc27yponmmlpktev4dnsvngaji55edlddqcrcwqu',
    },
  ];
  for (const { id, bytes, cid } of vectors) {
    it(`of ${id}`, () => {
      expect(cidOf(bytes())).toBe(cid);
      expect(isContentCid(cid)).toBe(true);
    });
  }
});

describe('what is no CID of a blob', () => {
  const good = cidOf(text('hello world'));
  const sha512 = Buffer.concat([Buffer.of(1, 0x55, 0x13, 64), createHash('sha512').update('x').digest()]);
  const cases: { id: string; text: string }[] = [
    { id: 'nothing', text: '' },
    { id: 'a path', text: '../../etc/passwd' },
    { id: 'a CID with a path behind it', text: `${good}/../x` },
    { id: 'a CID with a line break', text: `${good}\n` },
    { id: 'upper case', text: good.toUpperCase() },
    { id: 'CIDv0', text: 'QmYwAPJzv5CZsnA625s3Xf2nemtYgPpHdWEz79ojWnPbdG' },
    { id: 'a truncated CID', text: good.slice(0, -1) },
    { id: 'another spelling of the same bits', text: `${good.slice(0, -1)}f` },
    { id: 'another codec', text: `bafyrei${good.slice(7)}` },
    { id: 'another hash', text: `b${sha512.toString('hex')}` },
    { id: 'letters that decode to no CID', text: `b${'a'.repeat(58)}` },
  ];
  for (const { id, text } of cases) {
    it(`is refused: ${id}`, () => {
      expect(isContentCid(text)).toBe(false);
      expect(() => assertContentCid(text)).toThrow(expect.objectContaining({ code: 'INVALID_CID' }));
    });
  }
});
