/** Control characters but tab and line feed, invisible marks, and the marks that turn the direction of writing. */
const unprintable =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ufffe\uffff]/g;

/**
 * Text as it may stand on paper and in XML: composed, one kind of line break, without what no printer shows and XML 1.0
 * forbids. Everything a reader could see stays.
 */
export function paperText(text: string, ends: 'trim' | 'keep-ends' = 'trim'): string {
  const clean = text
    .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\u25a1')
    .normalize('NFC')
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(/\t/g, ' ')
    .replace(unprintable, '');
  return ends === 'trim' ? clean.replace(/^[ \n]+|[ \n]+$/g, '') : clean;
}
