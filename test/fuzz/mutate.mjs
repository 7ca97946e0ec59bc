/** Bytes that mean something in the formats read here: ends of ranges, LEB128 continuations, MessagePack heads. */
const TELLING = [0x00, 0x01, 0x7f, 0x80, 0x81, 0xc1, 0xc6, 0xdb, 0xdd, 0xdf, 0xfe, 0xff];

const BYTE_MUTATIONS = [
  (random, bytes) => {
    const flipped = bytes.slice();
    for (let i = random.below(4); i >= 0; i--) flipped[random.below(bytes.length)] ^= 1 << random.below(8);
    return flipped;
  },
  (random, bytes) => {
    const changed = bytes.slice();
    changed[random.below(bytes.length)] = random.pick(TELLING);
    return changed;
  },
  (random, bytes) => bytes.slice(0, random.below(bytes.length)),
  (random, bytes) => spliced(bytes, random.below(bytes.length), 0, random.bytes(1 + random.below(8))),
  (random, bytes) => spliced(bytes, random.below(bytes.length), random.below(16), []),
  (random, bytes) => {
    const start = random.below(bytes.length);
    return spliced(bytes, start, 0, bytes.slice(start, start + random.below(64)));
  },
  (random, bytes) => {
    const head = new Uint8Array(1 + random.below(5)).fill(0xff);
    return spliced(bytes, random.below(bytes.length), head.length, head);
  },
];

function spliced(bytes, start, removed, inserted) {
  const tail = bytes.slice(start + removed);
  const out = new Uint8Array(start + inserted.length + tail.length);
  out.set(bytes.slice(0, start));
  out.set(inserted, start);
  out.set(tail, start + inserted.length);
  return out;
}

/** The bytes with up to `most` changes. */
export function mutateBytes(random, bytes, most = 4) {
  let changed = bytes;
  for (let left = 1 + random.below(most); left > 0 && changed.length > 0; left--)
    changed = random.pick(BYTE_MUTATIONS)(random, changed);
  return changed;
}

/** The text with its tokens dropped, doubled, swapped or replaced by one of `words`. */
export function mutateText(random, text, words) {
  const tokens = text.split(/(?<=[\s()[\]"])|(?=[\s()[\]"])/u);
  for (let left = 1 + random.below(4); left > 0 && tokens.length > 0; left--) {
    const at = random.below(tokens.length);
    const change = random.below(4);
    if (change === 0) tokens.splice(at, 1 + random.below(3));
    else if (change === 1) tokens.splice(at, 0, ...tokens.slice(at, at + 1 + random.below(12)));
    else if (change === 2) tokens[at] = tokens[random.below(tokens.length)];
    else tokens[at] = random.pick(words);
  }
  return tokens.join('');
}
