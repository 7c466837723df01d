// The streaming state. A handle names a variable; reading copies it to a tensor, assigning copies a tensor to it.
import type { Operator, Step } from '../operator.ts';

const CONTAINER = 0;
const SHARED_NAME = 1;

export function variableHandle(operator: Operator): null {
  const name = `${operator.options?.text(CONTAINER) ?? ''}/${operator.options?.text(SHARED_NAME) ?? ''}`;
  operator.graph.handles.set(operator.output(0), name);
  return null;
}

export function readVariable(operator: Operator): Step {
  const output = operator.int8Output(0);
  const variable = variableOf(operator, output.values.length);
  return () => output.values.set(variable);
}

export function assignVariable(operator: Operator): Step {
  const input = operator.int8Input(1);
  const variable = variableOf(operator, input.values.length);
  return () => variable.set(input.values);
}

/** The variable that input 0 stands for; made where this is its first use. */
function variableOf(operator: Operator, length: number): Int8Array {
  const name = operator.graph.handles.get(operator.input(0));
  if (name === undefined) throw operator.refusal('its variable has no handle');
  const variable = operator.graph.variables.get(name) ?? new Int8Array(length);
  operator.expect(variable.length === length, `variable "${name}" has ${variable.length} values, not ${length}`);
  operator.spend(length);
  operator.graph.variables.set(name, variable);
  return variable;
}
