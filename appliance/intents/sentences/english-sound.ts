// "Turn it up": louder and quieter as people say it, of what plays, of a player by its name, and of the box.
import { OF_IT, type SentenceFileInput } from '../sentence-file.ts';

type Block = NonNullable<SentenceFileInput['intents']>[string]['data'][number];

const FEW = '[(a (bit|little)|some|slightly)]';
const here = { area: { slot: true } };

function steps(direction: 'up' | 'down', verbs: string): Block[] {
  const slots = { volume_step: direction };
  const turned = (what: string): string[] => [
    `(turn|put) ${what} ${direction} ${FEW}`,
    `(turn|put) ${direction} ${what} ${FEW}`,
  ];
  return [
    {
      sentences: [
        ...turned('[<the>] (volume|music|sound)'),
        `${verbs} [<the>] (volume|sound) ${FEW}`,
        `[<the>] volume ${direction} ${FEW}`,
      ],
      slots,
      requires_context: here,
    },
    { sentences: [`(turn|put) it ${direction} ${FEW}`], slots, requires_context: here, metadata: { [OF_IT]: true } },
    { sentences: turned('[<the>] {name}'), slots, requires_context: { domain: 'media_player' } },
  ];
}

export const ENGLISH_SOUND: NonNullable<SentenceFileInput['intents']> = {
  HassSetVolumeRelative: { data: [...steps('up', '(raise|increase)'), ...steps('down', '(lower|decrease|reduce)')] },
  HassSetVolume: {
    data: [
      {
        sentences: [
          '<set> [the] volume [up|down] (to|at) {percentage:volume_level}<percent>',
          'turn (up|down) [the] volume to {percentage:volume_level}<percent>',
        ],
        requires_context: here,
      },
    ],
  },
};
