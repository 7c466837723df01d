// The whole configuration. One schema gives the defaults, the checks, the documented example, the reference and the console's
// form. A module never sees this object: it gets its own options, mapped in processes/.
import { z } from 'zod';
import { field, livePercent, milliseconds } from './field.ts';

const text = z.string().min(1).max(200);
const port = z.number().int().min(0).max(65_535);
/** Of MQTT's topics, §4.7 of its specification. */
const TOPIC_FORM = 'a topic without "#", "+" and spaces, up to 64 characters';
const optionalText = () => text.nullable().default(null);

const station = z.strictObject({
  id: field(
    z
      .string()
      .regex(/^[a-z0-9][a-z0-9_-]{0,31}$/)
      .default('linnet'),
    { help: 'Names this box on MQTT.', form: 'up to 32 lower-case letters, digits, "-" and "_"' },
  ),
  name: field(text.default('Linnet'), { help: 'What people and Home Assistant call it.' }),
  area: field(text.default('Living Room'), { help: 'The room it stands in: what "in here" means.' }),
});

const language = z.strictObject({
  sentences: field(text.default('en'), { help: 'The language that is understood and answered in.' }),
});

const log = z.strictObject({
  level: field(z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'), { help: 'How much is logged.' }),
  private: field(z.boolean().default(false), { help: 'Whether what people say may stand in the log.' }),
});

const wake = z.strictObject({
  engine: field(z.enum(['microWakeWord', 'openWakeWord']).default('microWakeWord'), {
    help: 'Which detector listens for the wake word.',
  }),
  words: field(z.array(text).min(1).max(4).default(['okay_nabu']), { help: 'Wake words, by the name of their model.' }),
  folder: field(optionalText(), {
    help: 'A folder with your own wake models: pairs of NAME.tflite and NAME.json; for openWakeWord NAME.onnx.',
  }),
  twoStage: field(z.boolean().default(true), {
    help: 'Let the recogniser confirm each wake word: fewer misses and fewer false wakes.',
  }),
  sensitivity: livePercent(50, "How readily it wakes; 50 is each model's own cut-off."),
});

const listen = z.strictObject({
  silenceMs: milliseconds(500, [200, 3000], 'Silence after which you are taken to have finished.'),
  completeSilenceMs: milliseconds(300, [150, 3000], 'The same, when the words so far are a whole command already.'),
  unfinishedSilenceMs: milliseconds(1100, [200, 5000], 'The same, when the words so far are plainly unfinished.'),
  noSpeechMs: milliseconds(5000, [1000, 30_000], 'How long it waits for you to begin.'),
  maxSpeechMs: milliseconds(15_000, [2000, 60_000], 'The longest utterance; it is cut there.'),
  partialMs: milliseconds(400, [200, 5000], 'How often the words so far are looked at while you speak.'),
  followUpMs: milliseconds(6000, [0, 30_000], 'How long it listens for your answer after it asked you something.'),
});

const recognition = z.strictObject({
  engine: field(z.enum(['moonshine', 'sherpa']).default('moonshine'), {
    help: 'moonshine: our own decoder, biased towards the names in your house, where the model is one that it reads. sherpa: sherpa-onnx, which reads every family, knows no names, and serves all other models and machines anyway.',
  }),
  model: field(optionalText(), {
    help: 'The model, by its id in "linnet models list"; without one, that of models.preset.',
  }),
  bias: field(z.number().min(0).max(2).default(0.5), {
    help: 'How strongly names of your house are preferred; 0 turns it off.',
  }),
  beam: field(z.number().int().min(1).max(8).default(4), { help: 'How many hypotheses are followed at once.' }),
});

const voice = z.strictObject({
  model: field(optionalText(), {
    help: 'The voice, by its id in "linnet models list"; without one, that of models.preset.',
  }),
  speed: field(z.number().min(0.5).max(2).default(1), { help: 'Speaking rate; 1 is the voice as recorded.' }),
  threads: field(z.number().int().min(1).max(8).nullable().default(null), {
    help: 'Cores that a sentence is made on; without a number all there are, three at the most.',
  }),
  cacheMb: field(z.number().int().min(0).max(1000).default(50), {
    help: 'Room on disk for phrases that are said often.',
    unit: 'MB',
  }),
});

const audio = z.strictObject({
  board: field(text.default('auto'), { help: 'The board: "auto", "simulated", or a row of "linnet doctor".' }),
  output: field(
    z
      .string()
      .regex(/^[A-Za-z0-9_-]{1,15}$/)
      .default('auto'),
    {
      help: 'The sound card that it speaks through, by its id in "aplay -l", such as "Device"; it is waited for while it is away. "auto": the microphone\'s own card where that plays, else one on USB or a HAT, else the jack, else HDMI.',
      form: 'the id of a sound card, up to 15 letters, digits, "-" and "_", or "auto"',
    },
  ),
  assistantVolume: livePercent(70, 'How loud it speaks.'),
  mediaVolume: livePercent(60, 'How loud music is.'),
  chimes: field(z.boolean().default(true), { help: 'Whether it sounds when it wakes, hears nothing or fails.' }),
  capture: field(z.enum(['auto', 'alsa-capture', 'arecord']).default('auto'), {
    help: 'What reads the microphone; auto takes alsa-capture where it is installed.',
  }),
  masterVolume: field(z.number().int().min(0).max(100).nullable().default(80), {
    help: "The sound card's own volume, below which the two others move; null leaves it as it is.",
    unit: '%',
  }),
  echo: field(z.enum(['auto', 'on', 'off']).default('auto'), {
    help: 'Whether its own sound is taken out of what it hears: auto where the board does not do that itself, on even there, off nowhere. "linnet doctor" measures it.',
  }),
});

const leds = z.strictObject({
  driver: field(z.enum(['spi-device', 'rpio']).default('spi-device'), {
    help: 'How the LEDs of a HAT are reached; rpio needs root, and a Pi 0 to 4.',
  }),
  brightness: field(z.number().int().min(1).max(100).default(32), {
    help: 'The brightest that the ring gets; 12 white LEDs at full brightness draw 0.7 A.',
    unit: '%',
  }),
  directionOffset: field(z.number().int().min(0).max(359).default(0), {
    help: 'How far clockwise the ring is turned against where somebody speaks, as the board is mounted.',
    unit: '°',
  }),
  directionReversed: field(z.boolean().default(false), {
    help: 'Whether the ring counts the other way round, as on a board that hangs upside down.',
  }),
});

const button = z.strictObject({
  setUpProgram: field(z.array(text).min(1).max(16).nullable().default(null), {
    help: 'A program with its arguments, such as ["systemctl", "start", "--wait", "linnet-setup"], that a hold of 20 s starts. The ring shows set-up mode while it runs; a press ends it.',
  }),
});

const models = z.strictObject({
  preset: field(z.enum(['laptop', 'pi4-4g', 'pi5-8g']).default('laptop'), {
    help: 'Which set of models this machine can carry.',
  }),
});

const mqtt = z.strictObject({
  url: field(
    z
      .string()
      .regex(/^(mqtt|mqtts|ws|wss):\/\/[^/\s@]+(\/[^\s@]*)?$/)
      .nullable()
      .default(null),
    {
      help: 'Your broker, such as "mqtt://192.168.1.10:1883". Without one the box runs a broker of its own.',
      form: 'an address like "mqtt://host:1883" (or mqtts, ws, wss; user name and password have keys of their own), or nothing',
    },
  ),
  username: field(optionalText(), { help: 'User name at the broker.' }),
  password: field(optionalText(), { help: 'Password at the broker.', secret: true }),
  caFile: field(optionalText(), { help: "A file with the certificate authority of the broker's certificate (PEM)." }),
  certFile: field(optionalText(), { help: 'Client certificate (PEM).' }),
  keyFile: field(optionalText(), { help: 'Key of the client certificate (PEM).' }),
  baseTopic: field(
    z
      .string()
      .regex(/^[^#+\s/][^#+\s]*$/)
      .max(64)
      .default('linnet'),
    { help: 'The first level of its own topics.', form: TOPIC_FORM },
  ),
  discoveryPrefix: field(
    z
      .string()
      .regex(/^[^#+\s/][^#+\s]*$/)
      .max(64)
      .default('homeassistant'),
    { help: 'Where Home Assistant discovery lives.', form: TOPIC_FORM },
  ),
  homeAssistantVersion: field(
    z
      .string()
      .regex(/^\d{4}\.\d{1,2}(\.|$)/)
      .nullable()
      .default(null),
    {
      help: 'The version of the Home Assistant that reads this, such as "2026.3". From 2024.5 on it gets a notify entity, from 2024.11 on one discovery document for the whole box. Without it, what homeAssistant.url tells, else what every version reads.',
      form: 'a version like "2026.3", or nothing',
    },
  ),
  embeddedHost: field(text.default('127.0.0.1'), { help: "The address the box's own broker listens on." }),
  embeddedPort: field(port.default(1883), { help: "The port of the box's own broker; 0 takes a free one." }),
  confirmMs: milliseconds(2000, [200, 30_000], 'How long a device may take to report what it was told.'),
});

const homeAssistant = z.strictObject({
  url: field(
    z
      .string()
      .regex(/^https?:\/\/[^/\s@]+(\/[^\s@]*)?$/)
      .max(200)
      .nullable()
      .default(null),
    {
      form: 'an address like "http://homeassistant.local:8123", or nothing',
      help: 'Your Home Assistant, such as "http://homeassistant.local:8123": its areas, names, lists and devices become part of the house. The box works without one.',
    },
  ),
  token: field(z.string().min(1).max(1000).nullable().default(null), {
    help: 'A long-lived access token, made in your profile there.',
    secret: true,
  }),
  caFile: field(optionalText(), { help: 'A file with the certificate authority of its certificate (PEM).' }),
  exposedOnly: field(z.boolean().default(true), {
    help: 'Take only what you show to voice assistants there; off takes everything.',
  }),
  confirmMs: milliseconds(3000, [200, 60_000], 'How long a device behind it may take to report what it was told.'),
});

const network = z.strictObject({
  lookAround: field(z.boolean().default(true), {
    help: 'Whether it asks the network (multicast DNS) for a broker and a Home Assistant while none is configured, to propose them; what is found is not used by itself.',
  }),
  lookMs: milliseconds(4000, [500, 30_000], 'How long it waits for answers.'),
});

const privacy = z.strictObject({
  keepTranscripts: field(z.boolean().default(false), {
    help: 'Whether the record of a turn keeps the words that were said.',
  }),
  publishWords: field(z.boolean().default(false), { help: 'Whether the words that were said are published on MQTT.' }),
});

const consolePage = z.strictObject({
  enabled: field(z.boolean().default(true), { help: 'Whether the page on this machine is served.' }),
  port: field(port.default(8723), { help: 'Its port on the loopback address; 0 takes a free one.' }),
  url: field(
    z
      .string()
      .regex(/^https?:\/\/[^/\s]+/)
      .max(200)
      .nullable()
      .default(null),
    {
      help: 'Where others reach the page, if you made a way for them; Home Assistant links to it.',
      form: 'an address like "https://host", or nothing',
    },
  ),
});

const timers = z.strictObject({
  ringMs: milliseconds(900_000, [10_000, 3_600_000], 'How long a timer rings when nobody stops it.'),
});

export const configSchema = z.strictObject({
  station: station.prefault({}),
  language: language.prefault({}),
  log: log.prefault({}),
  wake: wake.prefault({}),
  listen: listen.prefault({}),
  recognition: recognition.prefault({}),
  voice: voice.prefault({}),
  audio: audio.prefault({}),
  leds: leds.prefault({}),
  button: button.prefault({}),
  models: models.prefault({}),
  mqtt: mqtt.prefault({}),
  homeAssistant: homeAssistant.prefault({}),
  network: network.prefault({}),
  privacy: privacy.prefault({}),
  console: consolePage.prefault({}),
  timers: timers.prefault({}),
});

export type Config = z.infer<typeof configSchema>;
