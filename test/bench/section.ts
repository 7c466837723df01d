// One section of the benchmark in a process of its own: engines and their memory do not mix. Its argument is JSON; each row goes to
// the parent as it is measured.
import { z } from 'zod';
import { toError } from '../../appliance/kernel/errors.ts';
import type { BenchReport } from './report.ts';

export const sectionArgumentSchema = z.object({
  name: z.string(),
  data: z.string().nullable(),
  sentences: z.string().nullable(),
});
export type SectionArgument = z.infer<typeof sectionArgumentSchema>;

type Section = (report: BenchReport, argument: SectionArgument) => Promise<void>;

const SECTIONS: Readonly<Record<string, () => Promise<Section>>> = {
  wake: async () => (await import('./wake.ts')).benchWake,
  recognition: async () => (await import('./recognition.ts')).benchRecognition,
  synthesis: async () => (await import('./synthesis.ts')).benchSynthesis,
  intents: async () => {
    const { benchIntents } = await import('./intents.ts');
    return (report, { sentences }) => benchIntents(report, { data: sentences });
  },
  turns: async () => (await import('./turns.ts')).benchTurns,
  hardware: async () => (await import('./hardware.ts')).benchHardware,
  box: async () => (await import('./box.ts')).benchBox,
};

export const SECTION_NAMES: readonly string[] = Object.keys(SECTIONS);

async function run(): Promise<void> {
  const argument = sectionArgumentSchema.parse(JSON.parse(process.argv[2] ?? '{}'));
  const section = await SECTIONS[argument.name]?.();
  if (section === undefined) throw new Error(`there is no section "${argument.name}"`);
  await section((row) => void process.send?.({ kind: 'row', row }), argument);
}

if (process.send !== undefined && process.argv[2] !== undefined) {
  try {
    await run();
    process.send({ kind: 'done' }, () => process.exit(0)); // engines keep threads
  } catch (thrown) {
    process.send({ kind: 'failed', message: toError(thrown).stack ?? String(thrown) }, () => process.exit(1));
  }
}
