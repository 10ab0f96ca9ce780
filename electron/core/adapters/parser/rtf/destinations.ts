/** Which groups of RTF carry text, and where it goes. Source: RTF Specification 1.9.1. */

// biome-ignore format: a list to glance at
export const nowhere = new Set([
  'colortbl', 'pict', 'fldinst', 'generator', 'filetbl', 'listtable', 'listoverridetable', 'rsidtbl', 'revtbl', 'xmlnstbl', 'themedata', 'datastore',
  'colorschememapping', 'latentstyles', 'datafield', 'bkmkstart', 'bkmkend', 'sn', 'sv', 'sp', 'objclass', 'objname', 'atnid', 'atndate', 'atnref',
  'atntime', 'atnparent', 'panose', 'falt', 'template', 'private', 'nonshppict', 'shpinst', 'do', 'wgrffmtfilter', 'mmathPr', 'xe', 'tc', 'tcn', 'pnseclvl',
  'userprops', 'docvar', 'blipuid', 'keycode', 'operator', 'ffname', 'fontemb', 'pgptbl', 'passwordhash', 'listpicture', 'background', 'nonesttables',
]);
export const later = new Set([
  'footnote',
  'annotation',
  'header',
  'headerl',
  'headerr',
  'headerf',
  'footer',
  'footerl',
  'footerr',
  'footerf',
  'shptxt',
  'dptxbxtext',
]);
export const infoFields = new Set([
  'title',
  'subject',
  'author',
  'manager',
  'company',
  'keywords',
  'doccomm',
  'creatim',
  'revtim',
  'operator',
]);
/** Starred destinations that carry text all the same. */
export const known = new Set([
  'shptxt',
  'annotation',
  'atnauthor',
  'objdata',
  'ud',
  'footnote',
  'nesttableprops',
  'shppict',
]);
