export declare function installCommand(
  what: 'compiler' | 'headers' | 'npm',
  platform?: string,
  osRelease?: string,
): string;
