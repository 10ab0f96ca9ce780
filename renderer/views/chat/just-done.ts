/** That something has just been done, for as long as it takes to see it. */
import { useEffect, useState } from 'react';

const shownForMs = 2000;

/** `[isDone, setDone]`: it goes back to `false` by itself. */
export const useJustDone = (): [boolean, (isDone: boolean) => void] => {
  const [isDone, setDone] = useState(false);
  useEffect(() => {
    if (!isDone) return;
    const timer = setTimeout(() => setDone(false), shownForMs);
    return () => clearTimeout(timer);
  }, [isDone]);
  return [isDone, setDone];
};
