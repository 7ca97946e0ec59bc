/** Whether a path of a peer is one of the explorer's page. */
export const isOfPage = (path: string): boolean => path === '/' || path.startsWith('/assets/');
