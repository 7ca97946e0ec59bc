import { parseJson } from '@noctiluca/marine';
import { printing } from '../../../output/result.js';
import { writeData } from '../write-data.js';

export const handler = printing(writeData(parseJson));
