export declare function installCommand(
  what: 'compiler' | 'headers' | 'npm' | 'alsa',
  platform?: string,
  osRelease?: string,
): string;
