/** Where a host keeps things. All absolute. */
export type Paths = {
  /** Database, backups, logs, instance lock of one installation. */
  dataDir: string;
  /** Shared by all installations of this person; holds nothing private. */
  modelsDir: string;
  /** The read-only data that comes with the program: `models/` catalog, `resources/`. */
  programDir: string;
};
