// The ring through a turn, as pictures to print: the brightest moment of each state, told when the state ends.
import type { Hub } from '../../processes/hub.ts';

export type WatchedHub = { readonly box: { readonly conversation: Pick<Hub['box']['conversation'], 'on'> } } & Pick<
  Hub,
  'on'
>;

/** `onState` gets r, g, b of each LED, of none where the state was over before the board told of its ring again; never for "idle". */
export function watchRing(hub: WatchedHub, onState: (state: string, pixels: readonly number[]) => void): () => void {
  let state = 'idle';
  let brightest: readonly number[] = [];
  const ends = [
    hub.box.conversation.on('stateChanged', ({ phase }) => {
      if (phase.name === state) return;
      if (state !== 'idle') onState(state, brightest);
      state = phase.name;
      brightest = [];
    }),
    hub.on('boardEvent', (event) => {
      if (event.kind === 'ring' && light(event.pixels) >= light(brightest)) brightest = event.pixels;
    }),
  ];
  return () => {
    for (const end of ends) end();
  };
}

function light(pixels: readonly number[]): number {
  return pixels.reduce((sum, value) => sum + value, 0);
}
