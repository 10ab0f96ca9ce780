/** Whether the page can reach the engine; the client writes it, the frame shows it. */
import { create } from 'zustand';

/** `refused`: the host is there but does not let this page in; only a new link helps. */
export type ConnectionState = 'connecting' | 'online' | 'lost' | 'refused';

/** `generation` counts connections: what was heard on an earlier one may have missed changes. */
export const useConnection = create<{ state: ConnectionState; generation: number }>(() => ({
  state: 'connecting',
  generation: 0,
}));

export const connectionLost = (): void =>
  useConnection.setState(({ generation }) => ({ state: generation === 0 ? 'connecting' : 'lost' }));

export const connectionMade = (): void =>
  useConnection.setState(({ generation }) => ({ state: 'online', generation: generation + 1 }));

export const connectionRefused = (): void => useConnection.setState({ state: 'refused' });
