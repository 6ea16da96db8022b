import { cellPaddingMillimetres } from './column-widths';
import { body, headColumns, letterSize, page, textWidthMillimetres } from './official-layout';

/**
 * The Typst program of an official paper. It reads the composed document from `/document.json`: words reach the page as
 * data, never as Typst source, so no text can act as markup ("1." as a list, "#", "$", "*", "@").
 */

/** Height of a single line of this family in Word, and of its letters as Typst measures them, in letter sizes. */
const singleLine = 1.149;
const letterBox = 0.909;
/** Between lines of head, tables and signature: single. */
const singleLeading = (singleLine - letterBox).toFixed(3);
/** Between lines of the body. */
const leading = (singleLine * body.lineHeight - letterBox).toFixed(3);

/** Shared by every template: words from data, long words that break, and nothing evaluated. */
export const typstWords = `
#let words(text) = text.split("\\n").map(line => [#line]).join(linebreak())
#let breakable(text) = text.split(" ").map(word => if word.clusters().len() > 22 { word.clusters().join("\\u{200b}") } else { word }).join(" ")
#let breakable-address(text) = text.clusters().map(letter => if letter in "/-.?=" { letter + "\u{200b}" } else { letter }).join("")
#let run(it) = {
  let content = words(it.text)
  if it.at("bold", default: false) { content = strong(content) }
  if it.at("italic", default: false) { content = emph(content) }
  content
}
#let millimetres(value) = value * 1mm
`;

const setup = `
#let data = json("/document.json")
#set document(title: data.title)
#set text(font: "Tinos", size: ${letterSize.body}pt, lang: "vi", hyphenate: false, top-edge: "ascender", bottom-edge: "descender")
#set par(justify: true, leading: ${leading}em, spacing: ${leading}em + ${body.spacingPoints}pt, first-line-indent: (amount: ${body.firstLineIndentMillimetres}mm, all: true))
#set page(
  paper: "a4",
  margin: (top: ${page.margin.top}mm, bottom: ${page.margin.bottom}mm, left: ${page.margin.left}mm, right: ${page.margin.right}mm),
  header-ascent: 18%,
  header: context {
    let number = counter(page).get().first()
    if number > 1 { set par(first-line-indent: 0mm); align(center, text(size: ${letterSize.pageNumber}pt, str(number))) }
  },
)
#show heading: it => {
  let size = ${letterSize.body}pt
  let weight = if it.level <= 2 { "bold" } else { "regular" }
  block(sticky: true, above: ${leading}em + ${body.spacingPoints}pt, below: ${leading}em + ${body.spacingPoints}pt,
    { set text(size: size, weight: weight); par(it.body) })
}
#set table(stroke: 0.5pt + black, inset: (x: ${cellPaddingMillimetres / 2}mm, y: 1.2mm))
#show table: set par(justify: false, leading: ${singleLeading}em, spacing: ${singleLeading}em, first-line-indent: 0mm)
#let rule(length) = line(length: length, stroke: 0.6pt)
#let centred(content) = { set par(justify: false, first-line-indent: 0mm, leading: ${singleLeading}em, spacing: ${singleLeading}em); align(center, content) }
`;

const blocks = `
#let alignment(name) = if name == "right" { right } else if name == "center" { center } else { left }
#let caption(content) = block(sticky: true, width: 100%, above: 1em, below: 0.55em, centred(text(size: 13pt, weight: "bold", words(content))))
#let note(content) = block(width: 100%, above: 0.5em, { set par(first-line-indent: 0mm, leading: ${singleLeading}em); text(size: ${letterSize.tableNote}pt, style: "italic", words(content)) })
#let cell(content, weight: "regular") = text(weight: weight, words(breakable(content)))
#let data-table(it) = {
  if it.caption != "" { caption(it.caption) }
  block(above: 0.6em, below: 0.8em, width: 100%, {
    set text(size: it.letterSize * 1pt)
    table(
      columns: it.widthsMillimetres.map(millimetres),
      align: (x, y) => if y == 0 { center + horizon } else { alignment(it.columns.at(x).align) + horizon },
      table.header(..it.columns.map(column => cell(column.title, weight: "bold"))),
      ..it.rows.map(row => row.cells.map(content => cell(content, weight: if row.at("emphasis", default: false) { "bold" } else { "regular" }))).flatten(),
    )
  })
  if it.note != "" { note(it.note) }
}
#let picture(it) = {
  block(breakable: false, width: 100%, above: 0.8em, below: 0.8em, {
    if it.caption != "" { caption(it.caption) }
    centred(image(bytes(it.svg), format: "svg", alt: it.alt, width: 100%))
  })
}
#let show-block(it) = {
  if it.type == "heading" { heading(level: it.level, words(it.text)) }
  else if it.type == "paragraph" { par(it.runs.map(run).join()) }
  else if it.type == "table" { data-table(it) }
  else { picture(it) }
}
#let show-blocks(blocks) = {
  for (index, it) in blocks.enumerate() {
    // The last words stay with the signature, and what ends in ":" with what it announces.
    if it.type == "paragraph" and it.runs.len() > 0 and (index == blocks.len() - 1 or it.runs.last().text.ends-with(":")) { block(sticky: true, show-block(it)) } else { show-block(it) }
  }
}
`;

const head = `
#let head-of-paper = {
  set par(justify: false, first-line-indent: 0mm, leading: ${singleLeading}em, spacing: ${singleLeading}em)
  let motto = text(size: ${letterSize.motto}pt, weight: "bold")[Độc lập - Tự do - Hạnh phúc]
  let agency = text(size: ${letterSize.agency}pt, weight: "bold", words(data.agency))
  grid(
    columns: (${headColumns.leftMillimetres}mm, ${headColumns.rightMillimetres}mm),
    align: center + top,
    row-gutter: 2.2mm,
    {
      if data.superiorAgency != none { text(size: ${letterSize.agency}pt, words(data.superiorAgency)); linebreak() }
      agency
      context v(0.6mm) + rule(calc.min(measure(agency).width, ${headColumns.leftMillimetres}mm) * 0.4)
    },
    {
      text(size: ${letterSize.nationalName}pt, weight: "bold")[CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM]
      linebreak()
      motto
      context v(0.6mm) + rule(measure(motto).width)
    },
    text(size: ${letterSize.number}pt, data.number),
    if data.placeAndDate == none [] else { text(size: ${letterSize.placeAndDate}pt, style: "italic", data.placeAndDate) },
  )
  v(5mm)
}
#let subject = {
  let content = text(size: ${letterSize.subject}pt, weight: "bold", words(data.subject))
  block(width: 100%, below: 6mm, sticky: true, centred({
    text(size: ${letterSize.typeName}pt, weight: "bold", data.typeName)
    parbreak()
    content
    parbreak()
    context v(0.4mm) + rule(calc.min(measure(content).width, ${textWidthMillimetres}mm) * 0.36)
  }))
}
`;

const signature = `
#let signer(it) = centred({
  for line in it.office { text(size: ${letterSize.signer}pt, weight: "bold", words(line)); parbreak() }
  v(26mm)
  text(size: ${letterSize.signer}pt, weight: "bold", words(it.name))
})
#let recipients = {
  set par(justify: false, first-line-indent: 0mm, leading: ${singleLeading}em, spacing: ${singleLeading}em)
  text(size: ${letterSize.recipientsTitle}pt, weight: "bold", style: "italic")[Nơi nhận:]
  parbreak()
  for line in data.recipients { par(hanging-indent: 2mm, text(size: ${letterSize.recipient}pt, line)) }
}
#let foot-of-paper = block(breakable: false, width: 100%, above: 7mm, {
  if data.secretary == none { grid(columns: (47%, 53%), recipients, signer(data.signer)) }
  else {
    grid(columns: (50%, 50%), signer(data.secretary), signer(data.signer))
    v(4mm)
    recipients
  }
})
`;

const whole = `
#head-of-paper
#subject
#for basis in data.bases { par(emph(basis)) }
#show-blocks(data.blocks)
#foot-of-paper
#for appendix in data.appendices {
  page(flipped: appendix.landscape, {
    block(width: 100%, below: 5mm, centred({
      text(size: ${letterSize.appendix}pt, weight: "bold", appendix.label)
      parbreak()
      text(size: ${letterSize.appendix}pt, weight: "bold", words(appendix.title))
      parbreak()
      text(size: ${letterSize.body}pt, style: "italic", words(appendix.attachedTo))
    }))
    show-blocks(appendix.blocks)
  })
}
`;

export const officialTemplate = [typstWords, setup, blocks, head, signature, whole].join('\n');
