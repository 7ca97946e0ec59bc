import type { AquaType } from '../../../src/commands/run/aqua-type.js';

export const scalar = (name: string): AquaType => ({ tag: 'scalar', name });
export const option = (type: AquaType): AquaType => ({ tag: 'option', type });
export const array = (type: AquaType): AquaType => ({ tag: 'array', type });
export const struct = (name: string, fields: Record<string, AquaType>): AquaType => ({
  tag: 'struct',
  name,
  fields,
});
export const tuple = (...items: AquaType[]): AquaType => ({ tag: 'unlabeledProduct', items });

/** `data T: a: ?string, n: []i64` and `data U: t: ?T, k: u32`. */
export const T = struct('T', { a: option(scalar('string')), n: array(scalar('i64')) });
export const U = struct('U', { t: option(T), k: scalar('u32') });
