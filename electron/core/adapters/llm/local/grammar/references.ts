/** Follows `$ref` within one document: JSON pointers (RFC 6901) and anchors. Nothing is ever fetched. */
import { unsupported } from './shape.ts';

export const findReference = (
  root: unknown,
  reference: string,
  path: string,
): { target: unknown; at: string } => {
  if (!reference.startsWith('#')) throw unsupported('$ref', path);
  const fragment = decode(reference.slice(1), path);
  if (fragment === '') return { target: root, at: '' };
  if (!fragment.startsWith('/')) {
    const target = findAnchor(root, fragment);
    if (target === undefined) throw unsupported('$ref', path);
    return { target, at: reference };
  }
  let target: unknown = root;
  for (const part of fragment.slice(1).split('/')) {
    const name = part.replaceAll('~1', '/').replaceAll('~0', '~');
    if (target === null || typeof target !== 'object' || !Object.hasOwn(target, name))
      throw unsupported('$ref', path);
    target = (target as Record<string, unknown>)[name];
    // A part with an address of its own would resolve its references elsewhere.
    if (hasOwnAddress(target)) throw unsupported('$id', path);
  }
  return { target, at: fragment };
};

const decode = (fragment: string, path: string): string => {
  try {
    return decodeURIComponent(fragment);
  } catch {
    throw unsupported('$ref', path);
  }
};

const hasOwnAddress = (value: unknown): boolean =>
  value !== null && typeof value === 'object' && '$id' in value && typeof value.$id === 'string';

const findAnchor = (value: unknown, anchor: string): unknown => {
  if (value === null || typeof value !== 'object') return undefined;
  const found = value as Record<string, unknown>;
  if (found.$anchor === anchor || found.$id === `#${anchor}`) return value;
  for (const child of Object.values(found)) {
    const hit = findAnchor(child, anchor);
    if (hit !== undefined) return hit;
  }
  return undefined;
};
