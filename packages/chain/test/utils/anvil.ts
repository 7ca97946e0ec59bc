import { anvilBinary } from '../../src/anvil/binary.js';

/** Why tests of a chain are left out here: only where nobody makes an anvil for the platform. */
export const noAnvil: string | undefined = reason();

function reason(): string | undefined {
  try {
    anvilBinary();
    return undefined;
  } catch (error) {
    const { message } = error as Error;
    if (!message.startsWith('There is no anvil')) throw error;
    return message;
  }
}
