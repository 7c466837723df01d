// The tree a template is parsed to.
import type { Value } from './value.ts';

export interface Arguments {
  readonly positional: readonly Expression[];
  readonly named: readonly (readonly [name: string, value: Expression])[];
}

export type BinaryOperator = '+' | '-' | '*' | '/' | '//' | '%' | '**' | '~';
export type CompareOperator = '==' | '!=' | '<' | '<=' | '>' | '>=' | 'in' | 'not in';

export type Expression =
  | { readonly kind: 'literal'; readonly value: Value }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'attribute'; readonly target: Expression; readonly name: string }
  | { readonly kind: 'item'; readonly target: Expression; readonly key: Expression }
  | { readonly kind: 'slice'; readonly target: Expression; readonly bounds: readonly (Expression | null)[] }
  | { readonly kind: 'call'; readonly target: Expression; readonly args: Arguments }
  | { readonly kind: 'filter'; readonly target: Expression; readonly name: string; readonly args: Arguments }
  | {
      readonly kind: 'test';
      readonly target: Expression;
      readonly name: string;
      readonly args: Arguments;
      readonly negated: boolean;
    }
  | { readonly kind: 'negate' | 'plus' | 'not'; readonly operand: Expression }
  | {
      readonly kind: 'binary';
      readonly operator: BinaryOperator;
      readonly left: Expression;
      readonly right: Expression;
    }
  | {
      readonly kind: 'compare';
      readonly first: Expression;
      readonly rest: readonly (readonly [operator: CompareOperator, right: Expression])[];
    }
  | { readonly kind: 'and' | 'or'; readonly left: Expression; readonly right: Expression }
  | {
      readonly kind: 'conditional';
      readonly test: Expression;
      readonly whenTrue: Expression;
      readonly otherwise: Expression | null;
    }
  | { readonly kind: 'list'; readonly items: readonly Expression[] }
  | { readonly kind: 'mapping'; readonly entries: readonly (readonly [key: Expression, value: Expression])[] };

export type Statement =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'output'; readonly expression: Expression }
  | { readonly kind: 'do'; readonly expression: Expression }
  | {
      readonly kind: 'if';
      readonly branches: readonly { readonly test: Expression; readonly body: readonly Statement[] }[];
      readonly otherwise: readonly Statement[];
    }
  | {
      readonly kind: 'for';
      readonly targets: readonly string[];
      readonly iterable: Expression;
      readonly condition: Expression | null;
      readonly body: readonly Statement[];
      readonly otherwise: readonly Statement[];
    }
  | {
      readonly kind: 'set';
      readonly targets: readonly string[];
      /** Set for `{% set name.attribute = … %}`, which only a namespace takes. */
      readonly attribute: string | null;
      readonly value: Expression;
    }
  | {
      readonly kind: 'with';
      readonly values: readonly (readonly [name: string, value: Expression])[];
      readonly body: readonly Statement[];
    }
  | { readonly kind: 'capture'; readonly name: string; readonly body: readonly Statement[] }
  | {
      readonly kind: 'macro';
      readonly name: string;
      readonly parameters: readonly { readonly name: string; readonly fallback: Expression | null }[];
      readonly body: readonly Statement[];
    }
  | { readonly kind: 'break' | 'continue' };
