import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BOARDS, boardRow } from '../../appliance/hardware/boards.ts';
import { BUTTON_LABEL } from '../../appliance/hardware/gpio/key-button.ts';
import { AppliedTree, hasTreeTools } from './device-tree.ts';

const folder = fileURLToPath(new URL('../../overlays', import.meta.url));

const hats = BOARDS.filter((row) => row.overlay !== null);
const sources = readdirSync(folder).filter((name) => name.endsWith('.dts'));

describe('the overlays', () => {
  it.each(hats)('have a source and a config fragment for $id', ({ overlay, leds, pis }) => {
    const source = readFileSync(join(folder, `${overlay}.dts`), 'utf8');
    const included = /^\/include\/ "([^"]+)"$/m.exec(source)?.[1];
    const fragment = readFileSync(join(folder, `${overlay}.config.txt`), 'utf8');
    const whole = included === undefined ? source : source + readFileSync(join(folder, included), 'utf8');
    for (const line of [`dtoverlay=${overlay}`, 'dtparam=i2c_arm=on', 'dtparam=i2s=on']) {
      expect(fragment.split('\n')).toContain(line);
    }
    expect(fragment.includes('dtparam=spi=on\n')).toBe(leds?.driver === 'apa102');
    expect(whole.includes('bcm2712')).toBe(pis.includes('5'));
  });

  it('is one of its own for each HAT', () => {
    expect(new Set(hats.map(({ overlay }) => overlay)).size).toBe(hats.length);
  });

  it('have no source that no board names', () => {
    expect(sources.map((name) => name.replace('.dts', '')).sort()).toEqual(
      [...new Set(hats.map(({ overlay }) => overlay))].sort(),
    );
  });
});

const GPIO = '/gpio';
const MASTER_CLOCK = { wm8960: 24_000_000, aic3104: 24_576_000, ac108: 24_000_000 };
/** Of <dt-bindings/gpio/gpio.h>: active low, and pulled up. */
const GPIO_ACTIVE_LOW_PULLED_UP = 1 | 16;
/** The length of a card's id in the kernel, without its end. */
const CARD_ID_LENGTH = 15;

/** What ALSA makes of a card's name. */
const cardId = (name: string): string => name.replaceAll(/[^A-Za-z0-9]/g, '').slice(0, CARD_ID_LENGTH);

const nameProperty = (compatible: string): string =>
  compatible === 'simple-audio-card' ? 'simple-audio-card,name' : 'seeed-voice-card,name';

describe.skipIf(!hasTreeTools).each(hats)('the tree of $id', ({ overlay, button, recognition }) => {
  let tree: AppliedTree;
  beforeAll(() => {
    tree = new AppliedTree(join(folder, `${overlay}.dts`));
  });
  afterAll(() => tree.close());

  it('has its codecs on the bus, which is on', () => {
    expect(tree.text('/i2c', 'status')).toBe('okay');
    const codecs = tree.children('/i2c').map((name) => tree.cells(`/i2c/${name}`, 'reg')[0]);
    expect(codecs.sort()).toEqual([...recognition.i2c!].sort());
  });

  it('names the card as it is recognised', () => {
    const name = tree.text('/sound', nameProperty(tree.text('/sound', 'compatible')));
    expect(tree.text('/sound', 'status')).toBe('okay');
    expect(recognition.cardIds).toEqual([cardId(name)]);
  });

  it('has the button that the table has, and no other', () => {
    const buttons = tree.children('/').filter((name) => tree.text(`/${name}`, 'compatible') === 'gpio-keys');
    expect(buttons).toHaveLength(button === null ? 0 : 1);
    if (button === null) return;
    expect(tree.text(`/${buttons[0]}`, 'label')).toBe(BUTTON_LABEL);
    const flags = button.activeLow ? GPIO_ACTIVE_LOW_PULLED_UP : 0;
    expect(tree.cells(`/${buttons[0]}/button`, 'gpios')).toEqual([tree.handle(GPIO), button.gpio, flags]);
  });
});

/** What sound/soc/codecs/wm8960.c and tlv320aic3x.c call the pins and the supply of the microphones. */
const WM8960 = {
  overlay: 'respeaker-2mic-v1',
  codec: '/i2c/wm8960@1a',
  compatible: 'wlf,wm8960',
  clock: MASTER_CLOCK.wm8960,
  microphones: ['LINPUT1', 'RINPUT1'],
  bias: 'MICB',
  outputs: ['HP_L', 'HP_R', 'SPK_LP', 'SPK_LN', 'SPK_RP', 'SPK_RN'],
};
const AIC3104 = {
  overlay: 'respeaker-2mic-v2',
  codec: '/i2c/tlv320aic3104@18',
  compatible: 'ti,tlv320aic3104',
  clock: MASTER_CLOCK.aic3104,
  microphones: ['MIC2L', 'MIC2R'],
  bias: 'Mic Bias',
  outputs: ['HPLOUT', 'HPROUT', 'LLOUT', 'RLOUT'],
};

describe.skipIf(!hasTreeTools).each([WM8960, AIC3104])('the card of $overlay', (codec) => {
  let tree: AppliedTree;
  beforeAll(() => {
    tree = new AppliedTree(join(folder, `${codec.overlay}.dts`));
  });
  afterAll(() => tree.close());
  const cpu = '/sound/simple-audio-card,cpu';
  const link = '/sound/simple-audio-card,codec';

  it('joins the codec, which is the clock’s master, with the I2S that follows', () => {
    expect(tree.text('/sound', 'simple-audio-card,format')).toBe('i2s');
    for (const side of ['bitclock', 'frame']) {
      expect(tree.cells('/sound', `simple-audio-card,${side}-master`)).toEqual([tree.handle(link)]);
    }
    expect(tree.cells(cpu, 'sound-dai')).toEqual([tree.handle('/i2s-consumer')]);
    expect(tree.cells(link, 'sound-dai')).toEqual([tree.handle(codec.codec)]);
    expect(tree.text('/i2s-consumer', 'status')).toBe('okay');
  });

  it('tells the codec of the crystal on the board', () => {
    expect(tree.text(codec.codec, 'compatible')).toBe(codec.compatible);
    expect(tree.cells(codec.codec, '#sound-dai-cells')).toEqual([0]);
    expect(clockOf(tree, codec.codec)).toBe(codec.clock);
  });

  it('routes by names that the codec’s driver has or the card itself declares', () => {
    const widgets = tree.pairs('/sound', 'simple-audio-card,widgets').map(([, name]) => name);
    const routes = tree.pairs('/sound', 'simple-audio-card,routing');
    const ends = routes.flat().filter((name) => !widgets.includes(name));
    expect(ends.sort()).toEqual([...codec.microphones, codec.bias, ...codec.outputs].sort());
    for (const pin of codec.microphones) expect(routes).toContainEqual([pin, 'Microphones']);
    expect(routes).toContainEqual(['Microphones', codec.bias]);
  });
});

describe.skipIf(!hasTreeTools)('what only one codec needs', () => {
  it('is the name "mclk" of the clock, and one frame clock for both ways, for the WM8960', () => {
    const tree = new AppliedTree(join(folder, 'respeaker-2mic-v1.dts'));
    expect(tree.text(WM8960.codec, 'clock-names')).toBe('mclk');
    expect(tree.has(WM8960.codec, 'wlf,shared-lrclk')).toBe(true);
    tree.close();
  });

  it('is the voltage of the microphones for the TLV320AIC3104', () => {
    const tree = new AppliedTree(join(folder, 'respeaker-2mic-v2.dts'));
    expect(tree.cells(AIC3104.codec, 'ai3x-micbias-vg')).toEqual([2]);
    tree.close();
  });
});

const LINK = '/sound/seeed-voice-card,dai-link@0';
/** Of brcm,function: GPCLK0 on line 4, input and output on any. */
const [INPUT, OUTPUT, ALT0] = [0, 1, 4];

/** Against ac108.c, ac101.c and seeed-voicecard.c of HinTak/seeed-voicecard. */
describe.skipIf(!hasTreeTools).each([
  { id: 'respeaker-4mic', master: '/i2c/ac108@3b' },
  { id: 'respeaker-6mic', master: '/i2c/ac108@35' },
  { id: 'respeaker-4mic-linear', master: '/i2c/ac108@35' },
] as const)('the card of $id', ({ id, master }) => {
  const row = boardRow(id);
  let tree: AppliedTree;
  beforeAll(() => {
    tree = new AppliedTree(join(folder, `${row.overlay}.dts`));
  });
  afterAll(() => tree.close());

  it('joins the I2S with ac108_0, whose interface is the only one that the driver registers', () => {
    expect(tree.text(master, 'compatible')).toBe('x-power,ac108_0');
    expect(tree.cells(`${LINK}/codec`, 'sound-dai')).toEqual([tree.handle(master)]);
    expect(tree.cells(master, '#sound-dai-cells')).toEqual([0]);
    expect(tree.cells(`${LINK}/cpu`, 'sound-dai')).toEqual([tree.handle('/i2s')]);
    expect(tree.text('/i2s', 'status')).toBe('okay');
  });

  it('is one link, in the format of TDM, with the codec as the clock’s master', () => {
    expect(tree.text('/sound', 'compatible')).toBe('seeed-voicecard');
    expect(tree.children('/sound')).toEqual(['seeed-voice-card,dai-link@0']);
    expect(tree.text(LINK, 'format')).toBe('dsp_a');
    for (const side of ['bitclock', 'frame']) {
      expect(tree.cells(LINK, `${side}-master`)).toEqual([tree.handle(`${LINK}/codec`)]);
    }
    expect(tree.cells(`${LINK}/cpu`, 'dai-tdm-slot-num')).toEqual([2]);
    expect(tree.cells(`${LINK}/cpu`, 'dai-tdm-slot-width')).toEqual([32]);
    expect(clockOf(tree, `${LINK}/codec`)).toBe(MASTER_CLOCK.ac108);
  });

  it('has the channels of the table, where the driver takes two by itself', () => {
    expect(tree.cells('/sound', 'seeed-voice-card,channels-capture-override')).toEqual([row.capture.channels]);
  });

  it('gives each AC108 what the driver refuses to start without', () => {
    const chips = tree.children('/i2c').filter((name) => name.startsWith('ac108@'));
    for (const chip of chips) expect(tree.cells(`/i2c/${chip}`, 'data-protocol')).toEqual([0]);
  });
});

describe.skipIf(!hasTreeTools).each(['respeaker-6mic', 'respeaker-4mic-linear'])('the codecs of %s', (overlay) => {
  let tree: AppliedTree;
  beforeAll(() => {
    tree = new AppliedTree(join(folder, `${overlay}.dts`));
  });
  afterAll(() => tree.close());

  it('are two AC108 in the order of their channels, each of which says that there are two', () => {
    expect(tree.text('/i2c/ac108@35', 'compatible')).toBe('x-power,ac108_0');
    expect(tree.text('/i2c/ac108@3b', 'compatible')).toBe('x-power,ac108_1');
    for (const address of ['35', '3b']) expect(tree.cells(`/i2c/ac108@${address}`, 'tdm-chips-count')).toEqual([2]);
  });

  it('play eight channels, as the driver of the AC101 has them', () => {
    expect(tree.text('/i2c/ac101@1a', 'compatible')).toBe('x-power,ac101');
    expect(tree.cells('/sound', 'seeed-voice-card,channels-playback-override')).toEqual([8]);
  });

  it('have the lines of the amplifier and of the headset, and the board’s three lines are set up', () => {
    expect(tree.cells('/i2c/ac101@1a', 'spk-amp-switch-gpios')).toEqual([tree.handle(GPIO), 17, 0]);
    expect(tree.cells('/i2c/ac101@1a', 'switch-irq-gpios')).toEqual([tree.handle(GPIO), 22, 0]);
    const lines = `${GPIO}/linnet-board-lines`;
    expect(tree.text('/i2c/ac101@1a', 'pinctrl-names')).toBe('default');
    expect(tree.cells('/i2c/ac101@1a', 'pinctrl-0')).toEqual([tree.handle(lines)]);
    expect(tree.cells(lines, 'brcm,pins')).toEqual([4, 17, 22]);
    expect(tree.cells(lines, 'brcm,function')).toEqual([ALT0, OUTPUT, INPUT]);
    expect(tree.cells(lines, 'brcm,pull')).toEqual([0, 0, 0]);
  });
});

function clockOf(tree: AppliedTree, path: string): number | undefined {
  const [handle] = tree.cells(path, 'clocks');
  const clock = tree
    .children('/')
    .find((name) => tree.has(`/${name}`, 'phandle') && tree.handle(`/${name}`) === handle);
  return tree.cells(`/${clock}`, 'clock-frequency')[0];
}
