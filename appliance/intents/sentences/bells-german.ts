// Alarms, reminders and "stop": German.
import type { BellSentences } from './bells.ts';

const MINUTES = '{snooze_minutes:minutes}';

const WECKER = '[den|meinen|diesen] [nächsten] (Wecker|Alarm)';
const ALLE_WECKER = '(alle [meine|unsere]|meine|unsere|sämtliche) (Wecker|Alarme)';
const ALLE_ERINNERUNGEN = '(alle [meine|unsere]|meine|unsere|sämtliche) Erinnerungen';

export const GERMAN_BELLS: BellSentences = {
  skipWords: ['bitte', 'danke', 'mal', 'doch', 'kannst du', 'könntest du', 'würdest du', 'jetzt'],
  leads: [
    ...['um', 'auf', 'für', 'gegen', 'ab', 'in', 'am', 'an', 'im', 'morgen', 'heute', 'übermorgen', 'täglich', 'immer'],
    ...['jeden', 'jede', 'jedes', 'alle', 'werktags', 'wochentags', 'unter', 'nächsten', 'kommenden', 'diesen'],
    ...['montag[s]', 'dienstag[s]', 'mittwoch[s]', 'donnerstag[s]', 'freitag[s]', 'samstag[s]', 'sonntag[s]'],
  ],
  setAlarm: [
    '(stell|stelle|setz|setze|mach|mache|erstell|erstelle|programmier|programmiere) [mir|uns] [einen|den|meinen] [neuen] (Wecker|Alarm)',
    '[neuer] (Wecker|Alarm)',
    '(weck|wecke) (mich|uns) [auf]',
  ],
  setAlarmAt: [
    '(stell|stelle|setz|setze|mach|mache) [mir|uns] WHEN (einen|den) [neuen] (Wecker|Alarm) [ein]',
    '[ich brauche|ich möchte] WHEN einen (Wecker|Alarm)',
    '(weck|wecke) (mich|uns) WHEN auf',
  ],
  named: '(namens|mit [dem] Namen)',
  cancelAlarm: [`(lösch|lösche|stopp|stoppe|beende|entferne|deaktiviere|vergiss) ${WECKER}`],
  alarmOff: [
    `(schalt|schalte|mach|mache|stell|stelle|brich) ${WECKER} (aus|ab)`,
    '(Wecker|Alarm) (aus|ab|ausschalten|löschen|abstellen|ausmachen)',
  ],
  cancelAllAlarms: [
    `(lösch|lösche|stopp|stoppe|beende|entferne|deaktiviere) ${ALLE_WECKER}`,
    `(schalt|schalte|mach|mache|stell|stelle) ${ALLE_WECKER} (aus|ab)`,
    `alle (Wecker|Alarme) (aus|löschen)`,
  ],
  alarmStatus: [
    '(welche|was für) (Wecker|Alarme) (sind [gestellt]|gibt es|habe ich [gestellt]|laufen)',
    '(welcher (Wecker|Alarm) ist|ist (ein|der|mein) (Wecker|Alarm)) gestellt',
    '(habe ich|gibt es) [einen|irgendwelche] (Wecker|Alarme|Alarm) [gestellt]',
    '(zeig|zeige|nenn|nenne|lies) [mir] [alle] [meine|die] (Wecker|Alarme) [vor]',
    'wie viele (Wecker|Alarme) (gibt es|habe ich) [gestellt]',
  ],
  nextAlarm: [
    'wann (klingelt|geht|läutet|ist|kommt) [der|mein] [nächste[r]] (Wecker|Alarm) [los]',
    '(wann weckst du mich|wann werde ich geweckt)',
    'auf wann ist [der|mein] (Wecker|Alarm) gestellt',
  ],
  snooze: [
    '(schlummern|schlummer|snooze)',
    '[nur] noch (ein paar|ein bisschen|einige) Minuten',
    'lass mich [noch] [etwas|ein bisschen|ein wenig] [länger] [weiter]schlafen',
    'später [noch einmal|nochmal|wieder]',
  ],
  snoozeFor: [
    `noch ${MINUTES} Minute[n]`,
    `(schlummern|schlummer|snooze) [für] ${MINUTES} Minute[n]`,
    `(weck mich|erinnere mich|klingel|klingle) in ${MINUTES} Minute[n] (wieder|noch einmal|nochmal)`,
  ],
  remind: [
    '(erinner|erinnere) (mich|uns)',
    '(erstell|erstelle|mach|mache|leg|lege|setz|setze) [mir] eine [neue] Erinnerung',
    '[neue] Erinnerung',
    'lass mich nicht vergessen',
  ],
  setReminder: [
    '(erstell|erstelle|mach|mache|setz|setze) [mir] eine [neue] Erinnerung',
    '(erinner|erinnere) (mich|uns) [an (etwas|was)]',
    'neue Erinnerung',
  ],
  reminderStatus: [
    '(welche|was für) Erinnerungen (sind [da]|gibt es|habe ich)',
    '(zeig|zeige|nenn|nenne|lies) [mir] [alle] [meine|die] Erinnerungen [vor]',
    'was sind meine Erinnerungen',
    '(habe ich|gibt es) [irgendwelche] Erinnerungen',
    'woran (sollst|musst|wirst) du mich erinnern',
  ],
  cancelReminder: ['(lösch|lösche|entferne|vergiss|streich|streiche) [die|meine] Erinnerung'],
  cancelAllReminders: [
    `(lösch|lösche|entferne|vergiss|streich|streiche) ${ALLE_ERINNERUNGEN}`,
    'alle Erinnerungen löschen',
  ],
  stop: [
    '(stopp|stop|halt|aufhören|hör auf|genug|ruhe|still|sei still|sei ruhig|Schluss|lass [es|das] [sein|gut sein])',
    '(nein danke|schon gut|nichts|vergiss es|abbrechen|brich ab)',
  ],
  timerLeft: [
    'wie (viel Zeit|lange) [bleibt|ist|habe ich] [noch] [übrig] (beim|auf dem|für den|vom|am) Timer [übrig]',
    'wie lange [dauert es] noch [bis der Timer (klingelt|abläuft|fertig ist)]',
    'wie viele Timer (laufen|gibt es|habe ich)',
    'welche Timer (laufen|gibt es|sind gestellt)',
  ],
};
