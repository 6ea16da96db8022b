import { describe, expect, it } from 'vitest';
import { readConfig } from './read-config';

describe('the configuration', () => {
  it('serves every address at port 8080 from ./data when nothing is said', () => {
    const read = readConfig([], {});
    expect(read.ok && read.value).toMatchObject({
      port: 8080,
      host: '0.0.0.0',
      dataDir: 'data',
      publicUrl: 'http://localhost:8080',
      demo: false,
    });
  });

  it('lets a flag win over the environment, and the environment over the default', () => {
    const environment = { PORT: '81', HAILONG_DATA: '/srv/a', PUBLIC_URL: 'https://a.vn/' };
    const read = readConfig(['--port', '82', '--data=/srv/b'], environment);
    expect(read.ok && read.value).toMatchObject({ port: 82, dataDir: '/srv/b', publicUrl: 'https://a.vn' });
  });

  it('keeps the living example away from real data, also when the environment names a database', () => {
    const read = readConfig(['--demo'], { DATABASE_URL: 'postgres://real' });
    expect(read.ok && read.value).toMatchObject({ dataDir: 'data-demo', databaseUrl: undefined });
  });

  it('says which value it does not understand', () => {
    const typeOf = (args: string[], environment = {}): string | undefined => {
      const read = readConfig(args, environment);
      return read.ok ? undefined : read.error.type;
    };
    expect(typeOf(['--prot', '1'])).toBe('unknown-flag');
    for (const port of ['http', '70000', '-1', '80.5', '0x50']) expect(typeOf([`--port=${port}`])).toBe('bad-port');
    for (const url of ['a.vn', 'ftp://a.vn', 'https://a.vn/khao-sat'])
      expect(typeOf(['--public-url', url])).toBe('bad-public-url');
    expect(typeOf(['--tls-cert', 'a.pem'])).toBe('tls-half-given');
    expect(typeOf([], { DATABASE_URL: 'mysql://x' })).toBe('bad-database-url');
  });
});
