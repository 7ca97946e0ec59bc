import { useEffect } from 'preact/hooks';
import { address, written } from './state/address.js';
import { openFile } from './state/opened.js';
import { rows } from './state/particles.js';
import { followPeers, isAlone, whyNoPeers } from './state/peers.js';
import { subjectOfNetwork } from './state/subject.js';
import { later } from './ui/later.js';
import { FileView } from './views/file/file-view.js';
import { ParticleView } from './views/particle/particle-view.js';
import { ParticlesView } from './views/particles/particles-view.js';
import { TokenForm } from './views/token/token-form.js';

const VIEWS = [
  ['particles', 'Particles'],
  ['network', 'Network'],
  ['call', 'Call'],
  ['file', 'Open file'],
] as const;

/** What not everybody looks at first. */
const NetworkView = later(() => import('./views/network/network-view.js').then((view) => view.NetworkView));
const CallView = later(() => import('./views/call/call-view.js').then((view) => view.CallView));

/** The whole page. */
export function App() {
  useEffect(() => (isAlone ? undefined : followPeers()), []);
  useEffect(takeDrops, []);
  return (
    <div class="page">
      <button type="button" class="skip" onClick={() => document.getElementById('main')?.focus()}>
        To the content
      </button>
      <Head />
      {rows.value.length > 0 && whyNoPeers.value !== '' && (
        <p class="banner" role="alert">
          No peer answers: {whyNoPeers.value}. What is shown was told before.
        </p>
      )}
      <TokenForm />
      <main id="main" tabIndex={-1}>
        <View />
      </main>
    </div>
  );
}

function Head() {
  const { view } = address.value;
  const shown = isAlone ? VIEWS.filter(([name]) => name === 'file') : VIEWS;
  return (
    <header class="top">
      <strong>Noctiluca</strong>
      <nav aria-label="Views">
        {shown.map(([name, title]) => (
          <a
            key={name}
            href={`./${written(name)}`}
            {...(view.startsWith(name.slice(0, 7)) && { 'aria-current': 'page' })}
          >
            {title}
          </a>
        ))}
      </nav>
    </header>
  );
}

function View() {
  const { view, subject } = address.value;
  if (isAlone || view === 'file') return <FileView />;
  if (view === 'particle' && subject !== '')
    return <ParticleView key={subject} id={subject} subject={() => subjectOfNetwork(subject)} />;
  if (view === 'network') return <NetworkView />;
  if (view === 'call') return <CallView />;
  return <ParticlesView />;
}

/** A file may be dropped anywhere. */
function takeDrops(): () => void {
  const over = (event: DragEvent) => event.preventDefault();
  document.addEventListener('dragover', over);
  document.addEventListener('drop', dropped);
  return () => {
    document.removeEventListener('dragover', over);
    document.removeEventListener('drop', dropped);
  };
}

function dropped(event: DragEvent): void {
  const [file] = event.dataTransfer?.files ?? [];
  if (file === undefined) return;
  event.preventDefault();
  void openFile(file);
}
