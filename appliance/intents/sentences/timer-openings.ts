// "Set a timer" without a length, which is then asked for. The fetched sentences all want one at once.
import type { SentenceFileInput } from '../sentence-file.ts';

const OPENINGS: Readonly<Record<string, readonly string[]>> = {
  cs: ['(nastav|spusť|zapni|vytvoř) [nový|další] (časovač|minutku)'],
  da: ['(sæt|start|opret|lav) [en|et] [ny|nyt|anden|andet] (timer|nedtælling|minutur|æggeur)'],
  de: [
    '(stell|stelle|starte|setz|setze|mach|mache|erstelle) [mir] [einen|den|noch einen] [neuen|weiteren|anderen] (Timer|Kurzzeitwecker) [ein]',
  ],
  es: ['(pon|ponme|inicia|crea|programa|configura) [un|otro] [nuevo] (temporizador|cronómetro de cocina)'],
  fr: ['(mets|mets-moi|lance|crée|démarre|programme|règle) [un|le|un autre] [nouveau] (minuteur|minuterie|timer)'],
  it: ['(imposta|avvia|metti|crea|attiva) [un|un altro|il] [nuovo] (timer|temporizzatore)'],
  nl: ['(zet|start|maak|stel) [een|de|nog een] [nieuwe|andere] (timer|kookwekker|eierwekker) [in|aan]'],
  pl: ['(ustaw|nastaw|uruchom|włącz|utwórz) [nowy|kolejny] (minutnik|timer)'],
  pt: ['(define|coloca|põe|inicia|cria|programa) [um|outro] [novo] (temporizador|timer)'],
  ru: ['(поставь|установи|запусти|включи|засеки) [новый|ещё один|еще один] таймер'],
  sv: ['(ställ|sätt|starta|skapa) [in] [en|ett|en till] [ny|nytt|annan] (timer|äggklocka|tidur)'],
};

export function timerOpenings(code: string): ReadonlyArray<Pick<SentenceFileInput, 'intents'>> {
  const sentences = OPENINGS[code];
  return sentences === undefined ? [] : [{ intents: { HassStartTimer: { data: [{ sentences: [...sentences] }] } } }];
}
