// What is asked of a house in French.
import type { QuestionWords } from './question-words.ts';

const FR_STILL = '[(encore|toujours|déjà|actuellement|en ce moment|bien)]';
const FR_WHAT =
  "(quel est|quelle est|quelle|quel|c'est quoi|donne-moi|donne moi|dis-moi|dis moi|quelle est la valeur de)";
const FR_VERB = '(est|sont|reste|restent)';

export const FRENCH_HOUSE_QUESTIONS: QuestionWords = {
  articles: "(le|la|les|l'|mon|ma|mes|notre|nos)",
  of: "(de|du|des|de la|de l'|de mon|de ma|sur|dans) [(le|la|les|l')]",
  place: "(dans|à|au|en|sur) [(le|la|les|l'|mon|ma)] {area}",
  is: [
    `(est-ce que|est ce que) THING PLACE ${FR_VERB} ${FR_STILL} STATE`,
    `THING PLACE (est-elle|est-il|sont-elles|sont-ils|est elle|est il|sont elles|sont ils) ${FR_STILL} STATE`,
    "(ai-je|j'ai) (laissé|bien laissé) THING STATE",
  ],
  isNamed: [`THING est ${FR_STILL} STATE`],
  any: [
    `(est-ce qu'il y a|y a-t-il|y a t il) [(encore|toujours)] (une|un|des|quelques) MANY PLACE [(qui sont|qui est)] [(encore|restées|restés)] STATE`,
    `(est-ce qu'il y a|y a-t-il|y a t il) (une|un|des) THING PLACE [(qui est|qui sont)] STATE`,
    `(est-ce qu'|est-ce que ) (une|un|des) THING PLACE ${FR_VERB} STATE`,
  ],
  which: [
    `(quelles|quels|quel|quelle) [sont les|est la|est le] MANY PLACE [qui] ${FR_VERB} ${FR_STILL} STATE`,
    `(quelles|quels) sont les MANY STATE`,
  ],
  howMany: [
    `combien (de|d') COUNT PLACE ${FR_VERB} ${FR_STILL} STATE`,
    "combien (y a-t-il|y a t il|il y a) (de|d') COUNT STATE",
  ],
  all: [
    `(est-ce que|est ce que) (toutes les|tous les) MANY PLACE ${FR_VERB} STATE`,
    '(toutes les|tous les) MANY PLACE (sont-elles|sont-ils|sont elles|sont ils) STATE',
  ],
  anything: {
    any: [
      `(est-ce que|est ce que) quelque chose PLACE est ${FR_STILL} STATE`,
      "(est-ce qu'il y a|y a-t-il|y a t il) [(encore|toujours)] quelque chose (d'|de )STATE",
      "(est-ce qu'il y a|y a-t-il|y a t il) [(encore|toujours)] quelque chose PLACE qui est [(encore|resté)] STATE",
    ],
    which: [
      `(qu'est-ce qui|qu'est ce qui|qui est-ce qui) est PLACE ${FR_STILL} STATE`,
      `(quels|quelles) (appareils|choses) PLACE ${FR_VERB} ${FR_STILL} STATE`,
    ],
    all: ['(est-ce que|est ce que) tout PLACE est [bien] STATE', 'tout est-il PLACE STATE'],
  },
  thereIs: [
    "(est-ce qu'il y a|y a-t-il|y a t il|y-a-t-il|a-t-on détecté) (de la|du|des|une|un|de l') THING",
    "(est-ce que|est ce que) (de la|du|des|une|un|de l') THING (a|ont) été (détectée|détecté|détectés)",
  ],
  states: {
    on: '(allumé[e][s]|en marche|activé[e][s]|branché[e][s])',
    off: '(éteint[e][s]|coupé[e][s]|arrêté[e][s])',
    open: '(ouvert[e][s])',
    closed: '(fermé[e][s])',
    raised: '(levé[e][s]|remonté[e][s]|en haut)',
    lowered: '(baissé[e][s]|descendu[e][s]|en bas)',
    locked: '(verrouillé[e][s]|fermé[e][s] à clé)',
    unlocked: '(déverrouillé[e][s])',
    running: '(en marche|en route|en cours|en fonctionnement)',
    not_running: '(fini[e][s]|terminé[e][s]|prêt[e][s])',
    playing: '(en train de jouer|en lecture)',
    heating: 'en train de chauffer',
    docked: '(à (sa|la) (base|station)|sur (sa|la) (base|station)|rentré[e]|en charge)',
    cleaning: "(en train (de nettoyer|d'aspirer|de passer l'aspirateur))",
    mowing: 'en train de tondre',
    armed: '(armé[e]|activé[e]|enclenché[e]|en marche)',
    disarmed: '(désarmé[e]|désactivé[e])',
    triggered: '(déclenché[e]|en train de sonner)',
    charging: '(en charge|en train de charger)',
    battery_low: '(faible[s]|déchargé[e][s]|vide[s]|presque vide[s]|à plat)',
  },
  kinds: {
    light: '(lumière|lumières|lampe|lampes|éclairage)/(lumières|lampes)',
    switch: '(interrupteur|prise|prises)/(interrupteurs|prises)',
    fan: '(ventilateur|ventilateurs)/ventilateurs',
    blind:
      '(volet|volets|store|stores|rideau|rideaux|volet roulant|volets roulants)/(volets|stores|rideaux|volets roulants)',
    garage: '(garage|porte de garage|porte du garage|portes de garage)/portes de garage',
    window: '(fenêtre|fenêtres)/fenêtres',
    door: '(porte|portes)/portes',
    lock: '(porte|portes|serrure|serrures)/(portes|serrures)',
    valve: '(vanne|vannes)/vannes',
    heating: '(chauffage|thermostat|thermostats|radiateur|radiateurs)/(thermostats|radiateurs|chauffages)',
    cooling: '(climatisation|clim|climatiseur)/climatiseurs',
    player: '(musique|enceinte|enceintes|haut-parleur|télé|télévision|radio|son)/(enceintes|télés|haut-parleurs)',
    vacuum: '(aspirateur|aspirateur robot|robot aspirateur|robot)/(aspirateurs|robots)',
    mower: '(tondeuse|robot tondeuse|tondeuse robot)/tondeuses',
    alarm: "(alarme|alarme de la maison|système d'alarme)/alarmes",
    guard: "(alarme de la maison|système d'alarme|centrale d'alarme)/alarmes",
    boiler: "(chauffe-eau|chauffe eau|ballon d'eau chaude|eau chaude|cumulus)/chauffe-eau",
    humidifier: '(humidificateur|déshumidificateur)/(humidificateurs|déshumidificateurs)',
    siren: '(sirène|sirènes)/sirènes',
    battery: '(batterie|batteries|pile|piles)/(batteries|piles)',
  },
  perils: {
    smoke: '(fumée|feu)',
    gas: '(gaz|fuite de gaz)',
    carbon_monoxide: '(monoxyde de carbone|co)',
    leak: "(fuite|fuite d'eau|fuites|eau|inondation)",
    motion: '(mouvement|mouvements)',
    problem: '(problème|problèmes|panne|pannes)',
    update: '(mise à jour|mises à jour)',
  },
  details: {
    position: [
      `${FR_WHAT} [la] position OF`,
      "(à quel point|à combien|jusqu'où) (est|sont) [(ouvert[s]|ouverte[s]|fermé[s])] THING",
      'dans quelle position (est|sont) THING',
      '(à quel point|à combien) THING (est-il|sont-ils|est-elle|sont-elles|est|sont) (ouvert[e][s]|fermé[e][s]|baissé[e][s])',
    ],
    speed: [
      '(à quelle vitesse|à quelle puissance) (tourne|est|va|fonctionne) THING',
      '(à quelle vitesse) THING tourne-t-il',
      `${FR_WHAT} [la] vitesse OF`,
    ],
    brightness: [
      `${FR_WHAT} [la] (luminosité|intensité) OF`,
      '(à quel point|à combien) THING est[-elle] (lumineuse|allumée|réglée)',
    ],
    color: ['de quelle couleur (est|sont) THING', `${FR_WHAT} [la] couleur OF`],
    volume: [`${FR_WHAT} [le] volume OF`, 'à quel volume (est|sont) THING', 'à combien est le (volume|son) OF'],
    title: [
      "(qu'est-ce que|qu'est ce que|que) (joue|passe|diffuse) THING",
      "(qu'est-ce qui|qu'est ce qui) (joue|passe) sur THING",
    ],
    mode: ['(en|dans|sur) quel mode (est|sont|fonctionne) THING', `${FR_WHAT} [le] mode OF`],
    preset: [
      '(sur|dans|en) quel (préréglage|programme|préset) (est|tourne) THING',
      '(quel préréglage|quel programme) (utilise|a) THING',
      `${FR_WHAT} [le] (préréglage|programme) OF`,
    ],
    fan_mode: ['sur quelle ventilation est THING'],
    target: [
      '(à combien|à quelle température|à combien de degrés|à quelle humidité|sur combien) (est|sont) [réglé[e]] THING PLACE [(réglé[e][s]|programmé[e])]',
      `${FR_WHAT} [la] (consigne|température de consigne|température cible|température réglée) OF`,
    ],
    temperature: [`${FR_WHAT} [la] température OF`, "(à quelle température) est (l'eau|THING)"],
    power: [
      "combien (d'électricité|de courant|de watts) consomme THING",
      'combien consomme THING',
      `${FR_WHAT} [la] (consommation|puissance) OF`,
    ],
    end: [
      'quand (est-ce que|est ce que) THING (est|sera) (fini[e]|terminé[e])',
      'quand THING sera-t-(elle|il) (fini[e]|terminé[e])',
    ],
    battery: [
      `${FR_WHAT} [le] (niveau de batterie|niveau de la batterie|niveau de charge|pourcentage de batterie) OF`,
      'combien de batterie (reste-t-il|il reste|a) [à|sur|dans] THING',
      'à combien est la batterie OF',
    ],
    where: ['où (est|se trouve|en est) THING'],
    state: [
      "(qu'est-ce que|qu'est ce que|que) fait THING",
      `${FR_WHAT} [(l'état|le statut|l'état actuel)] OF`,
      'comment va THING',
    ],
  },
  measures: {
    humidity: [
      `${FR_WHAT} [le taux d'|l'|le niveau d'] humidité`,
      `${FR_WHAT} (le taux d'|l'|le niveau d')humidité`,
      'quelle humidité (fait-il|y a-t-il)',
      "combien (d'humidité|il y a d'humidité)",
    ],
    air: ["(quelle est|comment est|c'est quoi) la qualité de l'air", "comment est l'air"],
    carbon_dioxide: [
      `${FR_WHAT} (le taux de|le niveau de|la concentration en) (co2|dioxyde de carbone)`,
      'combien (de co2|y a-t-il de co2|il y a de co2)',
    ],
    fine_dust: [`${FR_WHAT} (le taux de|le niveau de) particules [fines]`],
    vapours: [`${FR_WHAT} (le taux de|le niveau de) (cov|composés organiques volatils)`],
    pressure: [`${FR_WHAT} la pression [atmosphérique]`],
    power: [
      `${FR_WHAT} la (consommation|consommation électrique|consommation d'électricité|puissance consommée) [de la maison] [actuelle]`,
      "combien (d'électricité|de courant) (consomme-t-on|consomme la maison|on consomme)",
      'combien consomme la maison',
    ],
    energy: [
      "combien d'énergie (avons-nous|a-t-on|on a|la maison a) consommé [aujourd'hui]",
      `${FR_WHAT} la consommation d'énergie`,
    ],
    illuminance: [`${FR_WHAT} la luminosité`, "est-ce que (c'est lumineux|il fait sombre)"],
    wind: [`${FR_WHAT} la vitesse du vent`, 'à quelle vitesse souffle le vent'],
    rain: ["combien (a-t-il plu|il a plu|est-il tombé de pluie) [aujourd'hui]"],
    noise: [`${FR_WHAT} le niveau (sonore|de bruit)`],
  },
  doing: {
    cleaning: ["(est-ce que|est ce que) THING (nettoie|aspire|passe l'aspirateur)"],
    mowing: ['(est-ce que|est ce que) THING tond'],
    heating: ['(est-ce que|est ce que) THING PLACE chauffe', 'THING chauffe-t-il'],
    running: [
      '(est-ce que|est ce que) THING (tourne|marche|fonctionne|travaille) [(encore|toujours)]',
      'THING (tourne|marche)-t-(elle|il) [(encore|toujours)]',
    ],
    not_running: ['(est-ce que|est ce que) THING a (fini|terminé)', 'THING a-t-(elle|il) (fini|terminé)'],
    charging: ['(est-ce que|est ce que) THING (charge|se recharge)'],
    playing: ['(est-ce que|est ce que) THING joue'],
  },
  people: { isHome: ["(est-ce qu'|est-ce que |est ce que |est ce qu'){name} est (à la maison|là|chez nous)"] },
  playing: [
    "(qu'est-ce qui|qu'est ce qui) (passe|joue|est en cours de lecture) [en ce moment]",
    "(quelle est cette|c'est quoi cette|quelle est la|c'est quoi la) (chanson|musique)",
    '(quelle chanson|quelle musique|quel morceau) (passe|joue|est-ce|est en cours)',
    'qui chante [(ça|cette chanson)]',
    "(est-ce qu'il y a|y a-t-il) de la musique",
  ],
  history: [
    "quand (est-ce que|est ce que) THING (a été|ont été|est|s'est|a) [(été)] (ouvert[e]|fermé[e]|allumé[e]|éteint[e]|verrouillé[e]|déverrouillé[e]) [(pour la dernière fois|la dernière fois)]",
    'quand THING a-t-(elle|il) été (ouvert[e]|fermé[e]|allumé[e]|éteint[e]|verrouillé[e]) [pour la dernière fois]',
    'depuis (quand|combien de temps) THING (est|est-elle|est-il|sont) (ouvert[e]|fermé[e]|allumé[e]|éteint[e]|verrouillé[e])',
    'qui a (ouvert|fermé|allumé|éteint|verrouillé) THING',
  ],
  outside: [
    '(quelle température|combien) fait-il OUTSIDE',
    '(quelle est la température|il fait combien|il fait quelle température) OUTSIDE',
  ],
  outdoors: "(dehors|à l'extérieur|extérieure|a l'extérieur)",
  weather: [
    "(est-ce qu'il|est ce qu'il) (pleut|neige|fait beau) [(dehors|en ce moment)]",
    '(pleut-il|neige-t-il|pleut il) [dehors]',
    'fait-il beau',
  ],
};
