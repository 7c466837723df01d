// What is asked of a house in German.
import type { QuestionWords } from './question-words.ts';

const STILL = '[(noch|schon|gerade|jetzt|immer noch|überhaupt)]';
const WHAT_IS = '(was ist|wie ist|wie hoch ist|wie lautet|sag mir|nenne mir)';

export const GERMAN_HOUSE_QUESTIONS: QuestionWords = {
  articles: '(der|die|das|den|dem|mein|meine|meinen|unser|unsere)',
  of: '(von|vom|von der|von den|von dem|der|des|dem|den|am|an der|im|in der|meines|meiner)',
  place: '(in|im|in der|in dem|in den|auf dem|auf der|am|an der|beim) [(meinem|unserem)] {area}',
  is: [
    `(ist|sind|läuft|steht|stehen) THING PLACE ${STILL} STATE`,
    '(ist|sind) PLACE THING STATE',
    'habe ich THING STATE gelassen',
  ],
  any: [
    `(ist|sind|steht|stehen) PLACE [(irgendein|irgendeine|irgendwelche|ein|eine|noch)] MANY ${STILL} STATE`,
    'gibt es [(offene|geöffnete|niedrige|schwache|leere)] MANY die STATE sind',
    `(ist|steht) [(irgendein|irgendeine|irgendwo|ein|eine)] THING ${STILL} STATE`,
  ],
  which: [`welche [der] MANY (sind|ist|stehen) PLACE ${STILL} STATE`, `(bei welchen|welche) geräten ist THING STATE`],
  howMany: [`wie viele COUNT (sind|stehen) PLACE ${STILL} STATE`, `wieviele COUNT (sind|stehen) PLACE ${STILL} STATE`],
  all: ['(sind|stehen) alle MANY PLACE STATE'],
  anything: {
    any: [
      `(ist|steht|läuft) PLACE [noch] (irgendwas|irgendetwas|etwas|was) ${STILL} STATE`,
      `(ist|steht|läuft) [noch] (irgendwas|irgendetwas|etwas|was) PLACE ${STILL} STATE`,
    ],
    which: [`was (ist|läuft|steht) PLACE ${STILL} [alles] STATE`, `welche geräte (sind|laufen) PLACE ${STILL} STATE`],
    all: ['ist PLACE alles STATE'],
  },
  thereIs: [
    '(gibt es|ist|wurde) PLACE [(irgendwo|irgendein|irgendeine|ein|eine|einen)] THING [(erkannt|gemeldet|festgestellt|da|vorhanden)]',
    '(gibt es|ist|wurde) [(irgendwo|irgendein|irgendeine|ein|eine|einen)] THING PLACE [(erkannt|gemeldet|festgestellt|da|vorhanden)]',
  ],
  states: {
    on: '(an|eingeschaltet|angeschaltet|in Betrieb)',
    off: '(aus|ausgeschaltet)',
    open: '(offen|auf|geöffnet)',
    closed: '(zu|geschlossen)',
    raised: '(oben|hochgefahren)',
    lowered: '(unten|heruntergefahren|runtergefahren)',
    locked: '(abgeschlossen|verschlossen|verriegelt|zugesperrt)',
    unlocked: '(aufgeschlossen|entriegelt|unverschlossen|nicht abgeschlossen)',
    running: '(am laufen|in Betrieb|aktiv|an|unterwegs|am arbeiten)',
    not_running: '(fertig|durch|aus)',
    playing: '(am spielen|an)',
    heating: 'am heizen',
    docked: '(in der (Station|Ladestation|Basis)|an der (Station|Ladestation|Basis)|zu Hause|zuhause|angedockt)',
    cleaning: '(am saugen|am putzen|am reinigen)',
    mowing: 'am mähen',
    armed: '(scharf|scharf gestellt|scharf geschaltet|aktiviert|aktiv)',
    disarmed: '(unscharf|nicht scharf|deaktiviert)',
    triggered: '(ausgelöst|losgegangen)',
    charging: 'am laden',
    battery_low: '(leer|fast leer|schwach|niedrig)',
  },
  kinds: {
    light: '(Licht|Lichter|Lampe|Lampen)/(Lichter|Lampen)/(Lichts|Lichtes|Lichter|Lampe|Lampen)',
    switch: '(Schalter|Steckdose|Steckdosen)/(Schalter|Steckdosen)',
    fan: '(Ventilator|Lüfter|Ventilatoren)/(Ventilatoren|Lüfter)/(Ventilators|Ventilator|Lüfters|Lüfter)',
    blind:
      '(Rollo|Rollos|Rollladen|Rollläden|Rolladen|Rolläden|Jalousie|Jalousien|Vorhang|Vorhänge|Gardinen)/(Rollos|Rollläden|Rolläden|Jalousien|Vorhänge)/(Rollos|Rollo|Rollladens|Rollläden|Rolladens|Jalousie|Jalousien|Vorhangs|Vorhänge)',
    garage: '(Garage|Garagentor|Garagentür|Garagentore)/Garagentore/(Garage|Garagentors|Garagentor|Garagentores)',
    window: '(Fenster|Fenstern)/Fenster',
    door: '(Tür|Türen)/Türen',
    lock: '(Tür|Türen|Schloss|Schlösser)/(Türen|Schlösser)',
    valve: '(Ventil|Ventile)/Ventile/(Ventils|Ventile)',
    heating:
      '(Heizung|Heizungen|Thermostat|Thermostate|Heizkörper)/(Heizungen|Thermostate|Heizkörper)/(Heizung|Thermostat|Thermostats)',
    cooling: '(Klimaanlage|Klima)/Klimaanlagen',
    player:
      '(Musik|Lautsprecher|Fernseher|Radio|Ton)/(Lautsprecher|Fernseher)/(Musik|Lautsprechers|Lautsprecher|Fernsehers|Radios)',
    vacuum:
      '(Staubsauger|Saugroboter|Roboter|Staubsaugerroboter)/(Staubsauger|Saugroboter)/(Staubsaugers|Staubsauger|Saugroboters|Saugroboter)',
    mower: '(Rasenmäher|Mähroboter|Mäher)/(Rasenmäher|Mähroboter)/(Rasenmähers|Rasenmäher|Mähroboters|Mähers)',
    alarm: '(Alarm|Alarmanlage)/Alarmanlagen/(Alarms|Alarmanlage)',
    guard: 'Alarmanlage/Alarmanlagen',
    boiler:
      '(Boiler|Warmwasserbereiter|Warmwasser|Warmwasserspeicher)/Boiler/(Boilers|Boiler|Warmwassers|Warmwasserbereiters)',
    humidifier:
      '(Luftbefeuchter|Luftentfeuchter|Befeuchter)/(Luftbefeuchter|Luftentfeuchter)/(Luftbefeuchters|Luftbefeuchter|Luftentfeuchters)',
    siren: '(Sirene|Sirenen)/Sirenen',
    battery: '(Batterie|Batterien|Akku|Akkus)/(Batterien|Akkus)/(Batterie|Akkus)',
  },
  perils: {
    smoke: '(Rauch|Feuer|Qualm)',
    gas: '(Gas|Gasleck|Gasaustritt)',
    carbon_monoxide: '(Kohlenmonoxid|CO)',
    leak: '(Leck|Wasserleck|Wasserschaden|Wasseraustritt|Wasser ausgetreten)',
    motion: '(Bewegung|Bewegungen)',
    problem: '(Problem|Probleme|Störung|Störungen)',
    update: '(Update|Updates|Aktualisierung|Aktualisierungen)',
  },
  details: {
    position: [
      'wie weit (ist|sind) THING PLACE (offen|auf|geöffnet|geschlossen|zu|unten|oben|heruntergefahren)',
      '(in welcher|auf welcher) (Position|Stellung) (ist|sind|steht|stehen) THING',
      `${WHAT_IS} die (Position|Stellung) OF`,
      'auf (wieviel|wie viel) Prozent (steht|stehen|ist|sind) THING',
    ],
    speed: [
      'wie schnell (ist|läuft|dreht [sich]) THING',
      '(auf welcher|mit welcher) (Stufe|Geschwindigkeit) (läuft|steht|ist) THING',
      `${WHAT_IS} die (Geschwindigkeit|Drehzahl|Stufe) OF`,
    ],
    brightness: ['wie hell (ist|sind|leuchtet) THING', `${WHAT_IS} die Helligkeit OF`],
    color: [
      'welche Farbe (hat|haben) THING',
      'in welcher Farbe (leuchtet|leuchten|ist) THING',
      `${WHAT_IS} die Farbe OF`,
    ],
    volume: ['wie laut (ist|läuft) THING', `${WHAT_IS} die Lautstärke OF`],
    title: ['was (spielt|läuft) (auf|auf dem|im|in) THING', 'was spielt THING [gerade]'],
    mode: [
      '(in welchem|auf welchem) Modus (ist|läuft|steht) THING',
      `(was ist|wie ist|wie lautet|welcher ist) der [aktuelle] (Modus|Betriebsmodus) OF`,
    ],
    preset: [
      '(welches|in welchem|auf welchem) (Programm|Preset|Voreinstellung) (ist|läuft|hat|steht) [bei] THING',
      'welches (Preset|Programm) hat THING',
    ],
    fan_mode: ['auf welcher Lüfterstufe (läuft|steht|ist) THING'],
    target: [
      '(auf was|worauf|auf wie viel|auf wieviel|auf wie viel Grad|auf wieviel Grad|auf wie viel Prozent|auf welche Luftfeuchtigkeit|auf welche Temperatur|auf welche Feuchtigkeit) (ist|steht) THING PLACE [(eingestellt|gestellt|gesetzt)]',
      '(wie hoch|wie warm|was) ist THING eingestellt',
      `${WHAT_IS} die (Solltemperatur|Zieltemperatur|Sollfeuchte) OF`,
    ],
    temperature: ['wie (heiß|warm|kalt) ist THING', `${WHAT_IS} die Temperatur OF`],
    power: [
      'wie viel (Strom|Leistung|Watt) (verbraucht|zieht|braucht) THING [gerade]',
      `${WHAT_IS} der (Stromverbrauch|Verbrauch) OF`,
    ],
    end: ['wann (ist|wird) THING fertig', 'wie lange (braucht|läuft) THING noch'],
    battery: [
      'wie voll ist (der Akku|die Batterie) OF',
      'wie (voll|leer|geladen) ist THING',
      'wie viel (Akku|Batterie|Ladung) hat THING [noch]',
      '(wie hoch ist|wie ist|was ist) der (Akkustand|Batteriestand|Ladestand) OF',
    ],
    where: ['wo (ist|steckt) THING'],
    state: [
      'was macht THING [gerade]',
      '(was ist|wie ist|wie lautet) der (Status|Zustand) OF',
      'in welchem Zustand ist THING',
      'wie geht es THING',
    ],
  },
  measures: {
    humidity: [
      `${WHAT_IS} [die] [aktuelle] (Luftfeuchtigkeit|Luftfeuchte|Feuchtigkeit)`,
      `${WHAT_IS} PLACE [die] (Luftfeuchtigkeit|Luftfeuchte|Feuchtigkeit)`,
      'wie feucht ist (es|die Luft)',
      'wie feucht ist es PLACE',
      'welche Luftfeuchtigkeit (haben wir|ist|herrscht)',
    ],
    air: [
      '(wie ist|wie gut ist|wie schlecht ist|was ist) die (Luftqualität|Luft|Luftgüte)',
      '(wie ist|wie gut ist) PLACE die (Luftqualität|Luft|Luftgüte)',
    ],
    carbon_dioxide: [
      `${WHAT_IS} (der|das) (CO2|CO2-Wert|CO2 Wert|CO2-Gehalt|CO2 Gehalt|Kohlendioxidgehalt)`,
      `${WHAT_IS} PLACE (der|das) (CO2|CO2-Wert|CO2 Wert|CO2-Gehalt|CO2 Gehalt|Kohlendioxidgehalt)`,
      'wie viel CO2 ist PLACE [in der Luft]',
    ],
    fine_dust: [`${WHAT_IS} (der|die|das) (Feinstaub|Feinstaubwert|Feinstaubbelastung)`],
    vapours: [`${WHAT_IS} (der|das) (VOC|VOC-Wert|VOC Wert)`],
    pressure: [`${WHAT_IS} der Luftdruck`],
    power: [
      `${WHAT_IS} der [aktuelle] (Stromverbrauch|Verbrauch)`,
      'wie viel (Strom|Leistung) (verbrauchen wir|verbraucht das Haus|wird verbraucht) [gerade]',
    ],
    energy: ['wie viel Energie (haben wir|hat das Haus) [heute] verbraucht', `${WHAT_IS} der Energieverbrauch`],
    illuminance: ['wie (hell|dunkel) ist es', `${WHAT_IS} die Helligkeit`],
    wind: ['wie (windig ist es|stark ist der Wind|stark weht der Wind)', `${WHAT_IS} die Windgeschwindigkeit`],
    rain: ['wie viel hat es [heute] geregnet', 'wie viel Regen (ist gefallen|gab es) [heute]'],
    noise: ['wie laut ist es', `${WHAT_IS} der (Lärmpegel|Geräuschpegel)`],
  },
  doing: {
    cleaning: ['(saugt|putzt|reinigt) THING [(gerade|noch|schon)]'],
    mowing: ['mäht THING [(gerade|noch|schon)]'],
    heating: ['heizt THING PLACE [(gerade|noch|schon)]'],
    running: ['(läuft|arbeitet|fährt|wäscht) THING [(gerade|noch|schon)]'],
    charging: ['lädt THING [(gerade|noch|schon)]'],
    playing: ['spielt THING [(gerade|noch|schon)]'],
    on: ['(läuft|brennt|leuchtet) THING PLACE [(gerade|noch|schon)]'],
  },
  playing: [
    '(was|welches Lied|welcher Song|welche Musik) (läuft|spielt) [(gerade|jetzt|da)] PLACE',
    '(was|welches Lied) wird [gerade] gespielt',
    '(welches Lied|welcher Song) ist das',
    'wer singt (das|da|hier)',
    '(läuft|spielt) [gerade] (Musik|etwas|was)',
  ],
  history: [
    'wann (wurde|wurden|ist|war|ging) THING [(zuletzt|das letzte Mal)] (geöffnet|geschlossen|aufgemacht|zugemacht|auf|offen|zu|eingeschaltet|ausgeschaltet|abgeschlossen|aufgeschlossen|aufgegangen|an|aus)',
    'wie lange (ist|sind|steht|läuft|war) THING schon (offen|auf|zu|geschlossen|an|aus|geöffnet|eingeschaltet|abgeschlossen)',
    'seit wann (ist|sind|steht|läuft) THING (offen|auf|zu|geschlossen|an|aus|geöffnet)',
    'wer hat THING (geöffnet|aufgemacht|geschlossen|zugemacht|abgeschlossen|aufgeschlossen)',
  ],
  outside: ['wie (warm|kalt|heiß) ist es OUTSIDE', `${WHAT_IS} die (OUTSIDE|Temperatur OUTSIDE)`],
  outdoors: '(draußen|draussen|außen|Außentemperatur)',
  weather: [
    '(regnet|schneit|stürmt) es [(gerade|draußen|jetzt)]',
    'ist es [draußen] (sonnig|bewölkt|neblig|windig|stürmisch)',
    'scheint [draußen] die Sonne',
  ],
};
