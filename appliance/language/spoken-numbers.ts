// English number words. Numbers come as strings of digits, so that nothing is lost in a float: "0.10" has its second decimal.

const SMALL = [
  ...['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'],
  ...['thirteen', 'fourteen', 'fifteen', 'sixteen', 'seventeen', 'eighteen', 'nineteen'],
] as const;
const TENS = ['', '', 'twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'] as const;
const SCALES = ['', 'thousand', 'million', 'billion', 'trillion'] as const;
const LONGEST_CARDINAL = 15; // digits: up to 999 trillion; longer ones are codes, and are read digit by digit

/** "five five five" for "555". Anything that is no digit is passed over. */
export function digitWords(digits: string): string {
  return [...digits]
    .filter((digit) => digit >= '0' && digit <= '9')
    .map((digit) => SMALL[Number(digit)])
    .join(' ');
}

/** "one hundred five" for "105"; digit by digit where it is longer than 15 digits or begins with a zero ("007"). */
export function cardinalWords(digits: string): string {
  const isCode = digits.length > LONGEST_CARDINAL || (digits.length > 1 && digits.startsWith('0'));
  return isCode ? digitWords(digits) : wholeWords(Number(digits));
}

/** "three point one four": the fraction's digits one by one. */
export function decimalWords(whole: string, fraction: string): string {
  const before = whole.replace(/^0+(?=\d)/, '');
  return `${cardinalWords(before)} point ${digitWords(fraction)}`;
}

/** "twenty-first" for 21. */
export function ordinalWords(value: number): string {
  const words = wholeWords(value);
  const cut = Math.max(words.lastIndexOf(' '), words.lastIndexOf('-')) + 1;
  return words.slice(0, cut) + ordinalWord(words.slice(cut));
}

/** "nineteen eighty-four", "two thousand five", "twenty twenty-six": four digits as a year is read. */
export function yearWords(year: number): string {
  const [century, rest] = [Math.floor(year / 100), year % 100];
  if (century % 10 === 0 && rest < 10) return wholeWords(year);
  if (rest === 0) return `${wholeWords(century)} hundred`;
  return `${wholeWords(century)} ${rest < 10 ? `oh ${SMALL[rest]}` : wholeWords(rest)}`;
}

/** "nineteen nineties" for 1990. */
export function decadeWords(year: number): string {
  const words = yearWords(year);
  return words.endsWith('y') ? `${words.slice(0, -1)}ies` : `${words}s`;
}

/** "three quarters", "one half"; null for denominators that nobody says this way. */
export function fractionWords(numerator: number, denominator: number): string | null {
  const name = denominator === 2 ? 'half' : denominator === 4 ? 'quarter' : ordinalWords(denominator);
  if (denominator < 2 || denominator > 16 || numerator < 1) return null;
  const plural = name === 'half' ? 'halves' : `${name}s`;
  return `${wholeWords(numerator)} ${numerator === 1 ? name : plural}`;
}

function wholeWords(value: number): string {
  if (value < 1000) return hundredsWords(value);
  const groups: string[] = [];
  for (let rest = value, scale = 0; rest > 0; rest = Math.floor(rest / 1000), scale++) {
    const group = rest % 1000;
    if (group > 0) groups.unshift(`${hundredsWords(group)} ${SCALES[scale] ?? ''}`.trim());
  }
  return groups.join(' ');
}

function hundredsWords(value: number): string {
  if (value < 100) return tensWords(value);
  const rest = value % 100;
  const hundreds = `${SMALL[Math.floor(value / 100)]} hundred`;
  return rest === 0 ? hundreds : `${hundreds} ${tensWords(rest)}`;
}

function tensWords(value: number): string {
  if (value < 20) return SMALL[value] ?? '';
  const ones = value % 10;
  const tens = TENS[Math.floor(value / 10)] ?? '';
  return ones === 0 ? tens : `${tens}-${SMALL[ones]}`;
}

const IRREGULAR_ORDINALS: Readonly<Record<string, string>> = {
  one: 'first',
  two: 'second',
  three: 'third',
  five: 'fifth',
  eight: 'eighth',
  nine: 'ninth',
  twelve: 'twelfth',
};

function ordinalWord(word: string): string {
  return IRREGULAR_ORDINALS[word] ?? (word.endsWith('y') ? `${word.slice(0, -1)}ieth` : `${word}th`);
}
