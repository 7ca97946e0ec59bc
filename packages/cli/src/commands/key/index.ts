import { buildRouteMap } from '@stricli/core';
import { keyNew } from './new/index.js';

export const key = buildRouteMap({ routes: { new: keyNew }, docs: { brief: 'Keys of clients and peers' } });
