// The ear with real engines: the same in the ear's process and in the offline commands.
import { type Clock, systemClock } from '../kernel/clock.ts';
import { hasCode } from '../kernel/errors.ts';
import type { Log } from '../kernel/log.ts';
import { Scope } from '../kernel/scope.ts';
import { createEar, type Ear, type EarCounters, STOP_WORD } from '../speech/ear.ts';
import type { EarEvent } from '../speech/ear-channel.ts';
import { createMicroWakeWord } from '../speech/engines/micro-wake-word/micro-wake-word.ts';
import { createMoonshine, type MoonshineDeps } from '../speech/engines/moonshine/moonshine.ts';
import { createOpenWakeWord } from '../speech/engines/open-wake-word/open-wake-word.ts';
import { createSherpaRecognizer } from '../speech/engines/sherpa/sherpa-recognizer.ts';
import { createSileroActivity } from '../speech/engines/sherpa/silero-activity.ts';
import { type OnWakeDecision, type PhraseScorer, type Recognizer, SPEECH_RATE } from '../speech/ports.ts';
import { createVerifiedWake, type VerifiedWakeDetector } from '../speech/verified-wake.ts';
import type { CandidateSource } from '../speech/wake-policy.ts';
import { type WakeVerification, wakeVerification } from '../speech/wake-spellings.ts';
import type { EarModels, EarSettings, SherpaModel } from './ear-argument.ts';

export interface EarPartsOptions {
  readonly models: EarModels;
  readonly settings: EarSettings;
}

export interface EarPartsDeps {
  /** The time of the audio: the machine's for a live microphone. Where a recording is heard at another pace it may stand still. */
  readonly clock: Clock;
  readonly log: Log;
}

export interface LoadedEar {
  readonly ear: Ear;
  readonly words: readonly string[];
  /** For `hello`. */
  readonly models: readonly string[];
  readonly twoStageWake: boolean;
  /** With the second stage's candidates, where there is one. */
  counters(): EarCounters;
  /** Idempotent: the ear, then its engines. */
  close(): Promise<void>;
}

/** Loads and warms everything. Rejects with the first engine's error, and then nothing stays open. */
export async function createEarFromModels(
  options: EarPartsOptions,
  deps: EarPartsDeps,
  onEvent: (event: EarEvent) => void,
): Promise<LoadedEar> {
  const scope = new Scope();
  try {
    return await load(options, deps, onEvent, scope);
  } catch (error) {
    await scope.close();
    throw error;
  }
}

async function load(
  { models, settings }: EarPartsOptions,
  deps: EarPartsDeps,
  onEvent: (event: EarEvent) => void,
  scope: Scope,
): Promise<LoadedEar> {
  const recognizer = await openRecognizer(models.recognizer, deps);
  scope.defer(() => recognizer.close());
  const activity = await createSileroActivity({ model: models.vad });
  scope.defer(() => activity.close());
  activity.isSpeech(new Float32Array(activity.windowSamples)); // the first window allocates
  let tell: OnWakeDecision = () => {};
  const wake = await openWake(models.wake, settings, recognizer, deps, (decision) => tell(decision));
  scope.defer(() => wake.detector.close());
  const ear = createEar(
    { ...earOptions(settings), wakePhrases: Object.fromEntries(wake.phrases) },
    {
      detector: (onDecision) => {
        tell = onDecision;
        return wake.detector;
      },
      activity,
      recognizer,
      log: deps.log,
      setSensitivity: (percent) => wake.detector.setSensitivity(percent),
    },
    onEvent,
  );
  scope.defer(() => ear.close());
  return {
    ear,
    words: wake.detector.words.filter((word) => word !== STOP_WORD),
    models: [...wake.detector.words.map((word) => `wake-${word.replaceAll('_', '-')}`), 'vad', recognizer.id],
    twoStageWake: wake.verified !== null,
    counters: () => ({ ...ear.counters(), ...wake.verified?.counts() }),
    close: () => scope.close(),
  };
}

function earOptions({ cancelsEcho, language, sensitivity, endpointing, partialIntervalMs }: EarSettings) {
  const partials = partialIntervalMs === undefined ? {} : { partialIntervalMs };
  return { cancelsEcho, language, sensitivity, endpointing: withoutUndefined(endpointing), ...partials };
}

/** zod keeps optional keys as possibly undefined; options treat an absent key as its default. */
function withoutUndefined(values: Readonly<Record<string, number | undefined>>): Record<string, number> {
  const given = Object.entries(values).filter((entry): entry is [string, number] => entry[1] !== undefined);
  return Object.fromEntries(given);
}

/** Only our own decode loop can score phrases. */
export type LoadedRecognizer = Recognizer & Partial<PhraseScorer>;

/**
 * Loads the recogniser and decodes once, so that the first utterance does not pay for it. Where our own decode loop cannot run on this
 * machine the model's `fallback` serves; a wrong or missing model is not mended by that and rejects.
 */
export async function openRecognizer(model: EarModels['recognizer'], deps: MoonshineDeps): Promise<LoadedRecognizer> {
  if (model.engine === 'sherpa') return openSherpa(model);
  const { id, files, bias, beam, fallback } = model;
  const search = { ...(bias === undefined ? {} : { lambda: bias }), ...(beam === undefined ? {} : { width: beam }) };
  try {
    return await createMoonshine({ id, files, beam: search }, deps);
  } catch (thrown) {
    if (!hasCode(thrown, 'engine.unavailable') || fallback === undefined) throw thrown;
    deps.log.warn({ err: thrown, recogniser: fallback.id }, 'speech is recognised by the second engine');
    return await openSherpa(fallback);
  }
}

async function openSherpa({ id, family, files, language = 'en' }: SherpaModel): Promise<Recognizer> {
  const recognizer = await createSherpaRecognizer({ id, family, files, language }, { clock: systemClock }); // it times its work
  await warm(recognizer);
  return recognizer;
}

/** A faint hum: digital silence never reaches the model. */
async function warm(recognizer: Recognizer): Promise<void> {
  const stream = recognizer.open({ language: 'en', phrases: null, nbest: 1 });
  stream.write(Float32Array.from({ length: SPEECH_RATE }, (_, i) => 0.01 * Math.sin(i / 20)));
  await stream.finish();
}

export interface LoadedWake {
  readonly detector: (CandidateSource | VerifiedWakeDetector) & { setSensitivity(percent: number): void };
  readonly phrases: ReadonlyMap<string, string>;
  readonly verified: VerifiedWakeDetector | null;
}

/** The wake detector alone: both stages where `recognizer` can score phrases and the settings want it. */
export async function openWake(
  models: EarModels['wake'],
  settings: EarSettings,
  recognizer: LoadedRecognizer | null,
  deps: EarPartsDeps,
  onDecision: OnWakeDecision,
): Promise<LoadedWake> {
  const { sensitivity, wakeCutoffs: cutoffs, twoStageWake } = settings;
  const options = { sensitivity, cutoffs };
  const first = (onCandidate: OnWakeDecision): Promise<CandidateSource> =>
    models.engine === 'microWakeWord'
      ? createMicroWakeWord({ ...options, models: models.models }, deps, onCandidate)
      : createOpenWakeWord({ ...options, ...models }, deps, onCandidate);
  const scorePhrase = recognizer?.scorePhrase;
  if (!twoStageWake || scorePhrase === undefined) {
    const detector = await first(onDecision);
    return { detector, phrases: detector.phrases, verified: null };
  }
  let phrases: ReadonlyMap<string, string> = new Map();
  const remembering = async (onCandidate: OnWakeDecision): Promise<CandidateSource> => {
    const source = await first(onCandidate);
    phrases = source.phrases;
    return source;
  };
  const scorer = { scorePhrase };
  const verified = await createVerifiedWake(
    { sensitivity, verifications: verificationsAt(cutoffs) },
    { ...deps, first: remembering, scorer },
    onDecision,
  );
  return { detector: verified, phrases, verified };
}

/** What the recogniser is asked about words whose first cut-off is given; the others keep their measured one. */
function verificationsAt(cutoffs: Readonly<Record<string, number>>): Record<string, WakeVerification> {
  const entries = Object.entries(cutoffs).map(([word, firstCutoff]): [string, WakeVerification] => [
    word,
    { ...wakeVerification(word, word.replaceAll('_', ' ')), firstCutoff },
  ]);
  return Object.fromEntries(entries);
}
