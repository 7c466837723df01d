// "What's on my shopping list?": the fetched sentences add to lists and check off, and read none. LIST stands for the list.
import type { SentenceFileInput } from '../sentence-file.ts';
import { named } from './named.ts';

interface ListQuestions {
  /** Before a list's own name. */
  readonly articles: string;
  /** What the list for shopping is called. */
  readonly shopping: string;
  readonly questions: readonly string[];
}

export function listQuestions({
  articles,
  shopping,
  questions,
}: ListQuestions): NonNullable<SentenceFileInput['intents']> {
  return {
    LinnetListItems: {
      data: [
        { sentences: questions.map((one) => one.replace('LIST', shopping)) },
        {
          sentences: questions.map((one) => one.replace('LIST', named(articles))),
          requires_context: { domain: 'todo' },
        },
      ],
    },
  };
}

export const LIST_QUESTIONS: Readonly<Record<string, ListQuestions>> = {
  de: {
    articles: '(der|die|das|den|meiner|meine|unserer|unsere)',
    shopping: '(der|die|meiner|meine|unserer|unsere) Einkaufsliste',
    questions: ['was steht [noch|alles] auf LIST', 'was ist [noch|alles] auf LIST', '(lies|lese) [mir] LIST [vor]'],
  },
  nl: {
    articles: '(de|het|mijn|onze)',
    shopping: '(de|het|mijn|onze) (boodschappenlijst|boodschappenlijstje)',
    questions: ['wat staat er [nog|allemaal] op LIST', 'lees LIST [voor]'],
  },
  sv: {
    articles: '(min|vår)',
    shopping: '[min|vår] (inköpslista|inköpslistan|handlingslista|handlingslistan|shoppinglista|shoppinglistan)',
    questions: ['vad (står|finns) [det] [kvar] på LIST', 'läs [upp] LIST'],
  },
  da: {
    articles: '(min|vores)',
    shopping: '[min|vores] (indkøbsliste|indkøbslisten|indkøbsseddel|indkøbssedlen)',
    questions: ['hvad (står|er) [der] [tilbage] på LIST', 'læs LIST [op|højt]'],
  },
  fr: {
    articles: "(le|la|les|l'|ma|mes|notre)",
    shopping: '(la|ma|notre) liste (de courses|des courses|de course)',
    questions: [
      "(qu'est-ce qu'il y a|qu'y a-t-il|qu'est ce qu'il y a|il y a quoi) (sur|dans) LIST",
      '(lis|lis-moi|lis moi) LIST',
    ],
  },
  es: {
    articles: '(el|la|los|las|mi|nuestra)',
    shopping: '(la|mi|nuestra) lista (de la compra|de compras|del súper)',
    questions: ['qué (hay|tengo|queda) en LIST', 'léeme LIST', 'lee LIST'],
  },
  it: {
    articles: "(il|lo|la|i|gli|le|l'|mia|nostra)",
    shopping: '[la|mia|nostra|la mia|la nostra] lista della spesa',
    questions: ["(cosa c'è|che cosa c'è|che c'è|cosa ho) (sulla|nella|su|in) LIST", '(leggi|leggimi) LIST'],
  },
  pt: {
    articles: '(o|a|os|as|minha|nossa)',
    shopping: '[a|minha|nossa|a minha|a nossa] lista de compras',
    questions: ['[o] que (está|há|tem|tenho) (na|no|em) LIST', '(lê|lê-me|leia) LIST'],
  },
  pl: {
    articles: '',
    shopping: '(liście zakupów|listę zakupów|mojej liście zakupów|moją listę zakupów)',
    questions: ['co (jest|mam|zostało) na LIST', 'przeczytaj [mi] LIST'],
  },
  ru: {
    articles: '',
    shopping: '(списке покупок|список покупок|моём списке покупок)',
    questions: ['что [есть|осталось|у меня] в LIST', '(прочитай|прочти) [мне] LIST'],
  },
  cs: {
    articles: '',
    shopping: '(nákupním seznamu|nákupní seznam|seznamu nákupů|seznam nákupů)',
    questions: ['co [je|mám|zbývá] na LIST', 'přečti [mi] LIST'],
  },
};
