/** A page of the chat: the peer and the room are in its address. */
import { enter, type Heard, type Room } from './room.js';

const address = new URLSearchParams(location.search);
const element = <T extends HTMLElement>(id: string) => document.getElementById(id) as T;
const [state, heard, text] = [element('state'), element('heard'), element<HTMLInputElement>('text')];
let room: Room | undefined;

element('form').addEventListener('submit', (event) => {
  event.preventDefault();
  const given = text.value.trim();
  text.value = '';
  if (given !== '') said(given).catch((error: unknown) => show(String(error)));
});

/** The first thing said is one's name. */
async function said(given: string): Promise<void> {
  if (room !== undefined) return room.say(given);
  show('entering …');
  room = await enter({
    relay: address.get('relay') ?? '',
    room: address.get('room') ?? '',
    name: given,
    hear,
    onState: show,
  });
  show(`in the room as ${given}`);
}

function hear({ from, text, peerId }: Heard): void {
  const line = document.createElement('li');
  const key = document.createElement('small');
  key.textContent = ` ${peerId.slice(-6)}`;
  line.append(`${from}: ${text}`, key);
  heard.append(line);
}

function show(text: string): void {
  state.textContent = text;
}
