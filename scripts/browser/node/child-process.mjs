// node:child_process of a browser, where no program starts.
export const spawnSync = () => ({ error: new Error('browsers start no programs') });
