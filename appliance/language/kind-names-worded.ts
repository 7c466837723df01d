// What the domains and device classes of a house are called, in the plural, in languages whose replies are a table of words: a word for
// each of `ORDER`.

const ORDER = [
  ...['light', 'switch', 'fan', 'cover', 'awning', 'blind', 'curtain', 'door'],
  ...['garage', 'gate', 'shade', 'shutter', 'window', 'valve', 'lock', 'climate'],
  ...['air_conditioner', 'vacuum', 'lawn_mower', 'media_player', 'todo', 'weather', 'sensor', 'temperature'],
  ...['humidity', 'motion', 'binary_sensor', 'person', 'scene'],
  ...['smoke', 'gas', 'carbon_monoxide', 'moisture', 'battery', 'occupancy', 'problem', 'update'],
  ...['carbon_dioxide', 'aqi', 'pm25', 'volatile_organic_compounds', 'atmospheric_pressure', 'power', 'energy'],
  ...[
    'illuminance',
    'wind_speed',
    'precipitation',
    'sound_pressure',
    'alarm_control_panel',
    'water_heater',
    'humidifier',
    'siren',
  ],
] as const;

const NAMES: Readonly<Record<string, string>> = {
  nl:
    'lampen,schakelaars,ventilatoren,rolluiken,zonneschermen,jaloezieën,gordijnen,deuren,garagedeuren,' +
    "poorten,rolgordijnen,luiken,ramen,kleppen,sloten,thermostaten,airco's,stofzuigers,grasmaaiers," +
    'mediaspelers,lijsten,weerberichten,sensoren,thermometers,vochtsensoren,bewegingssensoren,sensoren,' +
    'personen,scènes,' +
    'rookmelders,gasmelders,koolmonoxidemelders,waterlekmelders,batterijen,aanwezigheidssensoren,' +
    'storingsmelders,updates,CO2-sensoren,luchtkwaliteitssensoren,fijnstofsensoren,' +
    'luchtkwaliteitssensoren,barometers,vermogensmeters,energiemeters,lichtsensoren,windmeters,' +
    'regenmeters,geluidsmeters,alarmsystemen,boilers,luchtbevochtigers,sirenes',
  sv:
    'lampor,strömbrytare,fläktar,persienner,markiser,persienner,gardiner,dörrar,garageportar,grindar,' +
    'rullgardiner,jalusier,fönster,ventiler,lås,termostater,luftkonditioneringar,dammsugare,gräsklippare,' +
    'mediaspelare,listor,väderrapporter,sensorer,termometrar,fuktsensorer,rörelsesensorer,sensorer,' +
    'personer,scener,' +
    'brandvarnare,gasvarnare,kolmonoxidvarnare,läckagesensorer,batterier,närvarosensorer,felsensorer,' +
    'uppdateringar,CO2-sensorer,luftkvalitetssensorer,partikelsensorer,luftkvalitetssensorer,' +
    'barometrar,effektmätare,energimätare,ljussensorer,vindmätare,regnmätare,ljudmätare,larm,' +
    'varmvattenberedare,luftfuktare,sirener',
  da:
    'lys,kontakter,ventilatorer,persienner,markiser,persienner,gardiner,døre,garageporte,porte,' +
    'rullegardiner,skodder,vinduer,ventiler,låse,termostater,klimaanlæg,støvsugere,plæneklippere,' +
    'medieafspillere,lister,vejrudsigter,sensorer,termometre,fugtsensorer,bevægelsessensorer,sensorer,' +
    'personer,scener,' +
    'røgalarmer,gasalarmer,kulilte-alarmer,lækagesensorer,batterier,tilstedeværelsessensorer,' +
    'fejlsensorer,opdateringer,CO2-sensorer,luftkvalitetssensorer,partikelsensorer,' +
    'luftkvalitetssensorer,barometre,effektmålere,energimålere,lyssensorer,vindmålere,regnmålere,' +
    'støjmålere,alarmanlæg,vandvarmere,luftfugtere,sirener',
  it:
    'luci,interruttori,ventilatori,tapparelle,tende da sole,veneziane,tende,porte,porte del garage,' +
    'cancelli,tende a rullo,persiane,finestre,valvole,serrature,termostati,condizionatori,aspirapolvere,' +
    'tagliaerba,lettori multimediali,liste,bollettini meteo,sensori,termometri,sensori di umidità,' +
    'sensori di movimento,sensori,persone,scene,' +
    'rilevatori di fumo,rilevatori di gas,rilevatori di monossido di carbonio,sensori di perdite,' +
    'batterie,sensori di presenza,sensori di guasto,aggiornamenti,sensori di CO2,' +
    "sensori di qualità dell'aria,sensori di polveri sottili,sensori di qualità dell'aria,barometri," +
    'misuratori di potenza,contatori di energia,sensori di luminosità,anemometri,pluviometri,' +
    'fonometri,allarmi,scaldabagni,umidificatori,sirene',
  pt:
    'luzes,interruptores,ventoinhas,estores,toldos,persianas,cortinas,portas,portas de garagem,portões,' +
    'estores,portadas,janelas,válvulas,fechaduras,termóstatos,aparelhos de ar condicionado,aspiradores,' +
    'corta-relvas,leitores multimédia,listas,boletins meteorológicos,sensores,termómetros,' +
    'sensores de humidade,sensores de movimento,sensores,pessoas,cenários,' +
    'detetores de fumo,detetores de gás,detetores de monóxido de carbono,sensores de fugas,baterias,' +
    'sensores de presença,sensores de avaria,atualizações,sensores de CO2,' +
    'sensores de qualidade do ar,sensores de partículas,sensores de qualidade do ar,barómetros,' +
    'medidores de potência,contadores de energia,sensores de luz,anemómetros,pluviómetros,sonómetros,' +
    'alarmes,esquentadores,humidificadores,sirenes',
  pl:
    'światła,przełączniki,wentylatory,rolety,markizy,żaluzje,zasłony,drzwi,bramy garażowe,bramy,rolety,' +
    'okiennice,okna,zawory,zamki,termostaty,klimatyzatory,odkurzacze,kosiarki,odtwarzacze,listy,' +
    'prognozy pogody,czujniki,termometry,czujniki wilgotności,czujniki ruchu,czujniki,osoby,sceny,' +
    'czujniki dymu,czujniki gazu,czujniki czadu,czujniki zalania,baterie,czujniki obecności,' +
    'czujniki awarii,aktualizacje,czujniki CO2,czujniki jakości powietrza,czujniki pyłu,' +
    'czujniki jakości powietrza,barometry,mierniki mocy,liczniki energii,czujniki światła,' +
    'wiatromierze,deszczomierze,mierniki hałasu,alarmy,podgrzewacze wody,nawilżacze,syreny',
  ru:
    'светильники,выключатели,вентиляторы,шторы,маркизы,жалюзи,шторы,двери,гаражные ворота,ворота,' +
    'рулонные шторы,ставни,окна,клапаны,замки,термостаты,кондиционеры,пылесосы,газонокосилки,' +
    'проигрыватели,списки,прогнозы погоды,датчики,термометры,датчики влажности,датчики движения,датчики,' +
    'люди,сцены,' +
    'датчики дыма,датчики газа,датчики угарного газа,датчики протечки,батареи,датчики присутствия,' +
    'датчики неисправности,обновления,датчики CO2,датчики качества воздуха,датчики пыли,' +
    'датчики качества воздуха,барометры,измерители мощности,счётчики энергии,датчики освещённости,' +
    'датчики ветра,датчики осадков,датчики шума,сигнализации,водонагреватели,увлажнители,сирены',
  cs:
    'světla,vypínače,ventilátory,žaluzie,markýzy,žaluzie,závěsy,dveře,garážová vrata,brány,rolety,okenice,' +
    'okna,ventily,zámky,termostaty,klimatizace,vysavače,sekačky,přehrávače,seznamy,předpovědi počasí,' +
    'senzory,teploměry,senzory vlhkosti,senzory pohybu,senzory,osoby,scény,' +
    'detektory kouře,detektory plynu,detektory oxidu uhelnatého,detektory úniku vody,baterie,' +
    'senzory přítomnosti,senzory poruch,aktualizace,senzory CO2,senzory kvality vzduchu,' +
    'senzory prachu,senzory kvality vzduchu,barometry,měřiče výkonu,měřiče energie,senzory světla,' +
    'větroměry,srážkoměry,hlukoměry,alarmy,ohřívače vody,zvlhčovače,sirény',
};

export const KINDS: Readonly<Record<string, Readonly<Record<string, string>>>> = Object.fromEntries(
  Object.entries(NAMES).map(([language, names]) => [language, byKind(names.split(','))]),
);

function byKind(names: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(ORDER.map((kind, at) => [kind, names[at] ?? kind]));
}
