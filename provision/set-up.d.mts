export declare const ROOT: string;
export declare function checkMachine(node: string, platform: string): void;
export declare function missingOptional(name: string, platform?: string, osRelease?: string): string;
export declare function installStamp(lock: string | Uint8Array): string;
export declare function matchesLock(lockText: string | undefined, installedText: string | undefined): boolean;
