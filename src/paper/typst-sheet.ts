/**
 * The two Typst programs of a ballot sheet: one measures texts, one draws. Words and places are data in `/document.json`;
 * no word becomes Typst source (ADR 0035). Both set text the same way, so what was measured is what is drawn.
 */
const setting = `
#let data = json("/document.json")
#set page(margin: 0mm)
#set text(font: "Tinos", lang: "vi", hyphenate: false, top-edge: "ascender", bottom-edge: "descender", fill: black)
#set par(justify: false, leading: 0.14em, spacing: 0.14em)
// Syllables have at most seven letters: what is longer may break anywhere, "Ông/Bà" never.
#let breakable(line) = line.split(" ").map(word =>
  if word.clusters().len() > 8 and not word.contains("Ông/Bà") { word.clusters().join("\u{200b}") } else { word }
).join(" ").replace("Ông/Bà", "Ông/\u{2060}Bà")
#let words(it) = text(size: it.style.size * 1pt, weight: it.style.weight, style: it.style.slant,
  it.text.split("\n").map(line => [#breakable(line)]).join(linebreak()))
`;

export const measuringTemplate = `
${setting}
#context [#metadata(data.texts.map(it => {
  let content = words(it)
  (measure(content).width / 1mm, measure(content, width: it.width * 1mm).height / 1mm)
})) <sizes>]
`;

export const drawingTemplate = `
${setting}
#set document(title: data.title)
#set page(width: data.width * 1mm, height: data.height * 1mm)
#let gray(lightness) = luma(lightness * 100%)
#let pen(it) = if it == none { none } else { (thickness: it.width * 1mm, paint: gray(it.lightness), cap: "round") }
#let sides = (left: left, center: center, right: right)
#let drawn(it) = {
  if it.kind == "text" { block(width: it.width * 1mm, align(sides.at(it.align), words(it))) }
  else if it.kind == "rectangle" {
    rect(width: it.width * 1mm, height: it.height * 1mm, radius: it.radius * 1mm,
      fill: if it.fill == none { none } else { gray(it.fill) },
      stroke: if it.line == none { none } else { (thickness: it.line.width * 1mm, paint: gray(it.line.lightness)) })
  }
  else if it.kind == "circle" { circle(radius: it.radius * 1mm, stroke: pen(it.line)) }
  else if it.kind == "picture" { image("/" + it.file, width: it.width * 1mm, height: it.height * 1mm, fit: "cover") }
}
#let placed(it) = {
  if it.kind == "path" {
    let (first, ..rest) = it.points
    place(top + left, curve(stroke: pen(it.line),
      curve.move((first.at(0) * 1mm, first.at(1) * 1mm)),
      ..rest.map(point => curve.line((point.at(0) * 1mm, point.at(1) * 1mm)))))
  } else {
    let back = if it.kind == "circle" { it.radius } else { 0 }
    place(top + left, dx: (it.x - back) * 1mm, dy: (it.y - back) * 1mm, drawn(it))
  }
}
#for (number, page) in data.pages.enumerate() {
  if number > 0 { pagebreak() }
  for it in page { placed(it) }
}
`;

/** The signs of a serial, one to a page as wide as its cell, for stamping. */
export const signsTemplate = `
${setting}
#set page(width: data.width * 1pt, height: data.height * 1pt)
#for (number, sign) in data.signs.enumerate() {
  if number > 0 { pagebreak() }
  place(top + left, text(size: data.size * 1pt, weight: "bold", sign))
}
`;
