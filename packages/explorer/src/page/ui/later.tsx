import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Notice } from './notice.js';

/** A view that is loaded when it is first seen. */
export function later(load: () => Promise<ComponentType>): ComponentType {
  let loaded: ComponentType | undefined;
  return function Later() {
    const [View, setView] = useState(() => loaded);
    const [why, setWhy] = useState('');
    useEffect(() => {
      if (View !== undefined) return;
      load().then(
        (view) => {
          loaded = view;
          setView(() => view);
        },
        (error: unknown) => setWhy(String(error)),
      );
    }, [View]);
    if (View !== undefined) return <View />;
    return <Notice>{why === '' ? 'Loading …' : `It cannot be loaded: ${why}`}</Notice>;
  };
}
