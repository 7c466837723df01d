// "What is planned", "cancel the plan to turn on the light": of commands that were put off, once or for every day. The words of a plan
// are those of its command. PLAN stands for the plan.
import type { SentenceFileInput } from '../sentence-file.ts';

interface PlanSentences {
  readonly status: readonly string[];
  readonly cancel: readonly string[];
  /** A plan, and before its words. */
  readonly plan: string;
  readonly to: string;
  readonly all: string;
}

const WORDS = 'plan_words';

export function planSentences({
  status,
  cancel,
  plan,
  to,
  all,
}: PlanSentences): Required<Pick<SentenceFileInput, 'lists' | 'intents'>> {
  const fill = (what: string): string[] => cancel.map((one) => one.replace('PLAN', what));
  return {
    lists: { [WORDS]: { wildcard: true } },
    intents: {
      LinnetPlanStatus: { data: [{ sentences: [...status] }] },
      LinnetCancelPlan: { data: [{ sentences: [...fill(plan), ...fill(`${plan} ${to} {${WORDS}:which}`)] }] },
      LinnetCancelAllPlans: { data: [{ sentences: fill(all) }] },
    },
  };
}

export const PLANS: Readonly<Record<string, PlanSentences>> = {
  en: {
    status: [
      '(what is|whats|what has been) [currently] planned',
      'what (have you|do you have|did you) plan[ned]',
      '(what|which) (plans|planned commands) (are there|do you have|do i have)',
      '(list|tell me) [(all|my|the|all the|all my)] (plans|planned commands)',
    ],
    cancel: ['(cancel|delete|remove|stop) PLAN'],
    plan: '(the|my|that) (plan|planned command)',
    to: '(to|for|that says|with)',
    all: '(all|all the|all my|all of my|every) (plans|plan|planned commands)',
  },
  de: {
    status: [
      'was ist [alles] geplant',
      'was hast du [alles] geplant',
      'welche Pläne gibt es',
      '(nenn|nenne) [mir] [alle] Pläne',
    ],
    cancel: ['(lösch|lösche|streich|streiche) PLAN', 'PLAN (löschen|streichen)'],
    plan: '(den|meinen) Plan',
    to: '(für|mit|zu|namens)',
    all: '(alle|alle meine) (Pläne|geplanten Befehle)',
  },
  fr: {
    status: ["qu'est-ce qui est (prévu|planifié)", "(qu'as-tu|qu'avez-vous) (prévu|planifié)", 'quels sont les plans'],
    cancel: ['(annule|supprime|annuler|supprimer) PLAN'],
    plan: '(le plan|la commande prévue|la commande planifiée)',
    to: "(de|d'|pour)",
    all: '(tous les plans|toutes les commandes (prévues|planifiées))',
  },
  es: {
    status: [
      'qué (hay|está) (planeado|programado|previsto)',
      'qué tienes (planeado|programado|previsto)',
      'cuáles son los planes',
    ],
    cancel: ['(cancela|borra|elimina|quita) PLAN'],
    plan: '(el plan|la orden programada)',
    to: '(de|para)',
    all: '(todos los planes|todas las órdenes programadas)',
  },
  it: {
    status: [
      "(cosa|che cosa|che cos') è (previsto|pianificato|programmato)",
      "cos'è (previsto|pianificato|programmato)",
      'quali sono i piani',
    ],
    cancel: ['(annulla|cancella|elimina) PLAN'],
    plan: '(il piano|il comando programmato)',
    to: '(di|per)',
    all: '(tutti i piani|tutti i comandi programmati)',
  },
  nl: {
    status: ['wat is er [allemaal] gepland', 'wat heb je [allemaal] gepland', 'welke plannen zijn er'],
    cancel: ['(annuleer|verwijder|wis) PLAN'],
    plan: '(het plan|het geplande commando)',
    to: '(om|voor)',
    all: '(alle plannen|alle geplande commando[ ]s)',
  },
  pt: {
    status: ['o que (está|é que está) (planeado|planejado|programado|agendado)', 'quais são os planos'],
    cancel: ['(cancela|apaga|elimina|cancele|apague|elimine) PLAN'],
    plan: '(o plano|o comando programado)',
    to: '(de|para)',
    all: '(todos os planos|todos os comandos programados)',
  },
  pl: {
    status: ['co jest [teraz] zaplanowane', 'co masz zaplanowane', 'jakie są plany'],
    cancel: ['(anuluj|usuń|skasuj) PLAN'],
    plan: '(plan|zaplanowane polecenie)',
    to: '(aby|żeby|na)',
    all: '(wszystkie plany|wszystkie zaplanowane polecenia)',
  },
  sv: {
    status: ['vad är planerat', 'vad har du planerat', 'vilka planer finns [det]'],
    cancel: ['(avbryt|ta bort|radera) PLAN'],
    plan: '(planen|det planerade kommandot)',
    to: '(att|för)',
    all: '(alla planer|alla planerade kommandon)',
  },
  ru: {
    status: ['что [сейчас] запланировано', 'что ты запланировал', 'какие есть планы'],
    cancel: ['(отмени|удали) PLAN'],
    plan: '(план|запланированную команду)',
    to: '(чтобы|на)',
    all: '(все планы|все запланированные команды)',
  },
  da: {
    status: ['hvad er planlagt', 'hvad har du planlagt', 'hvilke planer er der'],
    cancel: ['(annullér|annuller|slet|fjern) PLAN'],
    plan: '(planen|den planlagte kommando)',
    to: '(om at|for|at)',
    all: '(alle planer|alle planlagte kommandoer)',
  },
  cs: {
    status: ['co je [teď] naplánováno', 'co máš naplánováno', 'jaké jsou plány'],
    cancel: ['(zruš|smaž|odstraň) PLAN'],
    plan: '(plán|naplánovaný příkaz)',
    to: '(aby|na)',
    all: '(všechny plány|všechny naplánované příkazy)',
  },
};
