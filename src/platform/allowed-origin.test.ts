import { describe, expect, it } from 'vitest';
import { isAllowedOrigin, ownAddresses } from './allowed-origin.server';

const config = { publicUrl: 'https://khaosat.huongtra.gov.vn' };
const post = (origin: string | undefined, host: string, extra: Record<string, string> = {}): boolean =>
  isAllowedOrigin(config, new Headers({ ...(origin === undefined ? {} : { origin }), host, ...extra }));

describe('a form post is accepted', () => {
  it('from the public URL, whatever name the proxy gives the host', () => {
    expect(post('https://khaosat.huongtra.gov.vn', '10.0.0.5:8080')).toBe(true);
  });

  it('from localhost and from every address of the machine itself', () => {
    expect(post('http://localhost:8080', 'localhost:8080')).toBe(true);
    for (const address of ownAddresses()) {
      const name = address.includes(':') ? `[${address}]:8080` : `${address}:8080`;
      expect(post(`http://${name}`, name)).toBe(true);
    }
  });

  it('without an origin, which no foreign page can send', () => {
    expect(post(undefined, 'localhost:8080')).toBe(true);
  });
});

describe('a form post is refused', () => {
  it('from any other site, also one that names itself like the public URL', () => {
    for (const origin of [
      'https://evil.example',
      'http://khaosat.huongtra.gov.vn',
      'https://khaosat.huongtra.gov.vn.evil.example',
      'null',
      '',
    ]) {
      expect(post(origin, 'khaosat.huongtra.gov.vn')).toBe(false);
    }
  });

  it('from another port of localhost, and from a foreign name that points at this machine', () => {
    expect(post('http://localhost:3000', 'localhost:8080')).toBe(false);
    expect(post('http://rebound.example:8080', 'rebound.example:8080')).toBe(false);
  });

  it("without an origin where the browser says that the page is another site's", () => {
    expect(post(undefined, 'localhost:8080', { 'sec-fetch-site': 'same-origin' })).toBe(true);
    expect(post(undefined, 'localhost:8080', { 'sec-fetch-site': 'cross-site' })).toBe(false);
    expect(post(undefined, 'localhost:8080', { 'sec-fetch-site': 'same-site' })).toBe(false);
  });

  it('with a hidden origin unless the browser says that the page is our own', () => {
    expect(post('null', 'localhost:8080', { 'sec-fetch-site': 'cross-site' })).toBe(false);
    expect(post('null', 'localhost:8080', { 'sec-fetch-site': 'same-origin' })).toBe(true);
  });
});
