type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

interface Typed {
  readonly control: Control;
  isKept(): boolean;
  putBack(): void;
}

/** A file keeps itself, a hidden field is nobody's to type in, a button holds no answer. */
const notTyped = new Set(['hidden', 'file', 'submit', 'button', 'reset', 'image']);

/**
 * What people typed and chose in a page before its script ran. Hydration writes the server's values over it (`value=`, `checked=`,
 * a chosen option), and a slow machine would take back the clerk's words. Called before the page's components start; the function
 * it returns is called once they stand, and puts back what was lost, with the events a person would have caused.
 */
export function typedBeforeScript(page: ParentNode): () => void {
  const typed = [...page.querySelectorAll<Control>('input, textarea, select')].flatMap(changedByHand);
  // A microtask later: Svelte sets a list once more when it sees that its options were written.
  return () => queueMicrotask(() => typed.forEach(putBackIfLost));
}

function putBackIfLost({ control, isKept, putBack }: Typed): void {
  if (!control.isConnected || isKept()) return;
  putBack();
  control.dispatchEvent(new Event('input', { bubbles: true }));
  control.dispatchEvent(new Event('change', { bubbles: true }));
}

function changedByHand(control: Control): Typed[] {
  if (control instanceof HTMLSelectElement) return changedChoice(control);
  if (notTyped.has(control.type)) return [];
  return control.type === 'checkbox' || control.type === 'radio'
    ? changedTick(control as HTMLInputElement)
    : changedText(control);
}

function changedChoice(control: HTMLSelectElement): Typed[] {
  const options = [...control.options];
  const chosen = options.map(({ selected }) => selected);
  const proposed = options.map(({ defaultSelected }) => defaultSelected);
  // A list without a proposed option shows its first.
  if (!control.multiple && !proposed.includes(true)) proposed[0] = true;
  if (chosen.every((each, at) => each === proposed[at])) return [];
  return [
    {
      control,
      isKept: () => options.every(({ selected }, at) => selected === chosen[at]),
      putBack: () => options.forEach((option, at) => (option.selected = chosen[at] === true)),
    },
  ];
}

function changedTick(control: HTMLInputElement): Typed[] {
  const { checked, defaultChecked } = control;
  // Of radio buttons only the one that was chosen: setting it clears its neighbours.
  if (checked === defaultChecked || (control.type === 'radio' && !checked)) return [];
  return [{ control, isKept: () => control.checked === checked, putBack: () => (control.checked = checked) }];
}

function changedText(control: HTMLInputElement | HTMLTextAreaElement): Typed[] {
  const { value, defaultValue } = control;
  if (value === defaultValue) return [];
  return [{ control, isKept: () => control.value === value, putBack: () => (control.value = value) }];
}
