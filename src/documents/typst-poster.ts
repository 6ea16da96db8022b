import { typstWords } from './typst-official';

/**
 * The posted THÔNG BÁO, one sheet of A4 or A3. All measures are multiples of `k`, so that A3 is A4 enlarged; a sheet with
 * long names or many factors is set a little smaller until it fits, never on a second page.
 */
export const posterTemplate = `
${typstWords}
#let data = json("/document.json")
#let sheet = data.sheet
#let a3 = data.size == "a3"
#let full = if a3 { 1.4142 } else { 1.0 }
#let ink = rgb("#1c2321")
#let brand = rgb("#0b5a4a")
#let pale = rgb("#e9f3f0")
#set document(title: sheet.title)
#set page(paper: data.size, margin: (x: 15mm * full, top: 12mm * full, bottom: 11mm * full))
#set text(font: "Tinos", lang: "vi", hyphenate: false, fill: ink, top-edge: "ascender", bottom-edge: "descender")
#set par(justify: false, leading: 0.14em, spacing: 0.35em)

#let drawing(svg, ..options) = image(bytes(svg), format: "svg", ..options)

#let head(k) = {
  let motto = text(size: 12pt * k, weight: "bold")[Độc lập - Tự do - Hạnh phúc]
  let agency = text(size: 11pt * k, weight: "bold", words(sheet.agency))
  grid(
    columns: (44%, 56%), align: center, row-gutter: 1.8mm * k,
    {
      if sheet.superiorAgency != none { text(size: 11pt * k, words(sheet.superiorAgency)); linebreak() }
      agency
      context v(0.4mm * k) + line(length: calc.min(measure(agency).width, 70mm * k) * 0.4, stroke: 0.6pt * k + ink)
    },
    {
      text(size: 11pt * k, weight: "bold")[CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM]
      linebreak()
      motto
      context v(0.4mm * k) + line(length: measure(motto).width, stroke: 0.6pt * k + ink)
    },
    text(size: 11.5pt * k, sheet.number),
    text(size: 11.5pt * k, style: "italic", words(sheet.placeAndDate)),
  )
}

#let titles(k) = align(center, {
  text(size: 25pt * k, weight: "bold", fill: brand)[THÔNG BÁO]
  parbreak()
  text(size: 15pt * k, weight: "bold", words(sheet.subject))
  parbreak()
  v(0.6mm * k)
  text(size: 15pt * k, words(sheet.period))
  if sheet.remark != "" {
    parbreak()
    v(0.6mm * k)
    box(inset: (x: 3mm * k, y: 1.4mm * k), stroke: 0.8pt * k + brand, text(size: 12.5pt * k, weight: "bold", words(sheet.remark)))
  }
})

#let hero(k) = {
  let number = sheet.headline.number
  // In bytes: "84,69 %" with its no-break space is 8, "100,00 %" 9.
  let size = if number.len() > 10 { 44pt } else if number.len() > 8 { 68pt } else { 80pt }
  let left = {
    text(size: size * k, weight: "bold", fill: brand, top-edge: "cap-height", bottom-edge: "baseline", number)
    parbreak()
    v(1.5mm * k)
    text(size: 16pt * k, weight: "bold", words(sheet.headline.words))
    if sheet.headline.interval != "" { parbreak(); v(0.8mm * k); text(size: 13.5pt * k, words(sheet.headline.interval)) }
    if sheet.headline.change != "" { parbreak(); v(0.8mm * k); text(size: 12pt * k, style: "italic", words(sheet.headline.change)) }
  }
  let right = grid(
    columns: (9mm * k, auto, 1fr), column-gutter: 2mm * k, row-gutter: 1.7mm * k, align: horizon + std.left,
    ..sheet.faces.map(face => (
      drawing(face.svg, width: 8.5mm * k, alt: face.words),
      text(size: 13pt * k, words(face.words)),
      {
        set align(horizon + std.left)
        grid(columns: (1fr, 14.5mm * k), column-gutter: 1.2mm * k, align: horizon + std.left,
          block(width: 100%, height: 5mm * k, fill: white, place(std.left, rect(width: face.percent * 1%, height: 5mm * k, fill: rgb(face.colour), stroke: none))),
          text(size: 13pt * k, weight: "bold", face.text))
      },
    )).flatten(),
  )
  block(width: 100%, fill: pale, stroke: (left: 2.2mm * k + brand), inset: (left: 7mm * k, right: 5mm * k, y: 5mm * k),
    if sheet.faces.len() == 0 { left } else { grid(columns: (1fr, 47%), column-gutter: 5mm * k, align: horizon, left, right) })
}

#let chart(k) = {
  text(size: 15pt * k, weight: "bold", fill: brand, words(sheet.chartTitle))
  parbreak()
  v(0.5mm * k)
  // Between 62 and 100 % of the width as k shrinks, so that many factors still fit.
  drawing(sheet.chart, width: 100% * calc.min(1.0, k / full), alt: sheet.chartTitle)
}

#let facts(k) = grid(
  columns: sheet.facts.map(_ => 1fr), column-gutter: 3mm * k,
  ..sheet.facts.map(fact => {
    let tone = if fact.good == true { rgb("#1b5e20") } else if fact.good == false { rgb("#a63603") } else { brand }
    block(width: 100%, stroke: (top: 1.2mm * k + tone), inset: (top: 2.2mm * k), {
      text(size: 23pt * k, weight: "bold", fill: tone, fact.figure)
      parbreak()
      text(size: 11.5pt * k, words(fact.words))
    })
  })
)

#let foot(k) = grid(
  columns: (31mm * k, 1fr, 62mm * k), column-gutter: 5mm * k,
  drawing(data.qr, width: 31mm * k, alt: "Mã QR dẫn đến trang kết quả"),
  {
    text(size: 12.5pt * k, weight: "bold")[Quét mã để xem đầy đủ kết quả và tải số liệu]
    parbreak()
    text(size: 10pt * k, breakable-address(sheet.address))
    if sheet.contacts.len() > 0 {
      parbreak()
      v(0.8mm * k)
      text(size: 12.5pt * k, weight: "bold")[Phản ánh, kiến nghị]
      for line in sheet.contacts { parbreak(); text(size: 12pt * k, words(breakable(line))) }
    }
  },
  align(center, {
    for line in sheet.signer.office { text(size: 12.5pt * k, weight: "bold", words(line)); parbreak() }
    v(19mm * k)
    text(size: 12.5pt * k, weight: "bold", words(sheet.signer.name))
  }),
)

#let small(k) = {
  line(length: 100%, stroke: 0.4pt * k + ink)
  v(0.4mm * k)
  text(size: 9.5pt * k, words(sheet.method))
  parbreak()
  text(size: 9.5pt * k, style: "italic", words(breakable(sheet.provenance)))
}

#let parts(k) = (head(k), titles(k), hero(k), chart(k), facts(k), foot(k), small(k))
#let stacked(k) = grid(columns: (100%,), row-gutter: 4mm * k, ..parts(k))
#layout(room => {
  let k = full * 0.5
  for share in (1.0, 0.97, 0.94, 0.91, 0.88, 0.85, 0.8, 0.75, 0.7, 0.65, 0.6, 0.55) {
    if measure(stacked(full * share), width: room.width).height <= room.height { k = full * share; break }
  }
  // What room is left goes between the parts.
  block(height: 100%, width: 100%, grid(columns: (100%,), rows: (auto, 1fr) * 6 + (auto,), ..parts(k).intersperse([])))
})
`;
