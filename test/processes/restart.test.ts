// `linnet run`, told over MQTT to begin anew.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { Scope } from '../../appliance/kernel/scope.ts';
import { openLink, until } from '../home/support/broker.ts';
import { freePort } from '../home/support/mosquitto.ts';
import { startBoxProcess } from '../support/box-process.ts';
import { isAlive, untilGone } from '../support/process-table.ts';
import { temporaryFolder } from '../support/running-box.ts';

let scope = new Scope();
afterEach(async () => {
  await scope.close();
  scope = new Scope();
});

it('begins anew with its configuration read again, and stays as it is where that cannot be read or run with', async () => {
  const dataRoot = temporaryFolder(scope);
  const port = await freePort();
  const box = startBoxProcess({ dataRoot, flags: [`mqtt.embeddedPort=${port}`] }, scope);
  const seen: Array<readonly [string, Record<string, unknown> | string]> = [];
  const link = openLink(`mqtt://127.0.0.1:${port}`);
  scope.defer(() => link.close());
  link.subscribe('linnet/linnet/+', ({ topic, payload }) => {
    const text = payload.toString();
    seen.push([topic.split('/').at(-1) ?? '', text.startsWith('{') ? JSON.parse(text) : text]);
  });
  const last = (name: string) => seen.findLast(([topic]) => topic === name)?.[1];
  const restart = (id: string) =>
    link.publish({ topic: 'linnet/linnet/command/restart', payload: JSON.stringify({ id }), qos: 1 });
  await box.ready();
  await until(() => last('availability') === 'online');
  const children = box.children();

  const unfit = ['audio: { assistantVolume: loud }', 'recognition: { model: no-such-model }'];
  for (const [i, file] of unfit.entries()) {
    writeFileSync(join(dataRoot, 'linnet.yaml'), file);
    restart(`unfit ${i}`);
    await until(() => (last('result') as { id: string } | undefined)?.id === `unfit ${i}`);
    expect(last('result')).toMatchObject({ ok: false, code: 'config.invalid' });
    expect(children.every(isAlive)).toBe(true);
  }

  writeFileSync(join(dataRoot, 'linnet.yaml'), 'audio:\n  assistantVolume: 33\n');
  restart('fit');
  await until(() => (last('state') as { assistantVolume?: number } | undefined)?.assistantVolume === 33);
  expect(last('result')).toEqual({ id: 'fit', command: 'restart', ok: true });
  expect(seen.filter(([topic]) => topic === 'availability').map(([, text]) => text)).toContain('offline');
  await untilGone(children);
  await until(() => box.children().length > 0);
  box.kill('SIGTERM');
  expect(await box.exit).toMatchObject({ code: 0 });
}, 180_000);
