import { createContract, events } from 'micro-eth-signer/abi.js';
import {
  capacityAbi,
  coreAbi,
  dealAbi,
  dealFactoryAbi,
  diamondAbi,
  marketAbi,
  tokenAbi,
} from '../generated/abi.js';
import type { AbiItem, EventCodec, Events, Methods } from './abi-types.js';

/** Functions of the contracts; see `query`. */
export const core = methodsOf(coreAbi);
export const market = methodsOf(marketAbi);
export const capacity = methodsOf(capacityAbi);
export const dealFactory = methodsOf(dealFactoryAbi);
/** Without what there are two of. */
export const deal: Omit<Methods<typeof dealAbi>, 'getComputeUnitCount'> = methodsOf(dealAbi);
export const diamond = methodsOf(diamondAbi);
export const token = methodsOf(tokenAbi);

/** Events of the contracts. */
export const marketEvents = eventsOf(marketAbi);
export const capacityEvents = eventsOf(capacityAbi);
export const dealFactoryEvents = eventsOf(dealFactoryAbi);
export const dealEvents = eventsOf(dealAbi);
export const diamondEvents = eventsOf(diamondAbi);

function methodsOf<const Abi extends readonly AbiItem[]>(abi: Abi): Methods<Abi> {
  return createContract(abi) as unknown as Methods<Abi>;
}

function eventsOf<const Abi extends readonly AbiItem[]>(abi: Abi): Events<Abi> {
  const codecs = Object.entries(events(abi as never) as Record<string, Raw>);
  return Object.fromEntries(codecs.map(([name, raw]) => [name, codecOf(abi, name, raw)])) as Events<Abi>;
}

interface Raw {
  decode(topics: readonly string[], data: string): unknown;
  topics(values: Readonly<Record<string, null>>): readonly (string | null)[];
}

/** A filter of no values at all has the topic of the event alone. */
function codecOf(abi: readonly AbiItem[], name: string, raw: Raw): EventCodec<unknown> {
  const { inputs = [] } = abi.find((item) => item.type === 'event' && item.name === name)!;
  const [topic] = raw.topics(Object.fromEntries(inputs.map((input) => [input.name, null])));
  return { topic: topic!, decode: (topics, data) => raw.decode(topics, data) };
}
