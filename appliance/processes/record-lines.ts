// A process that records lines of text with the box's voice and ends: engines stay out of the process that asks for it.
import { z } from 'zod';
import { writeFileAtomic } from '../kernel/atomic-file.ts';
import { toError } from '../kernel/errors.ts';
import { encodePhrase } from '../speech/phrase-file.ts';
import { openSpeechRecorder } from './speech-file.ts';
import { voiceModelsSchema } from './voice-argument.ts';

const jobSchema = z.object({
  models: voiceModelsSchema,
  language: z.string(),
  lines: z.array(z.object({ text: z.string(), path: z.string() })),
});
export type RecordJob = z.infer<typeof jobSchema>;

process.once('disconnect', () => process.exit(1)); // whoever asked has gone

try {
  const { models, language, lines } = jobSchema.parse(JSON.parse(process.argv[2] ?? '{}'));
  const recorder = await openSpeechRecorder({ models, language, speed: 1, variation: false });
  const { sampleRate } = recorder;
  for (const { text, path } of lines)
    await writeFileAtomic(path, encodePhrase({ samples: await recorder.record(text), sampleRate }), 0o644);
  process.exit(0);
} catch (thrown) {
  console.error(toError(thrown).message);
  process.exit(1);
}
