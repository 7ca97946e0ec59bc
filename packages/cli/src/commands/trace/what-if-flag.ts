import type { ParticleRecording } from '@noctiluca/particle';
import type { Change } from '@noctiluca/replay';
import { CliError } from '../../errors.js';

/** `peer:call=json`, or `peer:call!json` for an error. */
const CHANGE = /^(?<peer>.+):(?<call>\d+)(?<how>[=!])(?<result>.+)$/s;

/**
 * Other answers to calls, as the command line has them; peers by name or id.
 * @throws CliError `BAD_ARGUMENT`
 */
export function changesOf(texts: readonly string[], { peers }: ParticleRecording): Change[] {
  return texts.map((text) => {
    const { peer = '', call = '', how, result = '' } = CHANGE.exec(text)?.groups ?? {};
    const found = peers.find(({ name, peerId }) => name === peer || peerId === peer);
    if (how === undefined) throw wrong(text, 'write peer:call=json, as in nox-1:1=\'"hello"\'');
    if (found === undefined) {
      const known = peers.map(({ name, peerId }) => name ?? peerId).join(', ');
      throw wrong(text, `there is no such peer: the recording has ${known}`);
    }
    if (!isJson(result)) throw wrong(text, 'what stands behind the sign is no JSON');
    return { peerId: found.peerId, callId: Number(call), retCode: how === '=' ? 0 : 1, result };
  });
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function wrong(text: string, why: string): CliError {
  return new CliError('BAD_ARGUMENT', `--what-if ${text}: ${why}`);
}
