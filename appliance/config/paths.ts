// Where things live when nobody says otherwise. Models are in the cache, shared by every data root: they can be fetched again.
import { homedir } from 'node:os';
import { join } from 'node:path';

type Environment = Readonly<Record<string, string | undefined>>;

/** `LINNET_MODELS`, else `linnet/models` in the XDG cache. */
export function defaultModelsRoot(env: Environment, home: string = homedir()): string {
  return given(env.LINNET_MODELS) ?? join(absolute(env.XDG_CACHE_HOME) ?? join(home, '.cache'), 'linnet', 'models');
}

/** `LINNET_DATA`, else `linnet` in the XDG data folder. */
export function defaultDataRoot(env: Environment, home: string = homedir()): string {
  return given(env.LINNET_DATA) ?? join(absolute(env.XDG_DATA_HOME) ?? join(home, '.local', 'share'), 'linnet');
}

function given(value: string | undefined): string | undefined {
  return value === undefined || value === '' ? undefined : value;
}

/** The XDG specification says that a relative path is to be ignored. */
function absolute(value: string | undefined): string | undefined {
  return value?.startsWith('/') ? value : undefined;
}
