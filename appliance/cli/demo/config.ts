// What the demo's box is configured with: nothing of the owner's. It plays a whole house, doors and all, and that must never be the
// house of whoever tries it; so neither the file nor the environment counts, and a broker or a Home Assistant cannot be named.
import { loadConfig } from '../../config/load.ts';
import type { Config } from '../../config/schema.ts';
import { LinnetError } from '../../kernel/errors.ts';

const DEMO_FLAGS: readonly string[] = [
  'audio.board=simulated',
  'privacy.keepTranscripts=true',
  'mqtt.embeddedPort=0',
  'log.level=warn',
  'network.lookAround=false',
];

/** `flags` are those of the command line, "section.key=value". Throws `config.invalid`, and `input.invalid` for a house outside the demo. */
export function demoConfig(flags: readonly string[]): Config {
  const { config } = loadConfig({ file: null, environment: {}, flags: [...DEMO_FLAGS, ...flags] });
  const { mqtt, homeAssistant } = config;
  const outside = Object.entries({ 'mqtt.url': mqtt.url, 'homeAssistant.url': homeAssistant.url }).filter(
    ([, url]) => url !== null,
  );
  if (outside.length === 0) return config;
  const named = outside.map(([key]) => `"--set ${key}=…"`).join(' and ');
  const text = `The demo plays in a house of its own, never in yours: leave out ${named}. "linnet run" is the box for your house.`;
  throw new LinnetError('input.invalid', text);
}
