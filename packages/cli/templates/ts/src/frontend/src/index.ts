import { connect, type Greeting, greetings } from './greet.js';

const element = <T extends HTMLElement>(id: string) => document.getElementById(id) as T;
const [state, list, name] = [element('state'), element('greetings'), element<HTMLInputElement>('name')];

element('form').addEventListener('submit', (event) => {
  event.preventDefault();
  greet(name.value).catch(tell);
});

async function greet(name: string): Promise<void> {
  const all = await greetings(name);
  list.replaceChildren(...all.map(item));
  tell(all.length > 0 ? 'connected' : 'nobody answered: run "fluence deploy"');
}

function item({ peerId, text }: Greeting): HTMLElement {
  const [line, peer] = [document.createElement('li'), document.createElement('small')];
  peer.textContent = ` ${peerId}`;
  line.append(text, peer);
  return line;
}

function tell(what: unknown): void {
  state.textContent = String(what);
}

tell('connecting …');
connect().then(() => tell('connected'), tell);
