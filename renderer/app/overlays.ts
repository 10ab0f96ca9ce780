/** Which of the frame's overlays is open; at most one. */
import { create } from 'zustand';

export type Overlay = 'palette' | 'shortcuts' | 'menu' | 'onboarding';

export const useOverlay = create<{ open: Overlay | null }>(() => ({ open: null }));
export const openOverlay = (open: Overlay): void => useOverlay.setState({ open });
export const closeOverlay = (): void => useOverlay.setState({ open: null });

/** What is open lies above the view and has the keyboard. */
export const isCovered = (): boolean => {
  const { open } = useOverlay.getState();
  return open === 'palette' || open === 'shortcuts';
};
