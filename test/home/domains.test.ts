import { beforeEach, describe, expect, it } from 'vitest';
import { TestHouse } from './support/house.ts';

let home: TestHouse;
beforeEach(() => {
  home = new TestHouse();
  home.watch('x/#');
});

type Sends = readonly [service: string, data: Record<string, unknown>, ...messages: Array<readonly [string, string]>];
type Shows = readonly [topic: string, payload: string, state: string | null, attributes?: Record<string, unknown>];

interface DomainCase {
  readonly about: string;
  readonly domain: string;
  readonly document: Record<string, unknown>;
  readonly features?: readonly string[];
  readonly sends?: readonly Sends[];
  /** Commands that are refused. */
  readonly refuses?: ReadonlyArray<readonly [service: string, data: Record<string, unknown>]>;
  /** Messages that come, one after another, and what they make of the state. */
  readonly shows?: readonly Shows[];
}

const CASES: readonly DomainCase[] = [
  {
    about: 'a light with topics of its own for everything',
    domain: 'light',
    document: {
      command_topic: 'x/switch',
      state_topic: 'x/state',
      brightness_command_topic: 'x/brightness/set',
      brightness_state_topic: 'x/brightness',
      brightness_scale: 100,
      rgb_command_topic: 'x/rgb/set',
      rgb_state_topic: 'x/rgb',
      color_temp_command_topic: 'x/temp/set',
      color_temp_state_topic: 'x/temp',
      effect_command_topic: 'x/effect/set',
      effect_list: ['rainbow'],
    },
    features: ['brightness', 'color', 'color_temp', 'effect'],
    sends: [
      ['turn_on', {}, ['x/switch', 'ON']],
      ['turn_off', {}, ['x/switch', 'OFF']],
      ['turn_on', { brightness_pct: 50 }, ['x/brightness/set', '50'], ['x/switch', 'ON']],
      ['turn_on', { brightness_pct: 0 }, ['x/switch', 'OFF']],
      ['turn_on', { brightness: 1 }, ['x/brightness/set', '1'], ['x/switch', 'ON']],
      ['turn_on', { rgb_color: [255, 0, 128] }, ['x/rgb/set', '255,0,128'], ['x/switch', 'ON']],
      ['turn_on', { hs_color: [120, 100] }, ['x/rgb/set', '0,255,0'], ['x/switch', 'ON']],
      ['turn_on', { color_temp_kelvin: 4000 }, ['x/temp/set', '250'], ['x/switch', 'ON']],
      ['turn_on', { effect: 'rainbow' }, ['x/effect/set', 'rainbow'], ['x/switch', 'ON']],
    ],
    refuses: [['open_cover', {}]],
    shows: [
      ['x/state', 'ON', 'on'],
      ['x/brightness', '50', 'on', { brightness: 128 }],
      ['x/rgb', '255,0,0', 'on', { color_mode: 'rgb', rgb_color: [255, 0, 0], hs_color: [0, 100] }],
      ['x/temp', '500', 'on', { color_temp_kelvin: 2000, color_mode: 'color_temp' }],
      ['x/state', 'OFF', 'off'],
      ['x/state', 'nonsense', 'off'],
      ['x/state', 'None', null],
    ],
  },
  {
    about: 'a light whose brightness comes instead of its state',
    domain: 'light',
    document: {
      command_topic: 'x/set',
      brightness_command_topic: 'x/level',
      on_command_type: 'brightness',
      state_topic: 'x',
      brightness_state_topic: 'x/l',
    },
    sends: [
      ['turn_on', {}, ['x/level', '255']],
      ['turn_on', { brightness_pct: 20 }, ['x/level', '51']],
      ['turn_off', {}, ['x/set', 'OFF']],
    ],
  },
  {
    about: 'a light that only switches',
    domain: 'light',
    document: { command_topic: 'x/set', state_topic: 'x', payload_on: '1', payload_off: '0' },
    features: [],
    sends: [['turn_on', {}, ['x/set', '1']]],
    refuses: [
      ['turn_on', { brightness_pct: 20 }],
      ['turn_on', { rgb_color: [1, 2, 3] }],
      ['turn_on', { color_temp_kelvin: 3000 }],
    ],
    shows: [['x', '1', 'on']],
  },
  {
    about: 'a light in JSON with colours by xy',
    domain: 'light',
    document: {
      schema: 'json',
      command_topic: 'x/set',
      state_topic: 'x',
      supported_color_modes: ['xy', 'color_temp'],
      brightness: true,
    },
    features: ['brightness', 'color', 'color_temp'],
    sends: [
      ['turn_on', { rgb_color: [255, 0, 0] }, ['x/set', '{"state":"ON","color":{"x":0.7006,"y":0.2993}}']],
      ['turn_on', { brightness: 100, transition: 2 }, ['x/set', '{"state":"ON","brightness":100,"transition":2}']],
      ['turn_on', { color_temp_kelvin: 2700 }, ['x/set', '{"state":"ON","color_temp":370}']],
      ['turn_off', {}, ['x/set', '{"state":"OFF"}']],
    ],
    shows: [
      [
        'x',
        '{"state":"ON","brightness":10,"color_mode":"xy","color":{"x":0.3,"y":0.3}}',
        'on',
        { brightness: 10, color_mode: 'xy', xy_color: [0.3, 0.3] },
      ],
      ['x', '{"brightness":"wrong","color":"wrong","color_temp":{}}', 'on', { brightness: 10 }],
      ['x', 'not json', 'on'],
      ['x', '{"state":"OFF"}', 'off'],
      ['x', '{"state":null}', null],
    ],
  },
  {
    about: 'a light by templates',
    domain: 'light',
    document: {
      schema: 'template',
      command_topic: 'x/set',
      state_topic: 'x',
      command_on_template: 'on,{{ brightness | d }},{{ red | d }}-{{ green | d }}-{{ blue | d }}',
      command_off_template: 'off',
      state_template: "{{ value.split(',')[0] }}",
      brightness_template: "{{ value.split(',')[1] }}",
      red_template: "{{ value.split(',')[2].split('-')[0] }}",
      green_template: "{{ value.split(',')[2].split('-')[1] }}",
      blue_template: "{{ value.split(',')[2].split('-')[2] }}",
    },
    features: ['brightness', 'color'],
    sends: [
      ['turn_on', { brightness: 7 }, ['x/set', 'on,7,--']],
      ['turn_on', { rgb_color: [1, 2, 3] }, ['x/set', 'on,,1-2-3']],
      ['turn_off', {}, ['x/set', 'off']],
    ],
    shows: [['x', 'on,50,255-0-0', 'on', { brightness: 50, rgb_color: [255, 0, 0] }]],
  },
  {
    about: 'a cover with a position',
    domain: 'cover',
    document: {
      command_topic: 'x/set',
      position_topic: 'x/position',
      set_position_topic: 'x/position/set',
      device_class: 'shutter',
      position_open: 0,
      position_closed: 100,
    },
    features: ['open_close', 'position', 'stop'],
    sends: [
      ['open_cover', {}, ['x/set', 'OPEN']],
      ['close_cover', {}, ['x/set', 'CLOSE']],
      ['stop_cover', {}, ['x/set', 'STOP']],
      ['set_cover_position', { position: 30 }, ['x/position/set', '70']],
    ],
    refuses: [
      ['set_cover_position', { position: 101 }],
      ['set_cover_position', {}],
      ['turn_on', {}],
    ],
    shows: [
      ['x/position', '100', 'closed', { current_position: 0 }],
      ['x/position', '25', 'open', { current_position: 75 }],
      ['x/position', 'nonsense', 'open', { current_position: 75 }],
    ],
  },
  {
    about: 'a cover with states, tilt, and a template for its position',
    domain: 'cover',
    document: {
      command_topic: 'x/set',
      state_topic: 'x',
      set_position_topic: 'x/set',
      set_position_template: '{"position": {{ position }} }',
      tilt_command_topic: 'x/tilt/set',
      tilt_status_topic: 'x/tilt',
      payload_stop: null,
    },
    features: ['open_close', 'position', 'tilt'],
    sends: [
      ['set_cover_position', { position: 40 }, ['x/set', '{"position": 40 }']],
      ['set_cover_tilt_position', { tilt_position: 10 }, ['x/tilt/set', '10']],
      ['open_cover_tilt', {}, ['x/tilt/set', '100']],
    ],
    refuses: [['stop_cover', {}]],
    shows: [
      ['x', 'open', 'open'],
      ['x', 'closing', 'closing'],
      ['x', 'stopped', 'closed', { assumed_state: true }],
      ['x', 'stopped', 'closed', { assumed_state: true }],
      ['x', 'opening', 'opening'],
      ['x', 'stopped', 'open', { assumed_state: true }],
      ['x', 'open', 'open'],
      ['x', 'stopped', 'open'],
      ['x', 'closed', 'closed'],
      ['x', 'stopped', 'closed'],
      ['x/tilt', '50', 'closed', { current_tilt_position: 50 }],
    ],
  },
  {
    about: 'a cover that tells position and tilt in one',
    domain: 'cover',
    document: {
      command_topic: 'x/set',
      position_topic: 'x/position',
      position_closed: 0,
      position_open: 200,
      tilt_command_topic: 'x/tilt/set',
      tilt_max: 50,
    },
    shows: [
      [
        'x/position',
        '{"position": 100, "tilt_position": 25}',
        'open',
        { current_position: 50, current_tilt_position: 50 },
      ],
      ['x/position', '{"position": "0"}', 'closed', { current_position: 0, current_tilt_position: 50 }],
      ['x/position', '{"tilt_position": 50}', 'closed', { current_position: 0, current_tilt_position: 50 }],
      ['x/position', '{"position": {}}', 'closed', { current_position: 0 }],
      ['x/position', '[1]', 'closed', { current_position: 0 }],
      ['x/position', '200', 'open', { current_position: 100 }],
    ],
  },
  {
    about: 'a cover that has nothing but slats',
    domain: 'cover',
    document: {
      tilt_command_topic: 'x/tilt/set',
      tilt_status_topic: 'x/tilt',
      tilt_min: 0,
      tilt_max: 180,
      tilt_opened_value: 90,
      tilt_closed_value: 0,
    },
    features: ['tilt'],
    sends: [
      ['open_cover', {}, ['x/tilt/set', '90']],
      ['close_cover', {}, ['x/tilt/set', '0']],
      ['toggle', {}, ['x/tilt/set', '0']],
      ['set_cover_tilt_position', { tilt_position: 25 }, ['x/tilt/set', '45']],
    ],
    refuses: [
      ['stop_cover', {}],
      ['set_cover_position', { position: 50 }],
    ],
    shows: [
      ['x/tilt', '90', 'open', { current_tilt_position: 50 }],
      ['x/tilt', '0', 'closed', { current_tilt_position: 0 }],
    ],
  },
  {
    about: 'a valve that reports its position',
    domain: 'valve',
    document: { command_topic: 'x/set', state_topic: 'x', reports_position: true },
    features: ['open_close', 'position'],
    sends: [
      ['open_valve', {}, ['x/set', '100']],
      ['set_valve_position', { position: 20 }, ['x/set', '20']],
    ],
    refuses: [['stop_valve', {}]],
    shows: [
      ['x', '0', 'closed', { current_position: 0 }],
      ['x', '{"state":"opening","position":10}', 'opening', { current_position: 10 }],
      ['x', '{"position":100}', 'open', { current_position: 100 }],
    ],
  },
  {
    about: 'a valve that can be stopped, and has a template for its words',
    domain: 'valve',
    document: {
      command_topic: 'x/set',
      state_topic: 'x',
      payload_stop: 'HALT',
      command_template: '{"do": "{{ value }}"}',
    },
    features: ['open_close', 'stop'],
    sends: [
      ['open_valve', {}, ['x/set', '{"do": "OPEN"}']],
      ['stop_valve', {}, ['x/set', '{"do": "HALT"}']],
    ],
  },
  {
    about: 'a siren without a template',
    domain: 'siren',
    document: { command_topic: 'x/set', state_topic: 'x', available_tones: ['bell', 'horn'], support_duration: false },
    features: ['tones'],
    sends: [
      ['turn_on', {}, ['x/set', '{"state":"ON"}']],
      ['turn_off', {}, ['x/set', '{"state":"OFF"}']],
      [
        'turn_on',
        { tone: 'horn', duration: 5, volume_level: 0.5 },
        ['x/set', '{"state":"ON","tone":"horn","volume_level":0.5}'],
      ],
    ],
    refuses: [['turn_on', { tone: 'whistle' }]],
    shows: [
      ['x', '{"state": "ON", "tone": "bell"}', 'on', { tone: 'bell' }],
      ['x', '{"state": "OFF"}', 'off'],
      ['x', '{}', 'off'],
      ['x', 'ON', 'on'],
      ['x', '{"state": null}', null],
    ],
  },
  {
    about: 'a siren that is turned off in its own way',
    domain: 'siren',
    document: { command_topic: 'x/set', command_template: 'on {{ value }}', command_off_template: 'off {{ value }}' },
    sends: [
      ['turn_on', { tone: 'bell' }, ['x/set', 'on ON']],
      ['turn_off', {}, ['x/set', 'off OFF']],
    ],
  },
  {
    about: 'an alarm panel that checks codes itself',
    domain: 'alarm_control_panel',
    document: {
      command_topic: 'x/set',
      state_topic: 'x',
      code: 'REMOTE_CODE',
      code_trigger_required: false,
      command_template: '{{ action }}:{{ code }}',
    },
    sends: [
      ['alarm_disarm', { code: '9876' }, ['x/set', 'DISARM:9876']],
      ['alarm_trigger', {}, ['x/set', 'TRIGGER:None']],
    ],
    refuses: [
      ['alarm_disarm', {}],
      ['alarm_arm_home', {}],
    ],
  },
  {
    about: 'a lock that wants a code',
    domain: 'lock',
    document: { command_topic: 'x/set', code_format: '^\\d{4}$', command_template: '{{ value }}:{{ code }}' },
    features: ['code_for_lock', 'code_for_unlock', 'code_for_open'],
    sends: [['unlock', { code: '1234' }, ['x/set', 'UNLOCK:1234']]],
    refuses: [
      ['unlock', {}],
      ['unlock', { code: 'abcd' }],
      ['lock', { code: '12345' }],
    ],
  },
  {
    about: 'a lock that takes a code, and needs none',
    domain: 'lock',
    document: { command_topic: 'x/set', code_format: '^\\d*$', command_template: '{{ value }}:{{ code }}' },
    features: [],
    sends: [['lock', {}, ['x/set', 'LOCK:None']]],
    refuses: [['lock', { code: 'x' }]],
  },
  {
    about: 'a cover that tells all in one message',
    domain: 'cover',
    document: {
      command_topic: 'x/set',
      state_topic: 'x',
      value_template: '{{ value_json.state }}',
      position_topic: 'x',
      position_template: '{{ value_json.position }}',
    },
    shows: [
      ['x', '{"state": "open", "position": 100}', 'open'],
      ['x', '{"state": "stopped", "position": 0}', 'closed', { current_position: 0 }],
      ['x', '{"state": "stopped", "position": 30}', 'open', { current_position: 30 }],
    ],
  },
  {
    about: 'a valve that only opens and closes',
    domain: 'valve',
    document: { command_topic: 'x/set', state_topic: 'x' },
    sends: [['close_valve', {}, ['x/set', 'CLOSE']]],
    refuses: [['set_valve_position', { position: 20 }]],
    shows: [['x', 'open', 'open']],
  },
  {
    about: 'a thermostat',
    domain: 'climate',
    document: {
      modes: ['off', 'heat', 'auto'],
      mode_command_topic: 'x/mode/set',
      mode_state_topic: 'x',
      mode_state_template: '{{ value_json.system_mode }}',
      temperature_command_topic: 'x/target/set',
      temperature_state_topic: 'x',
      temperature_state_template: '{{ value_json.target }}',
      current_temperature_topic: 'x',
      current_temperature_template: '{{ value_json.local }}',
      action_topic: 'x',
      action_template: "{{ value_json.running | default('idle') }}",
      preset_modes: ['eco', 'comfort'],
      preset_mode_command_topic: 'x/preset/set',
      preset_mode_state_topic: 'x',
      preset_mode_value_template: '{{ value_json.preset }}',
      min_temp: 5,
      max_temp: 30,
    },
    features: ['target_temperature', 'hvac_mode', 'preset_mode'],
    sends: [
      ['set_temperature', { temperature: 21.5 }, ['x/target/set', '21.5']],
      ['set_temperature', { temperature: 20, hvac_mode: 'heat' }, ['x/mode/set', 'heat'], ['x/target/set', '20']],
      ['set_hvac_mode', { hvac_mode: 'auto' }, ['x/mode/set', 'auto']],
      ['turn_off', {}, ['x/mode/set', 'off']],
      ['turn_on', {}, ['x/mode/set', 'heat']],
      ['set_preset_mode', { preset_mode: 'eco' }, ['x/preset/set', 'eco']],
    ],
    refuses: [
      ['set_temperature', { temperature: 31 }],
      ['set_temperature', { target_temp_low: 18, target_temp_high: 22 }],
      ['set_temperature', {}],
      ['set_hvac_mode', { hvac_mode: 'cool' }],
      ['set_fan_mode', { fan_mode: 'low' }],
    ],
    shows: [
      [
        'x',
        '{"system_mode":"heat","target":20.5,"local":19.8,"preset":"eco"}',
        'heat',
        { temperature: 20.5, current_temperature: 19.8, hvac_action: 'idle', preset_mode: 'eco' },
      ],
      ['x', '{"system_mode":"unheard of","target":"warm"}', 'heat', { temperature: 20.5 }],
    ],
  },
  {
    about: 'a fan with four speeds',
    domain: 'fan',
    document: {
      command_topic: 'x/set',
      state_topic: 'x',
      percentage_command_topic: 'x/speed/set',
      percentage_state_topic: 'x/speed',
      speed_range_min: 1,
      speed_range_max: 4,
      preset_modes: ['auto'],
      preset_mode_command_topic: 'x/preset',
      oscillation_command_topic: 'x/swing/set',
      oscillation_state_topic: 'x/swing',
      direction_command_topic: 'x/direction',
    },
    features: ['speed', 'preset_mode', 'oscillate', 'direction'],
    sends: [
      ['turn_on', {}, ['x/set', 'ON']],
      ['set_percentage', { percentage: 50 }, ['x/set', 'ON'], ['x/speed/set', '2']],
      ['set_percentage', { percentage: 0 }, ['x/set', 'OFF']],
      ['oscillate', { oscillating: true }, ['x/swing/set', 'oscillate_on']],
      ['set_direction', { direction: 'reverse' }, ['x/direction', 'reverse']],
      ['set_preset_mode', { preset_mode: 'auto' }, ['x/preset', 'auto']],
      ['turn_on', { preset_mode: 'auto' }, ['x/set', 'ON'], ['x/preset', 'auto']],
      ['turn_on', { percentage: 50, preset_mode: 'auto' }, ['x/set', 'ON'], ['x/speed/set', '2'], ['x/preset', 'auto']],
    ],
    refuses: [
      ['set_preset_mode', { preset_mode: 'storm' }],
      ['turn_on', { preset_mode: 'storm' }],
    ],
    shows: [
      ['x', 'ON', 'on'],
      ['x/speed', '3', 'on', { percentage: 75 }],
      ['x/swing', 'oscillate_on', 'on', { oscillating: true }],
    ],
  },
  {
    about: 'an air conditioner that dries, and blows to either side',
    domain: 'climate',
    document: {
      modes: ['off', 'cool', 'dry'],
      mode_command_topic: 'x/mode/set',
      mode_state_topic: 'x/mode',
      target_humidity_command_topic: 'x/humidity/set',
      target_humidity_command_template: '{"to": {{ value }}}',
      target_humidity_state_topic: 'x/humidity',
      current_humidity_topic: 'x/air',
      min_humidity: 35,
      max_humidity: 70,
      swing_horizontal_modes: ['left', 'right'],
      swing_horizontal_mode_command_topic: 'x/side/set',
      swing_horizontal_mode_state_topic: 'x/side',
    },
    features: ['target_humidity', 'hvac_mode', 'swing_horizontal_mode'],
    sends: [
      ['set_humidity', { humidity: 45 }, ['x/humidity/set', '{"to": 45}']],
      ['set_swing_horizontal_mode', { swing_horizontal_mode: 'right' }, ['x/side/set', 'right']],
    ],
    refuses: [
      ['set_humidity', { humidity: 20 }],
      ['set_humidity', {}],
      ['set_swing_horizontal_mode', { swing_horizontal_mode: 'up' }],
    ],
    shows: [
      ['x/mode', 'dry', 'dry', { min_humidity: 35, max_humidity: 70 }],
      ['x/humidity', '50', 'dry', { humidity: 50 }],
      ['x/air', '61.5', 'dry', { current_humidity: 61.5 }],
      ['x/side', 'left', 'dry', { swing_horizontal_mode: 'left' }],
    ],
  },
  {
    about: 'a vacuum that does not say what it can do',
    domain: 'vacuum',
    document: { command_topic: 'x/set', state_topic: 'x' },
    features: ['start', 'stop', 'return_home', 'clean_spot'],
    sends: [
      ['stop', {}, ['x/set', 'stop']],
      ['clean_spot', {}, ['x/set', 'clean_spot']],
    ],
    refuses: [
      ['pause', {}],
      ['locate', {}],
    ],
  },
  {
    about: 'a lock',
    domain: 'lock',
    document: { command_topic: 'x/set', state_topic: 'x', payload_open: 'OPEN' },
    features: ['open'],
    sends: [
      ['lock', {}, ['x/set', 'LOCK']],
      ['unlock', {}, ['x/set', 'UNLOCK']],
      ['open', {}, ['x/set', 'OPEN']],
    ],
    refuses: [['turn_on', {}]],
    shows: [
      ['x', 'LOCKED', 'locked'],
      ['x', 'UNLOCKING', 'unlocking'],
      ['x', 'JAMMED', 'jammed'],
      ['x', 'what', 'jammed'],
    ],
  },
  {
    about: 'an alarm panel',
    domain: 'alarm_control_panel',
    document: {
      command_topic: 'x/set',
      state_topic: 'x',
      supported_features: ['arm_home', 'arm_away'],
      code: '1234',
      code_arm_required: false,
      command_template: '{{ action }}:{{ code }}',
    },
    features: ['arm_home', 'arm_away', 'disarm', 'code_for_alarm_disarm'],
    sends: [
      ['alarm_arm_away', {}, ['x/set', 'ARM_AWAY:None']],
      ['alarm_disarm', { code: '1234' }, ['x/set', 'DISARM:1234']],
    ],
    refuses: [
      ['alarm_disarm', {}],
      ['alarm_disarm', { code: '4321' }],
      ['alarm_arm_night', {}],
    ],
    shows: [
      ['x', 'armed_away', 'armed_away'],
      ['x', 'exploded', 'armed_away'],
    ],
  },
  {
    about: 'a vacuum',
    domain: 'vacuum',
    document: {
      command_topic: 'x/set',
      state_topic: 'x',
      set_fan_speed_topic: 'x/fan',
      fan_speed_list: ['quiet', 'max'],
      supported_features: ['start', 'return_home', 'fan_speed'],
    },
    sends: [
      ['start', {}, ['x/set', 'start']],
      ['return_to_base', {}, ['x/set', 'return_to_base']],
      ['set_fan_speed', { fan_speed: 'max' }, ['x/fan', 'max']],
    ],
    refuses: [
      ['pause', {}],
      ['set_fan_speed', { fan_speed: 'ludicrous' }],
    ],
    shows: [
      [
        'x',
        '{"state":"cleaning","battery_level":80,"fan_speed":"max"}',
        'cleaning',
        { battery_level: 80, fan_speed: 'max' },
      ],
    ],
  },
  {
    about: 'a lawn mower',
    domain: 'lawn_mower',
    document: {
      activity_state_topic: 'x',
      start_mowing_command_topic: 'x/start',
      dock_command_topic: 'x/dock',
      dock_command_template: '{"do": "{{ value }}"}',
    },
    sends: [
      ['start_mowing', {}, ['x/start', 'start_mowing']],
      ['dock', {}, ['x/dock', '{"do": "dock"}']],
    ],
    refuses: [['pause', {}]],
    shows: [['x', 'mowing', 'mowing']],
  },
  {
    about: 'a humidifier',
    domain: 'humidifier',
    document: {
      command_topic: 'x/set',
      state_topic: 'x',
      target_humidity_command_topic: 'x/target/set',
      target_humidity_state_topic: 'x/target',
      modes: ['sleep'],
      mode_command_topic: 'x/mode',
      min_humidity: 30,
      max_humidity: 70,
    },
    sends: [
      ['turn_on', {}, ['x/set', 'ON']],
      ['set_humidity', { humidity: 45 }, ['x/target/set', '45']],
      ['set_mode', { mode: 'sleep' }, ['x/mode', 'sleep']],
    ],
    refuses: [['set_humidity', { humidity: 90 }]],
    shows: [
      ['x', 'ON', 'on'],
      ['x/target', '45', 'on', { humidity: 45 }],
    ],
  },
  {
    about: 'a water heater',
    domain: 'water_heater',
    document: {
      modes: ['off', 'eco'],
      mode_command_topic: 'x/mode/set',
      mode_state_topic: 'x/mode',
      temperature_command_topic: 'x/target/set',
      temperature_state_topic: 'x/target',
    },
    sends: [
      ['set_temperature', { temperature: 50 }, ['x/target/set', '50']],
      ['set_operation_mode', { operation_mode: 'eco' }, ['x/mode/set', 'eco']],
    ],
    shows: [['x/mode', 'eco', 'eco']],
  },
  {
    about: 'a siren with a template',
    domain: 'siren',
    document: {
      command_topic: 'x/set',
      state_topic: 'x',
      available_tones: ['bell'],
      command_template: '{{ value }}{% if tone is defined %}:{{ tone }}{% endif %}',
    },
    sends: [
      ['turn_on', { tone: 'bell' }, ['x/set', 'ON:bell']],
      ['turn_off', {}, ['x/set', 'OFF']],
    ],
    shows: [['x', 'ON', 'on']],
  },
  {
    about: 'a number',
    domain: 'number',
    document: { command_topic: 'x/set', state_topic: 'x', min: 0, max: 10, step: 0.5 },
    sends: [['set_value', { value: 2.5 }, ['x/set', '2.5']]],
    refuses: [['set_value', { value: 11 }]],
    shows: [
      ['x', '2.5', '2.5', { min: 0, max: 10, step: 0.5 }],
      ['x', 'many', '2.5'],
    ],
  },
  {
    about: 'a select',
    domain: 'select',
    document: { command_topic: 'x/set', state_topic: 'x', options: ['slow', 'fast'] },
    sends: [['select_option', { option: 'fast' }, ['x/set', 'fast']]],
    refuses: [['select_option', { option: 'warp' }]],
    shows: [
      ['x', 'slow', 'slow'],
      ['x', 'warp', 'slow'],
    ],
  },
  {
    about: 'a text',
    domain: 'text',
    document: { command_topic: 'x/set', state_topic: 'x', max: 5 },
    sends: [['set_value', { value: 'hello' }, ['x/set', 'hello']]],
    refuses: [['set_value', { value: 'too long' }]],
    shows: [['x', 'abc', 'abc']],
  },
  {
    about: 'a sensor',
    domain: 'sensor',
    document: {
      state_topic: 'x',
      value_template: '{{ value_json.t | round(1) }}',
      unit_of_measurement: '°C',
      device_class: 'temperature',
    },
    refuses: [['turn_on', {}]],
    shows: [
      ['x', '{"t": 21.456}', '21.5'],
      ['x', '{"other": 1}', '21.5'],
      ['x', 'broken', '21.5'],
    ],
  },
  {
    about: 'a binary sensor',
    domain: 'binary_sensor',
    document: {
      state_topic: 'x',
      value_template: '{{ value_json.contact }}',
      payload_on: false,
      payload_off: true,
      device_class: 'door',
    },
    shows: [
      ['x', '{"contact": false}', 'on'],
      ['x', '{"contact": true}', 'off'],
    ],
  },
];

describe.each(CASES)('$about', ({ domain, document, features, sends = [], refuses = [], shows = [] }) => {
  const id = `${domain}.thing`;
  beforeEach(async () =>
    home.announce(`homeassistant/${domain}/thing/config`, { name: 'Thing', unique_id: 'thing', ...document }),
  );

  it('is in the house', () => {
    expect(home.ids).toEqual([id]);
    if (features !== undefined) expect(home.house.snapshot().entities[0]?.features).toEqual(features);
  });

  it.each(sends.map(([service, data, ...messages]) => ({ service, data, messages })))(
    'does $service $data',
    async ({ service, data, messages }) => {
      expect(await home.sends(id, service, data)).toEqual(messages);
    },
  );

  it.each(refuses)('refuses %s %o', async (service, data) => {
    expect(await home.run(id, service, data)).toMatchObject({ kind: 'refused' });
    expect(home.sent).toEqual([]);
  });

  it('shows what it reports', async () => {
    for (const [topic, payload, value, attributes] of shows) {
      await home.tell(topic, payload);
      expect([payload, home.state(id)?.value ?? null]).toEqual([payload, value]);
      if (attributes !== undefined) expect(home.state(id)?.attributes).toMatchObject(attributes);
    }
  });
});

describe('what a template knows of its own entity', () => {
  const announceWith = (value_template: string): Promise<void> =>
    home.announce('homeassistant/sensor/thing/config', { name: 'Thing', state_topic: 'x/state', value_template });

  it('is its last state, for what a message does not tell', async () => {
    await announceWith('{{ value_json.v | default(this.state) }}');
    await home.tell('x/state', '{}');
    expect(home.state('sensor.thing')).toBeNull();
    await home.tell('x/state', '{"v": 7}');
    expect(home.state('sensor.thing')?.value).toBe('7');
    await home.tell('x/state', '{"w": 8}');
    expect(home.state('sensor.thing')?.value).toBe('7');
  });

  it('is its id, its name, and what else Home Assistant tells', async () => {
    const own = '{{ this.entity_id }} {{ this.attributes.friendly_name }} {{ this.last_changed is not none }}';
    await announceWith(`{{ entity_id }} {{ name }} ${own}`);
    await home.tell('x/state', '1');
    expect(home.state('sensor.thing')?.value).toBe('sensor.thing Thing sensor.thing Thing False');
  });

  it('is there for its availability and for commands too', async () => {
    await home.announce('homeassistant/switch/thing/config', {
      name: 'Thing',
      state_topic: 'x/state',
      command_topic: 'x/set',
      command_template: '{{ value }} was {{ this.state }}',
      availability: [{ topic: 'x/alive', value_template: "{{ 'online' if value == entity_id else 'offline' }}" }],
    });
    await home.tell('x/state', 'OFF');
    await home.tell('x/alive', 'switch.thing');
    expect(await home.sends('switch.thing', 'turn_on')).toEqual([['x/set', 'ON was off']]);
  });
});

it.each([
  [1, 33],
  [2, 66],
  [3, 100],
])('shows speed %i of 3 of a fan as %i percent', async (speed, percentage) => {
  await home.announce('homeassistant/fan/thing/config', {
    name: 'Thing',
    command_topic: 'x/set',
    percentage_state_topic: 'x/speed',
    percentage_command_topic: 'x/speed/set',
    speed_range_max: 3,
  });
  await home.tell('x/speed', String(speed));
  await home.run('fan.thing', 'turn_on');
  expect(home.state('fan.thing')?.attributes.percentage).toBe(percentage);
  expect(await home.sends('fan.thing', 'set_percentage', { percentage })).toContainEqual([
    'x/speed/set',
    String(speed),
  ]);
});

describe('a yes or no that is written as text', () => {
  it.each([
    ['false', false],
    ['OFF', false],
    ['no', false],
    [0, false],
    ['true', true],
    ['enable', true],
    ['perhaps', true],
  ])('hides what is not enabled (%j)', async (enabled_by_default, isThere) => {
    const document = { name: 'Thing', state_topic: 'x/state', enabled_by_default };
    await home.announce('homeassistant/sensor/thing/config', document);
    expect(home.ids).toEqual(isThere ? ['sensor.thing'] : []);
  });

  it.each([
    ['true', true],
    ['on', true],
    ['yes', true],
    ['1', true],
    [1, true],
    ['false', false],
    ['perhaps', false],
  ])('says whether to take a command for done and to keep it (%j)', async (said, isOn) => {
    const kept: string[] = [];
    const topics = { command_topic: 'y/set', state_topic: 'y/state' };
    await home.announce('homeassistant/switch/thing/config', {
      name: 'Thing',
      ...topics,
      optimistic: said,
      retain: said,
    });
    await home.run('switch.thing', 'turn_on');
    expect(home.state('switch.thing')?.value ?? null).toBe(isOn ? 'on' : null);
    home.loop.connect().subscribe('y/set', ({ payload }) => kept.push(payload.toString()));
    await home.loop.idle();
    expect(kept).toEqual(isOn ? ['ON'] : []);
  });

  it.each(['false', 'off'])('says that arming wants no code (%j)', async (code_arm_required) => {
    const document = { name: 'Thing', command_topic: 'x/set', code: '1234', code_arm_required };
    await home.announce('homeassistant/alarm_control_panel/thing/config', document);
    expect(await home.sends('alarm_control_panel.thing', 'alarm_arm_home')).toEqual([['x/set', 'ARM_HOME']]);
  });
});

describe('a preset that is asked for with "turn on"', () => {
  const announce = (more: Record<string, unknown>): Promise<void> =>
    home.announce('homeassistant/fan/thing/config', {
      name: 'Thing',
      command_topic: 'x/set',
      preset_modes: ['auto'],
      preset_mode_command_topic: 'x/preset/set',
      ...more,
    });
  const run = () => home.run('fan.thing', 'turn_on', { preset_mode: 'auto' });

  it('is waited for where the fan tells it', async () => {
    await announce({ state_topic: 'x/state', preset_mode_state_topic: 'x/preset' });
    await home.tell('x/state', 'ON');
    expect(await run()).toMatchObject({ kind: 'notConfirmed' });
    home.watch('x/preset/set', () => void home.tell('x/preset', 'auto'));
    expect(await run()).toMatchObject({ kind: 'confirmed' });
    expect(await run()).toMatchObject({ kind: 'already' });
  });

  it('is taken for true where the fan does not tell it, and sent each time', async () => {
    await announce({ state_topic: 'x/state' });
    home.watch('x/set', () => void home.tell('x/state', 'ON'));
    for (let i = 0; i < 2; i++) expect(await run()).toMatchObject({ kind: 'confirmed' });
    expect(home.state('fan.thing')?.attributes.preset_mode).toBe('auto');
  });

  it('is taken for true with all else of a fan that tells nothing', async () => {
    await announce({});
    expect(await run()).toMatchObject({ kind: 'sent' });
    expect(home.state('fan.thing')).toMatchObject({ value: 'on', attributes: { preset_mode: 'auto' } });
  });
});

it('a thermostat can be told to follow no preset', async () => {
  await home.announce('homeassistant/climate/thing/config', {
    name: 'Thing',
    preset_modes: ['boost'],
    preset_mode_command_topic: 'x/preset/set',
    preset_mode_state_topic: 'x/preset',
    preset_mode_value_template: '{{ value_json.preset }}',
  });
  await home.tell('x/preset', '{"preset": "boost"}');
  expect(await home.sends('climate.thing', 'set_preset_mode', { preset_mode: 'none' })).toEqual([
    ['x/preset/set', 'none'],
  ]);
  await home.tell('x/preset', '{"preset": null}');
  expect(home.state('climate.thing')?.attributes.preset_mode).toBe('none');
});

describe('a light that tells brightness zero when it is off', () => {
  const tells = "{{ 'OFF' if value_json.b == 0 else 'ON' }}";
  const schemas: ReadonlyArray<readonly [schema: string, document: Record<string, unknown>, off: string, on: string]> =
    [
      [
        'basic',
        {
          state_value_template: tells,
          on_command_type: 'brightness',
          brightness_command_topic: 'x/set',
          brightness_state_topic: 'x/state',
          brightness_scale: 99,
          brightness_value_template: '{{ value_json.b }}',
        },
        '{"b":0}',
        '{"b":80}',
      ],
      [
        'json',
        { brightness: true, brightness_scale: 99 },
        '{"state":"OFF","brightness":0}',
        '{"state":"ON","brightness":80}',
      ],
      [
        'template',
        {
          command_on_template: 'on',
          command_off_template: 'off',
          state_template: '{{ value_json.s }}',
          brightness_template: '{{ value_json.b }}',
        },
        '{"s":"off","b":0}',
        '{"s":"on","b":206}',
      ],
    ];

  it.each(schemas)('keeps the brightness that it had (%s)', async (schema, document, off, on) => {
    const topics = { schema, command_topic: 'x/set', state_topic: 'x/state' };
    await home.announce('homeassistant/light/thing/config', { name: 'Thing', ...topics, ...document });
    await home.tell('x/state', on);
    await home.tell('x/state', off);
    expect(home.state('light.thing')).toMatchObject({ value: 'off', attributes: { brightness: 206 } });
    if (schema === 'basic') expect(await home.sends('light.thing', 'turn_on')).toEqual([['x/set', '80']]);
  });

  it('comes on in full where it never told another', async () => {
    const [, document] = schemas[0]!;
    const topics = { command_topic: 'x/set', state_topic: 'x/state' };
    await home.announce('homeassistant/light/thing/config', { name: 'Thing', ...topics, ...document });
    await home.tell('x/state', '{"b":0}');
    expect(await home.sends('light.thing', 'turn_on')).toEqual([['x/set', '99']]);
  });
});

it('closes a cover also where it is only taken for closed, since it stopped on its way', async () => {
  const topics = { command_topic: 'x/set', state_topic: 'x/state' };
  await home.announce('homeassistant/cover/thing/config', { name: 'Thing', ...topics });
  await home.tell('x/state', 'closing');
  await home.tell('x/state', 'stopped');
  expect(home.state('cover.thing')).toMatchObject({ value: 'closed', attributes: { assumed_state: true } });
  expect(await home.sends('cover.thing', 'close_cover')).toEqual([['x/set', 'CLOSE']]);
  await home.tell('x/state', 'closed');
  expect(home.state('cover.thing')?.attributes).toEqual({});
  expect(await home.sends('cover.thing', 'close_cover')).toEqual([]);
});

describe('a message in which there is no value', () => {
  const template = "{{ value_json.s | default('') }}";
  const documents: ReadonlyArray<
    readonly [domain: string, document: Record<string, unknown>, known: string, value: string]
  > = [
    ['switch', { command_topic: 'y', value_template: template }, 'ON', 'on'],
    ['light', { command_topic: 'y', state_value_template: template }, 'ON', 'on'],
    [
      'light',
      {
        schema: 'template',
        command_topic: 'y',
        command_on_template: 'a',
        command_off_template: 'b',
        state_template: template,
      },
      'on',
      'on',
    ],
    ['fan', { command_topic: 'y', state_value_template: template }, 'ON', 'on'],
    ['siren', { command_topic: 'y', state_value_template: template }, 'ON', 'on'],
    ['humidifier', { command_topic: 'y', state_value_template: template }, 'ON', 'on'],
    ['binary_sensor', { value_template: template }, 'ON', 'on'],
    ['sensor', { value_template: template, device_class: 'temperature', unit_of_measurement: '°C' }, '21.5', '21.5'],
    ['number', { command_topic: 'y', value_template: template }, '7', '7'],
    ['select', { command_topic: 'y', options: ['low'], value_template: template }, 'low', 'low'],
    ['cover', { command_topic: 'y', value_template: template }, 'open', 'open'],
    ['valve', { command_topic: 'y', value_template: template }, 'open', 'open'],
    ['lock', { command_topic: 'y', value_template: template }, 'LOCKED', 'locked'],
    ['alarm_control_panel', { command_topic: 'y', value_template: template }, 'armed_home', 'armed_home'],
    ['climate', { mode_command_topic: 'y', mode_state_topic: 'x', mode_state_template: template }, 'heat', 'heat'],
    ['lawn_mower', { activity_state_topic: 'x', activity_value_template: template }, 'mowing', 'mowing'],
  ];

  it.each(documents)('leaves a %s as it is, and "None" makes it unknown', async (domain, document, known, value) => {
    await home.announce(`homeassistant/${domain}/thing/config`, { name: 'Thing', state_topic: 'x', ...document });
    for (const nothing of ['{"other": 1}', '', '{"s": "  "}']) {
      await home.tell('x', { s: known });
      expect(home.state(`${domain}.thing`)?.value).toBe(value);
      await home.tell('x', nothing);
      expect([nothing, home.state(`${domain}.thing`)?.value]).toEqual([nothing, value]);
    }
    await home.tell('x', '{"s": "None"}');
    expect(home.state(`${domain}.thing`)).toBeNull();
  });

  it('leaves attributes as they are, and what the document calls a reset takes them away', async () => {
    await home.announce('homeassistant/humidifier/thing/config', {
      name: 'Thing',
      command_topic: 'y',
      state_topic: 'x/on',
      target_humidity_command_topic: 'y/humidity',
      target_humidity_state_topic: 'x/humidity',
      payload_reset_humidity: 'off',
    });
    await home.tell('x/on', 'ON');
    await home.tell('x/humidity', '45');
    await home.tell('x/humidity', '');
    expect(home.state('humidifier.thing')?.attributes.humidity).toBe(45);
    await home.tell('x/humidity', 'off');
    expect(home.state('humidifier.thing')?.attributes.humidity).toBeUndefined();
  });

  it('is none for a sensor of words: a button that is not pressed any more', async () => {
    await home.announce('homeassistant/sensor/thing/config', {
      name: 'Thing',
      state_topic: 'x',
      value_template: '{{ value_json.action }}',
    });
    await home.tell('x', '{"action": "double"}');
    expect(home.state('sensor.thing')?.value).toBe('double');
    await home.tell('x', '{"action": ""}');
    expect(home.state('sensor.thing')).toBeNull();
  });

  it('is a vacuum that does not know what it does where its state is null', async () => {
    await home.announce('homeassistant/vacuum/thing/config', { name: 'Thing', state_topic: 'x' });
    await home.tell('x', '{"state": "cleaning"}');
    await home.tell('x', '{"battery_level": 80}');
    expect(home.state('vacuum.thing')?.value).toBe('cleaning');
    await home.tell('x', '{"state": null}');
    expect(home.state('vacuum.thing')).toBeNull();
  });
});

describe('what a device tells beside its state', () => {
  it('is shown, and what is no longer told is not', async () => {
    await home.announce('homeassistant/switch/thing/config', {
      name: 'Thing',
      command_topic: 'y',
      state_topic: 'x/state',
      json_attributes_topic: 'x',
    });
    await home.tell('x/state', 'ON');
    await home.tell('x', { linkquality: 80, battery: 90 });
    expect(home.state('switch.thing')?.attributes).toEqual({ linkquality: 80, battery: 90 });
    await home.tell('x', { linkquality: 81 });
    expect(home.state('switch.thing')?.attributes).toEqual({ linkquality: 81 });
  });

  it('does not count as what the component itself reads', async () => {
    await home.announce('homeassistant/light/thing/config', {
      name: 'Thing',
      command_topic: 'y',
      state_topic: 'x/state',
      brightness_state_topic: 'x/brightness',
      brightness_scale: 100,
      json_attributes_topic: 'x',
    });
    await home.tell('x/state', 'ON');
    await home.tell('x', { brightness: 40, assumed_state: true, linkquality: 7 });
    expect(home.state('light.thing')?.attributes).toEqual({ linkquality: 7 });
    await home.tell('x/brightness', '40');
    await home.tell('x', { brightness: 40 });
    expect(home.state('light.thing')?.attributes).toEqual({ brightness: 102 });
  });
});

describe('things that report nothing', () => {
  it.each([
    ['scene', { command_topic: 'x/set', payload_on: 'MOVIE' }, 'turn_on', 'MOVIE'],
    ['button', { command_topic: 'x/set' }, 'press', 'PRESS'],
    ['switch', { command_topic: 'x/set' }, 'turn_on', 'ON'],
    ['cover', { command_topic: 'x/set' }, 'open_cover', 'OPEN'],
    ['lock', { command_topic: 'x/set' }, 'lock', 'LOCK'],
  ])('a %s is told, and nothing is claimed', async (domain, document, service, payload) => {
    await home.announce(`homeassistant/${domain}/thing/config`, { name: 'Thing', ...document });
    expect(await home.run(`${domain}.thing`, service)).toMatchObject({ kind: 'sent' });
    expect(home.sent).toEqual([['x/set', payload]]);
  });
});

describe('confirmation', () => {
  const announceCover = (): Promise<void> =>
    home.announce('homeassistant/cover/thing/config', {
      name: 'Thing',
      command_topic: 'x/set',
      state_topic: 'x/state',
      position_topic: 'x/position',
      set_position_topic: 'x/set',
    });

  it('counts a cover that begins to move', async () => {
    await announceCover();
    await home.tell('x/position', '100');
    home.watch('x/set', () => void home.tell('x/state', 'closing'));
    expect(await home.run('cover.thing', 'close_cover')).toMatchObject({ kind: 'confirmed' });
  });

  it('does not count a cover that moves the other way', async () => {
    await announceCover();
    await home.tell('x/position', '50');
    home.watch('x/set', () => void home.tell('x/position', '60'));
    expect(await home.run('cover.thing', 'close_cover')).toMatchObject({ kind: 'notConfirmed' });
  });

  it('does not count a report of something else', async () => {
    await home.announce('homeassistant/light/thing/config', {
      name: 'Thing',
      schema: 'json',
      command_topic: 'x/set',
      state_topic: 'x/state',
      brightness: true,
    });
    home.watch('x/set', () => void home.tell('x/state', { state: 'ON', brightness: 5 }));
    expect(await home.run('light.thing', 'turn_on', { brightness_pct: 80 })).toMatchObject({ kind: 'notConfirmed' });
  });

  it('takes a brightness that the device rounded for the one asked for', async () => {
    await home.announce('homeassistant/light/thing/config', {
      name: 'Thing',
      schema: 'json',
      command_topic: 'x/set',
      state_topic: 'x/state',
      brightness: true,
      brightness_scale: 10,
    });
    home.watch('x/set', () => void home.tell('x/state', { state: 'ON', brightness: 5 }));
    expect(await home.run('light.thing', 'turn_on', { brightness_pct: 54 })).toMatchObject({ kind: 'confirmed' });
  });

  it('does not take "locking" for locked, and waits longer for a bolt', async () => {
    await home.announce('homeassistant/lock/thing/config', {
      name: 'Thing',
      command_topic: 'x/set',
      state_topic: 'x/state',
    });
    await home.tell('x/state', 'UNLOCKED');
    home.watch('x/set', () => {
      void home.tell('x/state', 'LOCKING');
      home.clock.after(5000, () => void home.tell('x/state', 'LOCKED'));
    });
    const outcome = home.house.execute({
      entity: 'lock.thing',
      service: 'lock',
      data: {},
      actor: { kind: 'station', id: 't', person: null },
    });
    await home.loop.idle();
    home.clock.advance(5000);
    await home.loop.idle();
    expect(await outcome).toEqual({ kind: 'confirmed', entity: 'lock.thing', ms: 5000 });
  });

  it('toggles by what the device is', async () => {
    await home.announce('homeassistant/switch/thing/config', {
      name: 'Thing',
      command_topic: 'x/set',
      state_topic: 'x/state',
    });
    expect(await home.sends('switch.thing', 'toggle')).toEqual([['x/set', 'ON']]);
    await home.tell('x/state', 'ON');
    expect(await home.sends('switch.thing', 'toggle')).toEqual([['x/set', 'OFF']]);
  });

  it('steps brightness from what the light shows', async () => {
    await home.announce('homeassistant/light/thing/config', {
      name: 'Thing',
      schema: 'json',
      command_topic: 'x/set',
      state_topic: 'x/state',
      brightness: true,
    });
    await home.tell('x/state', { state: 'ON', brightness: 100 });
    expect(await home.sends('light.thing', 'turn_on', { brightness_step_pct: 20 })).toEqual([
      ['x/set', '{"state":"ON","brightness":151}'],
    ]);
    expect(await home.sends('light.thing', 'turn_on', { brightness_step_pct: -90 })).toEqual([
      ['x/set', '{"state":"OFF"}'],
    ]);
  });
});
