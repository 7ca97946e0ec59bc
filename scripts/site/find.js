// How the site is searched, by its pages and by whoever makes the index: words of names (`NO_CHAIN`) count whole and in parts; what has
// all words comes before what has some, pages about this program before those about upstream.
const SMALL_WORDS = new Set(
  'a an and are at be by do does for from has how i in is it of on or that the to what when where which who why with'.split(
    ' ',
  ),
);

function words(text) {
  const whole = text.split(/[^\p{L}\p{N}_]+/u).filter((word) => word !== '');
  return whole.flatMap((word) => (word.includes('_') ? [word, ...word.split('_')] : [word]));
}

window.SEARCH = {
  options: {
    ...{ fields: ['title', 'heading', 'text'], storeFields: ['title', 'heading', 'place', 'text'] },
    tokenize: words,
  },
  find(index, text) {
    const asked = words(text).filter((word) => !SMALL_WORDS.has(word.toLowerCase()));
    const boostDocument = (id) => (id.startsWith('docs/spec/') ? 0.4 : 1);
    const how = { prefix: true, fuzzy: 0.1, boost: { title: 1.5, heading: 3 }, boostDocument };
    const all = index.search(asked.join(' '), { ...how, combineWith: 'AND' });
    const known = new Set(all.map(({ id }) => id));
    return [...all, ...index.search(asked.join(' '), how).filter(({ id }) => !known.has(id))];
  },
};
