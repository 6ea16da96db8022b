/** What the terminal says; one language, that of the person who starts the server in a commune. English in docs/configuration.md. */
export const consoleText = {
  serving: 'Hài Lòng đang chạy tại {url}',
  servingDemo: 'Hài Lòng (bản minh họa, dữ liệu mô phỏng) đang chạy tại {url}',
  setup: 'Lần đầu chạy: mở {url} để tạo tài khoản người quản trị (liên kết dùng một lần).',
  stopping: 'Đang dừng…',
  stopped: 'Đã dừng. Dữ liệu đã được lưu đầy đủ.',
  replaced:
    'Thư mục build đã bị thay trong khi máy chủ đang chạy: một số trang không mở được. Dữ liệu không bị ảnh hưởng. Hãy dừng máy chủ rồi chạy lại.',
  tooLarge: {
    title: 'Tệp hoặc nội dung gửi lên quá lớn',
    text: 'Máy chủ chưa nhận gì cả. Tệp tải lên tối đa 32 MB, nội dung biểu mẫu tối đa 1 MB. Hãy chia nhỏ tệp hoặc giảm kích thước ảnh rồi gửi lại.',
  },
  problem: {
    'unknown-flag': 'Không hiểu tham số: {detail}. Xem các tham số bằng: npm start -- --help',
    'bad-port': 'Cổng “{value}” không hợp lệ. Hãy dùng một số từ 1 đến 65535, ví dụ: npm start -- --port 8081',
    'bad-public-url':
      'Địa chỉ công khai “{value}” không hợp lệ. Hãy ghi đủ http:// hoặc https://, không kèm đường dẫn, ví dụ: --public-url https://khaosat.xa.gov.vn',
    'bad-database-url':
      'DATABASE_URL phải bắt đầu bằng postgres:// hoặc postgresql://. Hãy sửa lại, hoặc bỏ đi để dùng cơ sở dữ liệu đi kèm.',
    'tls-half-given': 'Phải cho cả --tls-cert lẫn --tls-key, hoặc không cho cả hai.',
    'platform-unsupported':
      'Cơ sở dữ liệu đi kèm không có cho hệ máy {platform}. Hãy cài PostgreSQL 15 trở lên và đặt biến DATABASE_URL.',
    'binaries-missing':
      'Thiếu gói {packageName}. Hãy xóa thư mục node_modules rồi chạy lại npm start (không dùng --omit=optional).',
    'binaries-unlinked':
      'Không hoàn thiện được chương trình cơ sở dữ liệu trong {folder}. Hãy chạy lại bằng chính tài khoản đã cài đặt, hoặc xóa node_modules rồi chạy npm start.',
    'account-unnamed':
      'Tài khoản có số {uid} không có tên trong máy (/etc/passwd) nên PostgreSQL không chạy được. Hãy chạy bằng một tài khoản có tên.',
    'data-of-another-user':
      'Thư mục dữ liệu {folder} thuộc về tài khoản số {uid}. Hãy chạy bằng tài khoản đó, hoặc chọn thư mục khác bằng --data.',
    'path-closed-to-database':
      'Đang chạy bằng root mà thư mục {folder} đóng với tài khoản nobody, và máy không cho tạo vùng tài khoản riêng ({detail}). Hãy chạy bằng tài khoản thường, hoặc chọn --data và nơi đặt phần mềm ở thư mục mở được (chmod o+x).',
    'already-running':
      'Đã có một máy chủ khác đang dùng thư mục dữ liệu {folder} (cơ sở dữ liệu: tiến trình {pid}). Hãy dừng máy chủ đó trước, hoặc chọn thư mục khác bằng --data.',
    'other-database-version':
      'Dữ liệu do PostgreSQL {found} tạo ra, còn bản này dùng PostgreSQL {expected}. Hãy chạy bản Hài Lòng cũ để sao lưu (hailong backup), rồi phục hồi bằng bản này (hailong restore).',
    'disk-full': 'Ổ đĩa chứa {folder} đã đầy. Không có gì bị mất. Hãy giải phóng chỗ rồi chạy lại.',
    'database-did-not-start': 'Cơ sở dữ liệu không khởi động được. Xem {logFile}. Các dòng cuối:\n{lastLines}',
    'database-unreachable':
      'Không kết nối được cơ sở dữ liệu trong DATABASE_URL: {detail}. Hãy kiểm tra địa chỉ, mật khẩu và máy chủ PostgreSQL.',
    'database-too-old': 'PostgreSQL {version} quá cũ. Cần từ bản 15 trở lên.',
    'migration-changed':
      'Tệp migrations/{name} đã bị sửa sau khi được áp dụng vào dữ liệu này. Hãy dùng đúng bản phát hành của phần mềm. Khi phát triển: xóa thư mục dữ liệu thử rồi chạy lại.',
    'data-folder-unusable': 'Không dùng được thư mục dữ liệu {folder}: {detail}. Hãy chọn thư mục khác bằng --data.',
    'clock-behind':
      'Đồng hồ máy đang sai: bây giờ là {now}, nhưng nhật ký đã có việc lúc {latest}. Chưa có gì bị thay đổi. Hãy chỉnh lại ngày giờ của máy rồi chạy lại. Nếu đồng hồ đúng (lần trước mới sai), chạy một lần với --accept-clock.',
    'port-taken':
      'Cổng {port} đang có chương trình khác dùng. Hãy dừng chương trình đó, hoặc chọn cổng khác: npm start -- --port {nextPort}',
    'port-forbidden':
      'Tài khoản này không được mở cổng {port}. Hãy chọn cổng từ 1024 trở lên: npm start -- --port 8080',
    'address-unknown': 'Máy này không có địa chỉ {host}. Hãy bỏ --host, hoặc dùng địa chỉ của máy.',
    'tls-unreadable':
      'Không đọc được chứng thư TLS: {detail}. Hãy kiểm tra đường dẫn và quyền đọc của --tls-cert và --tls-key.',
  },
} as const;

/** `{name}` in the text is replaced by the fact of that name; instants in Vietnamese time. */
export function fillConsoleText(text: string, facts: object): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const fact = (facts as Readonly<Record<string, unknown>>)[name];
    if (fact instanceof Date) return fact.toLocaleString('vi-VN', { timeZone: 'Asia/Ho_Chi_Minh' });
    return fact === undefined ? whole : String(fact);
  });
}
