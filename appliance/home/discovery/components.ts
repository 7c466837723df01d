// Which component is read by what.

import { readLawnMower, readVacuum } from './cleaning.ts';
import { readClimate, readWaterHeater } from './climate.ts';
import type { ComponentReader } from './component.ts';
import { readFan } from './fan.ts';
import { readLight } from './light.ts';
import { readAlarmPanel, readLock } from './lock.ts';
import { readCover, readValve } from './moving.ts';
import { readBinarySensor, readButton, readNumber, readScene, readSelect, readSensor, readText } from './simple.ts';
import { readSiren } from './siren.ts';
import { readHumidifier, readSwitch } from './switch-like.ts';

const READERS: Readonly<Record<string, ComponentReader>> = {
  alarm_control_panel: readAlarmPanel,
  binary_sensor: readBinarySensor,
  button: readButton,
  climate: readClimate,
  cover: readCover,
  fan: readFan,
  humidifier: readHumidifier,
  lawn_mower: readLawnMower,
  light: readLight,
  lock: readLock,
  number: readNumber,
  scene: readScene,
  select: readSelect,
  sensor: readSensor,
  siren: readSiren,
  switch: readSwitch,
  text: readText,
  vacuum: readVacuum,
  valve: readValve,
  water_heater: readWaterHeater,
};

/** null for components that are nothing to a house one speaks to (cameras, tags, device triggers). */
export function readerOf(domain: string): ComponentReader | null {
  return Object.hasOwn(READERS, domain) ? (READERS[domain] ?? null) : null;
}
