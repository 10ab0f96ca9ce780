/** Keeps small secrets outside the database. A value never reaches a log or a command line. */
export type SecretStore = {
  /** What protects the values; `null`: this host can keep none, a passphrase is asked for instead. */
  readonly protection: 'os-key-store' | 'key-file' | null;
  /** `null` when there is none of this name. Throws when the store is there but refuses. */
  read(name: string): Promise<Uint8Array | null>;
  write(name: string, value: Uint8Array): Promise<void>;
  remove(name: string): Promise<void>;
};
