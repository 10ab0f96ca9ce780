/** Speaks short sentences to screen readers through two live regions that exist from the first paint. */
import { create } from 'zustand';

export type Urgency = 'polite' | 'assertive';
type Announcement = { text: string; turn: number };

const useAnnouncements = create<Record<Urgency, Announcement>>(() => ({
  polite: { text: '', turn: 0 },
  assertive: { text: '', turn: 0 },
}));

/** `polite` waits until the reader pauses; `assertive` interrupts and is for errors only. */
export const announce = (text: string, urgency: Urgency = 'polite'): void =>
  useAnnouncements.setState((state) => ({ [urgency]: { text, turn: state[urgency].turn + 1 } }));

/** Belongs once into the page, outside of everything a dialog hides. */
export function LiveRegion() {
  const { polite, assertive } = useAnnouncements();
  return (
    <div data-live-announcer="true" className="sr-only">
      <div aria-live="polite" aria-atomic="true" role="status">
        {/* a changed key makes the same sentence be read again */}
        <span key={polite.turn}>{polite.text}</span>
      </div>
      <div aria-live="assertive" aria-atomic="true" role="alert">
        <span key={assertive.turn}>{assertive.text}</span>
      </div>
    </div>
  );
}
