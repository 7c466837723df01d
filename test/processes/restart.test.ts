// `linnet run`, told over MQTT to begin anew.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { Scope } from '../../appliance/kernel/scope.ts';
import { openLink, until } from '../home/support/broker.ts';
import { freePort } from '../home/support/mosquitto.ts';
import { isAlive, startBoxProcess, untilGone } from '../support/box-process.ts';
import { temporaryFolder } from '../support/running-box.ts';

let scope = new Scope();
afterEach(async () => {
  await scope.close();
  scope = new Scope();
});

it('begins anew with its configuration read again, and stays as it is where that cannot be read', async () => {
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

  writeFileSync(join(dataRoot, 'linnet.yaml'), 'audio:\n  assistantVolume: loud\n');
  restart('first');
  await until(() => last('result') !== undefined);
  expect(last('result')).toMatchObject({ id: 'first', ok: false, code: 'config.invalid' });
  expect(children.every(isAlive)).toBe(true);

  writeFileSync(join(dataRoot, 'linnet.yaml'), 'audio:\n  assistantVolume: 33\n');
  restart('second');
  await until(() => (last('state') as { assistantVolume?: number } | undefined)?.assistantVolume === 33);
  expect(seen.filter(([topic]) => topic === 'result')[1]?.[1]).toEqual({ id: 'second', command: 'restart', ok: true });
  expect(seen.filter(([topic]) => topic === 'availability').map(([, text]) => text)).toContain('offline');
  await untilGone(children);
  expect(box.children().length).toBeGreaterThan(0);
  box.kill('SIGTERM');
  expect(await box.exit).toMatchObject({ code: 0 });
}, 180_000);
