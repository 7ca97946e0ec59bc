// The first block: 26 transactions of one account, whose nonces lead to the addresses that upstream's clients have inside of them
// (spec/deals.md §1). The key is public, so they are signed here, once.
import { Transaction } from 'micro-eth-signer';
import { createContract, deployContract } from 'micro-eth-signer/abi.js';
import { ethHex } from 'micro-eth-signer/utils.js';

/** Account 0 of `test test test test test test test test test test test junk`. */
const DEPLOYER_KEY = '0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80';
const DEPLOYER = '0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266';
const CHAIN_ID = 31337n;

/** The ten accounts of that mnemonic. */
const HOLDERS = [
  DEPLOYER,
  '0x70997970C51812dc3A010C7d01b50e0d17dc79C8',
  '0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC',
  '0x90F79bf6EB2c4f870365E785982E1f101E93b906',
  '0x15d34AAf54267DB7D7c367839AAf71A00a2C6A65',
  '0x9965507D1a55bcC2695C58ba16FB37d819B0A4dc',
  '0x976EA74026E726554dB657fA54763abd0C3a0aa9',
  '0x14dC79964da2C08b23698B3D3cc7Ca32193d9955',
  '0x23618e81E3f5cdF7f54C3d65f7FBc0aBf5B21E8f',
  '0xa0Ee7A142d267C1f36714E4a8F75612F20a79720',
];
/** Units of the token for each of them. */
const EACH = 10n ** 24n;

const DEAL_TEMPLATE = '0x0DCd1Bf9A1b36cE34237eEaFef220932846BCD82';
const CORE = '0x0B306BF915C4d645ff596e518fAf3F9669b97016';
const MARKET = '0x3Aa5ebB10DC797CAC828524e59A333d0A371443c';
const CAPACITY = '0xc6e7DF5E7b4f2A278906862b61205850344D4e7d';
const FACTORY = '0x59b670e9fA9D0A427751Af201D676719a970857b';
const DIAMOND = '0xa85233C63b9Ee964Add6F2cffe00Fd84eb32338f';

const NONCES = 26;
/** Enough for the largest contract, and all of them in a block of 30 million. */
const GAS_OF_CREATION = 6_000_000n;
const GAS_OF_CALL = 1_000_000n;
const GAS_OF_TRANSFER = 21_000n;

/** Raw transactions in the order of their nonces. */
export function signGenesis(artifacts) {
  const steps = stepsOf(artifacts);
  return Array.from({ length: NONCES }, (_, nonce) =>
    sign({ nonce: BigInt(nonce), ...(steps[nonce] ?? BURN) }),
  );
}

/** What has no use for its nonce sends nothing to itself. */
const BURN = { to: DEPLOYER, gasLimit: GAS_OF_TRANSFER, data: '' };

function stepsOf(artifacts) {
  const create = (name, ...args) => ({
    to: '0x',
    gasLimit: GAS_OF_CREATION,
    data: creation(artifacts[name], args),
  });
  return {
    0: create('Token', { holders: HOLDERS, each: EACH }),
    1: create('Multicall'),
    13: create('Deal', CORE),
    15: create('Core'),
    19: create('Market', CORE),
    20: create('Capacity', CORE),
    21: create('DealFactory', { core_: CORE, template_: DEAL_TEMPLATE }),
    24: create('Diamond', CORE),
    25: { to: CORE, gasLimit: GAS_OF_CALL, data: wiring(artifacts.Core) },
  };
}

const creation = ({ abi, bytecode }, args) =>
  args.length === 0 ? bytecode : deployContract(abi, bytecode, ...args);

function wiring({ abi }) {
  const args = { market_: MARKET, capacity_: CAPACITY, factory_: FACTORY, diamond_: DIAMOND };
  return ethHex.encode(createContract(abi).wire.encodeInput(args));
}

function sign({ nonce, to, gasLimit, data }) {
  const fees = { maxFeePerGas: 1_000_000_000n, maxPriorityFeePerGas: 0n };
  const transaction = Transaction.prepare({
    to,
    nonce,
    gasLimit,
    data,
    value: 0n,
    chainId: CHAIN_ID,
    ...fees,
  });
  // Without the noise that signatures have by default: what is generated is the same each time.
  return transaction.signBy(DEPLOYER_KEY, false).toHex();
}
