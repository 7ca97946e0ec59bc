import type { ChosenDeal } from './deals.js';
import type { ChainSession } from './session.js';
import type { PaymentToken } from './token.js';

/** A compute unit of a deal; ids 0x-hex. */
export interface DealUnit {
  readonly id: string;
  readonly provider: string;
  /** Raw key of the worker; null before it is registered. */
  readonly workerIdHex: string | null;
  readonly workerId: string | null;
  readonly peerIdHex: string;
  readonly peerId: string;
}

/** What the chain says of a deal; amounts with their symbol. */
export interface DealInfo {
  readonly name: string;
  readonly dealId: string;
  readonly status: string;
  readonly balance: string;
  readonly pricePerWorkerEpoch: string;
  readonly paymentToken: string;
  readonly minWorkers: number;
  readonly targetWorkers: number;
  readonly computeUnits: readonly DealUnit[];
}

/** @throws CliError `CHAIN_REFUSED`, `NO_CHAIN` */
export async function dealInfo(
  { kit, ask }: ChainSession,
  { name, id, address }: ChosenDeal,
  token: PaymentToken,
): Promise<DealInfo> {
  const { deal } = kit.contracts;
  const [units, status, balance, price, paymentToken, minWorkers, targetWorkers] = await Promise.all([
    ask(address, deal.getComputeUnits),
    ask(address, deal.getStatus),
    ask(address, deal.getFreeBalance),
    ask(address, deal.pricePerWorkerEpoch),
    ask(address, deal.paymentToken),
    ask(address, deal.minWorkers),
    ask(address, deal.targetWorkers),
  ]);
  return {
    ...{ name, dealId: id, status: kit.dealStatusOf(status) ?? 'Unknown' },
    ...{ balance: token.format(balance), pricePerWorkerEpoch: token.format(price) },
    paymentToken: kit.withChecksum(paymentToken),
    ...{ minWorkers: Number(minWorkers), targetWorkers: Number(targetWorkers) },
    computeUnits: units.map((unit) => {
      const isNone = kit.isZero(unit.workerId);
      return {
        id: kit.toHex(unit.id),
        provider: kit.withChecksum(unit.provider),
        workerIdHex: isNone ? null : kit.toHex(unit.workerId),
        workerId: isNone ? null : kit.peerIdFromChain(unit.workerId),
        peerIdHex: kit.toHex(unit.peerId),
        peerId: kit.peerIdFromChain(unit.peerId),
      };
    }),
  };
}

/** Lines as upstream's `deal info` has them. */
export function dealInfoText(info: DealInfo): string {
  const count = info.computeUnits.length;
  return [
    ...['', `${info.name} info:`, `DealID: "${info.dealId}"`, `Status: ${info.status}`],
    `Balance: ${info.balance}`,
    `Price per worker per epoch: ${info.pricePerWorkerEpoch}`,
    `Payment token: ${info.paymentToken}`,
    ...[`Min workers: ${info.minWorkers}`, `Target workers: ${info.targetWorkers}`],
    ...[`Current compute units: ${count}`, ...(count === 0 ? ['No compute units'] : [])],
    ...info.computeUnits.flatMap(unitLines),
  ].join('\n');
}

const unitLines = (unit: DealUnit): string[] => [
  ...['', `Compute unit: ${unit.id}`, `Provider: ${unit.provider}`],
  ...[`Worker Id: ${unit.workerIdHex ?? 'None'}`, `Peer Id Hex: ${unit.peerIdHex}`],
  `Peer Id base58: ${unit.peerId}`,
];
