// What the domains and device classes of a house are called, in the plural, in languages whose replies are a table of words: a word for
// each of `ORDER`.

const ORDER = [
  ...['light', 'switch', 'fan', 'cover', 'awning', 'blind', 'curtain', 'door'],
  ...['garage', 'gate', 'shade', 'shutter', 'window', 'valve', 'lock', 'climate'],
  ...['air_conditioner', 'vacuum', 'lawn_mower', 'media_player', 'todo', 'weather', 'sensor', 'temperature'],
  ...['humidity', 'motion', 'binary_sensor', 'person', 'scene'],
] as const;

const NAMES: Readonly<Record<string, string>> = {
  nl:
    'lampen,schakelaars,ventilatoren,rolluiken,zonneschermen,jaloezieën,gordijnen,deuren,garagedeuren,' +
    "poorten,rolgordijnen,luiken,ramen,kleppen,sloten,thermostaten,airco's,stofzuigers,grasmaaiers," +
    'mediaspelers,lijsten,weerberichten,sensoren,thermometers,vochtsensoren,bewegingssensoren,sensoren,' +
    'personen,scènes',
  sv:
    'lampor,strömbrytare,fläktar,persienner,markiser,persienner,gardiner,dörrar,garageportar,grindar,' +
    'rullgardiner,jalusier,fönster,ventiler,lås,termostater,luftkonditioneringar,dammsugare,gräsklippare,' +
    'mediaspelare,listor,väderrapporter,sensorer,termometrar,fuktsensorer,rörelsesensorer,sensorer,' +
    'personer,scener',
  da:
    'lys,kontakter,ventilatorer,persienner,markiser,persienner,gardiner,døre,garageporte,porte,' +
    'rullegardiner,skodder,vinduer,ventiler,låse,termostater,klimaanlæg,støvsugere,plæneklippere,' +
    'medieafspillere,lister,vejrudsigter,sensorer,termometre,fugtsensorer,bevægelsessensorer,sensorer,' +
    'personer,scener',
  it:
    'luci,interruttori,ventilatori,tapparelle,tende da sole,veneziane,tende,porte,porte del garage,' +
    'cancelli,tende a rullo,persiane,finestre,valvole,serrature,termostati,condizionatori,aspirapolvere,' +
    'tagliaerba,lettori multimediali,liste,bollettini meteo,sensori,termometri,sensori di umidità,' +
    'sensori di movimento,sensori,persone,scene',
  pt:
    'luzes,interruptores,ventoinhas,estores,toldos,persianas,cortinas,portas,portas de garagem,portões,' +
    'estores,portadas,janelas,válvulas,fechaduras,termóstatos,aparelhos de ar condicionado,aspiradores,' +
    'corta-relvas,leitores multimédia,listas,boletins meteorológicos,sensores,termómetros,' +
    'sensores de humidade,sensores de movimento,sensores,pessoas,cenários',
  pl:
    'światła,przełączniki,wentylatory,rolety,markizy,żaluzje,zasłony,drzwi,bramy garażowe,bramy,rolety,' +
    'okiennice,okna,zawory,zamki,termostaty,klimatyzatory,odkurzacze,kosiarki,odtwarzacze,listy,' +
    'prognozy pogody,czujniki,termometry,czujniki wilgotności,czujniki ruchu,czujniki,osoby,sceny',
  ru:
    'светильники,выключатели,вентиляторы,шторы,маркизы,жалюзи,шторы,двери,гаражные ворота,ворота,' +
    'рулонные шторы,ставни,окна,клапаны,замки,термостаты,кондиционеры,пылесосы,газонокосилки,' +
    'проигрыватели,списки,прогнозы погоды,датчики,термометры,датчики влажности,датчики движения,датчики,' +
    'люди,сцены',
  cs:
    'světla,vypínače,ventilátory,žaluzie,markýzy,žaluzie,závěsy,dveře,garážová vrata,brány,rolety,okenice,' +
    'okna,ventily,zámky,termostaty,klimatizace,vysavače,sekačky,přehrávače,seznamy,předpovědi počasí,' +
    'senzory,teploměry,senzory vlhkosti,senzory pohybu,senzory,osoby,scény',
};

export const KINDS: Readonly<Record<string, Readonly<Record<string, string>>>> = Object.fromEntries(
  Object.entries(NAMES).map(([language, names]) => [language, byKind(names.split(','))]),
);

function byKind(names: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(ORDER.map((kind, at) => [kind, names[at] ?? kind]));
}
