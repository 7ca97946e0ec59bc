export type { Aquamarine } from './aquamarine.js';
