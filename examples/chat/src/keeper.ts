/** A service in Node that opens a room and answers questions in it: `npm run keeper -- <multiaddr of a peer>`. */
import { enter } from './room.js';

const [relay] = process.argv.slice(2);
if (relay === undefined) throw new Error('npm run keeper -- <multiaddr of a peer>');

const NAME = 'keeper';

const room = await enter({
  relay,
  name: NAME,
  hear: ({ from, text }) => {
    console.log(`${from}: ${text}`);
    if (from !== NAME && text.includes('who is here')) void answer();
  },
});
console.log(`http://localhost:5173/?${new URLSearchParams({ relay, room: room.id })}`);

async function answer(): Promise<void> {
  const names = await room.inside();
  await room.say(names.sort().join(', '));
}
