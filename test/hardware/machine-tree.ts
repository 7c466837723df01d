// Trees of /proc and /sys as the kernel writes them, in the layout of real machines.
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

export interface CardFixture {
  id: string;
  driver: string;
  name: string;
  usbId?: string;
  /** Of a USB card; default: one port and one address for each place in the list. */
  port?: string;
  usbBus?: string;
  /** File name (pcm0c) ▸ id line. */
  pcms: Record<string, string>;
}

export interface TreeFixture {
  model?: string;
  hardware?: string;
  cards?: CardFixture[];
  i2c?: number[];
  gpioChips?: Array<{ label: string; base: number; count?: number }>;
}

export const CARDS = {
  jack: {
    id: 'Headphones',
    driver: 'bcm2835_headpho',
    name: 'bcm2835 Headphones',
    pcms: { pcm0p: 'bcm2835 Headphones' },
  },
  hdmi: { id: 'vc4hdmi0', driver: 'vc4-hdmi', name: 'vc4-hdmi-0', pcms: { pcm0p: 'MAI PCM i2s-hifi-0' } },
  xvf3000: {
    id: 'ArrayUAC10',
    driver: 'USB-Audio',
    name: 'ReSpeaker 4 Mic Array (UAC1.0)',
    usbId: '2886:0018',
    pcms: { pcm0c: 'USB Audio', pcm0p: 'USB Audio' },
  },
  xvf3800: {
    id: 'Array',
    driver: 'USB-Audio',
    name: 'reSpeaker XVF3800 4-Mic Array',
    usbId: '2886:001a',
    pcms: { pcm0c: 'USB Audio', pcm0p: 'USB Audio' },
  },
  lite: {
    id: 'Lite',
    driver: 'USB-Audio',
    name: 'ReSpeaker Lite',
    usbId: '2886:0019',
    pcms: { pcm0c: 'USB Audio', pcm0p: 'USB Audio' },
  },
  twoMicV1: {
    id: 'seeed2micvoicec',
    driver: 'seeed2micvoicec',
    name: 'seeed2micvoicec',
    pcms: {
      pcm0c: 'bcm2835-i2s-wm8960-hifi wm8960-hifi-0',
      pcm0p: 'bcm2835-i2s-wm8960-hifi wm8960-hifi-0',
    },
  },
  twoMicV2: {
    id: 'seeed2micvoicec',
    driver: 'seeed2micvoicec',
    name: 'seeed2micvoicec',
    pcms: {
      pcm0c: '1f000a4000.i2s-tlv320aic3x-hifi tlv320aic3x-hifi-0',
      pcm0p: '1f000a4000.i2s-tlv320aic3x-hifi tlv320aic3x-hifi-0',
    },
  },
  fourMic: {
    id: 'seeed4micvoicec',
    driver: 'seeed-4mic-voic',
    name: 'seeed-4mic-voicecard',
    pcms: { pcm0c: 'bcm2835-i2s-ac10x-codec0 ac10x-codec0-0' },
  },
  eightMic: {
    id: 'seeed8micvoicec',
    driver: 'seeed-8mic-voic',
    name: 'seeed-8mic-voicecard',
    pcms: { pcm0c: 'bcm2835-i2s-ac10x-codec0 ac10x-codec0-0', pcm0p: 'bcm2835-i2s-ac10x-codec0 ac10x-codec0-0' },
  },
  webcam: {
    id: 'C920',
    driver: 'USB-Audio',
    name: 'HD Pro Webcam C920',
    usbId: '046d:082d',
    pcms: { pcm0c: 'USB Audio' },
  },
  usbMicrophone: {
    id: 'Device',
    driver: 'USB-Audio',
    name: 'USB PnP Sound Device',
    usbId: '08bb:2902',
    pcms: { pcm0c: 'USB Audio' },
  },
  usbSpeaker: {
    id: 'UACDemoV10',
    driver: 'USB-Audio',
    name: 'UACDemoV1.0',
    usbId: '1d6b:0104',
    pcms: { pcm0p: 'USB Audio' },
  },
  dac: {
    id: 'sndrpihifiberry',
    driver: 'HifiberryDac',
    name: 'snd_rpi_hifiberry_dac',
    pcms: { pcm0p: 'HifiBerry DAC HiFi pcm5102a-hifi-0' },
  },
} satisfies Record<string, CardFixture>;

export const PI4 = 'Raspberry Pi 4 Model B Rev 1.5';
export const PI5 = 'Raspberry Pi 5 Model B Rev 1.0';

/** Writes the tree below `root`. */
export async function writeTree(root: string, tree: TreeFixture): Promise<void> {
  if (tree.model !== undefined) await put(root, 'proc/device-tree/model', `${tree.model}\0`);
  if (tree.hardware !== undefined) await put(root, 'proc/device-tree/hardware', `${tree.hardware}\0`);
  const cards = tree.cards ?? [];
  const lines = cards.map((card, i) => {
    const longName =
      card.usbId === undefined
        ? card.name
        : `SEEED ${card.name} at usb-0000:01:00.0-${card.port ?? `1.${i}`}, high speed`;
    return ` ${i} [${card.id.padEnd(15)}]: ${card.driver} - ${card.name}\n                      ${longName}\n`;
  });
  await put(root, 'proc/asound/cards', cards.length === 0 ? '--- no soundcards ---\n' : lines.join(''));
  for (const [i, card] of cards.entries()) await putCard(root, i, card);
  for (const address of tree.i2c ?? []) {
    await put(root, `sys/bus/i2c/devices/1-${address.toString(16).padStart(4, '0')}/name`, 'codec\n');
  }
  for (const chip of tree.gpioChips ?? []) {
    const folder = `sys/class/gpio/gpiochip${chip.base}`;
    await put(root, `${folder}/label`, `${chip.label}\n`);
    await put(root, `${folder}/base`, `${chip.base}\n`);
    await put(root, `${folder}/ngpio`, `${chip.count ?? 54}\n`);
  }
}

async function putCard(root: string, index: number, card: CardFixture): Promise<void> {
  const folder = `proc/asound/card${index}`;
  await put(root, `${folder}/id`, `${card.id}\n`);
  if (card.usbId !== undefined) {
    await put(root, `${folder}/usbid`, `${card.usbId}\n`);
    await put(root, `${folder}/usbbus`, `${card.usbBus ?? `001/00${index + 3}`}\n`);
  }
  for (const [pcm, id] of Object.entries(card.pcms)) {
    const stream = pcm.endsWith('c') ? 'CAPTURE' : 'PLAYBACK';
    await put(
      root,
      `${folder}/${pcm}/info`,
      `card: ${index}\ndevice: 0\nsubdevice: 0\nstream: ${stream}\nid: ${id}\nname: ${id}\n`,
    );
  }
}

async function put(root: string, path: string, content: string): Promise<void> {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), content);
}
