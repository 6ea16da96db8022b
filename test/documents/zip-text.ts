import yauzl from 'yauzl';

/** One file of a ZIP (DOCX) as text. */
export function zipText(zip: Uint8Array, path: string): Promise<string> {
  return new Promise((resolve, reject) => {
    yauzl.fromBuffer(Buffer.from(zip), { lazyEntries: true }, (error, file) => {
      if (error) return reject(error);
      file.on('entry', (entry: yauzl.Entry) => {
        if (entry.fileName !== path) return file.readEntry();
        file.openReadStream(entry, (problem, stream) => {
          if (problem) return reject(problem);
          const parts: Buffer[] = [];
          stream.on('data', (part: Buffer) => parts.push(part));
          stream.on('end', () => resolve(Buffer.concat(parts).toString('utf8')));
        });
      });
      file.on('end', () => reject(new Error(`no ${path} in the file`)));
      file.readEntry();
    });
  });
}

/** The visible words of WordprocessingML, paragraphs joined by line feeds. */
export function wordText(xml: string): string {
  return xml
    .replace(/<w:br\/>|<w:p[ >/]/g, '\n$&')
    .replace(/<[^>]+>/g, '')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&apos;|&#39;/g, "'")
    .replace(/&amp;/g, '&');
}
