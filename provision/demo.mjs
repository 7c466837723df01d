// npm run demo [-- OPTIONS]: everything from a fresh clone to the demo; options go to "linnet demo".
import { fetchModels } from './fetch-models.mjs';
import { main, runNode, setUp } from './set-up.mjs';

await main(async () => {
  await setUp();
  await fetchModels(({ MODEL_PRESETS, voiceModels }) => ({
    ids: voiceModels(MODEL_PRESETS.laptop),
    languages: ['en'],
  }));
  return runNode(['dist/main.js', 'demo', ...process.argv.slice(2)]);
});
