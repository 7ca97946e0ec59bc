import { connect, greetings } from './greet.js';

const element = (id) => document.getElementById(id);
const [state, list, name] = ['state', 'greetings', 'name'].map(element);

element('form').addEventListener('submit', (event) => {
  event.preventDefault();
  greet(name.value).catch(tell);
});

async function greet(name) {
  const all = await greetings(name);
  list.replaceChildren(...all.map(item));
  tell(all.length > 0 ? 'connected' : 'nobody answered: run "fluence deploy"');
}

function item({ peerId, text }) {
  const [line, peer] = [document.createElement('li'), document.createElement('small')];
  peer.textContent = ` ${peerId}`;
  line.append(text, peer);
  return line;
}

function tell(what) {
  state.textContent = String(what);
}

tell('connecting …');
connect().then(() => tell('connected'), tell);
