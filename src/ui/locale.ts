/** Vietnamese first, English second; other languages join here and in every module of `ui/text/`. */
export type Locale = 'vi' | 'en';

export const localeCookie = 'hailong_locale';

export function parseLocale(text: string | undefined): Locale {
  return text === 'en' ? 'en' : 'vi';
}

/** The same texts in every language: `const text = organisationText[locale]`. */
export type Translated<T> = Readonly<Record<Locale, T>>;
