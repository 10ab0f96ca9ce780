/** How much room the window offers, measured in text size: at 200 % font scale a 1440 px window behaves like one of 720 px. */
import { create } from 'zustand';

type LayoutMode = 'narrow' | 'medium' | 'wide';

/** Widths at font scale 1, in CSS pixels. */
const mediumFrom = 800;
const wideFrom = 1180;

const useLayout = create<{ mode: LayoutMode }>(() => ({ mode: 'wide' }));

const layoutModeOf = (widthPx: number, fontScale: number): LayoutMode => {
  const room = widthPx / fontScale;
  if (room < mediumFrom) return 'narrow';
  return room < wideFrom ? 'medium' : 'wide';
};

/** Keeps `<html data-layout>` and every user of `useLayoutMode` in step with the window. */
export const applyLayoutMode = (fontScale: number): (() => void) => {
  const measure = () => {
    const mode = layoutModeOf(window.innerWidth, fontScale);
    document.documentElement.dataset.layout = mode;
    useLayout.setState({ mode });
  };
  measure();
  window.addEventListener('resize', measure);
  return () => window.removeEventListener('resize', measure);
};

export const useLayoutMode = (): LayoutMode => useLayout((state) => state.mode);
