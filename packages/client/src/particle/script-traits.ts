/** What can be seen of a script without running it. */
export interface ScriptTraits {
  /** Nothing runs beside the rest: once the answer is there, nothing else will come. */
  readonly isSequential: boolean;
  /** The answer, or the error, is the last that happens: AquaVM need not learn that it was taken. */
  readonly endsWithAnswer: boolean;
}

/** How each script ends that the Aqua compiler makes of a function with a result. */
const ANSWER_AT_THE_END =
  /\(call %init_peer_id% \("callbackSrv" "response"\) \[[^\]]*\]\)\s*\)\s*\(call %init_peer_id% \("errorHandlingSrv" "error"\) \[[^\]]*\]\)\s*\)\s*$/;

/** A program calls few functions, each many times. */
const MAX_KNOWN = 256;
const known = new Map<string, ScriptTraits>();

export function traitsOf(script: string): ScriptTraits {
  let traits = known.get(script);
  if (traits !== undefined) return traits;
  traits = {
    isSequential: !/\(par\s/.test(script),
    endsWithAnswer: ANSWER_AT_THE_END.test(script.slice(-4096)),
  };
  if (known.size >= MAX_KNOWN) known.clear();
  known.set(script, traits);
  return traits;
}
