import { json } from '@sveltejs/kit';
import { z } from 'zod';
import { checkInKiosk, mayLeaveKiosk } from '../../../../../collection/actions/read-kiosk.server';
import type { RequestHandler } from './$types';

const bodySchema = z.strictObject({ secret: z.string().max(80), leave: z.string().max(20).optional() });

/** The tablet shows its secret; asked to leave, it gets the answer for the typed code. */
export const POST: RequestHandler = async ({ params, locals, request }) => {
  const body = bodySchema.safeParse(await request.json().catch(() => undefined));
  if (!body.success) return json({ registered: false }, { status: 400 });
  const { secret, leave } = body.data;
  const held = await checkInKiosk(locals.app, params.kiosk, secret);
  if (!held) return json({ registered: false }, { status: 403 });
  const left = leave === undefined ? undefined : await mayLeaveKiosk(locals.app, params.kiosk, secret, leave);
  return json({ registered: true, leaveCodeHash: held.leaveCodeHash, left });
};
