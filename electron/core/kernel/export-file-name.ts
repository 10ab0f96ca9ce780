/** Names of exported files. Pure; the result is a valid name on Windows, macOS and Linux. */

/** Leaves room for the folder in the 260 characters Windows allows for a whole path. */
const maxSlugLength = 60;

const german: Record<string, string> = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss', ẞ: 'ss' };

/** Lower-case words joined by hyphens; letters and digits of any script stay, everything else goes. May be empty. */
function slug(text: string): string {
  const plain = text
    .toWellFormed()
    .toLowerCase()
    .replace(/[äöüßẞ]/gu, (letter) => german[letter] ?? letter)
    .normalize('NFKD')
    .replace(/\p{Diacritic}/gu, '')
    .normalize('NFC')
    .replace(/[^\p{L}\p{N}]+/gu, '-');
  const letters = [...plain].slice(0, maxSlugLength).join('');
  return letters.replace(/^-+|-+$/g, '');
}

/** `slug-2026-03-09.ext`. The date is the local day and keeps device names such as `con` from standing alone. */
export function exportFileName(title: string, fallbackTitle: string, now: Date, extension: string): string {
  const day = [now.getFullYear(), now.getMonth() + 1, now.getDate()]
    .map((part) => String(part).padStart(2, '0'))
    .join('-');
  const words = slug(title) || slug(fallbackTitle);
  return `${words === '' ? day : `${words}-${day}`}.${extension}`;
}
