// Reading one row of the decoder's output: 32,768 logits that start at `offset`.

/** Below the largest logit by this much a token adds less than 2e-9 of it: its exponential is left out. */
const NEGLIGIBLE = 20;

export function bestToken(logits: Float32Array, offset: number, size: number): number {
  let best = 0;
  let bestLogit = Number.NEGATIVE_INFINITY;
  for (let token = 0; token < size; token++) {
    const logit = logits[offset + token] as number;
    if (logit > bestLogit) {
      best = token;
      bestLogit = logit;
    }
  }
  return best;
}

/** What is to be subtracted from each logit of the row to make it a log-probability; `largest` spares looking for it again. */
export function logNormaliser(
  logits: Float32Array,
  offset: number,
  size: number,
  largest: number = logits[offset + bestToken(logits, offset, size)] as number,
): number {
  let sum = 0;
  for (let at = offset; at < offset + size; at++) {
    const below = (logits[at] as number) - largest;
    if (below > -NEGLIGIBLE) sum += Math.exp(below);
  }
  return largest + Math.log(sum);
}

/** The `count` likeliest tokens of the row, likeliest first. */
export function likeliestTokens(logits: Float32Array, offset: number, size: number, count: number): number[] {
  const tokens: number[] = [];
  let threshold = Number.NEGATIVE_INFINITY;
  for (let token = 0; token < size; token++) {
    if (tokens.length === count && (logits[offset + token] as number) <= threshold) continue;
    insertByLogit(tokens, token, logits, offset);
    if (tokens.length > count) tokens.pop();
    threshold = logits[offset + (tokens.at(-1) as number)] as number;
  }
  return tokens;
}

function insertByLogit(tokens: number[], token: number, logits: Float32Array, offset: number): void {
  const logit = logits[offset + token] as number;
  let at = tokens.length;
  while (at > 0 && (logits[offset + (tokens[at - 1] as number)] as number) < logit) at--;
  tokens.splice(at, 0, token);
}
