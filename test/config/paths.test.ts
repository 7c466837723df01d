import { expect, test } from 'vitest';
import { defaultDataRoot, defaultModelsRoot } from '../../appliance/config/paths.ts';

test('models are in the cache and data beside other data, where nobody says otherwise', () => {
  expect(defaultModelsRoot({}, '/home/ada')).toBe('/home/ada/.cache/linnet/models');
  expect(defaultDataRoot({}, '/home/ada')).toBe('/home/ada/.local/share/linnet');
});

test("the desktop's own folders are honoured, unless they are relative or empty", () => {
  expect(defaultModelsRoot({ XDG_CACHE_HOME: '/fast' }, '/home/ada')).toBe('/fast/linnet/models');
  expect(defaultDataRoot({ XDG_DATA_HOME: '/big' }, '/home/ada')).toBe('/big/linnet');
  expect(defaultModelsRoot({ XDG_CACHE_HOME: 'fast' }, '/home/ada')).toBe('/home/ada/.cache/linnet/models');
  expect(defaultDataRoot({ XDG_DATA_HOME: '' }, '/home/ada')).toBe('/home/ada/.local/share/linnet');
});

test("Linnet's own variables come first", () => {
  expect(defaultModelsRoot({ LINNET_MODELS: '/m', XDG_CACHE_HOME: '/fast' })).toBe('/m');
  expect(defaultDataRoot({ LINNET_DATA: 'here', XDG_DATA_HOME: '/big' })).toBe('here');
  expect(defaultModelsRoot({ LINNET_MODELS: '' }, '/home/ada')).toBe('/home/ada/.cache/linnet/models');
});
