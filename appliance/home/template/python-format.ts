// Python's two ways to format: '%.1f' % x and '{:.1f}'.format(x).
import { fixedHalfEven } from './numbers.ts';
import { bounded, toText } from './text-form.ts';
import { invalid, isFloat, isNumber, mappingGet, numberOf, overBudget, type Value } from './value.ts';

const WIDEST = 256;

interface Specification {
  readonly fill: string;
  readonly align: string;
  readonly sign: string;
  readonly grouping: string;
  readonly width: number;
  readonly precision: number | null;
  readonly type: string;
}

/** `pattern % values`. */
export function formatPercent(pattern: string, values: readonly Value[]): string {
  let used = 0;
  const made = pattern.replaceAll(
    /%([-+ 0]*)(\d*)(?:\.(\d+))?([sdifeEgGxXor%])/g,
    (_all, flags: string, width: string, precision: string | undefined, type: string) => {
      if (type === '%') return '%';
      if (used >= values.length) throw invalid('A template formats more values than it gives.');
      const specification: Specification = {
        fill: flags.includes('0') ? '0' : ' ',
        align: flags.includes('-') ? '<' : flags.includes('0') ? '=' : '>',
        sign: flags.includes('+') ? '+' : '',
        grouping: '',
        width: checkedWidth(width),
        precision: precision === undefined ? null : checkedWidth(precision),
        type: type === 'i' ? 'd' : type === 'r' ? 's' : type,
      };
      return formatted(values[used++], specification);
    },
  );
  return bounded(made);
}

/** `pattern.format(values, named)`. */
export function formatBraces(pattern: string, values: readonly Value[], named: ReadonlyMap<string, Value>): string {
  let next = 0;
  const made = pattern.replaceAll(
    /\{\{|\}\}|\{([^{}:!]*)(?:![rs])?(?::([^{}]*))?\}/g,
    (all: string, field: string | undefined, specification: string | undefined) => {
      if (all === '{{' || all === '}}') return all.charAt(0);
      const value = fieldValue(field === undefined || field === '' ? String(next++) : field, values, named);
      return formatted(value, parseSpecification(specification ?? ''));
    },
  );
  return bounded(made);
}

function fieldValue(field: string, values: readonly Value[], named: ReadonlyMap<string, Value>): Value {
  const [first = '', ...path] = field.split('.');
  const start = /^\d+$/.test(first) ? values[Number(first)] : named.get(first);
  if (start === undefined) throw invalid(`A template formats "${first}", which it does not give.`);
  return path.reduce<Value>((value, name) => {
    if (typeof value !== 'object' || value === null) throw invalid(`A template formats "${name}" of nothing.`);
    return mappingGet(value as ReadonlyMap<Value, Value>, name);
  }, start);
}

const SPECIFICATION = /^(?:(.)?([<>=^]))?([-+ ])?(0)?(\d+)?([,_])?(?:\.(\d+))?([sdfFeEgGxXob%c])?$/u;

function parseSpecification(text: string): Specification {
  const found = SPECIFICATION.exec(text);
  if (found === null) throw invalid(`A template uses the format "${text.slice(0, 20)}", which is none.`);
  const [, fill, align, sign, zero, width, grouping, precision, type] = found;
  return {
    fill: fill ?? (zero === undefined ? ' ' : '0'),
    align: align ?? (zero === undefined ? '' : '='),
    sign: sign ?? '',
    grouping: grouping ?? '',
    width: checkedWidth(width ?? ''),
    precision: precision === undefined ? null : checkedWidth(precision),
    type: type ?? '',
  };
}

function checkedWidth(text: string): number {
  const width = text === '' ? 0 : Number(text);
  if (width > WIDEST) throw overBudget(`A template formats something ${width} characters wide; ${WIDEST} is the most.`);
  return width;
}

function formatted(value: Value, specification: Specification): string {
  const { type } = specification;
  const numeric = type !== '' && type !== 's' && type !== 'c';
  if (!numeric && !(type === '' && isNumber(value)))
    return padded(cut(toText(value), specification), specification, '<');
  const number = numberOf(value);
  const body = grouped(numberBody(Math.abs(number), isFloat(value), specification), specification.grouping);
  const sign = number < 0 ? '-' : specification.sign === '-' ? '' : specification.sign;
  return padded(body, specification, '>', sign);
}

function cut(text: string, { precision }: Specification): string {
  return precision === null ? text : text.slice(0, precision);
}

function numberBody(number: number, asFloat: boolean, { type, precision }: Specification): string {
  switch (type) {
    case 'd':
      return String(Math.trunc(number));
    case 'x':
      return Math.trunc(number).toString(16);
    case 'X':
      return Math.trunc(number).toString(16).toUpperCase();
    case 'o':
      return Math.trunc(number).toString(8);
    case 'b':
      return Math.trunc(number).toString(2);
    case 'f':
    case 'F':
      return fixedHalfEven(number, precision ?? 6);
    case '%':
      return `${fixedHalfEven(number * 100, precision ?? 6)}%`;
    case 'e':
    case 'E':
      return exponent(number, precision ?? 6, type);
    default:
      return general(number, asFloat && type === '', type === '' ? precision : (precision ?? 6));
  }
}

function exponent(number: number, precision: number, type: string): string {
  const text = number.toExponential(Math.min(100, precision)).replace(/e([+-])(\d)$/, 'e$10$2');
  return type === 'E' ? text.toUpperCase() : text;
}

function general(number: number, asFloat: boolean, precision: number | null): string {
  if (precision !== null) return String(Number(number.toPrecision(Math.max(1, Math.min(100, precision)))));
  return asFloat && Number.isInteger(number) ? `${number}.0` : String(number);
}

function grouped(body: string, separator: string): string {
  if (separator === '') return body;
  const [whole = '', ...fraction] = body.split('.');
  return [whole.replace(/\d(?=(?:\d{3})+(?!\d))/g, `$&${separator}`), ...fraction].join('.');
}

function padded(body: string, { fill, align, width }: Specification, natural: string, sign = ''): string {
  const missing = Math.max(0, width - body.length - sign.length);
  switch (align === '' ? natural : align) {
    case '<':
      return sign + body + fill.repeat(missing);
    case '^':
      return fill.repeat(Math.floor(missing / 2)) + sign + body + fill.repeat(Math.ceil(missing / 2));
    case '=':
      return sign + fill.repeat(missing) + body;
    default:
      return fill.repeat(missing) + sign + body;
  }
}
