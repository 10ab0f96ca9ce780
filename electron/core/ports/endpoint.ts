/** The door that a host without a web server of its own opens for other programs of this computer. */
export type EndpointServer = {
  /** Of the OpenAI-compatible endpoint, e.g. `http://127.0.0.1:4712/v1`. */
  baseUrl: string;
  /** Ends open connections too. */
  close(): Promise<void>;
};
