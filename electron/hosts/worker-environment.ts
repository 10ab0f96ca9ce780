/** What of our environment a worker may see. A list of what is allowed: a secret in a variable we never heard of stays here. */

const allowed = new Set([
  'APPDATA',
  'DYLD_LIBRARY_PATH',
  'HOME',
  'LANG',
  'LD_LIBRARY_PATH',
  'LOCALAPPDATA',
  'PATH',
  'SYSTEMROOT',
  'TEMP',
  'TMP',
  'TMPDIR',
  'TZ',
  'USERPROFILE',
  'WINDIR',
  'XDG_CACHE_HOME',
]);
/** Language of messages, and what graphics drivers and the model runtime read. */
const allowedPrefixes = ['LC_', 'CUDA_', 'GGML_', 'VK_'];

export const workerEnvironment = (
  env: Readonly<Record<string, string | undefined>>,
): Record<string, string> => {
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(env)) {
    const upper = name.toUpperCase();
    const passes = allowed.has(upper) || allowedPrefixes.some((prefix) => upper.startsWith(prefix));
    if (passes && value !== undefined) kept[name] = value;
  }
  return kept;
};
