import { execFileSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { expandKeys } from '../../appliance/home/discovery/abbreviations.ts';
import { hassPath, WITHOUT_HASS } from '../home/support/real-home-assistant.ts';

const PRINT_TABLES = `
import importlib.util, json, os, runpy
home = os.path.dirname(importlib.util.find_spec("homeassistant").origin)
tables = runpy.run_path(os.path.join(home, "components", "mqtt", "abbreviations.py"))
print(json.dumps({"document": tables["ABBREVIATIONS"], "device": tables["DEVICE_ABBREVIATIONS"]}))
`;

describe.skipIf(hassPath === null)(`short keys of discovery documents (else: ${WITHOUT_HASS})`, () => {
  it.each(['document', 'device'] as const)('of a %s mean what they mean to Home Assistant', (kind) => {
    const python = join(dirname(hassPath ?? ''), 'python');
    const tables = JSON.parse(execFileSync(python, ['-c', PRINT_TABLES], { encoding: 'utf8' })) as Record<
      typeof kind,
      Record<string, string>
    >;
    const theirs = Object.entries(tables[kind]);
    const ours = theirs.map(([short]) => [short, Object.keys(expandKeys({ [short]: 1 }, kind))[0]]);
    expect(theirs.length).toBeGreaterThan(5);
    expect(ours).toEqual(theirs);
  });
});
