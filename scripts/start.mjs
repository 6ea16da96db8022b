// npm start: installs what is missing, builds what changed, and runs the server in this same process.
import { ensureBuilt } from './build.mjs';
import { ensureInstalled, projectFolder, requireNode } from './install.mjs';

const help = `npm start -- [tham số]

  --port 8080            cổng                                      (PORT)
  --host 0.0.0.0         địa chỉ mở cổng                           (HOST)
  --data ./data          thư mục dữ liệu                           (HAILONG_DATA)
  --public-url URL       địa chỉ người dân gõ; in trên mã QR       (PUBLIC_URL)
  --tls-cert, --tls-key  chứng thư và khóa để mở HTTPS             (TLS_CERT, TLS_KEY)
  --trust-proxy          tin X-Forwarded-Proto/-For của proxy      (TRUST_PROXY=1)
  --demo                 bản minh họa, dữ liệu riêng ở ./data-demo (HAILONG_DEMO=1)
  --accept-clock         đồng hồ máy đúng, nhật ký mới sai         (HAILONG_ACCEPT_CLOCK=1)

DATABASE_URL=postgres://… dùng PostgreSQL 15 trở lên có sẵn thay cho bản đi kèm.
English: docs/configuration.md`;

requireNode();
const args = process.argv.slice(2);
if (args.includes('--help') || args.includes('-h')) {
  console.log(help);
} else {
  process.chdir(projectFolder);
  await ensureInstalled();
  await ensureBuilt();
  process.env.NODE_ENV ??= 'production';
  const { runServer } = await import('../build/bin/run-server.js');
  await runServer(args);
}
