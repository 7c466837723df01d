// Alarms, reminders and "stop": Dutch, Swedish, Danish.
import type { BellSentences } from './bells.ts';

const MINUTES = '{snooze_minutes:minutes}';

const WEKKER = '[de|mijn|deze] [volgende] (wekker|alarm)';
const ALLE_WEKKERS = '(alle [mijn|de]|mijn|de) (wekkers|alarmen)';

export const DUTCH_BELLS: BellSentences = {
  skipWords: [
    'alsjeblieft',
    'alstublieft',
    'graag',
    'even',
    'kan je',
    'kun je',
    'kunt u',
    'wil je',
    'zou je',
    'ik wil dat je',
  ],
  leads: [
    ...[
      'om',
      'voor',
      'op',
      'over',
      'rond',
      'tegen',
      'vanaf',
      'in',
      'morgen',
      'morgenochtend',
      'morgenmiddag',
      'morgenavond',
    ],
    ...['overmorgen', 'vandaag', 'vanavond', 'vanmiddag', 'elke', 'iedere', 'elk', 'ieder', 'dagelijks', 'doordeweeks'],
    ...['maandag', 'dinsdag', 'woensdag', 'donderdag', 'vrijdag', 'zaterdag', 'zondag', 'volgende', 'komende'],
  ],
  setAlarm: [
    '(zet|stel|maak|plan) [voor (mij|me)] [een|de|mijn] [nieuwe|nieuw] (wekker|alarm) [in]',
    '[nieuwe|nieuw] (wekker|alarm)',
    '(maak|wek) (me|mij|ons) [wakker]',
  ],
  setAlarmAt: [
    '(maak|wek) (me|mij|ons) WHEN wakker',
    '(zet|stel) WHEN (een|de) (wekker|alarm) [in]',
    '(zet|stel) (een|de|mijn) (wekker|alarm) WHEN in',
  ],
  named: '(genaamd|met [de] naam)',
  cancelAlarm: [`(annuleer|verwijder|stop|wis|schrap) ${WEKKER}`],
  alarmOff: [`(zet|doe) ${WEKKER} (uit|af)`, '(wekker|alarm) (uit|uitzetten|stoppen)'],
  cancelAllAlarms: [
    `(annuleer|verwijder|stop|wis|schrap) ${ALLE_WEKKERS}`,
    `(zet|doe) ${ALLE_WEKKERS} uit`,
    'alle wekkers (uit|verwijderen)',
  ],
  alarmStatus: [
    '(welke|wat voor) (wekkers|alarmen) (zijn er|heb ik|staan er) [gezet|ingesteld|aan]',
    '(heb ik|zijn er|staan er) [nog] (een|geen) (wekker|wekkers|alarm|alarmen) [gezet|ingesteld|aan]',
    '(heb ik|zijn er|staan er) (wekkers|alarmen) [gezet|ingesteld|aan]',
    '(staat|is) (er een|de|mijn) (wekker|alarm) (aan|gezet|ingesteld)',
    '(toon|geef|noem|lees) [me|mij] [al] [mijn|de] (wekkers|alarmen) [voor]',
    'hoeveel (wekkers|alarmen) (zijn er|heb ik) [gezet|ingesteld]',
  ],
  nextAlarm: [
    '(wanneer|hoe laat) (gaat|is) [de|mijn|het] [volgende] (wekker|alarm) [af]',
    '(wanneer|hoe laat) (maak|wek) je (me|mij) [wakker]',
    'hoe laat staat [de|mijn] (wekker|alarm)',
  ],
  snooze: [
    '(sluimer|sluimeren|snooze)',
    '[nog] (een paar|enkele) minuten',
    'laat me [nog] [even|wat] [langer] slapen',
    'straks weer',
  ],
  snoozeFor: [`nog ${MINUTES} (minuut|minuten)`, `(sluimer|sluimeren|snooze) [voor] ${MINUTES} (minuut|minuten)`],
  remind: [
    'herinner (me|mij|ons)',
    '(maak|zet|stel) een [nieuwe] herinnering [in]',
    '[nieuwe] herinnering',
    'laat me niet vergeten',
  ],
  setReminder: [
    '(maak|zet|stel) een [nieuwe] herinnering [in]',
    'herinner (me|mij) [aan iets|ergens aan]',
    'nieuwe herinnering',
  ],
  reminderStatus: [
    '(welke|wat voor) herinneringen (zijn er|heb ik)',
    '(toon|geef|noem|lees) [me|mij] [al] [mijn|de] herinneringen [voor]',
    'wat zijn mijn herinneringen',
    '(heb ik|zijn er) [nog] herinneringen',
    'waar moet je me aan herinneren',
  ],
  cancelReminder: ['(annuleer|verwijder|wis|schrap|vergeet) [de|mijn] herinnering'],
  cancelAllReminders: [
    '(annuleer|verwijder|wis|schrap|vergeet) (alle [mijn|de]|mijn|de) herinneringen',
    'alle herinneringen verwijderen',
  ],
  stop: [
    '(stop|hou op|houd op|ophouden|genoeg|stil|wees stil|hou je mond)',
    '(nee bedankt|laat maar|niets|niks|vergeet het [maar]|annuleren)',
  ],
  timerLeft: [
    'hoeveel tijd [is|staat] [er] [nog] [over] (op|van|voor) [de|mijn] timer',
    'hoe lang [duurt|loopt] [de|mijn] timer [nog]',
    'hoe lang nog',
    'hoeveel timers (zijn er|lopen er|heb ik)',
    'welke timers (lopen er|zijn er|heb ik)',
  ],
};

const ALARMET = '(alarmet|alarm|larmet|larm|väckarklockan|väckarklocka|väckningen|väckning)';

export const SWEDISH_BELLS: BellSentences = {
  skipWords: ['snälla', 'tack', 'vänligen', 'kan du', 'skulle du kunna', 'är du snäll'],
  leads: [
    ...['på', 'klockan', 'kl', 'till', 'om', 'vid', 'i morgon', 'imorgon', 'i kväll', 'ikväll', 'i dag', 'idag', 'den'],
    ...['i övermorgon', 'i eftermiddag', 'varje', 'varannan', 'dagligen', 'alla', 'vardagar', 'nästa'],
    ...['måndag[ar]', 'tisdag[ar]', 'onsdag[ar]', 'torsdag[ar]', 'fredag[ar]', 'lördag[ar]', 'söndag[ar]'],
  ],
  setAlarm: [
    `(ställ|sätt|skapa|lägg till|starta) [in] [mig] [en|ett|mitt|min] [ny|nytt] ${ALARMET}`,
    `[nytt|ny] (alarm|larm|väckning)`,
    'väck (mig|oss)',
  ],
  named: '(som heter|med namnet)',
  cancelAlarm: [`(ta bort|avbryt|radera|stoppa|stäng av|avsluta) [mitt|min|det|den|nästa] ${ALARMET}`],
  alarmOff: [`${ALARMET} av`],
  cancelAllAlarms: ['(ta bort|avbryt|radera|stoppa|stäng av) (alla [mina]|mina) (alarm|larm|väckningar|väckarklockor)'],
  alarmStatus: [
    '(vilka|vad för) (alarm|larm|väckningar) (finns det|har jag|är (på|ställda)) [ställt|ställda]',
    '(har jag|finns det) (något|några) (alarm|larm|väckningar)',
    `är (det något|mitt|min) ${ALARMET} (på|ställt|ställd)`,
    '(visa|läs upp|berätta) [mig] [alla] [mina] (alarm|larm|väckningar)',
    'hur många (alarm|larm) (finns det|har jag)',
  ],
  nextAlarm: [`(när|hur dags) (ringer|är|går) [mitt|min|det] [nästa] ${ALARMET}`, '(när|hur dags) väcker du mig'],
  snooze: ['(snooza|snooze|slumra)', '[bara] (några|ett par) minuter till', 'låt mig sova [lite] [till|längre]'],
  snoozeFor: [`${MINUTES} minut[er] till`, `(snooza|snooze|slumra) [i] ${MINUTES} minut[er]`],
  remind: [
    'påminn (mig|oss)',
    '(skapa|sätt|lägg till|gör) en [ny] påminnelse',
    '[ny] påminnelse',
    'låt mig inte glömma',
  ],
  setReminder: ['(skapa|sätt|lägg till|gör) en [ny] påminnelse', 'påminn mig [om något]', 'ny påminnelse'],
  reminderStatus: [
    '(vilka|vad för) påminnelser (finns det|har jag)',
    '(visa|läs upp|berätta) [mig] [alla] [mina] påminnelser',
    'vad är mina påminnelser',
    '(har jag|finns det) [några] påminnelser',
  ],
  cancelReminder: ['(ta bort|avbryt|radera|glöm) [min] (påminnelse|påminnelsen)'],
  cancelAllReminders: ['(ta bort|avbryt|radera|glöm) (alla [mina]|mina) påminnelser'],
  stop: [
    '(stopp|stop|sluta|tyst|var tyst|håll tyst|räcker|det räcker|stanna)',
    '(nej tack|glöm det|ingenting|inget|strunt i det|avbryt)',
  ],
  timerLeft: [
    'hur (mycket tid|länge) (är|är det|finns det) kvar (på|av) [min] (timer|timern)',
    'hur (mycket tid|länge) är [det] kvar',
    'hur länge till',
    'hur många (timer|timers|timrar) (är igång|går|har jag)',
  ],
};

const ALARMEN = '(alarmen|alarm|vækkeuret|vækkeur|vækningen|vækning)';

export const DANISH_BELLS: BellSentences = {
  skipWords: ['venligst', 'tak', 'vil du', 'kan du', 'vær så venlig', 'kunne du'],
  leads: [
    ...[
      'på',
      'klokken',
      'kl',
      'til',
      'om',
      'ved',
      'i morgen',
      'i aften',
      'i dag',
      'i overmorgen',
      'i eftermiddag',
      'den',
    ],
    ...['hver', 'dagligt', 'alle', 'hverdage', 'næste', 'i weekenden'],
    ...['mandag', 'tirsdag', 'onsdag', 'torsdag', 'fredag', 'lørdag', 'søndag'],
  ],
  setAlarm: [
    `(sæt|stil|indstil|lav|opret|start) [mig] [en|et|min|mit] [ny|nyt] ${ALARMEN}`,
    '[ny] (alarm|vækning)',
    'væk (mig|os)',
  ],
  named: '(der hedder|med navnet|kaldet)',
  cancelAlarm: [`(slet|afbryd|fjern|stop|sluk|annuller|sluk for) [min|mit|den|det|næste] ${ALARMEN}`],
  alarmOff: [`${ALARMEN} (fra|slukket)`, `slå ${ALARMEN} fra`],
  cancelAllAlarms: ['(slet|afbryd|fjern|stop|sluk|annuller) (alle [mine]|mine) (alarmer|vækninger|vækkeure)'],
  alarmStatus: [
    '(hvilke|hvad for) (alarmer|vækninger) (er der|har jeg) [sat|stillet]',
    '(har jeg|er der) [nogen|en] (alarm|alarmer|vækninger) [sat|stillet]',
    `er (min|mit|der en) ${ALARMEN} (sat|stillet|slået til)`,
    '(vis|læs|fortæl) [mig] [alle] [mine] (alarmer|vækninger) [op]',
    'hvor mange alarmer (er der|har jeg)',
  ],
  nextAlarm: [`hvornår (ringer|er|går) [min|mit|den|det] [næste] ${ALARMEN} [i gang]`, 'hvornår vækker du mig'],
  snooze: [
    '(snooze|udsæt [alarmen]|blund)',
    '[bare] (et par|nogle) minutter [mere|til]',
    'lad mig sove [lidt] [længere|videre]',
  ],
  snoozeFor: [`${MINUTES} minut[ter] (mere|til)`, `(snooze|udsæt|blund) [i] ${MINUTES} minut[ter]`],
  remind: ['(mind|påmind) (mig|os)', '(lav|sæt|opret) en [ny] påmindelse', '[ny] påmindelse', 'lad mig ikke glemme'],
  setReminder: ['(lav|sæt|opret) en [ny] påmindelse', '(mind|påmind) mig [om noget]', 'ny påmindelse'],
  reminderStatus: [
    '(hvilke|hvad for) påmindelser (er der|har jeg)',
    '(vis|læs|fortæl) [mig] [alle] [mine] påmindelser [op]',
    'hvad er mine påmindelser',
    '(har jeg|er der) [nogen] påmindelser',
  ],
  cancelReminder: ['(slet|afbryd|fjern|annuller|glem) [min] (påmindelse|påmindelsen)'],
  cancelAllReminders: ['(slet|afbryd|fjern|annuller|glem) (alle [mine]|mine) påmindelser'],
  stop: [
    '(stop|hold op|stille|vær stille|ti stille|nok|det er nok)',
    '(nej tak|glem det|ingenting|lige meget|annuller|afbryd)',
  ],
  timerLeft: [
    'hvor (meget tid|længe) (er der|er) (tilbage|igen) (på|af) [min] (timer|timeren)',
    'hvor (meget tid|lang tid|længe) er der (tilbage|igen)',
    'hvor længe (endnu|igen)',
    'hvor mange (timere|timer) (kører|har jeg)',
  ],
  startTimer: [
    '(sæt|start|lav|opret|stil) [en] [ny] timer (på|til) LENGTH',
    '[en] timer (på|til) LENGTH',
    'tæl ned fra LENGTH',
  ],
  units: ['time[r]', 'minut[ter]', 'sekund[er]'],
};
