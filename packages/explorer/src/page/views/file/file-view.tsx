import { address, written } from '../../state/address.js';
import { altered, opened, openFile, whyNotOpened } from '../../state/opened.js';
import { subjectOfFile } from '../../state/subject.js';
import { ParticleView } from '../particle/particle-view.js';

/** Exported particles, opened from the disk of who looks at them. */
export function FileView() {
  const { subject } = address.value;
  const file = opened.value.find(({ particleId }) => particleId === subject);
  if (file !== undefined) {
    return (
      <>
        <AlteredNote notes={altered.value.get(subject)} />
        <ParticleView key={file} id={subject} subject={() => subjectOfFile(file)} />
      </>
    );
  }
  return (
    <section class="file-view" aria-labelledby="file-title">
      <h1 id="file-title">Open an exported particle</h1>
      <p>
        <code>fluence trace &lt;particle id&gt; --export file.json</code> makes one, and so does “Export” in
        this page. It is read here and goes nowhere. Drop it onto this page, or choose it:
      </p>
      <input
        type="file"
        accept=".json,application/json"
        aria-label="File of an exported particle"
        onChange={(event) => {
          const [chosen] = event.currentTarget.files ?? [];
          if (chosen !== undefined) void openFile(chosen);
        }}
      />
      {whyNotOpened.value !== '' && (
        <p role="alert" class="bad">
          {whyNotOpened.value}
        </p>
      )}
      {SINGLE_FILE !== undefined && (
        <p>
          Who has no network and nothing of this installed opens it with{' '}
          <a href={SINGLE_FILE} download="noctiluca-explorer.html">
            this page as one file
          </a>
          .
        </p>
      )}
      <ul>
        {opened.value.map(({ particleId }) => (
          <li key={particleId}>
            <a href={`./${written('file', particleId)}`}>{particleId}</a>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What did not happen says so. */
function AlteredNote({ notes }: { readonly notes: readonly string[] | undefined }) {
  if (notes === undefined) return null;
  return (
    <p class="altered" role="note">
      <b>ALTERED: this did not happen.</b> {notes.join(' ')}
    </p>
  );
}
