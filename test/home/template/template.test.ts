import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { compileTemplate } from '../../../appliance/home/template/template.ts';
import { templateFunction } from '../../../appliance/home/template/value.ts';
import { hasCode, LinnetError } from '../../../appliance/kernel/errors.ts';

const reference = JSON.parse(readFileSync(new URL('./reference-cases.json', import.meta.url), 'utf8')) as {
  variables: Record<string, unknown>;
  cases: [template: string, expected: string | null][];
};

function codeOf(run: () => unknown): string {
  try {
    run();
  } catch (thrown) {
    return thrown instanceof LinnetError ? thrown.code : `other: ${String(thrown)}`;
  }
  return 'none';
}

const render = (source: string, variables: Record<string, unknown> = {}, steps?: number): string =>
  compileTemplate(source).render(variables, steps === undefined ? {} : { steps });

describe('a template', () => {
  it.each(reference.cases.filter(([, expected]) => expected !== null))(
    'renders %s as Jinja does',
    (source, expected) => {
      expect(render(source, reference.variables)).toBe(expected);
    },
  );

  it.each(reference.cases.filter(([, expected]) => expected === null))('refuses %s as Jinja does', (source) => {
    expect(codeOf(() => render(source, reference.variables))).toBe('template.invalid');
  });

  const zone = process.env.TZ;
  afterEach(() => {
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;
  });

  it.each([
    ['{{ (as_timestamp(now())-value_json.uptime)|timestamp_local }}', '2026-03-04T10:59:55+01:00'],
    ["{{ value_json.unixtime | timestamp_custom('%H:%M') }}", '23:13'],
    ["{{ value_json.unixtime | timestamp_custom('%H:%M', false) }}", '22:13'],
    ["{{ as_timestamp('2024-01-01T00:00:00Z') }}", '1704067200.0'],
    ["{{ '2024-01-01T00:00:00Z' | as_datetime }}", '2024-01-01 00:00:00+00:00'],
    ["{{ strptime('04.03.2026 10:00', '%d.%m.%Y %H:%M').isoformat() }}", '2026-03-04T10:00:00+01:00'],
    ["{{ strptime('x', '%Y-%m', 'no') }}", 'no'],
    [
      '{{ (now() - timedelta(hours=2, minutes=1)).strftime("%H:%M") }} {{ timedelta(days=1, seconds=3661) }}',
      '08:59 1 day, 1:01:01',
    ],
    ["{{ (now() - as_datetime('2026-03-04T09:00:00Z')).total_seconds() }} {{ now().hour }}", '3600.0 11'],
    ['{{ clamp(value_json.uptime, 10, 50) }} {{ median([1, 9, 2]) }} {{ [1, 2]|median }}', '10 2 1.5'],
    ['{% with a=1, b=2 %}{{ a + b }}{% endwith %}{{ a is defined }}', '3False'],
  ])('renders %s as Home Assistant does', (source, expected) => {
    process.env.TZ = 'Europe/Berlin';
    const now = Date.parse('2026-03-04T10:00:00Z');
    const variables = { value_json: { uptime: 5, unixtime: 1_700_000_000 } };
    expect(compileTemplate(source).render(variables, { now })).toBe(expected);
  });

  it.each([
    "{{ as_timestamp('x') }}",
    '{{ now() + 1 }}',
    '{{ 1e20 | timestamp_local }}',
    '{{ clamp(none, 1, 2) }}',
    '{% with a %}{% endwith %}',
  ])('refuses %s', (source) => expect(codeOf(() => render(source))).toBe('template.invalid'));

  it('reads a key named like a method of mappings', () => {
    expect(render('{{ value_json.items }} {{ value_json.keys }}', { value_json: { items: 3, keys: 'k' } })).toBe('3 k');
  });

  it('calls functions it was given, with plain arguments', () => {
    const seen: unknown[] = [];
    const state = templateFunction((args) => {
      seen.push(...args);
      return 'on';
    });
    expect(render("{{ state('light.a', 4 / 2, {'k': 1.0}) }}", { state })).toBe('on');
    expect(seen).toEqual(['light.a', 2, { k: 1 }]);
  });

  it('calls a function kept inside a variable', () => {
    const slots = { date: { weekday: templateFunction(() => 2) } };
    expect(render("{{ ['Mon','Tue','Wed'][slots.date.weekday()] }}", { slots })).toBe('Wed');
  });

  it('never changes a list that it was given', () => {
    const list = [1, 2];
    expect(codeOf(() => render('{% do value_json.append(3) %}', { value_json: list }))).toBe('template.invalid');
    expect(list).toEqual([1, 2]);
  });
});

describe('what a template cannot reach', () => {
  it.each([
    '{{ value.constructor }}',
    '{{ value_json.constructor }}',
    "{{ value_json['__proto__'] }}",
    '{{ value_json.toString }}',
    '{{ value_json.hasOwnProperty }}',
    '{{ [].constructor }}',
    '{{ {}.__proto__ }}',
    '{{ plain }}',
    "{{ [1] | map(attribute='constructor') | first }}",
  ])('reads nothing at %s', (source) => {
    expect(render(source, { value: 'x', value_json: { a: 1 }, plain: () => 'reached' })).toMatch(/^(|None)$/);
  });

  it.each([
    "{{ value.constructor('return 1')() }}",
    '{{ value_json.toString() }}',
    '{{ plain() }}',
    '{{ constructor() }}',
    '{{ value | constructor }}',
    '{{ value is __proto__ }}',
    '{{ [].map() }}',
    '{{ __import__("os") }}',
    "{% include 'x' %}",
    "{% import 'x' as y %}",
    "{% extends 'x' %}",
  ])('refuses %s', (source) => {
    expect(codeOf(() => render(source, { value: 'x', value_json: {}, plain: () => 'reached' }))).toBe(
      'template.invalid',
    );
  });
});

describe('a hostile template', () => {
  it.each([
    ['loops in loops', '{% for a in range(9999) %}{% for b in range(9999) %}x{% endfor %}{% endfor %}'],
    ['a macro that calls itself', '{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}'],
    ['a macro that calls itself twice', '{% macro m(n) %}{{ m(n) }}{{ m(n) }}{% endmacro %}{{ m(1) }}'],
    ['a text that doubles', `{% set a = 'x' %}${'{% set a = a ~ a %}'.repeat(40)}{{ a }}`],
    ['a list that doubles', `{% set a = [1] %}${'{% set a = a + a %}'.repeat(40)}{{ a }}`],
    ['a huge repetition', "{{ 'x' * 999999999 }}"],
    ['a huge range', '{{ range(999999999) | list }}'],
    ['a huge width', "{{ '%999999d' % 1 }}"],
    ['a list inside itself', '{% set a = [] %}{% do a.append(a) %}{{ a }}'],
    ['a list inside itself as JSON', '{% set a = [] %}{% do a.append(a) %}{{ a | to_json }}'],
    [
      'lists inside themselves compared',
      '{% set a = [] %}{% do a.append(a) %}{% set b = [] %}{% do b.append(b) %}{{ a == b }}',
    ],
    [
      'a loop over a growing list',
      '{% set a = [1] %}{% for x in range(9999) %}{% do a.append(x) %}{{ a }}{% endfor %}',
    ],
    ['deep brackets', `{{ ${'('.repeat(5000)}1${')'.repeat(5000)} }}`],
    ['deep lists', `{{ ${'['.repeat(5000)}${']'.repeat(5000)} }}`],
    ['many signs', `{{ ${'-'.repeat(5000)}1 }}`],
    ['a long sum', `{{ 1${' + 1'.repeat(7000)} }}`],
    ['deep ifs', `${'{% if 1 %}'.repeat(2000)}x${'{% endif %}'.repeat(2000)}`],
    ['a pattern that backtracks for ever', "{{ ('a' * 60 ~ 'b') | regex_match('(a+)+$') }}"],
    ['a pattern with nested stars', "{{ ('a' * 60 ~ 'b') | regex_search('(a*)*c') }}"],
    ['a pattern that counts too far', "{{ 'a' | regex_search('((a{1,900}){1,900}){1,900}') }}"],
    ['a source that is too long', `{{ 1 }}${' '.repeat(100_000)}x`],
  ])('ends: %s', (_name, source) => {
    expect(codeOf(() => render(source))).toBe('template.overBudget');
  });

  it('spends nothing on an empty loop that could match for ever', () => {
    expect(render("{{ 'aaa' | regex_replace('(|a)*', 'x') }}")).toMatch(/x/);
  });

  it('may be given more steps', () => {
    const source = '{% for a in range(9000) %}{% endfor %}{{ 1 }}';
    expect(codeOf(() => render(source, {}, 1000))).toBe('template.overBudget');
    expect(render(source, {}, 100_000)).toBe('1');
  });
});

const word = fc.constantFrom(
  'a',
  'b',
  'value',
  'value_json',
  'loop',
  'x.y',
  "'text'",
  '3',
  '2.5',
  'none',
  'true',
  '[1,2]',
  "{'a': 1}",
  'range(3)',
);
const filterName = fc.constantFrom(
  'int',
  'float(0)',
  'round(1)',
  'default(1)',
  'lower',
  'title',
  "replace('a','bb')",
  'length',
  "join(',')",
  'first',
  'min',
  'abs',
  'from_json',
  'to_json',
  "regex_replace('(a|b)*','x')",
  "map('int')",
  "select('odd')",
  'list',
  'sort',
  'trim',
  'unique',
  'sum',
  'reverse',
  'batch(2)',
  'string',
  'slugify',
  'format(1)',
);
const expression = fc.letrec<{ expression: string }>((tie) => ({
  expression: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    word,
    fc.tuple(tie('expression'), filterName).map(([inner, name]) => `(${inner} | ${name})`),
    fc
      .tuple(
        tie('expression'),
        fc.constantFrom('+', '-', '*', '/', '//', '%', '**', '~', '==', '<', 'in', 'and', 'or'),
        tie('expression'),
      )
      .map(([left, operator, right]) => `(${left} ${operator} ${right})`),
    fc.tuple(tie('expression'), tie('expression')).map(([left, right]) => `(${left} if ${right} else 1)`),
    fc.tuple(tie('expression'), tie('expression')).map(([left, right]) => `${left}[${right}]`),
    fc
      .tuple(tie('expression'), fc.constantFrom('upper', 'split', 'get', 'items', 'format', 'append', 'join'))
      .map(([inner, name]) => `${inner}.${name}(${inner})`),
  ),
})).expression;
const statement = fc.oneof(
  expression.map((inner) => `{{ ${inner} }}`),
  expression.map((inner) => `{% set a = ${inner} %}`),
  fc.tuple(expression, expression).map(([list, inner]) => `{% for x in ${list} %}{{ ${inner} }}{% endfor %}`),
  fc
    .tuple(expression, expression)
    .map(([test, inner]) => `{% if ${test} %}{{ ${inner} }}{% else %}{% set b = a %}{% endif %}`),
  fc.string({ maxLength: 10 }),
);

function endsWell(source: string, variables: Record<string, unknown>): void {
  try {
    const text = compileTemplate(source).render(variables);
    expect(text.length).toBeLessThanOrEqual(65_536);
  } catch (thrown) {
    expect(hasCode(thrown, 'template.invalid') || hasCode(thrown, 'template.overBudget'), String(thrown)).toBe(true);
  }
}

describe('any template', () => {
  it('renders or fails with a template error: grammatical ones', () => {
    fc.assert(
      fc.property(fc.array(statement, { maxLength: 8 }), fc.jsonValue(), fc.string(), (parts, value_json, value) =>
        endsWell(parts.join(''), { value_json, value }),
      ),
      { numRuns: 3000 },
    );
  });

  it('renders or fails with a template error: any text at all', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '{{',
        '}}',
        '{%',
        '%}',
        '{#',
        '-',
        '|',
        'if',
        'for',
        'in',
        'endfor',
        'set',
        '(',
        ')',
        '[',
        ']',
        '.',
        "'",
        '"',
        '\\',
        ':',
        ',',
      ),
      fc.string({ unit: 'binary', maxLength: 4 }),
      word,
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (parts) => endsWell(parts.join(' '), { value: 'v' })),
      { numRuns: 3000 },
    );
  });

  it('finds what the platform finds with an ordinary pattern', () => {
    const atom = fc.constantFrom(
      'a',
      'b',
      '.',
      '[ab]',
      '[^a]',
      '\\d',
      '\\w',
      '(a|b)',
      '(?:ab)',
      'c?',
      'a*',
      'b+',
      'a{1,2}',
      'b*?',
      '^',
      '$',
      '\\b',
    );
    fc.assert(
      fc.property(
        fc.array(atom, { minLength: 1, maxLength: 6 }),
        fc.string({ unit: fc.constantFrom('a', 'b', 'c', '1', ' '), maxLength: 12 }),
        (atoms, text) => {
          const source = atoms.join('');
          const expected = new RegExp(source).test(text);
          expect(render('{{ text | regex_search(source) }}', { text, source }, 1e6)).toBe(expected ? 'True' : 'False');
          const replaced = text.replaceAll(new RegExp(source, 'g'), '<>');
          expect(render("{{ text | regex_replace(source, '<>') }}", { text: text, source }, 1e6)).toBe(replaced.trim());
        },
      ),
      { numRuns: 2000 },
    );
  });
});
