import { type ErrorObject, toObject } from '@noctiluca/common/coded-error';
import { messageOf } from '@noctiluca/common/thrown';
import type { MarineModule } from '@noctiluca/marine';
import type { JsonValue } from '@noctiluca/marine/json';
import type { AvmLimits, InvokeRequest } from '../avm.js';
import { AvmError, isAvmError } from '../errors.js';
import { ValueReader } from '../msgpack/reader.js';
import { ValueWriter } from '../msgpack/writer.js';
import type { RawOutcome } from '../run/outcome.js';

/** What a thread of the pool is started with; plain data. */
export interface AvmThreadData {
  readonly module: MarineModule;
  readonly limits: AvmLimits;
  readonly recycleAboveBytes: number;
  readonly nativeSignatures: boolean;
  /** See `progress.ts`. */
  readonly progress: SharedArrayBuffer;
  /** Run a trivial script before anything is asked, so that the first particle finds a warm instance. */
  readonly warmUp: boolean;
  /** Leave the processor to the other threads when there are more of them than cores. */
  readonly isSlow: boolean;
}

/** A request as the thread sees it. Byte fields are views of the message. */
export interface ThreadRequest extends InvokeRequest {
  /** Number of the request on its thread. */
  readonly seq: number;
  /** Already encoded. */
  readonly callResults: Uint8Array;
}

export interface ThreadAnswer {
  readonly seq: number;
  /** Linear memory of the instance after the invocation, bytes. */
  readonly memorySizeBytes: number;
  /** Whether the instance was dropped because its memory had grown too far. */
  readonly recycled: boolean;
  /** Time of the invocation, µs. */
  readonly runUs: number;
  readonly result: RawOutcome | ErrorObject;
}

/** A request as it is sent to a thread. */
export interface SequencedRequest {
  readonly seq: number;
  readonly request: InvokeRequest;
  /** Encoded. */
  readonly callResults: Uint8Array;
}

/** Several requests in one message. */
export function packRequests(requests: readonly SequencedRequest[]): Uint8Array<ArrayBuffer> {
  const capacity = requests.reduce(
    (sum, { request, callResults }) => sum + requestSizeBytes(request, callResults),
    64,
  );
  const writer = new ValueWriter(capacity).arrayHeader(requests.length);
  for (const { seq, request, callResults } of requests) {
    writer.integer(seq).string(request.particleId).string(request.initPeerId);
    writer.integer(request.timestamp).integer(request.ttl).string(request.script);
    writer.bytes(request.prevData).bytes(request.data).bytes(callResults);
    writer.string(request.currentPeerId).bytes(request.seed);
  }
  return writer.written();
}

/** Bytes a request takes in a message, near enough to bound queues with. */
export function requestSizeBytes({ script, prevData, data }: InvokeRequest, callResults: Uint8Array): number {
  return 512 + script.length + prevData.length + data.length + callResults.length;
}

export function unpackRequests(message: Uint8Array): ThreadRequest[] {
  const reader = new ValueReader(message);
  const requests: ThreadRequest[] = [];
  for (let left = reader.arrayHeader(); left > 0; left -= 1) {
    requests.push({
      seq: reader.unsigned32(),
      particleId: reader.string(),
      initPeerId: reader.string(),
      timestamp: Number(reader.value()),
      ttl: reader.unsigned32(),
      script: reader.string(),
      prevData: reader.bytes(),
      data: reader.bytes(),
      callResults: reader.bytes(),
      currentPeerId: reader.string(),
      seed: reader.bytes(),
    });
  }
  return requests;
}

/** Several answers in one message. */
export function packAnswers(answers: readonly ThreadAnswer[]): Uint8Array<ArrayBuffer> {
  const capacity = answers.reduce((sum, { result }) => sum + answerSizeBytes(result), 8);
  const writer = new ValueWriter(capacity).arrayHeader(answers.length);
  for (const answer of answers) writeAnswer(writer, answer);
  return writer.written();
}

function writeAnswer(
  writer: ValueWriter,
  { seq, memorySizeBytes, recycled, runUs, result }: ThreadAnswer,
): void {
  writer.integer(seq).integer(memorySizeBytes).value(recycled).integer(runUs);
  if (isFailure(result)) {
    // Its details are numbers.
    writer.value(false).value(result as object as JsonValue);
    return;
  }
  const { exceeded } = result;
  writer.value(true).integer(result.retCode).string(result.errorMessage).bytes(result.data);
  writer.arrayHeader(result.nextPeerIds.length);
  for (const peerId of result.nextPeerIds) writer.string(peerId);
  writer.bytes(result.callRequests);
  writer.value(exceeded.air).value(exceeded.particle).value(exceeded.callResult);
}

function answerSizeBytes(result: RawOutcome | ErrorObject): number {
  if (isFailure(result)) return 512;
  return 256 + result.errorMessage.length + result.data.length + result.callRequests.length;
}

/** Byte fields are views of the message. */
export function unpackAnswers(message: Uint8Array): ThreadAnswer[] {
  const reader = new ValueReader(message);
  const answers: ThreadAnswer[] = [];
  for (let left = reader.arrayHeader(); left > 0; left -= 1) answers.push(readAnswer(reader));
  return answers;
}

function readAnswer(reader: ValueReader): ThreadAnswer {
  return {
    seq: reader.unsigned32(),
    memorySizeBytes: Number(reader.value()),
    recycled: reader.value() === true,
    runUs: Number(reader.value()),
    result: reader.value() === true ? readOutcome(reader) : (reader.value() as object as ErrorObject),
  };
}

function readOutcome(reader: ValueReader): RawOutcome {
  return {
    retCode: Number(reader.value()),
    errorMessage: reader.string(),
    data: reader.bytes(),
    nextPeerIds: readStrings(reader),
    callRequests: reader.bytes(),
    exceeded: {
      air: reader.value() === true,
      particle: reader.value() === true,
      callResult: reader.value() === true,
    },
  };
}

function readStrings(reader: ValueReader): string[] {
  const texts: string[] = [];
  for (let left = reader.arrayHeader(); left > 0; left -= 1) texts.push(reader.string());
  return texts;
}

/** An error in the form that crosses threads. */
export function toFailure(error: unknown): ErrorObject {
  const failure = isAvmError(error) ? error : new AvmError('AVM_TRAP', messageOf(error));
  return toObject(failure);
}

export function isFailure(result: RawOutcome | ErrorObject): result is ErrorObject {
  return 'message' in result;
}
