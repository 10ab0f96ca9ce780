/** What the desktop shell puts on the page; absent in a browser. */
export type DesktopHost = {
  host: 'desktop';
  platform: string;
  /** Opens the system's file dialog; `null` when it was cancelled. */
  pickFile: (kind: 'gguf' | 'any' | 'folder') => Promise<string | null>;
  /** Several files; empty when it was cancelled. */
  pickFiles: () => Promise<string[]>;
  /** Where a dropped file lies; empty when it lies nowhere on this computer. */
  pathOf: (file: File) => string;
};

declare global {
  interface Window {
    readonly wattos?: DesktopHost;
  }
}

export const desktopHost = (): DesktopHost | null => window.wattos ?? null;
