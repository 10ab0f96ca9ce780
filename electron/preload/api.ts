/** What the preload script puts before the page, beside the port. The page declares the same shape; it may import nothing of ours. */
export type WattosBridge = {
  host: 'desktop';
  platform: string;
  /** Lets the person choose one file or folder; `null` when they do not. */
  pickFile(kind: 'gguf' | 'any' | 'folder'): Promise<string | null>;
  /** Lets the person choose several files; empty when they do not. */
  pickFiles(): Promise<string[]>;
  /** Where a file lies that the person has dropped on the page; empty for one that lies nowhere. */
  pathOf(file: File): string;
};

/** The page posts `portRequest` to its own window and gets `port` back, with one MessagePort; again after the engine restarted. */
export const portRequest = 'wattos:port-request';
export const port = 'wattos:port';
export const pickFile = 'wattos:pick-file';
export const pickFiles = 'wattos:pick-files';
