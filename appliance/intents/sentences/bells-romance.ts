// Alarms, reminders and "stop": French, Spanish, Italian, Portuguese.
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
    "quelles (sont mes alarmes|alarmes [sont réglées|sont programmées|ai-je|y a-t-il|j'ai])",
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
    'quels (sont mes rappels|rappels [ai-je|y a-t-il])',
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

const ALARMA = '[la|el|mi|esta|una] [próxima] (alarma|despertador)';

export const SPANISH_BELLS: BellSentences = {
  skipWords: ['por favor', 'porfa', 'gracias', 'podrías', 'puedes', 'me puedes', 'podés', 'ahora'],
  leads: [
    ...[
      'a',
      'al',
      'para',
      'sobre',
      'en',
      'dentro',
      'mañana',
      'pasado',
      'hoy',
      'esta',
      'este',
      'el',
      'los',
      'cada',
      'todos',
    ],
    ...['todas', 'de', 'entre', 'lunes', 'martes', 'miércoles', 'jueves', 'viernes', 'sábado', 'domingo'],
  ],
  setAlarm: [
    '(pon|ponme|poner|crea|créame|programa|configura|activa|añade|establece) [una|la|el|un|mi] [nueva|nuevo] (alarma|despertador)',
    '[nueva] alarma',
    '(despiértame|despiértanos|despertarme)',
  ],
  named: '(llamada|llamado|con el nombre [de])',
  cancelAlarm: [`(cancela|cancelar|borra|elimina|quita|apaga|para|detén|desactiva) ${ALARMA}`],
  alarmOff: ['(alarma|despertador) (apagada|apagado|fuera)'],
  cancelAllAlarms: ['(cancela|cancelar|borra|elimina|quita|apaga|desactiva) [todas] (las|mis) alarmas'],
  alarmStatus: [
    '(qué|cuáles) (alarmas (tengo|hay) [puestas|programadas]|son mis alarmas)',
    '(tengo|hay) (alguna|una|alguna) alarma [puesta|programada]',
    '(tengo|hay) alarmas [puestas|programadas]',
    '(dime|muéstrame|lista|léeme|lee) [todas] (mis|las) alarmas',
    'cuántas alarmas (tengo|hay)',
  ],
  nextAlarm: [
    '(cuándo|a qué hora) (suena|es) [la|mi|el] [próxima] (alarma|despertador)',
    '(cuándo|a qué hora) me despiertas',
    'cuál es (la|mi) próxima alarma',
  ],
  snooze: [
    '(pospón|posponer|aplaza|aplazar|repite más tarde) [la alarma]',
    '(unos|un par de) minutos más',
    'déjame dormir [un poco] [más]',
    'más tarde',
  ],
  snoozeFor: [`${MINUTES} minuto[s] más`, `(pospón|posponer|aplaza|aplazar) [la alarma] ${MINUTES} minuto[s]`],
  remind: [
    '(recuérdame|recuérdanos|recordarme)',
    '(pon|ponme|crea|créame|añade|programa) un [nuevo] recordatorio',
    '[nuevo] recordatorio',
    'que no se me olvide',
  ],
  setReminder: [
    '(pon|ponme|crea|créame|añade|programa) un [nuevo] recordatorio',
    'nuevo recordatorio',
    'recuérdame [algo]',
  ],
  reminderStatus: [
    '(qué|cuáles) (recordatorios (tengo|hay)|son mis recordatorios)',
    '(tengo|hay) [algún] (recordatorio|recordatorios)',
    '(dime|muéstrame|lista|léeme|lee) [todos] (mis|los) recordatorios',
  ],
  cancelReminder: ['(cancela|cancelar|borra|elimina|quita|olvida) [el|mi] recordatorio'],
  cancelAllReminders: ['(cancela|cancelar|borra|elimina|quita|olvida) [todos] (los|mis) recordatorios'],
  stop: [
    '(para|párate|stop|alto|basta|ya basta|detente|cállate|silencio|ya está)',
    '(no gracias|nada|déjalo|olvídalo|da igual|cancela|cancelar)',
  ],
  timerLeft: [
    'cuánto [tiempo] (queda|falta|le queda|le falta) (al|en el|del|para el|a mi) temporizador',
    'cuándo (suena|termina|acaba) (el|mi) temporizador',
    'cuántos temporizadores (hay|tengo)',
  ],
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

const ALARME_PT = '[o|a|meu|minha|este] [próximo] (alarme|despertador)';

export const PORTUGUESE_BELLS: BellSentences = {
  skipWords: ['por favor', 'se faz favor', 'obrigado', 'obrigada', 'pode', 'podes', 'você pode', 'poderia', 'agora'],
  leads: [
    ...[
      'às',
      'as',
      'à',
      'ao',
      'aos',
      'para',
      'pelas',
      'em',
      'daqui',
      'dentro',
      'amanhã',
      'depois',
      'hoje',
      'esta',
      'cada',
      'todo',
    ],
    ...['toda', 'todos', 'todas', 'na', 'no', 'nos', 'de', 'dia', 'durante'],
    ...[
      'segunda',
      'terça',
      'quarta',
      'quinta',
      'sexta',
      'sábado',
      'domingo',
      'segunda-feira',
      'terça-feira',
      'quarta-feira',
    ],
    ...['quinta-feira', 'sexta-feira'],
  ],
  setAlarm: [
    '(põe|põe-me|ponha|coloca|coloque|define|defina|cria|crie|programa|programe|marca|marque|ativa|ative|adiciona) [um|o|meu] [novo] (alarme|despertador)',
    '[novo] alarme',
    '(acorda-me|acorde-me|me acorda|me acorde|acorda[ ]me|acorde[ ]me|desperta-me)',
  ],
  named: '(chamado|com [o] nome [de])',
  cancelAlarm: [
    `(cancela|cancele|cancelar|apaga|apague|elimina|elimine|remove|remova|desliga|desligue|desativa|desative|para|pare) ${ALARME_PT}`,
  ],
  alarmOff: ['(alarme|despertador) desligado'],
  cancelAllAlarms: [
    '(cancela|cancele|cancelar|apaga|apague|elimina|elimine|remove|remova|desliga|desligue) (todos os|os|os meus|todos os meus|meus) alarmes',
  ],
  alarmStatus: [
    '(que|quais) alarmes (há|tenho|existem|eu tenho) [definidos|marcados|ativos]',
    '(tenho|há|eu tenho) (algum|um) alarme [definido|marcado|ativo]',
    'quais são [os] meus alarmes',
    '(lista|liste|mostra|mostre|diz-me|diga-me|lê|leia) [todos] [os] [meus] alarmes',
    'quantos alarmes (há|tenho|eu tenho)',
  ],
  nextAlarm: [
    '(quando|a que horas|que horas) (toca|é) [o] [meu] [próximo] (alarme|despertador)',
    '(quando|a que horas) me acordas',
    'qual é o [meu] próximo alarme',
  ],
  snooze: [
    '(adia|adie|adiar|soneca) [o alarme]',
    '[só] mais (uns|alguns) minutos',
    'deixa[-| ]me dormir [mais] [um pouco]',
    'mais tarde',
  ],
  snoozeFor: [`mais ${MINUTES} minuto[s]`, `(adia|adie|adiar) [o alarme] [por] ${MINUTES} minuto[s]`],
  remind: [
    '(lembra-me|lembre-me|lembra me|lembre me|me lembra|me lembre|lembra-nos|recorda-me)',
    '(cria|crie|põe|ponha|coloca|coloque|define|defina|adiciona|adicione) um [novo] lembrete',
    '[novo] lembrete',
    'não me deixes esquecer',
  ],
  setReminder: [
    '(cria|crie|põe|ponha|coloca|coloque|define|defina|adiciona|adicione) um [novo] lembrete',
    'novo lembrete',
    '(lembra-me|lembre-me|me lembre|me lembra) [de algo|de alguma coisa]',
  ],
  reminderStatus: [
    '(que|quais) lembretes (há|tenho|existem|eu tenho)',
    'quais são [os] meus lembretes',
    '(tenho|há) [algum|alguns] (lembrete|lembretes)',
    '(lista|liste|mostra|mostre|diz-me|diga-me|lê|leia) [todos] [os] [meus] lembretes',
  ],
  cancelReminder: [
    '(cancela|cancele|cancelar|apaga|apague|elimina|elimine|remove|remova|esquece|esqueça) [o] [meu] lembrete',
  ],
  cancelAllReminders: [
    '(cancela|cancele|cancelar|apaga|apague|elimina|elimine|remove|remova) (todos os|os|os meus|todos os meus|meus) lembretes',
  ],
  stop: [
    '(para|pare|parar|stop|chega|basta|silêncio|cala-te|já chega)',
    '(não obrigado|não obrigada|nada|deixa lá|deixa para lá|esquece [isso]|esqueça|cancela|cancelar)',
  ],
  timerLeft: [
    'quanto [tempo] (falta|resta) (para|no|ao) [o] [meu] (temporizador|timer)',
    'quando (toca|acaba|termina) (o|o meu) (temporizador|timer)',
    'quantos (temporizadores|timers) (há|tenho)',
  ],
  startTimer: [
    '(põe|ponha|coloca|coloque|define|defina|cria|crie|inicia|inicie|liga) [um] [novo] (timer|temporizador) (de|para|com) LENGTH',
  ],
  units: ['hora[s]', 'minuto[s]', 'segundo[s]'],
};
