// What is used of node:path, for the paths of a system whose files are out of reach.
export const isAbsolute = (path) => path.startsWith('/');
export const join = (...parts) => parts.join('/');
export const resolve = (base, path) => (isAbsolute(path) ? path : join(base, path));
export const dirname = (path) => path.slice(0, path.lastIndexOf('/'));
export const basename = (path) => path.slice(path.lastIndexOf('/') + 1);
