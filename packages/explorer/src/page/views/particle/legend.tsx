const KINDS = [
  ['arrival', 'arrived'],
  ['wait', 'waits for AquaVM'],
  ['run', 'AquaVM runs'],
  ['call', 'call'],
  ['send', 'sent'],
  ['failed-call', 'failed'],
  ['drop', 'given up'],
] as const;

/** What the marks mean, and the keys. */
export function Legend() {
  return (
    <details class="legend">
      <summary>Marks and keys</summary>
      <ul>
        {KINDS.map(([tone, text]) => (
          <li key={tone}>
            <svg width="14" height="12" aria-hidden="true">
              <rect class={`mark tone-${tone}`} width="14" height="12" />
            </svg>{' '}
            {text}
          </li>
        ))}
        <li>
          <svg width="14" height="12" aria-hidden="true">
            <path class="critical" d="M0 6L14 6" />
          </svg>{' '}
          critical path
        </li>
      </ul>
      <p>
        <kbd>←</kbd> <kbd>→</kbd> event before and after, <kbd>↑</kbd> <kbd>↓</kbd> on the same peer,{' '}
        <kbd>E</kbd> next failure, <kbd>+</kbd> <kbd>−</kbd> <kbd>0</kbd> zoom, <kbd>Home</kbd> <kbd>End</kbd>
        . Ctrl and wheel zoom, dragging moves.
      </p>
    </details>
  );
}
