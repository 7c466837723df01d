// node provision/tool.mjs TOOL ARGUMENTS: a development tool of the packages, which are installed first where they are not.
import { main, runNode, setUp } from './set-up.mjs';

await main(async () => {
  await setUp();
  const [tool, ...args] = process.argv.slice(2);
  return runNode([`node_modules/.bin/${tool}`, ...args]);
});
