/** The shortcuts in force: the registry's defaults with the person's own. */
import { useMemo } from 'react';
import { useSettings } from '../client/queries.ts';
import { type Bindings, bindingsOf } from './shortcuts.ts';

const none = {};

export const useBindings = (): Bindings => {
  const rebound = useSettings().data?.shortcuts.bindings ?? none;
  return useMemo(() => bindingsOf(rebound), [rebound]);
};
