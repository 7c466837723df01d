import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { spokenText } from '../../appliance/language/spoken-text.ts';

type Rows = ReadonlyArray<readonly [written: string, spoken: string]>;

function table(locale: string, rows: Rows): void {
  it.each(rows)('%j', (written, spoken) => expect(spokenText(written, locale)).toBe(spoken));
}

describe('English numbers', () => {
  table('en-US', [
    ['0', 'zero'],
    ['I see 3 lamps.', 'I see three lamps.'],
    ['21', 'twenty-one'],
    ['105 of them', 'one hundred five of them'],
    ['1,234 steps', 'one thousand two hundred thirty-four steps'],
    ['1000000', 'one million'],
    ['12,345,678.9', 'twelve million three hundred forty-five thousand six hundred seventy-eight point nine'],
    ['3.14', 'three point one four'],
    ['0.10', 'zero point one zero'],
    ['-5', 'minus five'],
    ['It is −12.5 outside.', 'It is minus twelve point five outside.'],
    ['007', 'zero zero seven'],
    [
      '1234567890123456789',
      'one two three four five six seven eight nine zero one two three four five six seven eight nine',
    ],
    ['the 1st, 2nd, 3rd and 22nd', 'the first, second, third and twenty-second'],
    ['the 12th of 100th', 'the twelfth of one hundredth'],
    ['1/2 cup', 'one half cup'],
    ['3/4', 'three quarters'],
    ['2 1/2 cups', 'two and a half cups'],
    ['1½ cups', 'one and a half cups'],
    ['¾ full', 'three quarters full'],
    ['8/10', 'eight out of ten'],
    ['5-10', 'five to ten'],
    ['5–10 minutes', 'five to ten minutes'],
    ['1939–1945', 'nineteen thirty-nine to nineteen forty-five'],
    ['+3', 'plus three'],
    ['±2', 'plus or minus two'],
    ['~40', 'about forty'],
    ['#1', 'number one'],
    ['No. 5', 'number five'],
    ['version 1.2.3', 'version one point two point three'],
    ['192.168.1.10', 'one nine two dot one six eight dot one dot one zero'],
    ['MP3 and 4K', 'MP three and four K'],
    ['2 + 2 = 4', 'two plus two equals four'],
    ['3 x 4', 'three times four'],
    ['5*3', 'five times three'],
  ]);
});

describe('English years, dates and times', () => {
  table('en-US', [
    ['in 1984', 'in nineteen eighty-four'],
    ['It was 2026.', 'It was twenty twenty-six.'],
    ['since 2005', 'since two thousand five'],
    ['in 1900', 'in nineteen hundred'],
    ['in 1905', 'in nineteen oh five'],
    ['the 1990s', 'the nineteen nineties'],
    ["the '80s", 'the eighties'],
    ['2000 lumens', 'two thousand lumens'],
    ['November 21, 2026', 'November twenty-first, twenty twenty-six'],
    ['Nov. 21st', 'November twenty-first'],
    ['3 May 2026', 'May third, twenty twenty-six'],
    ['It is Saturday, November 21st.', 'It is Saturday, November twenty-first.'],
    ['It is Saturday, the 21st of November.', 'It is Saturday, the twenty-first of November.'],
    ['2026-11-21', 'November twenty-first, twenty twenty-six'],
    ['11/21/2026', 'November twenty-first, twenty twenty-six'],
    ['31/12/2026', 'December thirty-first, twenty twenty-six'],
    ['2026-11-21T19:05:00Z', 'November twenty-first, twenty twenty-six, seven oh five PM'],
    ['7:45', 'seven forty-five'],
    ['It is 7:45 PM.', 'It is seven forty-five PM.'],
    ['7:05 a.m. tomorrow', 'seven oh five AM tomorrow'],
    ['at 7 p.m.', 'at seven PM.'],
    ['at 10am', 'at ten AM'],
    ['19:05', 'seven oh five PM'],
    ['7:00', "seven o'clock"],
    ['12:00 PM', 'noon'],
    ['00:30', 'twelve thirty AM'],
    ['from 7:00–8:30 PM', "from seven o'clock to eight thirty PM"],
    ['7-8 pm', 'seven to eight PM'],
    ['Mon 7:00 AM', 'Monday seven AM'],
    ['Sat Nov 21', 'Saturday November twenty-first'],
    ['Sun 3 May', 'Sunday May third'],
    ['Sat 10am', 'Saturday ten AM'],
    ['Mon 5', 'Monday five'],
    ['Wed 5', 'Wednesday five'],
    ['The Sun 93 million miles away', 'The Sun ninety-three million miles away'],
    ['They Sat 3 hours', 'They Sat three hours'],
    ['open 24/7', 'open twenty-four seven'],
  ]);

  it('puts the day first for an English that does', () => {
    expect(spokenText('3/5/2026', 'en-GB')).toBe('May third, twenty twenty-six');
    expect(spokenText('3/5/2026', 'en-US')).toBe('March fifth, twenty twenty-six');
  });
});

describe('English units and money', () => {
  table('en-US', [
    ['21.5°C', 'twenty-one point five degrees Celsius'],
    ['1 °C', 'one degree Celsius'],
    ['-5 °C', 'minus five degrees Celsius'],
    ['70 °F', 'seventy degrees Fahrenheit'],
    ['45°', 'forty-five degrees'],
    ['20–22 °C', 'twenty to twenty-two degrees Celsius'],
    ['40%', 'forty percent'],
    ['10-15 %', 'ten to fifteen percent'],
    ['100 km/h', 'one hundred kilometers per hour'],
    ['3.5 kWh', 'three point five kilowatt hours'],
    ['1 kWh', 'one kilowatt hour'],
    ['60W', 'sixty watts'],
    ['a 60-W bulb', 'a sixty watt bulb'],
    ['350 lx', 'three hundred fifty lux'],
    ['12 mm of rain', 'twelve millimeters of rain'],
    ['1013 hPa', 'one thousand thirteen hectopascals'],
    ['420 ppm of CO2', 'four hundred twenty parts per million of C O two'],
    ['12 µg/m³', 'twelve micrograms per cubic meter'],
    ['20 m2', 'twenty square meters'],
    ['5 min 30 s', 'five minutes thirty seconds'],
    ['2.4 GHz', 'two point four gigahertz'],
    ['100-1000 lx', 'one hundred to one thousand lux'],
    ['the price per kWh', 'the price per kilowatt hour'],
    ['$5.20', 'five dollars and twenty cents'],
    ['$1', 'one dollar'],
    ['$0.99', 'ninety-nine cents'],
    ['£3.01', 'three pounds and one penny'],
    ['5 €', 'five euros'],
    ['€1,250.00', 'one thousand two hundred fifty euros'],
    ['$1.5 million', 'one point five million dollars'],
    ['¥500', 'five hundred yen'],
    ['$5-10', 'five dollars to ten'],
    ['3 mm/h', 'three millimeters per hour'],
    ['1 mm/h', 'one millimeter per hour'],
    ['0.1 in/h', 'zero point one inches per hour'],
    ['0.3 L/min', 'zero point three liters per minute'],
    ['2 gal/min', 'two gallons per minute'],
    ['20 ft³/min', 'twenty cubic feet per minute'],
    ['5 mg/dL', 'five milligrams per deciliter'],
    ['500 µS/cm', 'five hundred microsiemens per centimeter'],
    ['5 MiB/s', 'five mebibytes per second'],
    ['5 %/h', 'five percent per hour'],
    ['18 kWh/100km', 'eighteen kilowatt hours per one hundred kilometers'],
    ['72/min', 'seventy-two per minute'],
    ['5 kWh/day', 'five kilowatt hours per day'],
    ['0.30 €/kWh', 'thirty cents per kilowatt hour'],
    ['0.30 EUR/kWh', 'thirty cents per kilowatt hour'],
    ['$0.30/kWh', 'thirty cents per kilowatt hour'],
    ['the price in €/kWh', 'the price in euros per kilowatt hour'],
    ['29.9 inHg', 'twenty-nine point nine inches of mercury'],
    ['760 mmHg', 'seven hundred sixty millimeters of mercury'],
    ['12 kn', 'twelve knots'],
    ['60 dBA', 'sixty decibels'],
    ['60 dB(A)', 'sixty decibels'],
    ['2 GJ', 'two gigajoules'],
    ['12 kVA', 'twelve kilovolt-amperes'],
    ['5 d', 'five days'],
    ['1 in of rain', 'one inch of rain'],
    ['5 in the kitchen', 'five in the kitchen'],
    ['2700 K', 'two thousand seven hundred kelvin'],
    ['10 000 W', 'ten thousand watts'],
    ['40 % / 60 %', 'forty percent, sixty percent'],
    ['20 °C/68 °F', 'twenty degrees Celsius, sixty-eight degrees Fahrenheit'],
    ['min/max', 'min or max'],
  ]);
});

describe('English telephone numbers and codes', () => {
  table('en-US', [
    ['555-0199', 'five five five, zero one nine nine'],
    ['Call (555) 123-4567.', 'Call five five five, one two three, four five six seven.'],
    ['+49 30 123456', 'plus four nine, three zero, one two three four five six'],
    ['1-800-555-0199', 'one, eight zero zero, five five five, zero one nine nine'],
    ['Call 911', 'Call nine one one'],
    ['the PIN is 4711', 'the PIN is four seven one one'],
  ]);
});

describe('English abbreviations, capitals and signs', () => {
  table('en-US', [
    ['Dr. Smith', 'Doctor Smith'],
    ['St. John lives on Main St.', 'Saint John lives on Main Street.'],
    ['lamps, e.g. the red one', 'lamps, for example the red one'],
    ['E.g. this', 'for example this'],
    ['lamps, fans, etc.', 'lamps, fans, et cetera.'],
    ['cats vs. dogs', 'cats versus dogs'],
    ['the LED strip', 'the L E D strip'],
    ['10 LEDs', "ten L E D's"],
    ['the TV and the MQTT broker', 'the TV and the MQTT broker'],
    ['TURN IT OFF NOW!', 'turn it off now!'],
    ['salt & pepper', 'salt and pepper'],
    ['on/off', 'on or off'],
    ['and/or', 'and or'],
    ['Wi-Fi is up', 'Wi-Fi is up'],
    ['well — maybe', 'well, maybe'],
    ['Well… okay…', 'Well, okay.'],
    ['a lamp (the red one) is on', 'a lamp, the red one, is on'],
    ['It’s “fine”', "It's fine"],
    ['temperature > 20', 'temperature more than twenty'],
    ['A → B', 'A, B'],
    ['light.kitchen_main is on', 'light dot kitchen main is on'],
    ['What?! No...', 'What! No.'],
  ]);
});

describe('what is only for the eye', () => {
  table('en-US', [
    ['**now** and *then*', 'now and then'],
    ['`npm test`', 'npm test'],
    ['# Weather\n\nIt is *sunny*.', 'Weather. It is sunny.'],
    ['- milk\n- eggs\n- bread', 'milk. eggs. bread'],
    ['1. Boil water\n2. Add pasta', 'one, Boil water. two, Add pasta'],
    ['Look [here](https://example.com/a?b=1).', 'Look here.'],
    ['![a cat](cat.png)', 'a cat'],
    ['See https://www.example.com/path/page.html?x=1.', 'See example dot com.'],
    ['http://linnet.local:8080/', 'linnet dot local'],
    ['mail me@example.org', 'mail me at example dot org'],
    ['before\n```js\nlet x = 1;\n```\nafter', 'before. after'],
    ['| a | b |\n|---|---|\n| 1 | 2 |', 'a, b. one, two'],
    ['<b>bold</b> &amp; plain', 'bold and plain'],
    ['> quoted', 'quoted'],
    ['one\n---\ntwo', 'one. two'],
    ['~~old~~ new', 'old new'],
    ['snake_case_name', 'snake case name'],
    ['Done! 🙂👍🏽', 'Done!'],
    ['🇩🇪 wins', 'wins'],
    ['Press 5️⃣', 'Press five'],
    ['fine :-)', 'fine'],
    ['as shown [1][2].', 'as shown.'],
    ['日本語', 'some Chinese text'],
    ['He said こんにちは世界 to me', 'He said some Japanese text to me'],
    ['Привет, мир!', 'some Cyrillic text!'],
    ['10 Ω and π', 'ten ohm and pi'],
    ['café Müller', 'café Müller'],
    ['ＡＢＣ１２', 'ABC twelve'],
    ['', ''],
    ['...', ''],
    ['🙂', ''],
    ['**', ''],
    [' \n\t ', ''],
  ]);
});

describe('German', () => {
  table('de', [
    ['Es ist 19:45 Uhr.', 'Es ist 19 Uhr 45.'],
    ['um 1:00', 'um ein Uhr'],
    ['Heute ist Samstag, der 21. November.', 'Heute ist Samstag, der einundzwanzigste November.'],
    ['am 3. Mai 2026', 'am dritten Mai 2026'],
    ['21.11.2026', 'einundzwanzigster November 2026'],
    ['20,5 °C', '20,5 Grad Celsius'],
    ['40 %', '40 Prozent'],
    ['1.250 kWh', '1250 Kilowattstunden'],
    ['3,50 €', '3 Euro 50'],
    ['5-10 Minuten', '5 bis 10 Minuten'],
    ['z. B. das Licht', 'zum Beispiel das Licht'],
    ['½ Liter', 'ein halb Liter'],
    ['-5 °C', 'minus 5 Grad Celsius'],
    ['**Küche** & Bad', 'Küche und Bad'],
    ['Nr. 5', 'Nummer 5'],
    ['3 mm/h', '3 Millimeter pro Stunde'],
    ['5 µg/m³', '5 Mikrogramm pro Kubikmeter'],
    ['0,30 €/kWh', '30 Cent pro Kilowattstunde'],
    ['500 kVA/h', '500 kVA pro Stunde'],
    ['2. Stock', 'zweiter Stock'],
    ['1. Wasser kochen\n2. Nudeln hinein', '1, Wasser kochen. 2, Nudeln hinein'],
  ]);
});

describe('French', () => {
  table('fr-FR', [
    ['Il est 19:45.', 'Il est 19 heures 45.'],
    ['à 7h30', 'à 7 heures 30'],
    ['Il est 12:00.', 'Il est midi.'],
    ['20,5 °C', '20,5 degrés Celsius'],
    ['1 °C', '1 degré Celsius'],
    ['50 %', '50 pour cent'],
    ['3,50 €', '3 euros 50'],
    ['le 1er mai', 'le premier mai'],
    ['5-10 minutes', '5 à 10 minutes'],
    ['1 200 W', '1200 watts'],
    ['100 km/h', '100 kilomètres par heure'],
    ['5 µg/m³', '5 microgrammes par mètre cube'],
    ['0,30 €/kWh', '30 centimes par kilowattheure'],
    ["p. ex. l'heure", "par exemple l'heure"],
  ]);
});

describe('Spanish', () => {
  table('es', [
    ['Son las 19:45.', 'Son las 19 y 45.'],
    ['Es la 1:05.', 'Es la una y 5.'],
    ['20,5 °C', '20,5 grados Celsius'],
    ['50 %', '50 por ciento'],
    ['5 L/min', '5 litros por minuto'],
    ['5 µg/m³', '5 microgramos por metro cúbico'],
    ['3,50 €', '3 euros con 50'],
    ['el 21/11/2026', 'el 21 de noviembre de 2026'],
    ['5-10 minutos', '5 a 10 minutos'],
    ['¿Cuál: luz o lámpara?', '¿Cuál: luz o lámpara?'],
  ]);
});

describe('any text', () => {
  const anything = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.string({ unit: fc.constantFrom(...'0123456789.,:-/–$€%°½ +()*_#`|[]<>&@aApPmMsStT\n '), maxLength: 80 }),
    fc.lorem({ mode: 'sentences' }),
  );

  it('leaves no digit, no emoji and no sign of markup in English', () => {
    fc.assert(
      fc.property(anything, (text) => {
        const spoken = spokenText(text, 'en-US');
        expect(spoken).not.toMatch(/[\p{Nd}\p{Extended_Pictographic}*_#`|[\]<>{}\\~^=@&$€%°]/u);
        expect(spoken).toBe(spoken.trim());
      }),
      { numRuns: 500 },
    );
  });

  it('becomes something that can be spoken or nothing, in every language', () => {
    fc.assert(
      fc.property(anything, fc.constantFrom('en', 'de', 'fr', 'es', 'tlh', ''), (text, locale) => {
        const spoken = spokenText(text, locale);
        expect(spoken === '' || /[\p{L}\p{N}]/u.test(spoken)).toBe(true);
        expect(spoken).not.toMatch(/undefined|NaN|\bnull\b/);
      }),
      { numRuns: 300 },
    );
  });

  it('is the same when spoken text is read again', () => {
    for (const text of ['It is 7:45 PM.', 'Turn it to 40 %.', 'See https://example.com now', '$5.20 & 3/4']) {
      const once = spokenText(text, 'en-US');
      expect(spokenText(once, 'en-US')).toBe(once);
    }
  });

  it('of a hostile kind costs no more than its length', () => {
    const hostile = [
      '*',
      '#',
      '[',
      '(',
      '1',
      '1,',
      '1 ',
      '-',
      '<a',
      '&',
      '`',
      '| ',
      'a.',
      '日。',
      '😀',
      '1/',
      '$1',
      "'",
      ' .',
      '1 000 ',
      'W/',
      '1 W/',
      '€/h ',
    ];
    for (const piece of hostile) {
      const before = process.cpuUsage().user;
      spokenText(piece.repeat(20_000 / piece.length), 'en-US');
      // A quadratic pattern needs minutes for this; five seconds of processor time leave room for any machine.
      expect(process.cpuUsage().user - before).toBeLessThan(5e6);
    }
  });
});

describe('a unit behind "/"', () => {
  it.each([
    ['de', '5 kWh/d', '5 Kilowattstunden pro Tag'],
    ['de', '3 m/s²', '3 Meter pro Quadratsekunde'],
    ['fr', '5 kWh/d', '5 kilowattheures par jour'],
    ['es', '5 kWh/d', '5 kilovatios hora por día'],
    ['en', '5 kWh/mo', 'five kilowatt hours per mo'],
    ['en', '5 foo/qx', 'five foo per qx'],
  ])('is counted by, in %s: "%s"', (language, text, spoken) => {
    expect(spokenText(text, language)).toBe(spoken);
  });

  it('but two halves of a day are no units', () => {
    expect(spokenText('at 5 am/pm', 'en')).not.toContain('per');
  });
});
