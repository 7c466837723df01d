// As much of Home Assistant's WebSocket API as a test asks.
import { on } from 'node:events';
import { WebSocket } from 'ws';
import { z } from 'zod';

const messageSchema = z.object({ type: z.string(), id: z.number().optional(), result: z.unknown().optional() });
type Message = z.infer<typeof messageSchema>;

export interface Api {
  ask(type: string, options?: object): Promise<unknown>;
  close(): void;
}

export async function openApi(url: string, token: string): Promise<Api> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/api/websocket`);
  const messages = on(socket, 'message') as AsyncIterator<[Buffer]>;
  const next = async (fits: (message: Message) => boolean): Promise<Message> => {
    for (;;) {
      const [data] = (await messages.next()).value as [Buffer];
      const message = messageSchema.parse(JSON.parse(data.toString()));
      if (fits(message)) return message;
    }
  };
  const send = (message: object): void => socket.send(JSON.stringify(message));
  await next(({ type }) => type === 'auth_required');
  send({ type: 'auth', access_token: token });
  await next(({ type }) => type === 'auth_ok');
  let asked = 0;
  return {
    ask: async (type, options = {}) => {
      const id = ++asked;
      send({ id, type, ...options });
      return (await next((message) => message.id === id)).result;
    },
    close: () => socket.close(),
  };
}
