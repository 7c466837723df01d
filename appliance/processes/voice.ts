// The voice's process: the engine, writing to the board's speech socket. Its first argument is JSON (voice-argument.ts), its
// control channel is Node's IPC. It says hello when the voice is loaded and warm; a board that is away is waited for.
import { connectSpeech } from '../audio/data-plane.ts';
import { openChildLink } from '../kernel/child-link.ts';
import { systemClock } from '../kernel/clock.ts';
import { createLog, type Log } from '../kernel/log.ts';
import { VOICE_PROTOCOL, type VoiceCommand, type VoiceEvent, voiceCommandSchema } from '../speech/voice-channel.ts';
import { type VoiceArgument, voiceArgumentSchema } from './voice-argument.ts';
import { createVoiceFromModels, type LoadedVoice } from './voice-parts.ts';

const RECONNECT_MS = 200;

const argument = voiceArgumentSchema.parse(JSON.parse(process.argv[2] ?? '{}'));
const log = createLog(argument.log).child({ component: 'voice' });
let loaded: LoadedVoice | undefined;
const link = openChildLink<VoiceCommand, VoiceEvent>(voiceCommandSchema, (command) => loaded?.voice.command(command));
await start(argument, log).catch(async (error: unknown) => {
  log.error({ err: error }, 'voice cannot start');
  await link.fail(error);
});

async function start({ build, speechSocket, ...options }: VoiceArgument, log: Log): Promise<void> {
  const clock = systemClock;
  const output = connectSpeech(speechSocket, { clock, retryMs: RECONNECT_MS });
  link.scope.defer(() => output.close());
  const ready = await createVoiceFromModels(options, { output, clock, log }, (event) => link.send(event));
  link.scope.defer(() => ready.close());
  loaded = ready;
  link.send({ kind: 'hello', build, protocol: VOICE_PROTOCOL, models: [...ready.models] });
}
