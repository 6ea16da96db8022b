import type { Role } from './role';

/** The people of the living example (`npm start -- --demo`), all invented; the start page of the example signs in as them. */
export interface ExamplePerson {
  readonly username: string;
  readonly name: string;
  readonly role: Role;
  /** Unit code; the superior works at the province. */
  readonly unit: string;
  /** Code of the official this person is, where they sit at a counter. */
  readonly official: string | undefined;
}

export const examplePassword = 'ba-quy-da-xong';

export const examplePeople: readonly ExamplePerson[] = [
  { username: 'vanphong', name: 'Trần Thị Mai', role: 'compiling-clerk', unit: 'QNG-HT', official: undefined },
  { username: 'chutich', name: 'Hồ Minh Hiếu', role: 'head', unit: 'QNG-HT', official: undefined },
  { username: 'truongmotcua', name: 'Phạm Văn Hòa', role: 'one-stop-head', unit: 'QNG-HT', official: undefined },
  { username: 'nhaplieu', name: 'Hồ Thị Sen', role: 'keyer', unit: 'QNG-HT', official: undefined },
  { username: 'canbo', name: 'Hồ Thị Lan', role: 'one-stop-official', unit: 'QNG-HT', official: 'CC01' },
  { username: 'tocongtac', name: 'Đinh Thị Vân', role: 'working-group', unit: 'QNG-HT', official: undefined },
  { username: 'mattran', name: 'Hồ Văn Bình', role: 'observer', unit: 'QNG-HT', official: undefined },
  { username: 'tinh', name: 'Lê Quang Dũng', role: 'superior', unit: 'QNG', official: undefined },
  { username: 'quantri', name: 'Võ Anh Tuấn', role: 'administrator', unit: 'QNG-HT', official: undefined },
];
