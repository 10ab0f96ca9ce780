/** The heading of a screen; it takes the focus so that a screen reader reads the new screen from its top. */
import { type ReactNode, useEffect, useRef } from 'react';

export function StepHeading({ title, children }: { title: string; children?: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <header className="mb-6">
      <h1 ref={heading} tabIndex={-1} className="text-32 outline-none narrow:text-24">
        {title}
      </h1>
      {children && <p className="mt-2 text-17 text-pretty text-muted">{children}</p>}
    </header>
  );
}
