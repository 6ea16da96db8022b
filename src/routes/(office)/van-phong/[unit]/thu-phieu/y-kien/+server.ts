import { redirect } from '@sveltejs/kit';
import type { RequestHandler } from './$types';

/** Where free texts stood before they could be searched; kept for links that people saved. */
export const GET: RequestHandler = ({ params }) => redirect(308, `/van-phong/${params.unit}/ket-qua/y-kien`);
