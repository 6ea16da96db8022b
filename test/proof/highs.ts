import load from 'highs';

export type Highs = Awaited<ReturnType<typeof load>>;

/** HiGHS (MIT), compiled to WebAssembly: the linear programming of the attack on suppression. */
export function loadHighs(): Promise<Highs> {
  return load();
}
