// What a Tasmota device measures: {"AM2301": {"Temperature": 21.3, "Humidity": 45}, "ENERGY": {"Power": [12, 0]}, "TempUnit": "C"}.
import type { ComponentDocument } from './tasmota-components.ts';
import { MEASURED, sensorTopics, type TasmotaConfig } from './tasmota-config.ts';

/** What a house is asked for; counters, fractions and raw values are left out. */
const QUANTITIES: Readonly<Record<string, readonly [deviceClass: string, unit: string]>> = {
  Ambient: ['illuminance', 'lx'],
  ApparentPower: ['apparent_power', 'VA'],
  Battery: ['battery', '%'],
  CarbonDioxide: ['carbon_dioxide', 'ppm'],
  Current: ['current', 'A'],
  DewPoint: ['temperature', '°C'],
  Humidity: ['humidity', '%'],
  Illuminance: ['illuminance', 'lx'],
  Moisture: ['moisture', '%'],
  PM10: ['pm10', 'µg/m³'],
  'PM2.5': ['pm25', 'µg/m³'],
  Power: ['power', 'W'],
  Pressure: ['pressure', 'hPa'],
  SeaPressure: ['pressure', 'hPa'],
  Temperature: ['temperature', '°C'],
  Today: ['energy', 'kWh'],
  Total: ['energy', 'kWh'],
  Voltage: ['voltage', 'V'],
  Yesterday: ['energy', 'kWh'],
};
const NAMES: Readonly<Record<string, string>> = {
  CarbonDioxide: 'Carbon dioxide',
  DewPoint: 'Dew point',
  ApparentPower: 'Apparent power',
  SeaPressure: 'Pressure at sea level',
  Today: 'Energy today',
  Total: 'Energy in total',
  Yesterday: 'Energy yesterday',
};
const MOST_SENSORS = 60;

/** From the message down to the number. */
type Path = readonly (string | number)[];

export function sensorDocuments(
  config: TasmotaConfig,
  sensors: Readonly<Record<string, unknown>>,
): ComponentDocument[] {
  const paths = Object.entries(sensors)
    .flatMap(([key, sensor]) => (isObject(sensor) ? pathsIn([key], sensor, 2) : []))
    .filter((path) => path.every((part) => typeof part === 'number' || /^[\w .-]{1,40}$/.test(part)))
    .slice(0, MOST_SENSORS);
  return paths.map((path) => ({
    domain: 'sensor',
    part: `sensor_${path.join('_')}`,
    values: sensorOf(config, sensors, path, sensorName(path, paths)),
  }));
}

function pathsIn(above: Path, sensor: Readonly<Record<string, unknown>>, depth: number): Path[] {
  return Object.entries(sensor).flatMap(([key, value]): Path[] => {
    const path = [...above, key];
    if (isObject(value)) return depth > 0 ? pathsIn(path, value, depth - 1) : [];
    if (!Object.hasOwn(QUANTITIES, key)) return [];
    return Array.isArray(value) ? value.map((_one, index) => [...path, index]) : [path];
  });
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** "Temperature"; with the sensor's own name before it where there are several. */
function sensorName(path: Path, all: readonly Path[]): string {
  const quantity = quantityOf(path);
  const index = path.at(-1);
  const plain = NAMES[quantity] ?? quantity;
  const numbered = typeof index === 'number' ? `${plain} ${index + 1}` : plain;
  const twins = all.filter((other) => quantityOf(other) === quantity && other.at(-1) === path.at(-1));
  const owner = path.slice(0, path.lastIndexOf(quantity)).join(' ');
  return twins.length > 1 ? `${owner} ${numbered}` : numbered;
}

function quantityOf(path: Path): string {
  return String(typeof path.at(-1) === 'number' ? path.at(-2) : path.at(-1));
}

function sensorOf(
  config: TasmotaConfig,
  sensors: Readonly<Record<string, unknown>>,
  path: Path,
  name: string,
): Record<string, unknown> {
  const [deviceClass, unit] = QUANTITIES[quantityOf(path)] ?? ['', ''];
  const steps = path.map((part) => `[${typeof part === 'number' ? part : `'${part}'`}]`).join('');
  return {
    name,
    device_class: deviceClass,
    unit_of_measurement: toldUnit(sensors, deviceClass) ?? unit,
    state_topic: sensorTopics(config),
    value_template: `{{ ${MEASURED}${steps} }}`,
  };
}

/** Temperatures and pressures come in the unit that the owner chose. */
function toldUnit({ TempUnit, PressureUnit }: Readonly<Record<string, unknown>>, deviceClass: string): string | null {
  if (deviceClass === 'temperature') return TempUnit === 'F' ? '°F' : null;
  return deviceClass === 'pressure' && typeof PressureUnit === 'string' ? PressureUnit.slice(0, 20) : null;
}
