/** Names a conversation after its first message: the first line that says something, cut at a word. Pure. */
const maxTitleLength = 60;

export const titleFrom = (text: string): string => {
  const line =
    text
      .split('\n')
      .map((part) =>
        part
          .replace(/^[#>*\-\s`]+/, '')
          .replace(/\s+/g, ' ')
          .trim(),
      )
      .find((part) => part !== '') ?? '';
  const characters = [...line];
  if (characters.length <= maxTitleLength) return line;
  const cut = characters.slice(0, maxTitleLength).join('');
  const space = cut.lastIndexOf(' ');
  return `${space > maxTitleLength / 2 ? cut.slice(0, space) : cut}…`;
};
