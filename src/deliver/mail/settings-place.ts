import { isAbsolute, join } from 'node:path';

type Variables = Readonly<Record<string, string | undefined>>;

/** The machine as the mail settings see it: an argument, so that tests bring their own. */
export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly home: string;
  readonly variables: Variables;
}

/** Where the settings lie when nothing else is said: in the folder that the system keeps for them. */
export function defaultSettingsPath({ platform, home, variables }: Machine): string {
  return join(settingsFolder(platform, home, variables), 'storybind', 'mail.yaml');
}

function settingsFolder(platform: NodeJS.Platform, home: string, variables: Variables): string {
  // XDG Base Directory Specification: a path that is not absolute is to be ignored.
  const xdg = variables['XDG_CONFIG_HOME'];
  if (platform === 'win32') return variables['APPDATA'] || join(home, 'AppData', 'Roaming');
  if (xdg && isAbsolute(xdg)) return xdg;
  return platform === 'darwin' ? join(home, 'Library', 'Application Support') : join(home, '.config');
}
