// npm run linnet -- COMMAND: the command line of a clone, installed and built first where it is not.
import { main, runNode, setUp } from './set-up.mjs';

await main(async () => {
  await setUp();
  return runNode(['dist/main.js', ...process.argv.slice(2)]);
});
