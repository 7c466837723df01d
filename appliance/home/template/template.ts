// Templates of devices and of replies: the part of Jinja, with Home Assistant's filters, that such documents use. Ours rather
// than a library because a template is outside bytes: anybody on the broker can publish one, so it must end (a step budget),
// stay small (depth and length limits) and see nothing but the values it was given. No general library has a limit of steps.
import { systemClock } from '../../kernel/clock.ts';
import { LinnetError } from '../../kernel/errors.ts';
import { Evaluator } from './evaluator.ts';
import { parseTemplate } from './statement-parser.ts';
import type { Statement } from './syntax.ts';

export interface RenderOptions {
  /** What the template may cost; each node, loop turn and pattern choice counts. Default 20,000: about 10 ms at the worst. */
  readonly steps?: number;
  /** Steps that several renderings share; what this one used is taken off, also when it failed. */
  readonly meter?: { left: number };
  /** Wall clock, milliseconds, for `now()`; default: the machine's. */
  readonly now?: number;
}

export interface Template {
  readonly source: string;
  /**
   * The template's text, trimmed at both ends. Throws `template.invalid` where a value does not fit what the template does with
   * it, `template.overBudget` where it takes too much; nothing else.
   */
  render(variables: Readonly<Record<string, unknown>>, options?: RenderOptions): string;
}

const DEFAULT_STEPS = 20_000;

/** Throws `template.invalid` for what is no template, `template.overBudget` for one that is too large. */
export function compileTemplate(source: string): Template {
  const statements = withoutOverflow(() => parseTemplate(source));
  return {
    source,
    render: (variables, options = {}) => renderStatements(statements, variables, options),
  };
}

function renderStatements(
  statements: readonly Statement[],
  variables: Readonly<Record<string, unknown>>,
  { steps = DEFAULT_STEPS, meter, now = systemClock.wall() }: RenderOptions,
): string {
  const allowed = meter === undefined ? steps : Math.min(steps, meter.left);
  const evaluator = new Evaluator(variables, allowed, now);
  try {
    return withoutOverflow(() => evaluator.render(statements).trim());
  } finally {
    if (meter !== undefined) meter.left -= allowed - evaluator.budget.left;
  }
}

/** A caller deep in its own stack may leave less of it than the depth limits count on. */
function withoutOverflow<T>(run: () => T): T {
  try {
    return run();
  } catch (thrown) {
    if (!(thrown instanceof RangeError)) throw thrown;
    throw new LinnetError('template.overBudget', 'A template needs more memory or stack than it may.', {
      cause: thrown,
    });
  }
}
