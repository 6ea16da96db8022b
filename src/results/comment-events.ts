import type { LogEvent } from '../log/entry';

type Acting = { readonly unitCode: string; readonly actor: string; readonly at: Date };

/** The words of a theme were decided. They are the office's, not a citizen's: the log holds how many there are. */
export function commentThemeDecided(
  acting: Acting,
  theme: {
    readonly code: string;
    readonly name: string;
    readonly words: readonly string[];
    readonly validFrom: string;
    readonly retired: boolean;
  },
): LogEvent {
  const { code, name, words, validFrom, retired } = theme;
  return {
    ...acting,
    type: 'comment-theme-decided',
    subject: code,
    body: { name, words: words.length, from: validFrom, retired },
  };
}

/** A person put a text into a theme or took it out: which theme, never what the text says. */
export function commentThemeMarked(
  acting: Acting,
  commentId: string,
  facts: { readonly theme: string; readonly name: string; readonly period: string; readonly belongs: boolean },
): LogEvent {
  return { ...acting, type: 'comment-theme-marked', subject: commentId, body: facts };
}
