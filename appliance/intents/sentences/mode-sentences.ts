// How one asks for a mode, in each language; what the modes are called is in language/mode-words.ts.

export interface ModeSentences {
  readonly articles: string;
  /** With THING and MODE. */
  readonly set: readonly string[];
  /** MODE with the word for a mode. */
  readonly mode: string;
  readonly heating: string;
  readonly cooling: string;
  /** A fan that stands alone. */
  readonly fan: string;
  /** The fan, and the flaps, of THING. */
  readonly fanOf: readonly string[];
  readonly swingOf: readonly string[];
  /** MODE alone, with no thing. */
  readonly on: readonly string[];
  readonly off: readonly string[];
  /** How warm, behind a mode, with N. */
  readonly degrees: string;
}

export const MODE_SENTENCES: Readonly<Record<string, ModeSentences>> = {
  en: {
    articles: '(the|my|our)',
    set: ['(set|change|put|turn|switch|adjust) THING (to|into|in|on) MODE', '(set|change) [the] mode of THING to MODE'],
    mode: '[the] MODE (mode|preset)',
    heating: '[(the|my|our)] (heating|heater|heat|thermostat)',
    cooling: '[(the|my|our)] (ac|a c|aircon|air con|air conditioner|air conditioning)',
    fan: '[(the|my|our)] fan',
    fanOf: [
      '(set|change|put|turn|adjust) [the] fan [mode|speed] (of|on|for|in) THING to MODE [mode|speed]',
      '(set|change|put|turn|adjust) THING fan [mode|speed] to MODE [mode|speed]',
    ],
    swingOf: [
      '(set|change|put|turn|adjust) [the] swing [mode] (of|on|for|in) THING to MODE [mode]',
      '(set|change|put|turn|adjust) THING swing [mode] to MODE [mode]',
    ],
    on: [
      '(turn|switch) on [the] MODE mode',
      '(turn|switch) [the] MODE mode on',
      '(activate|enable|start) [the] MODE mode',
    ],
    off: [
      '(turn|switch) off [the] MODE mode',
      '(turn|switch) [the] MODE mode off',
      '(deactivate|disable|end|leave) [the] MODE mode',
    ],
    degrees: '[(at|and|to|with)] N(([ ]°)|( degree[s]))',
  },
  de: {
    articles: '(der|die|das|den)',
    set: [
      '(stell|stelle|setz|setze|schalt|schalte|dreh|drehe) THING (auf|in) MODE',
      'THING (auf|in) MODE (stellen|setzen|schalten)',
    ],
    mode: '[den|das] [Modus] MODE[( |-)Modus| Betrieb| Voreinstellung]',
    heating: '(die Heizung|das Thermostat|den Thermostat)',
    cooling: '(die Klimaanlage|das Klimagerät|die Klima)',
    fan: '(den Ventilator|den Lüfter)',
    fanOf: [
      '(stell|stelle|setz|setze|schalt|schalte) (den Lüfter|die Lüfterstufe|den Ventilator|das Gebläse) (von|vom|der|des) THING auf MODE',
      '(stell|stelle|setz|setze|schalt|schalte) (den Lüfter|die Lüfterstufe|den Ventilator|das Gebläse) [von] THING auf MODE',
    ],
    swingOf: [
      '(stell|stelle|setz|setze|schalt|schalte) (die Lamellen|den Schwenkmodus|das Schwenken) (von|vom|der|des) THING auf MODE',
      '(stell|stelle|setz|setze|schalt|schalte) (die Lamellen|den Schwenkmodus|das Schwenken) [von] THING auf MODE',
    ],
    on: [
      '(schalt|schalte|mach|mache) den MODE[( |-)Modus] (ein|an)',
      '(aktivier|aktiviere) den MODE[( |-)Modus]',
      'MODE[( |-)Modus] (ein|an|einschalten|anschalten|aktivieren)',
    ],
    off: [
      '(schalt|schalte|mach|mache) den MODE[( |-)Modus] aus',
      '(deaktivier|deaktiviere|beende) den MODE[( |-)Modus]',
    ],
    degrees: '[(bei|mit|und|auf)] N(([ ]°)| Grad)',
  },
  fr: {
    articles: "(le|la|les|l')",
    set: ['(mets|règle|passe|mettre|régler|passer) THING (en|sur|à) MODE'],
    mode: '[le] mode MODE',
    heating: '(le chauffage|le thermostat)',
    cooling: '(la clim|la climatisation|le climatiseur)',
    fan: 'le ventilateur',
    fanOf: ["(mets|règle|passe) (le ventilateur|la ventilation) (de|du|de la|de l') THING (en|sur|à) MODE"],
    swingOf: ["(mets|règle|passe) (l'oscillation|le balayage) (de|du|de la|de l') THING (en|sur|à) MODE"],
    on: ['(active|activer|allume|mets) le mode MODE'],
    off: ['(désactive|désactiver|éteins|quitte) le mode MODE'],
    degrees: '[(à|et)] N(([ ]°)| degrés)',
  },
  es: {
    articles: '(el|la|los|las)',
    set: ['(pon|ajusta|cambia|configura|pasa) THING (en|a) MODE'],
    mode: '[el] modo MODE',
    heating: '(la calefacción|el termostato)',
    cooling: '(el aire|el aire acondicionado|el climatizador)',
    fan: 'el ventilador',
    fanOf: ['(pon|ajusta|cambia) (el ventilador|la ventilación|la velocidad) (de|del|de la) THING (en|a) MODE'],
    swingOf: ['(pon|ajusta|cambia) (la oscilación|las lamas) (de|del|de la) THING (en|a) MODE'],
    on: ['(activa|enciende|pon) el modo MODE'],
    off: ['(desactiva|apaga|quita) el modo MODE'],
    degrees: '[(a|y)] N(([ ]°)| grados)',
  },
  it: {
    articles: "(il|lo|la|i|gli|le|l')",
    set: ['(imposta|metti|regola|passa) THING (su|in|a) MODE'],
    mode: '[(la|il)] (modalità|modo) MODE',
    heating: '(il riscaldamento|il termostato)',
    cooling: "(l'aria condizionata|il condizionatore|il climatizzatore)",
    fan: '(il ventilatore|la ventola)',
    fanOf: [
      "(imposta|metti|regola) (la ventola|la ventilazione|il ventilatore) (di|del|dello|della|dell') THING (su|in|a) MODE",
    ],
    swingOf: ["(imposta|metti|regola) (l'oscillazione|le alette) (di|del|dello|della|dell') THING (su|in|a) MODE"],
    on: ['(attiva|accendi) la modalità MODE'],
    off: ['(disattiva|spegni) la modalità MODE'],
    degrees: '[(a|e)] N(([ ]°)| gradi)',
  },
  nl: {
    articles: '(de|het)',
    set: ['(zet|stel|schakel) THING (op|in|in op) MODE'],
    mode: '[de] MODE[ |-](modus|stand)',
    heating: '(de verwarming|de thermostaat)',
    cooling: '(de airco|de airconditioning)',
    fan: 'de ventilator',
    fanOf: ['(zet|stel) (de ventilator|de ventilatorstand) van [de|het] THING (op|in op) MODE'],
    swingOf: ['(zet|stel) (de zwenkstand|de lamellen) van [de|het] THING (op|in op) MODE'],
    on: ['(zet|schakel) de MODE[ |-](modus|stand) (aan|in)', 'activeer de MODE[ |-](modus|stand)'],
    off: ['(zet|schakel) de MODE[ |-](modus|stand) uit', 'deactiveer de MODE[ |-](modus|stand)'],
    degrees: '[(op|en|met)] N(([ ]°)| graden)',
  },
  pt: {
    articles: '(o|a|os|as)',
    set: ['(define|põe|ajusta|muda|coloca|defina|ponha|ajuste|mude|coloque) THING (para|em|no|a) MODE'],
    mode: '[o] modo MODE',
    heating: '(o aquecimento|o termostato|o termóstato)',
    cooling: '(o ar condicionado|o ar-condicionado|o ar)',
    fan: '(a ventoinha|o ventilador)',
    fanOf: [
      '(define|põe|ajusta|muda|defina|ponha|ajuste|mude) (a ventoinha|o ventilador|a ventilação) (de|do|da) THING (para|em|no|a) MODE',
    ],
    swingOf: [
      '(define|põe|ajusta|muda|defina|ponha|ajuste|mude) (a oscilação|as aletas) (de|do|da) THING (para|em|no|a) MODE',
    ],
    on: ['(ativa|liga|ative|ligue) o modo MODE'],
    off: ['(desativa|desliga|desative|desligue) o modo MODE'],
    degrees: '[(a|e|com)] N(([ ]°)| graus)',
  },
  pl: {
    articles: '',
    set: ['(ustaw|przełącz|zmień|przestaw) THING (na|w) MODE'],
    mode: '((tryb|trybie) MODE|MODE (tryb|trybie))',
    heating: '(ogrzewanie|termostat)',
    cooling: '(klimatyzację|klimatyzator|klimę)',
    fan: 'wentylator',
    fanOf: ['(ustaw|przełącz|zmień) (wentylator|nawiew) [w] THING na MODE'],
    swingOf: ['(ustaw|przełącz|zmień) (wahanie|żaluzje) [w] THING na MODE'],
    on: ['(włącz|aktywuj) tryb MODE'],
    off: ['(wyłącz|dezaktywuj) tryb MODE'],
    degrees: '[(i|na)] N(([ ]°)| stopni| stopnie)',
  },
  sv: {
    articles: '',
    set: ['(sätt|ställ|ställ in|ändra|växla) THING (till|på|i) MODE'],
    mode: '(MODE läge|läget MODE)',
    heating: '(värmen|termostaten|uppvärmningen|elementet)',
    cooling: '(luftkonditioneringen|ac:n|kylan|luftkonditioneraren)',
    fan: 'fläkten',
    fanOf: ['(sätt|ställ|ställ in|ändra) (fläkten|fläktläget) (på|i|för) THING (till|på) MODE'],
    swingOf: ['(sätt|ställ|ställ in|ändra) (svängningen|lamellerna) (på|i|för) THING (till|på) MODE'],
    on: ['(aktivera|slå på|sätt på) (MODE läge|läget MODE)', 'aktivera MODE'],
    off: ['(avaktivera|stäng av|slå av) (MODE läge|läget MODE)', 'avaktivera MODE'],
    degrees: '[(på|och|med)] N(([ ]°)| grader)',
  },
  ru: {
    articles: '',
    set: ['(поставь|установи|переключи|переведи|включи) THING (на|в) MODE'],
    mode: '(режим MODE|MODE режим)',
    heating: '(отопление|термостат|обогреватель)',
    cooling: '(кондиционер|кондей)',
    fan: 'вентилятор',
    fanOf: ['(поставь|установи|переключи) (вентилятор|обдув) [на|у] THING (на|в) MODE'],
    swingOf: ['(поставь|установи|переключи) (жалюзи|качание) [на|у] THING (на|в) MODE'],
    on: ['(включи|активируй) режим MODE'],
    off: ['(выключи|отключи) режим MODE'],
    degrees: '[(и|на)] N(([ ]°)| градус[а|ов])',
  },
  da: {
    articles: '',
    set: ['(sæt|indstil|stil|skift) THING (til|på|i) MODE'],
    mode: '(MODE[-| ]tilstand|tilstanden MODE)',
    heating: '(varmen|termostaten|opvarmningen)',
    cooling: '(klimaanlægget|airconditionen|airconditioneringen)',
    fan: '(ventilatoren|blæseren)',
    fanOf: ['(sæt|indstil|stil) (blæseren|ventilatoren) (på|i|for) THING (til|på) MODE'],
    swingOf: ['(sæt|indstil|stil) (svinget|lamellerne) (på|i|for) THING (til|på) MODE'],
    on: [
      '(aktivér|aktiver|tænd for|tænd) (MODE[-| ]tilstand|tilstanden MODE)',
      'slå (MODE[-| ]tilstand|tilstanden MODE) til',
    ],
    off: [
      '(deaktivér|deaktiver|sluk for|sluk) (MODE[-| ]tilstand|tilstanden MODE)',
      'slå (MODE[-| ]tilstand|tilstanden MODE) fra',
    ],
    degrees: '[(på|og|med)] N(([ ]°)| grader)',
  },
  cs: {
    articles: '',
    set: ['(nastav|přepni|změň|dej) THING (na|do) MODE'],
    mode: '((režim|režimu) MODE|MODE (režim|režimu))',
    heating: '(topení|termostat|vytápění)',
    cooling: '(klimatizaci|klimu)',
    fan: 'ventilátor',
    fanOf: ['(nastav|přepni|změň) ventilátor [u|v] THING na MODE'],
    swingOf: ['(nastav|přepni|změň) (lamely|natáčení) [u|v] THING na MODE'],
    on: ['(zapni|aktivuj) režim MODE'],
    off: ['(vypni|deaktivuj) režim MODE'],
    degrees: '[(a|na)] N(([ ]°)| stupňů| stupně)',
  },
};
