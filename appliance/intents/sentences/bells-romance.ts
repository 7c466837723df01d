// Alarms, reminders and "stop": French, Italian.
import type { BellSentences } from './bells.ts';

const MINUTES = '{snooze_minutes:minutes}';

const ALARME = "[l'|une |mon |la |ma |cette ](alarme|réveil)";
const ALARMES = '[toutes] [mes|les] (alarmes|réveils)';

export const FRENCH_BELLS: BellSentences = {
  skipWords: [
    "s'il te plaît",
    "s'il vous plaît",
    'stp',
    'merci',
    'est-ce que',
    'tu peux',
    'peux-tu',
    'pourrais-tu',
    'maintenant',
  ],
  leads: [
    ...[
      'à',
      'pour',
      'vers',
      'dans',
      "d'ici",
      'demain',
      'après-demain',
      "aujourd'hui",
      'ce',
      'cet',
      'le',
      'les',
      'en',
      'du',
      'chaque',
    ],
    ...['tous', 'toutes', 'lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi', 'dimanche'],
    ...['un lundi', 'un mardi', 'un mercredi', 'un jeudi', 'un vendredi', 'un samedi', 'un dimanche'],
  ],
  setAlarm: [
    "(mets|met|mettre|règle|régler|programme|programmer|crée|créer|ajoute|active) [moi|-moi] (une|l'|un|le|mon|la)[ ][nouvelle |nouveau ](alarme|réveil)",
    '[nouvelle] alarme',
    '(réveille|réveillez)[-| ](moi|nous)',
  ],
  named: '(appelée|appelé|nommée|nommé|intitulée)',
  cancelAlarm: [`(annule|annuler|supprime|supprimer|arrête|arrêter|coupe|désactive|efface|éteins) ${ALARME}`],
  alarmOff: [`(annule|supprime) (la prochaine alarme|le prochain réveil)`],
  cancelAllAlarms: [`(annule|annuler|supprime|supprimer|arrête|efface|désactive) ${ALARMES}`],
  alarmStatus: [
    "quelles (sont (mes|les) alarmes|alarmes [sont réglées|sont programmées|ai-je|y a-t-il|j'ai])",
    "(ai-je|y a-t-il|est-ce qu'il y a|j'ai) (une|des) (alarme|alarmes) [réglée|réglées|programmée|programmées]",
    '(liste|donne|montre|dis|lis)[-| ][moi] [toutes] [mes|les] alarmes',
    "combien (d'alarmes|ai-je d'alarmes|y a-t-il d'alarmes)",
  ],
  nextAlarm: [
    'quand (sonne|est) (mon réveil|mon alarme|ma prochaine alarme|la prochaine alarme|le réveil|le prochain réveil)',
    'à quelle heure (sonne|est) (mon réveil|mon alarme|la prochaine alarme|le réveil)',
    '(quand|à quelle heure) me réveilles-tu',
    '(prochaine alarme|quelle est [la|ma] prochaine alarme)',
  ],
  snooze: [
    '(répéter|répète|rappel) [plus tard]',
    '(snooze|encore [quelques|un peu de] minutes)',
    'laisse[-| ]moi dormir [encore] [un peu]',
    'plus tard',
  ],
  snoozeFor: [`encore ${MINUTES} minute[s]`, `(snooze|répète dans|rappelle dans) ${MINUTES} minute[s]`],
  remind: [
    '(rappelle|rappelez)[-| ](moi|nous)',
    '(mets|met|crée|ajoute|programme) [moi|-moi] un [nouveau] rappel',
    '[nouveau] rappel',
    'fais[-| ]moi penser à',
    "(n'|ne )oublie pas de me rappeler",
  ],
  setReminder: [
    '(mets|met|crée|ajoute|programme) [moi|-moi] un [nouveau] rappel',
    'nouveau rappel',
    '(rappelle|rappelez)[-| ]moi [quelque chose]',
  ],
  reminderStatus: [
    'quels (sont (mes|les) rappels|rappels [ai-je|y a-t-il])',
    '(ai-je|y a-t-il) des rappels',
    '(liste|donne|montre|dis|lis)[-| ][moi] [tous] [mes|les] rappels',
  ],
  cancelReminder: ['(annule|annuler|supprime|supprimer|efface|oublie) [le|mon] rappel'],
  cancelAllReminders: ['(annule|annuler|supprime|supprimer|efface|oublie) [tous] (mes|les) rappels'],
  stop: [
    '(stop|arrête|arrêter|arrête-toi|arrête ça|ça suffit|suffit|assez|tais-toi|tais toi|silence|chut)',
    '(non merci|laisse tomber|annule|annuler|rien|oublie ça|peu importe)',
  ],
  timerLeft: [
    '(combien de temps|combien) (reste-t-il|reste t il|il reste) [sur|pour|avant] [le|mon|la|ma] (minuteur|minuterie)',
    'quand (sonne|finit|se termine) (le|mon) minuteur',
    'combien de minuteurs (tournent|y a-t-il|ai-je)',
  ],
  startTimer: ['(mets|lance|démarre|crée|règle) [moi|-moi] un [nouveau] minuteur (de|pour|sur|à) LENGTH'],
  units: ['heure[s]', 'minute[s]', 'seconde[s]'],
};

const SVEGLIA = '[la|mia|la mia|questa] [prossima] (sveglia|allarme)';

export const ITALIAN_BELLS: BellSentences = {
  skipWords: ['per favore', 'per piacere', 'grazie', 'puoi', 'potresti', 'mi puoi', 'mi potresti', 'adesso'],
  leads: [
    ...[
      'alle',
      'per',
      'verso',
      'tra',
      'fra',
      'domani',
      'dopodomani',
      'domattina',
      'oggi',
      'stasera',
      'questo',
      'questa',
      'il',
      'la',
    ],
    ...['ogni', 'tutti', 'tutte', 'nei', 'nel', 'dal', 'a', 'di', 'durante'],
    ...['lunedì', 'martedì', 'mercoledì', 'giovedì', 'venerdì', 'sabato', 'domenica'],
  ],
  setAlarm: [
    '(metti|mettimi|imposta|impostami|punta|crea|programma|aggiungi|attiva) [una|la|mia|un] [nuova] (sveglia|allarme)',
    '[nuova] sveglia',
    '(svegliami|svegliaci)',
  ],
  named: '(chiamata|di nome|con nome)',
  cancelAlarm: [`(cancella|annulla|elimina|togli|spegni|ferma|disattiva|rimuovi) ${SVEGLIA}`],
  alarmOff: ['(sveglia|allarme) (spenta|via)'],
  cancelAllAlarms: [
    '(cancella|annulla|elimina|togli|spegni|disattiva|rimuovi) (tutte le|le|le mie|tutte le mie) sveglie',
  ],
  alarmStatus: [
    '(quali|che) sveglie (ci sono|ho) [impostate|impostato|attive]',
    "(ho|c'è|ci sono) [una|delle] (sveglia|sveglie) [impostata|impostate|attive]",
    '(elenca|mostrami|dimmi|leggi|leggimi) [tutte] (le|le mie) sveglie',
    'quante sveglie (ci sono|ho)',
    'quali sono le mie sveglie',
  ],
  nextAlarm: [
    '(quando|a che ora) (suona|è) [la] [mia|prossima] sveglia',
    '(quando|a che ora) mi svegli',
    'qual è la (mia|prossima) sveglia',
  ],
  snooze: [
    '(posticipa|rimanda|rinvia) [la sveglia]',
    '(ancora|altri) [qualche|pochi] minut(o|i)',
    'lasciami dormire [ancora] [un po]',
    'più tardi',
  ],
  snoozeFor: [
    `(ancora|altri) ${MINUTES} minut(o|i)`,
    `(posticipa|rimanda|rinvia) [la sveglia] [di] ${MINUTES} minut(o|i)`,
  ],
  remind: [
    '(ricordami|ricordaci)',
    '(metti|imposta|crea|aggiungi) un [nuovo] promemoria',
    '[nuovo] promemoria',
    'non farmi dimenticare',
  ],
  setReminder: ['(metti|imposta|crea|aggiungi) un [nuovo] promemoria', 'nuovo promemoria', 'ricordami [qualcosa]'],
  reminderStatus: [
    '(quali|che) promemoria (ci sono|ho)',
    'quali sono i miei promemoria',
    "(ho|ci sono|c'è) [dei|un] promemoria",
    '(elenca|mostrami|dimmi|leggi|leggimi) [tutti] (i|i miei) promemoria',
  ],
  cancelReminder: ['(cancella|annulla|elimina|togli|rimuovi|dimentica) [il] [mio] promemoria'],
  cancelAllReminders: ['(cancella|annulla|elimina|togli|rimuovi) (tutti i|tutti i miei|i miei) promemoria'],
  stop: [
    '(stop|basta|fermo|fermati|smettila|smetti|zitto|silenzio|taci|ferma)',
    '(no grazie|niente|lascia stare|lascia perdere|annulla|non importa)',
  ],
  timerLeft: [
    'quanto [tempo] (manca|resta|rimane) (al|sul|per il|del) [mio] timer',
    'quando (suona|finisce|scade) (il|il mio) timer',
    'quanti timer (ci sono|ho)',
  ],
};
