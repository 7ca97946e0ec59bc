import type { ComponentChildren } from 'preact';

/** A sentence in place of what is not there. */
export function Notice({ children }: { readonly children: ComponentChildren }) {
  return <p class="notice">{children}</p>;
}
