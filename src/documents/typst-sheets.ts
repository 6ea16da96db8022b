import { typstWords } from './typst-official';

/** Sheets that invite: one look, the words as data. */
const look = `
${typstWords}
#let data = json("/document.json")
#let ink = rgb("#1c2321")
#let brand = rgb("#0b5a4a")
#let pale = rgb("#e9f3f0")
#set text(font: "Tinos", lang: "vi", hyphenate: false, fill: ink, top-edge: "ascender", bottom-edge: "descender")
#set par(justify: false, leading: 0.16em, spacing: 0.5em)
#let drawing(svg, ..options) = image(bytes(svg), format: "svg", ..options)
#let faces(size) = grid(columns: 5, column-gutter: size * 0.28, ..data.faces.map(face => drawing(face, width: size)))
#let fitted(sizes, width, make) = context {
  let size = sizes.last()
  for candidate in sizes { if measure(make(candidate)).width <= width { size = candidate; break } }
  make(size)
}
`;

export const invitationTemplate = `
${look}
#set document(title: "Mời Ông/Bà đánh giá")
#set page(paper: "a4", margin: (x: 18mm, y: 15mm))
#set align(center)
#block(width: 100%, height: 100%, {
  text(size: 17pt, weight: "bold", words(data.unitName))
  parbreak()
  text(size: 17pt, words(data.officeName))
  v(1fr)
  text(size: 46pt, weight: "bold", fill: brand)[Mời Ông/Bà đánh giá]
  parbreak()
  text(size: 22pt)[Ông/Bà có hài lòng khi đến làm thủ tục?]
  v(4mm)
  faces(22mm)
  v(1fr)
  box(fill: white, stroke: 1.6mm + brand, radius: 4mm, inset: 1mm, drawing(data.qr, width: 96mm, alt: "Mã QR mở phiếu đánh giá"))
  v(2mm)
  text(size: 17pt)[Quét mã bằng điện thoại, hoặc gõ địa chỉ:]
  parbreak()
  fitted((30pt, 26pt, 22pt, 18pt, 15pt, 12pt, 10pt), 172mm, size => text(size: size, weight: "bold", fill: brand, data.address))
  v(1fr)
  block(width: 100%, fill: pale, inset: 6mm, radius: 3mm, grid(columns: (1fr, 1fr, 1fr), column-gutter: 6mm, row-gutter: 1.5mm,
    ..([Không ghi tên], [Tự nguyện], [Công khai]).map(it => text(size: 18pt, weight: "bold", fill: brand, it)),
    ..([Phiếu không hỏi tên, số điện thoại hay số hồ sơ.], [Bỏ qua câu nào cũng được. Hồ sơ của Ông/Bà không bị ảnh hưởng.], [Kết quả được niêm yết tại đây.]).map(it => text(size: 13.5pt, it))))
  if data.periodLabel != "" { v(3mm); text(size: 12pt, words(data.periodLabel)) }
})
`;

export const codeSlipsTemplate = `
${look}
#set document(title: "Phiếu mã đánh giá một lần")
#set page(paper: "a4", margin: (x: 8mm, y: 8.5mm))
#let slip(it) = block(width: 97mm, height: 46.6mm, stroke: (paint: luma(120), thickness: 0.4pt, dash: "dashed"), inset: 4mm, clip: true, grid(
  columns: (1fr, 31mm), column-gutter: 3mm,
  {
    text(size: 9.5pt, weight: "bold", data.unitName)
    linebreak()
    text(size: 9.5pt, data.officeName)
    v(1.2mm)
    text(size: 12pt, weight: "bold", fill: brand)[Mời Ông/Bà đánh giá]
    parbreak()
    text(size: 9.5pt)[Quét mã, hoặc vào #strong(data.address) và gõ:]
    parbreak()
    fitted((13pt, 12pt, 11pt, 10pt, 9pt, 8pt, 7pt), 55mm, size => text(font: ("DejaVu Sans Mono", "Tinos"), size: size, weight: "bold", it.code))
    parbreak()
    text(size: 8.5pt, style: "italic")[Mã dùng một lần; cơ quan có trách nhiệm giữ bí mật mã.]
    if data.validUntil != "" { linebreak(); text(size: 8.5pt, style: "italic")[Dùng đến hết ngày #data.validUntil.] }
  },
  align(horizon, drawing(it.qr, width: 31mm)),
))
#grid(columns: 2, ..data.slips.map(slip))
`;

const leafletParts = `
#set document(title: data.title)
#let owner(size) = { text(size: size, weight: "bold", words(data.unitName)); linebreak(); text(size: size, words(data.officeName)) }
#let point(it, size) = { text(size: size * 1.12, weight: "bold", fill: brand, words(it.title)); linebreak(); text(size: size, words(breakable(it.text))) }
#let points(list, size) = grid(columns: (1fr,), row-gutter: size * 0.75, ..list.map(it => point(it, size)))
#let scan(width) = grid(columns: (width, 1fr), column-gutter: 4mm, align: horizon,
  drawing(data.qr, width: width, alt: "Mã QR mở phiếu đánh giá"),
  { text(size: 12.5pt, weight: "bold")[Quét mã bằng điện thoại, hoặc vào]; linebreak(); text(size: 11.5pt, fill: brand, weight: "bold", breakable-address(data.address)) })
#let contacts = if data.contacts.len() > 0 {
  text(size: 10.5pt, weight: "bold")[Phản ánh, kiến nghị]
  for line in data.contacts { linebreak(); text(size: 10.5pt, words(line)) }
}
#let pictures(size) = grid(columns: (1fr, 1fr, 1fr), align: center, ..data.pictures.map(it => drawing(it, width: size)))
#let shrunk(height, width, make) = context {
  let k = 0.4
  for share in (1.0, 0.94, 0.88, 0.82, 0.76, 0.7, 0.62, 0.54, 0.46) { if measure(make(share), width: width).height <= height { k = share; break } }
  make(k)
}
`;

export const leafletTemplate = `
${look}
${leafletParts}
#set page(width: 148mm, height: 210mm, margin: (x: 11mm, y: 10mm))
#block(width: 100%, height: 100%, {
  align(center, {
    owner(11pt)
    v(2mm)
    fitted((21pt, 19pt, 18pt, 17pt, 16pt), 126mm, size => text(size: size, weight: "bold", fill: brand, words(data.title)))
    v(1mm)
    faces(11mm)
    v(1mm)
    pictures(27mm)
  })
  v(1fr)
  shrunk(86mm, 126mm, k => points(data.points, 13pt * k))
  v(1fr)
  block(width: 100%, fill: pale, inset: 3.5mm, radius: 2mm, scan(29mm))
  v(1fr)
  contacts
})
`;

export const foldedLeafletTemplate = `
${look}
${leafletParts}
#set page(width: 297mm, height: 210mm, margin: 0mm)
#let half(content, fill: none) = block(width: 148.5mm, height: 210mm, fill: fill, inset: (x: 13mm, y: 14mm), content)
#let middle = calc.ceil(data.points.len() / 2)
// Outside: back on the left, cover on the right.
#grid(columns: 2,
  half({
    v(1fr)
    scan(38mm)
    v(6mm)
    contacts
    v(1fr)
    text(size: 11pt, style: "italic")[Không ghi tên. Tự nguyện. Không ảnh hưởng đến hồ sơ của Ông/Bà.]
  }),
  half(fill: pale, align(center, {
    owner(13pt)
    v(1fr)
    text(size: 33pt, weight: "bold", fill: brand, words(data.title))
    v(7mm)
    faces(17mm)
    v(1fr)
    drawing(data.pictures.first(), width: 66mm)
    v(1fr)
  })),
)
#pagebreak()
#grid(columns: 2,
  half({ align(center, drawing(data.pictures.at(2), width: 46mm)); v(4mm); shrunk(130mm, 122mm, k => points(data.points.slice(0, middle), 19pt * k)) }),
  half({ align(center, drawing(data.pictures.at(1), width: 46mm)); v(4mm); shrunk(130mm, 122mm, k => points(data.points.slice(middle), 19pt * k)) }),
)
`;

export const radioTemplate = `
${look}
#set document(title: data.title)
#set page(paper: "a4", margin: (x: 25mm, y: 22mm), footer: context align(center, text(size: 11pt)[#counter(page).display() / #counter(page).final().first()]))
#align(center, {
  text(size: 13pt, weight: "bold", words(data.unitName))
  v(3mm)
  text(size: 20pt, weight: "bold")[BÀI PHÁT THANH]
  parbreak()
  text(size: 15pt, weight: "bold", words(data.title))
  if data.note != "" { parbreak(); text(size: 12pt, style: "italic", words(data.note)) }
})
#v(5mm)
#set par(leading: 0.55em, spacing: 1.1em)
#for line in data.paragraphs { par(text(size: 17pt, words(line))) }
`;
