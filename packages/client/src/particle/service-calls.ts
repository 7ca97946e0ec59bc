import type { CallRequest, CallResult } from '@noctiluca/avm/instance';
import { messageOf } from '@noctiluca/common/thrown';
import type { Particle } from '@noctiluca/particle';
import { type JSONArray, type JSONValue, jsonify } from '../json.js';
import {
  type CallServiceData,
  type CallServiceResult,
  failure,
  ResultCodes,
  success,
} from '../services/calls.js';
import type { MarineServices } from '../services/marine-services.js';
import type { ServiceTable } from '../services/service-table.js';
import { type CallAnswers, type ExactAnswers, type OwnAnswer, ownAnswer } from './call-answers.js';
import { contextOf } from './context.js';
import { plainArguments, plainTetraplets } from './plain.js';
import type { ScriptTraits } from './script-traits.js';

type Answer = CallServiceResult | Promise<CallServiceResult>;

/** A particle whose script calls something here, and that goes on with the answer. */
interface CallingParticle {
  readonly particle: Particle;
  /** Of a particle of our own. */
  readonly caller: { readonly answers?: CallAnswers } | undefined;
  readonly traits: ScriptTraits;
  answered(callId: number, result: CallResult): void;
  /** The answer of a call will come later. */
  awaits(): void;
  /** A call that was awaited is answered. */
  answeredLater(callId: number, result: CallResult): void;
  /** The script gave its result. What is left of it goes on beside. */
  succeed(result: JSONValue): void;
  /** The script ended in an error of its own. */
  reject(error: unknown): void;
}

/** Answers what scripts call on this client: its caller's own names, Marine services, registered functions. */
export class Answering {
  readonly #table: ServiceTable;
  readonly #marine: MarineServices;

  constructor(table: ServiceTable, marine: MarineServices) {
    this.#table = table;
    this.#marine = marine;
  }

  answer(session: CallingParticle, request: CallRequest): void {
    const { caller, particle } = session;
    if (caller?.answers?.exact && answerExactly(session, request, caller.answers.exact)) return;
    const args = plainArguments(request.args);
    const mine = caller?.answers && ownAnswer(caller.answers, request, () => args, particle.id);
    if (mine === undefined) this.#run(session, request, args, (req) => this.#serve(req));
    else this.#answerOwn(session, request, args, mine);
  }

  #answerOwn(session: CallingParticle, request: CallRequest, args: JSONArray, mine: OwnAnswer): void {
    switch (mine.kind) {
      case 'value':
        session.answered(request.id, encoded(mine.answer));
        return;
      case 'function':
        this.#run(session, request, args, async ({ args: given, particleContext: context }) =>
          success(await mine.run({ args: given, context })),
        );
        return;
      case 'result':
        session.succeed(mine.result);
        break;
      case 'error':
        session.reject(mine.error);
    }
    if (!session.traits.endsWithAnswer) session.answered(request.id, TAKEN);
  }

  /** Answers now or later, and always. */
  #run(
    session: CallingParticle,
    request: CallRequest,
    args: JSONArray,
    serve: (req: CallServiceData) => Answer,
  ): void {
    const failed = (error: unknown): CallResult =>
      encoded(
        failure(
          `Service call failed. fnName="${request.functionName}" serviceId="${request.serviceId}" error: ${messageOf(error)}`,
        ),
      );
    try {
      const answer = serve(this.#dataOf(session, request, args));
      if (!(answer instanceof Promise)) {
        session.answered(request.id, encoded(answer));
        return;
      }
      session.awaits();
      answer.then(encoded).then(
        (result) => session.answeredLater(request.id, result),
        (error) => session.answeredLater(request.id, failed(error)),
      );
    } catch (error) {
      session.answered(request.id, failed(error));
    }
  }

  #dataOf({ particle }: CallingParticle, request: CallRequest, args: JSONArray): CallServiceData {
    const tetraplets = plainTetraplets(request.tetraplets);
    const { serviceId, functionName: fnName } = request;
    return { serviceId, fnName, args, tetraplets, particleContext: contextOf(particle, tetraplets) };
  }

  #serve(req: CallServiceData): Answer {
    const { serviceId, fnName, args } = req;
    if (this.#marine.has(serviceId)) return this.#marine.call(serviceId, fnName, args).then(success);
    const handler = this.#table.find(serviceId, fnName, req.particleContext.particleId);
    if (handler !== undefined) return handler(req);
    return failure(
      `No service found for service call: serviceId='${serviceId}', fnName='${fnName}' args='${jsonify(args)}'`,
    );
  }
}

/** @returns whether the call was for a value that is known to the digit */
function answerExactly(
  session: CallingParticle,
  request: CallRequest,
  { texts, onResult }: ExactAnswers,
): boolean {
  const { id, serviceId, functionName, args } = request;
  if (serviceId === 'callbackSrv' && functionName === 'response') onResult(args);
  const text = serviceId === 'getDataSrv' ? texts.get(functionName) : undefined;
  if (text !== undefined) session.answered(id, { retCode: ResultCodes.success, result: text });
  return text !== undefined;
}

function encoded({ retCode, result }: CallServiceResult): CallResult {
  return { retCode, result: jsonText(result) };
}

/** A function's result may be what JSON has no text for. */
function jsonText(value: JSONValue | undefined): string {
  return value === undefined ? 'null' : (JSON.stringify(value) ?? 'null');
}

const TAKEN: CallResult = { retCode: ResultCodes.success, result: '{}' };
