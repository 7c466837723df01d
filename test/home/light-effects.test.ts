// Effects are announced, told and set alike, whatever schema a light speaks.
import { beforeEach, describe, expect, it } from 'vitest';
import { TestHouse } from './support/house.ts';

interface Schema {
  readonly document: object;
  /** What the light is told to show "rainbow", and tells when it does. */
  readonly sent: ReadonlyArray<readonly [topic: string, payload: string]>;
  readonly told: ReadonlyArray<readonly [topic: string, payload: string | object]>;
}

const SCHEMAS: Readonly<Record<string, Schema>> = {
  basic: {
    document: { effect_command_topic: 'y/effect', effect_state_topic: 'x/effect' },
    sent: [
      ['y/effect', 'rainbow'],
      ['y/set', 'ON'],
    ],
    told: [
      ['x', 'ON'],
      ['x/effect', 'rainbow'],
    ],
  },
  json: {
    document: { schema: 'json', effect: true },
    sent: [['y/set', '{"state":"ON","effect":"rainbow"}']],
    told: [['x', { state: 'ON', effect: 'rainbow' }]],
  },
  template: {
    document: {
      schema: 'template',
      command_on_template: 'on{% if effect is defined %},{{ effect }}{% endif %}',
      command_off_template: 'off',
      state_template: "{{ value.split(',')[0] }}",
      effect_template: "{{ value.split(',')[1] }}",
    },
    sent: [['y/set', 'on,rainbow']],
    told: [['x', 'on,rainbow']],
  },
};

let home: TestHouse;
beforeEach(() => {
  home = new TestHouse();
  home.watch('y/#');
});

const effect_list = ['blink', 'rainbow'];
const lamp = { name: 'Lamp', command_topic: 'y/set', state_topic: 'x', effect_list };
const announce = (document: object): Promise<void> =>
  home.announce('homeassistant/light/lamp/config', { ...lamp, ...document });

describe.each(Object.entries(SCHEMAS))('a light of the schema "%s"', (_, { document, sent, told }) => {
  it('shows which effects it has, and which one it plays', async () => {
    await announce(document);
    expect(home.house.snapshot().entities[0]?.features).toEqual(['effect']);
    for (const [topic, payload] of told) await home.tell(topic, payload);
    expect(home.state('light.lamp')).toMatchObject({ value: 'on', attributes: { effect: 'rainbow', effect_list } });
  });

  it('is told to play one', async () => {
    await announce(document);
    expect(await home.sends('light.lamp', 'turn_on', { effect: 'rainbow' })).toEqual(sent);
  });
});

it('a light by templates whose effect no template reads is not waited for to tell it', async () => {
  const { effect_template: _, ...document } = SCHEMAS.template!.document as Record<string, unknown>;
  await announce(document);
  home.watch('y/set', () => void home.tell('x', 'on'));
  expect(await home.run('light.lamp', 'turn_on', { effect: 'rainbow' })).toMatchObject({ kind: 'confirmed' });
  expect(home.state('light.lamp')?.attributes).toMatchObject({ effect: 'rainbow' });
});
