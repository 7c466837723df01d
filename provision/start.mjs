// npm start [-- OPTIONS]: the box itself; options go to "linnet run". A model that cannot be had does not stop it: the box says so
// and does what it can without.
import { main, runNode, say, setUp } from './set-up.mjs';

await main(async () => {
  await setUp();
  const options = process.argv.slice(2);
  const fetched = await runNode(['dist/main.js', 'models', 'fetch', ...configuration(options)], {
    stdio: ['ignore', 2, 2],
  });
  if (fetched !== 0) say('Not every model is here; the box starts without what is missing.');
  return runNode(['dist/main.js', 'run', ...options]);
});

/** The options that say which configuration counts: "models fetch" has to read the same one. */
function configuration(options) {
  const named = [];
  for (let i = 0; i < options.length; i++) {
    if (!/^--(config|data|set)(=|$)/.test(options[i])) continue;
    named.push(options[i]);
    if (!options[i].includes('=') && options[i + 1] !== undefined) named.push(options[++i]);
  }
  return named;
}
