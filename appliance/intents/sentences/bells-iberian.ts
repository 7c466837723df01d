// Alarms, reminders and "stop": Spanish, Portuguese.
import type { BellSentences } from './bells.ts';

const MINUTES = '{snooze_minutes:minutes}';

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
    'cuánto [tiempo] (queda|falta)',
    'cuántos temporizadores (hay|tengo)',
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
    'quanto tempo (falta|resta)',
    'quantos (temporizadores|timers) (há|tenho)',
  ],
  startTimer: [
    '(põe|ponha|coloca|coloque|define|defina|cria|crie|inicia|inicie|liga) [um] [novo] (timer|temporizador) (de|para|com) LENGTH',
  ],
  units: ['hora[s]', 'minuto[s]', 'segundo[s]'],
};
