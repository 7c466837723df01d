// What a reply or a sensor shows, as the voices of eight languages are to say it: digits stay, units and times come in words.
import { describe, expect, it } from 'vitest';
import { spokenText } from '../../appliance/language/spoken-text.ts';

type Rows = ReadonlyArray<readonly [written: string, spoken: string]>;

const LANGUAGES: Readonly<Record<string, Rows>> = {
  nl: [
    ['Buiten: 12,5 °C.', 'Buiten: 12,5 graden Celsius.'],
    ['1 °C', '1 graad Celsius'],
    ['Vochtigheid: 63 %.', 'Vochtigheid: 63 procent.'],
    ['Wind: 20 km/h.', 'Wind: 20 kilometer per uur.'],
    ['3,2 kWh', '3,2 kilowattuur'],
    ['80 m³', '80 kubieke meter'],
    ['0,25 €/kWh', '0,25 euro per kilowattuur'],
    ['Wekker gezet: morgen om 7:00.', 'Wekker gezet: morgen om 7 uur.'],
    ['om 7:30', 'om 7 uur 30'],
    ['Het is 14:05.', 'Het is 14 uur 5.'],
    ['-3 °C', 'min 3 graden Celsius'],
  ],
  it: [
    ['Esterno: 12,5 °C.', 'Esterno: 12,5 gradi Celsius.'],
    ['1 °C', '1 grado Celsius'],
    ['Umidità: 63 %.', 'Umidità: 63 per cento.'],
    ['20 km/h', "20 chilometri all'ora"],
    ['3,2 kWh', '3,2 chilowattora'],
    ['5 m³', '5 metri cubi'],
    ['40 µg/m³', '40 microgrammi al metro cubo'],
    ['domani alle 7:00', 'domani alle 7'],
    ['Sono le 14:30.', 'Sono le 14 e 30.'],
  ],
  pt: [
    ['Exterior: 12,5 °C.', 'Exterior: 12,5 graus Celsius.'],
    ['63 %', '63 por cento'],
    ['20 km/h', '20 quilómetros por hora'],
    ['3 kWh', '3 quilowatts-hora'],
    ['1 kWh', '1 quilowatt-hora'],
    ['80 m³', '80 metros cúbicos'],
    ['amanhã às 7:00', 'amanhã às 7 horas'],
    ['às 2:30', 'às duas horas e 30'],
  ],
  pl: [
    ['Na zewnątrz: 12,5 °C.', 'Na zewnątrz: 12,5 stopnia Celsjusza.'],
    ['1 °C', '1 stopień Celsjusza'],
    ['22 °C', '22 stopnie Celsjusza'],
    ['25 °C', '25 stopni Celsjusza'],
    ['12 °C', '12 stopni Celsjusza'],
    ['63 %', '63 procent'],
    ['20 km/h', '20 kilometrów na godzinę'],
    ['2 km/h', '2 kilometry na godzinę'],
    ['3 kWh', '3 kilowatogodziny'],
    ['5 m³', '5 metrów sześciennych'],
    ['Budzik ustawiony: jutro, 7:00.', 'Budzik ustawiony: jutro, siódma.'],
    ['jutro, 22:05', 'jutro, dwudziesta druga 0 5'],
  ],
  sv: [
    ['Ute: 12,5 °C.', 'Ute: 12,5 grader Celsius.'],
    ['63 %', '63 procent'],
    ['20 km/h', '20 kilometer per timme'],
    ['3 kWh', '3 kilowattimmar'],
    ['80 m³', '80 kubikmeter'],
    ['i morgon klockan 7:00', 'i morgon klockan 7'],
    ['klockan 7:05', 'klockan 7 0 5'],
  ],
  ru: [
    ['Снаружи: 12,5 °C.', 'Снаружи: 12,5 градуса Цельсия.'],
    ['1 °C', '1 градус Цельсия'],
    ['21 °C', '21 градус Цельсия'],
    ['22 °C', '22 градуса Цельсия'],
    ['25 °C', '25 градусов Цельсия'],
    ['11 °C', '11 градусов Цельсия'],
    ['63 %', '63 процента'],
    ['20 km/h', '20 километров в час'],
    ['3 kWh', '3 киловатт-часа'],
    ['5 m³', '5 кубических метров'],
    ['Будильник поставлен: завтра, 7:00.', 'Будильник поставлен: завтра, 7 часов.'],
    ['Сейчас 21:01.', 'Сейчас 21 час 1 минута.'],
    ['Привет, мир!', 'Привет, мир!'],
  ],
  da: [
    ['Ude: 12,5 °C.', 'Ude: 12,5 grader Celsius.'],
    ['63 %', '63 procent'],
    ['20 km/h', '20 kilometer i timen'],
    ['3 kWh', '3 kilowatttimer'],
    ['80 m³', '80 kubikmeter'],
    ['Alarm sat: i morgen klokken 7.00.', 'Alarm sat: i morgen klokken 7.'],
    ['i morgen klokken 7.30', 'i morgen klokken 7 30'],
  ],
  cs: [
    ['Venku: 12,5 °C.', 'Venku: 12,5 stupně Celsia.'],
    ['1 °C', '1 stupeň Celsia'],
    ['22 °C', '22 stupňů Celsia'],
    ['3 °C', '3 stupně Celsia'],
    ['63 %', '63 procent'],
    ['20 km/h', '20 kilometrů za hodinu'],
    ['3 kWh', '3 kilowatthodiny'],
    ['5 m³', '5 metrů krychlových'],
    ['Budík nastaven: zítra v 7:00.', 'Budík nastaven: zítra v 7 hodin.'],
    ['zítra v 1:00', 'zítra v 1 hodinu'],
    ['zítra ve 2:00', 'zítra ve 2 hodiny'],
  ],
};

describe.each(Object.entries(LANGUAGES))('spoken %s', (language, rows) => {
  it.each(rows)('%j', (written, spoken) => expect(spokenText(written, language)).toBe(spoken));
});

it('no word of them is English', () => {
  const written = '12 °C, 40 %, 20 km/h, 3 kWh, 5 m³, 7 ppm & 8 W ≤ 9 V; 3 + 4 = 7, 6 × 7, a@b.example, 日本';
  for (const language of Object.keys(LANGUAGES))
    expect(spokenText(written, language)).not.toMatch(
      /\b(?:degrees|percent|per hour|hours|cubic|equals|times|some|dot|at most)\b/,
    );
});
