// Alarms and reminders in words: when they ring, how often, and what became of them.
import { durationText, listAll, listAny, sentenceCase } from './replies-words.ts';
import { type AlarmWords, daysBetween, type WhenWords, whenText } from './when-text.ts';

/** A reminder's `name` is what it is about. */
export interface AlarmReplies {
  alarmSet(what: AlarmWords): string;
  /** All that are set; may be empty. */
  alarmsAre(what: readonly AlarmWords[]): string;
  alarmCancelled(what: { readonly count: number }): string;
  noAlarms(): string;
  unknownAlarm(): string;
  whichAlarm(what: { readonly names: readonly string[] }): string;
  /** A question: the time is missing. */
  whenAlarm(): string;
  /** How one is told from others: "7:30 AM", "tomorrow at 8:00 AM". */
  alarmLabel(what: AlarmWords): string;
  snoozed(what: { readonly seconds: number }): string;
  nothingRings(): string;
  missedAlarm(what: AlarmWords): string;
  reminderSet(what: AlarmWords): string;
  remindersAre(what: readonly AlarmWords[]): string;
  reminderCancelled(what: { readonly count: number }): string;
  noReminders(): string;
  whatReminder(): string;
  reminder(what: { readonly name: string | null }): string;
  missedReminder(what: AlarmWords): string;
}

const ORDINAL = new Intl.PluralRules('en', { type: 'ordinal' });
const ORDINAL_ENDS: Readonly<Record<string, string>> = { one: 'st', two: 'nd', few: 'rd' };

export function englishAlarms(locale: string): AlarmReplies {
  const when: WhenWords = {
    tomorrow: 'tomorrow',
    onWeekday: (weekday) => weekday,
    onDate: (weekday, day, month) => `${weekday}, ${month} ${day}`,
    everyDay: 'every day',
    everyWorkday: 'every weekday',
    everyWeekend: 'every weekend',
    every: (weekdays) => `every ${listAll(locale, weekdays)}`,
    rarely: {
      hourly: 'every hour',
      everyOther: (weekday) => `every other ${weekday}`,
      monthly: (day) => `every month on the ${day}${ORDINAL_ENDS[ORDINAL.select(day)] ?? 'th'}`,
      yearly: (day, month) => `every year on ${month} ${day}`,
    },
    again: 'and again after that',
    at: (clock) => `at ${clock}`,
    join: (day, time) => `${day} ${time}`,
  };
  const label = (what: AlarmWords): string => whenText(locale, when, what);
  const alarm = (name: string | null): string => (name === null ? 'Alarm' : `${sentenceCase(name)} alarm`);
  const each = (what: AlarmWords): string => (what.name === null ? label(what) : `${what.name}, ${label(what)}`);
  return {
    alarmSet: (what) => `${alarm(what.name)} set for ${label(what)}.`,
    alarmsAre: (all) => enumerate(all, 'There are no alarms.', 'The next alarm is', 'You have # alarms:', each),
    alarmCancelled: ({ count }) => (count > 1 ? `Cancelled ${count} alarms.` : 'Alarm cancelled.'),
    noAlarms: () => 'There are no alarms.',
    unknownAlarm: () => 'There is no such alarm.',
    whichAlarm: ({ names }) => `Which alarm: ${listAny(locale, names)}?`,
    whenAlarm: () => 'For when?',
    alarmLabel: label,
    snoozed: ({ seconds }) => `I will ring again in ${durationText(locale, seconds)}.`,
    nothingRings: () => 'Nothing is ringing.',
    missedAlarm: (what) => `While I was off, the alarm for ${label(what)} passed.`,
    reminderSet: (what) => `I will remind you ${onTime(what, label(what))}: ${what.name ?? ''}.`,
    remindersAre: (all) =>
      enumerate(all, 'There are no reminders.', 'There is one reminder:', 'You have # reminders:', each),
    reminderCancelled: ({ count }) => (count > 1 ? `Cancelled ${count} reminders.` : 'Reminder cancelled.'),
    noReminders: () => 'There are no reminders.',
    whatReminder: () => 'What should I remind you of?',
    reminder: ({ name }) => `Here is your reminder: ${name ?? ''}.`,
    missedReminder: (what) => `While I was off, there was a reminder for ${label(what)}: ${what.name ?? ''}.`,
  };
}

/** "at 5:00 PM" where the label is a time alone. */
function onTime(what: AlarmWords, label: string): string {
  const isToday = what.repeats === null && daysBetween(what.now, what.date, what.timeZone) === 0;
  return isToday ? `at ${label}` : /^\p{Lu}/u.test(label) ? `on ${label}` : label;
}

export function germanAlarms(locale: string): AlarmReplies {
  const when: WhenWords = {
    tomorrow: 'morgen',
    onWeekday: (weekday) => weekday,
    onDate: (weekday, day, month) => `${weekday}, ${day}. ${month},`,
    everyDay: 'jeden Tag',
    everyWorkday: 'jeden Werktag',
    everyWeekend: 'jedes Wochenende',
    every: (weekdays) => `jeden ${listAll(locale, weekdays)}`,
    rarely: {
      hourly: 'jede Stunde',
      everyOther: (weekday) => `jeden zweiten ${weekday}`,
      monthly: (day) => `jeden Monat am ${day}.`,
      yearly: (day, month) => `jedes Jahr am ${day}. ${month}`,
    },
    again: 'und danach wieder',
    at: (clock) => `um ${clock} Uhr`,
    join: (day, time) => `${day} ${time}`,
  };
  const label = (what: AlarmWords): string => {
    const text = whenText(locale, when, what);
    return /^\d+:\d+$/.test(text) ? `${text} Uhr` : text;
  };
  const each = (what: AlarmWords): string => (what.name === null ? label(what) : `${what.name}, ${label(what)}`);
  return {
    alarmSet: (what) => `Wecker${what.name === null ? '' : ` ${what.name}`} gestellt: ${label(what)}.`,
    alarmsAre: (all) =>
      enumerate(all, 'Es ist kein Wecker gestellt.', 'Der nächste Wecker:', 'Es sind # Wecker gestellt:', each),
    alarmCancelled: ({ count }) => (count > 1 ? `${count} Wecker gelöscht.` : 'Wecker gelöscht.'),
    noAlarms: () => 'Es ist kein Wecker gestellt.',
    unknownAlarm: () => 'Diesen Wecker gibt es nicht.',
    whichAlarm: ({ names }) => `Welcher Wecker: ${listAny(locale, names)}?`,
    whenAlarm: () => 'Für wann?',
    alarmLabel: label,
    snoozed: ({ seconds }) => `Ich klingele in ${durationText(locale, seconds).replace(/\bTage\b/, 'Tagen')} wieder.`,
    nothingRings: () => 'Es klingelt nichts.',
    missedAlarm: (what) => `Während ich aus war, ist der Wecker verstrichen: ${label(what)}.`,
    reminderSet: (what) => `Ich erinnere dich, ${label(what)}: ${what.name ?? ''}.`,
    remindersAre: (all) => enumerate(all, 'Es gibt keine Erinnerungen.', 'Eine Erinnerung:', '# Erinnerungen:', each),
    reminderCancelled: ({ count }) => (count > 1 ? `${count} Erinnerungen gelöscht.` : 'Erinnerung gelöscht.'),
    noReminders: () => 'Es gibt keine Erinnerungen.',
    whatReminder: () => 'Woran soll ich erinnern?',
    reminder: ({ name }) => `Erinnerung: ${name ?? ''}.`,
    missedReminder: (what) => `Während ich aus war, gab es eine Erinnerung, ${label(what)}: ${what.name ?? ''}.`,
  };
}

export function frenchAlarms(locale: string): AlarmReplies {
  const when: WhenWords = {
    tomorrow: 'demain',
    onWeekday: (weekday) => weekday,
    onDate: (weekday, day, month) => `${weekday} ${day === 1 ? '1er' : day} ${month}`,
    everyDay: 'tous les jours',
    everyWorkday: 'du lundi au vendredi',
    everyWeekend: 'le week-end',
    every: (weekdays) => `chaque ${listAll(locale, weekdays)}`,
    rarely: {
      hourly: 'toutes les heures',
      everyOther: (weekday) => `un ${weekday} sur deux`,
      monthly: (day) => `le ${day === 1 ? '1er' : day} de chaque mois`,
      yearly: (day, month) => `chaque année le ${day === 1 ? '1er' : day} ${month}`,
    },
    again: 'puis de nouveau',
    at: (clock) => `à ${clock}`,
    join: (day, time) => `${day} ${time}`,
  };
  const label = (what: AlarmWords): string => whenText(locale, when, what);
  const each = (what: AlarmWords): string => (what.name === null ? label(what) : `${what.name}, ${label(what)}`);
  return {
    alarmSet: (what) => `Alarme${what.name === null ? '' : ` ${what.name}`} réglée pour ${label(what)}.`,
    alarmsAre: (all) => enumerate(all, "Il n'y a pas d'alarme.", 'La prochaine alarme :', 'Il y a # alarmes :', each),
    alarmCancelled: ({ count }) => (count > 1 ? `${count} alarmes annulées.` : 'Alarme annulée.'),
    noAlarms: () => "Il n'y a pas d'alarme.",
    unknownAlarm: () => "Cette alarme n'existe pas.",
    whichAlarm: ({ names }) => `Quelle alarme : ${listAny(locale, names)} ?`,
    whenAlarm: () => 'Pour quand ?',
    alarmLabel: label,
    snoozed: ({ seconds }) => `Je sonnerai de nouveau dans ${durationText(locale, seconds)}.`,
    nothingRings: () => 'Rien ne sonne.',
    missedAlarm: (what) => `Pendant que j'étais éteint, l'alarme de ${label(what)} est passée.`,
    reminderSet: (what) => `Rappel prévu, ${label(what)} : ${what.name ?? ''}.`,
    remindersAre: (all) => enumerate(all, "Il n'y a pas de rappel.", 'Un rappel :', '# rappels :', each),
    reminderCancelled: ({ count }) => (count > 1 ? `${count} rappels annulés.` : 'Rappel annulé.'),
    noReminders: () => "Il n'y a pas de rappel.",
    whatReminder: () => 'Que dois-je vous rappeler ?',
    reminder: ({ name }) => `Rappel : ${name ?? ''}.`,
    missedReminder: (what) => `Pendant que j'étais éteint, il y avait un rappel, ${label(what)} : ${what.name ?? ''}.`,
  };
}

export function spanishAlarms(locale: string): AlarmReplies {
  const when: WhenWords = {
    tomorrow: 'mañana',
    onWeekday: (weekday) => `el ${weekday}`,
    onDate: (weekday, day, month) => `el ${weekday} ${day} de ${month}`,
    everyDay: 'todos los días',
    everyWorkday: 'de lunes a viernes',
    everyWeekend: 'los fines de semana',
    every: (weekdays) => `cada ${listAll(locale, weekdays)}`,
    rarely: {
      hourly: 'cada hora',
      everyOther: (weekday) => `un ${weekday} sí y otro no`,
      monthly: (day) => `el día ${day} de cada mes`,
      yearly: (day, month) => `cada año el ${day} de ${month}`,
    },
    again: 'y de nuevo después',
    at: (clock) => `a ${/^0?1:/.test(clock) ? 'la' : 'las'} ${clock}`,
    join: (day, time) => `${day} ${time}`,
  };
  const label = (what: AlarmWords): string => {
    const text = whenText(locale, when, what);
    return /^\d/.test(text) ? when.at(text) : text;
  };
  const each = (what: AlarmWords): string => (what.name === null ? label(what) : `${what.name}, ${label(what)}`);
  return {
    alarmSet: (what) => `Alarma${what.name === null ? '' : ` ${what.name}`} puesta: ${label(what)}.`,
    alarmsAre: (all) => enumerate(all, 'No hay alarmas.', 'La próxima alarma:', 'Hay # alarmas:', each),
    alarmCancelled: ({ count }) => (count > 1 ? `${count} alarmas canceladas.` : 'Alarma cancelada.'),
    noAlarms: () => 'No hay alarmas.',
    unknownAlarm: () => 'Esa alarma no existe.',
    whichAlarm: ({ names }) => `¿Qué alarma: ${listAny(locale, names)}?`,
    whenAlarm: () => '¿Para cuándo?',
    alarmLabel: label,
    snoozed: ({ seconds }) => `Sonaré otra vez dentro de ${durationText(locale, seconds)}.`,
    nothingRings: () => 'No suena nada.',
    missedAlarm: (what) => `Mientras estaba apagado pasó la alarma: ${label(what)}.`,
    reminderSet: (what) => `Te lo recordaré ${label(what)}: ${what.name ?? ''}.`,
    remindersAre: (all) => enumerate(all, 'No hay recordatorios.', 'Un recordatorio:', 'Hay # recordatorios:', each),
    reminderCancelled: ({ count }) => (count > 1 ? `${count} recordatorios cancelados.` : 'Recordatorio cancelado.'),
    noReminders: () => 'No hay recordatorios.',
    whatReminder: () => '¿Qué debo recordarte?',
    reminder: ({ name }) => `Recordatorio: ${name ?? ''}.`,
    missedReminder: (what) => `Mientras estaba apagado había un recordatorio, ${label(what)}: ${what.name ?? ''}.`,
  };
}

/** "#" in `many` is how many there are. */
export function enumerate(
  all: readonly AlarmWords[],
  none: string,
  one: string,
  many: string,
  each: (what: AlarmWords) => string,
): string {
  if (all.length === 0) return none;
  if (all.length === 1) return `${one} ${all.map(each).join('')}.`;
  return `${many.replace('#', String(all.length))} ${all.map(each).join('; ')}.`;
}
