/**
 * Colours code blocks. The grammars of all languages are read once, with the first code block there is: reading them takes
 * tens of milliseconds, and each drawing of a paragraph makes its plugins anew.
 */
import rehypeHighlight from 'rehype-highlight';

type Transform = ReturnType<typeof rehypeHighlight>;
type Tree = Parameters<Transform>[0];

let transform: Transform | null = null;

const holdsCode = (nodes: Tree['children']): boolean =>
  nodes.some((node) => node.type === 'element' && (node.tagName === 'pre' || holdsCode(node.children)));

/** A rehype plugin; goes after the one that sets formulas. */
export const highlightCode = (): Transform => (tree, file) => {
  if (!holdsCode(tree.children)) return;
  transform ??= rehypeHighlight({ detect: false });
  transform(tree, file);
};
